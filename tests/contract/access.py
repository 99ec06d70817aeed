"""For test_access.py: somebody in Malda whom an official of Nadia must not reach, and how traces of them are found."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from bot.db.models import (
    Agency,
    Base,
    Course,
    Enrolment,
    HandoverMessage,
    HandoverNote,
    HandoverWish,
    Need,
    NeedOffer,
    Programme,
    Referral,
    ReferralStep,
    TrainingSession,
    Worker,
)
from bot.services import consent, contacts, numbers
from tests.register import NOW, entered

NAME, PHONE, PLACE, EMPLOYER = "Fatima Lakshya", "+919811122233", "Gopanpur Para", "Lakshya Udyog"
TRADE = "tailor"
REACHED = "REACHED"
"""What an attack says that got something which carries no name (a number above nought)."""


@dataclass(frozen=True)
class World:
    """Ids and numbers in Malda."""

    worker: str
    number: str
    waiting: str  # the number of somebody who has not confirmed their entry
    need: str
    referral: str
    training: str  # the code of a session
    place: str  # somebody's place in it
    wish: str  # a conversation that waits
    message: int  # the number of a message in it

    @property
    def traces(self) -> tuple[str, ...]:
        """Whatever of this is found was reached. The masked number is not among them: many share one."""
        own = (self.worker, self.number, self.waiting, self.need, self.referral)
        shown = (self.wish, *(numbers.shown(each) for each in own[1:]), self.training, self.place)
        return (*own, *shown, NAME, PHONE, PHONE.removeprefix("+91"), PLACE, EMPLOYER, REACHED)


def made(session: Session) -> World:
    """The people, a need and a loan request of Malda; and a tailor of Nadia, so that there is something to find."""
    worker = entered(session, (TRADE,), name=NAME, phone=PHONE, place=PLACE, gender="woman", experience_months=100)
    waiting = entered(session, (TRADE,), name=NAME, phone=PHONE, place=PLACE, status="unconfirmed")
    entered(session, (TRADE,), district="nadia", place="Kalyani", gender="woman", experience_months=100)
    person = contacts.find_or_create(session, "telegram", "lakshya", NOW).id
    consent.record(session, worker, consent.subject_of_phone(PHONE), "share_banks", "granted", NOW)
    consent.record(session, worker, consent.subject_of_phone(PHONE), "share_employers", "granted", NOW)
    need = Need(
        number=numbers.new(session, "N", Need.number), contact_id=person, employer=EMPLOYER, phone=PHONE, trade=TRADE,
        district="malda", place=PLACE, count=1, language="bn", status="unverified", created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    referral = Referral(
        number=numbers.new(session, "L", Referral.number), contact_id=person, worker_id=worker, name=NAME, phone=PHONE,
        district="malda", purpose="tools", language="bn", created_at=NOW, updated_at=NOW, remind_at=NOW,
    )  # fmt: skip
    session.add_all([need, referral])
    session.flush()
    session.add(NeedOffer(need_id=need.id, worker_id=worker, score=9, status="yes", asked_at=NOW, answered_at=NOW))
    session.add(ReferralStep(referral_id=referral.id, status="new", officer="", reason=None, at=NOW))
    session.flush()
    number = session.get_one(Worker, worker).number
    training, place = _training(session, person)
    waits = session.get_one(Worker, waiting).number
    wish, message = _conversation(session, person)
    return World(worker, number, waits, need.number, referral.number, training, place, wish, message)


def _conversation(session: Session, person: str) -> tuple[str, int]:
    """A conversation of Malda with something said and something noted."""
    row = HandoverWish(contact_id=person, topic=None, language="bn", status="open", created_at=NOW, district="malda")
    session.add(row)
    session.flush()
    said = HandoverMessage(wish_id=row.id, official=False, body=f"{PLACE}, {NAME}", at=NOW)
    session.add_all([said, HandoverNote(wish_id=row.id, officer="A. Roy", body=f"{NAME} waits", at=NOW)])
    session.flush()
    return row.id, said.id


def _training(session: Session, person: str) -> tuple[str, str]:
    """A session of Malda and a place in it."""
    programme = Programme(code="P-1", title={"en": "P"}, starts_on=NOW.date(), ends_on=NOW.date() + dt.timedelta(100))
    session.add(programme)
    session.flush()
    agency = Agency(code="A-1", programme_id=programme.id, name="Agency")
    session.add(agency)
    session.flush()
    course = Course(code="C-1", agency_id=agency.id, title={"en": "GST"}, topic="gst", languages=["bn"])
    session.add(course)
    session.flush()
    starts_at = NOW + dt.timedelta(days=5)
    row = TrainingSession(
        code="LAKSHYA-7", course_id=course.id, district="malda", mode="classroom", place="Hall", starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=2), capacity=50, secret="00" * 32, created_at=NOW,
    )  # fmt: skip
    session.add(row)
    session.flush()
    place = Enrolment(session_id=row.id, contact_id=person, status="enrolled", since=NOW)
    session.add(place)
    session.flush()
    return row.code, place.id


def found(world: World, result: object) -> set[str]:
    """The traces in whatever came back."""
    text = spelled(result)
    return {trace for trace in world.traces if trace in text}


def spelled(result: object) -> str:
    """Everything that is in a value, in letters: of bytes too, and of what is packed in them."""
    if isinstance(result, bytes):
        if result[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(result)) as packed:
                return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
        return result.decode("utf-8", "replace")
    if isinstance(result, Base):
        return spelled([getattr(result, column.key) for column in inspect(type(result)).column_attrs])
    if is_dataclass(result):
        return spelled([getattr(result, field.name) for field in fields(result)])
    if isinstance(result, dict):
        return spelled([*result, *result.values()])
    if isinstance(result, (list, tuple, set, frozenset)):
        return " ".join(map(spelled, result))
    return result.isoformat() if isinstance(result, dt.date) else str(result)


def any_of(*results: Any) -> list[Any]:
    """Several results of one attack."""
    return list(results)
