"""People, officials and drafts for the tests of broadcasts."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from bot.broadcasts import approval, drafts
from bot.broadcasts.drafts import Broadcast, Draft
from bot.broadcasts.reach import Prices
from bot.channels.base import Capabilities
from bot.db.models import (
    Agency,
    Contact,
    Course,
    Enrolment,
    Learner,
    Officer,
    Preference,
    Programme,
    TrainingSession,
    WorkerContact,
)
from bot.delivery.policy import Rules
from bot.services import officers
from tests.contract.timed import content
from tests.register import entered

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
"""Half past eleven in India."""
DAY = dt.timedelta(days=1)
TELEGRAM = Capabilities(text=4096, buttons=100, button_title=64, caption=1024, documents=True)
WHATSAPP = Capabilities(
    text=4096, body=1024, caption=1024, buttons=3, button_title=20, documents=True, window=DAY, echoes=True
)
CHANNELS = {"telegram": TELEGRAM, "whatsapp": WHATSAPP}
PRICES = Prices(Decimal("0.8631"), Decimal("0.115"), Decimal("18"))
TERMS = approval.Terms(2, PRICES, Rules(), CHANNELS)
TEXTS = {
    "bn": "{date} মালদায় হস্তশিল্প মেলা।", "hi": "{date} को मालदा में हस्तशिल्प मेला।",
    "en": "A handicraft fair in Malda on {date}.",
}  # fmt: skip
DATE = {"date": {"bn": "৫ ডিসেম্বর", "hi": "5 दिसंबर", "en": "5 December"}}
SENDER = {"bn": "এমএসএমই দপ্তর", "hi": "एमएसएमई विभाग", "en": "MSME Department"}


def draft(**changed: Any) -> Draft:
    """A draft that is ready."""
    ready: dict[str, Any] = {
        "name": "Fair", "texts": dict(TEXTS), "values": {"date": dict(DATE["date"])}, "sender": dict(SENDER),
        "template": "announcement_general",
    }  # fmt: skip
    return Draft(**(ready | changed))


def official(
    session: Session, name: str, role: str = "district_officer", districts: tuple[str, ...] = ("malda",)
) -> officers.Officer:
    """An official in the database; of no district: of the whole state."""
    row = Officer(name=name, role=role, districts=list(districts) or None, rights=[], created_at=NOW)
    session.add(row)
    session.flush()
    return officers.of_row(row)


def person(session: Session, name: str, district: str | None = "malda", **values: Any) -> str:
    """A person who wants announcements and wrote an hour ago; their contact's id. `wants`: None says nothing of it."""
    wants = values.pop("wants", True)
    standard: dict[str, Any] = {
        "channel": "telegram", "sender": name, "language": "bn", "created_at": NOW - 9 * DAY,
        "seen_at": NOW - dt.timedelta(hours=1), "turns": 3,
    }  # fmt: skip
    row = Contact(**(standard | values))
    session.add(row)
    session.flush()
    if district is not None:
        session.add(Learner(contact_id=row.id, district=district, updated_at=NOW))
    if wants is not None:
        session.add(Preference(contact_id=row.id, purpose="announcements", topic="", wanted=wants, changed_at=NOW))
    session.flush()
    return row.id


def handed_in(session: Session, author: officers.Officer, now: dt.datetime = NOW, **changed: Any) -> Broadcast:
    """A broadcast that was handed in."""
    made = drafts.create(session, author, draft(**changed), now)
    return approval.submit(session, author, content(), made.id, made.version, TERMS, now)


def crowd(session: Session, seed: int, size: int = 60) -> list[dict[str, Any]]:
    """Random people, with all that a segment can ask of them as plain values beside their ids."""
    dice = random.Random(seed)
    sessions = _sessions(session)
    people = []
    for number in range(size):
        seen, created = (NOW - dt.timedelta(hours=dice.randrange(1, 2000)) for _ in range(2))
        who: dict[str, Any] = {
            "channel": dice.choice(["telegram", "whatsapp", "web", "sample"]),
            "language": dice.choice(["bn", "hi", "en", None]), "seen_at": seen, "created_at": created,
            "topic": dice.choice([None, "mudra", "pmegp"]), "erased": dice.random() < 0.1,
        }  # fmt: skip
        state = {"topic": who["topic"]} if dice.random() < 0.8 else {}
        who["topic"] = state.get("topic")
        row = Contact(
            sender=f"{seed}-{number}", state=state, erased_at=NOW if who["erased"] else None,
            **{key: who[key] for key in ("channel", "language", "seen_at", "created_at")},
        )  # fmt: skip
        session.add(row)
        session.flush()
        who["id"] = row.id
        who["learner"] = _learner(session, dice, row.id)
        who["entries"] = _entries(session, dice, row.id)
        who["wishes"] = _wishes(session, dice, row.id)
        who["places"] = []
        for code, (course, key) in sessions.items():
            status = dice.choice(["enrolled", "cancelled", None, None])
            if status is not None:
                session.add(Enrolment(session_id=key, contact_id=row.id, status=status, since=NOW))
                who["places"].append((course, code, status))
        people.append(who)
    session.flush()
    return people


def _learner(session: Session, dice: random.Random, contact: str) -> dict[str, Any] | None:
    if dice.random() < 0.4:
        return None
    values = {
        "district": dice.choice(["malda", "nadia", None]), "sector": dice.choice(["textile", "food", None]),
        "women_led": dice.choice([True, False, None]), "group": dice.choice(["sc", "st", "none", None]),
    }  # fmt: skip
    session.add(Learner(contact_id=contact, updated_at=NOW, **values))
    return values


def _entries(session: Session, dice: random.Random, contact: str) -> list[dict[str, Any]]:
    found = []
    for _ in range(dice.choice([0, 0, 1, 2])):
        values: dict[str, Any] = {
            "district": dice.choice(["malda", "nadia", "howrah"]), "place": dice.choice(["Kalyani", "Ratua I", None]),
            "status": dice.choice(["active", "active", "unconfirmed"]),
            "registered_at": NOW - dt.timedelta(hours=dice.randrange(1, 2000)),
        }  # fmt: skip
        trades = dice.sample(["mason", "tailor", "weaver"], dice.choice([1, 2]))
        role = dice.choice(["self", "self", "helper"])
        worker = entered(session, trades, **values)
        session.add(WorkerContact(worker_id=worker, contact_id=contact, role=role, since=NOW))
        if role == "self" and values["status"] == "active":
            found.append(values | {"trades": trades})
    session.flush()
    return found


def _wishes(session: Session, dice: random.Random, contact: str) -> list[str]:
    found = []
    for topic in ("mudra", "cgtmse"):
        wanted = dice.choice([True, False, None])
        if wanted is not None:
            session.add(
                Preference(contact_id=contact, purpose="announcements", topic=topic, wanted=wanted, changed_at=NOW)
            )
        if wanted:
            found.append(topic)
    return found


def _sessions(session: Session) -> dict[str, tuple[str, str]]:
    """Code of a session -> the code of its course, and its id."""
    programme = Programme(code="P", title={"en": "P"}, starts_on=NOW.date(), ends_on=NOW.date())
    session.add(programme)
    session.flush()
    agency = Agency(code="A", programme_id=programme.id, name="Agency")
    session.add(agency)
    session.flush()
    found = {}
    for course_code in ("GST-1", "ONDC-1"):
        course = Course(code=course_code, agency_id=agency.id, title={"en": "C"}, topic="gst", languages=["bn"])
        session.add(course)
        session.flush()
        for number in (1, 2):
            row = TrainingSession(
                code=f"{course_code}-{number}", course_id=course.id, district="malda", mode="online", starts_at=NOW,
                ends_at=NOW, capacity=9, secret="00" * 32, created_at=NOW,
            )  # fmt: skip
            session.add(row)
            session.flush()
            found[row.code] = (course_code, row.id)
    return found
