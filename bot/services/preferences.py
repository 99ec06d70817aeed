"""What people want to be sent unasked, by purpose and topic. A stop ends all of it; answers always come."""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Table, and_, delete, exists, func, or_, select, true
from sqlalchemy.orm import Session

from bot.db.models import Contact, Preference, Worker, WorkerContact
from bot.db.upsert import upsert
from bot.services import consent, contacts
from bot.services.consent import Via

Purpose = Literal["service", "reminders", "announcements"]
"""service: news about something the person did; reminders: of days and sessions; announcements: of schemes."""
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
EVERYTHING = ""
"""The topic that stands for all topics."""
ENTRY = "entry"
"""The topic of the question to people from a list whether they want to be in the register."""

_CONTACTS: Table = Contact.__table__  # type: ignore[assignment]
_PREFERENCES: Table = Preference.__table__  # type: ignore[assignment]
_WORKERS: Table = Worker.__table__  # type: ignore[assignment]
_LINKS: Table = WorkerContact.__table__  # type: ignore[assignment]
# Without a word of the person: what they did themselves may be told to them, the rest needs their consent.
_UNSAID: dict[str, bool] = {"service": True, "reminders": False, "announcements": False}
_AT_ONCE = 10_000  # ids in one query: databases bound their parameters (SQLite 32,766, PostgreSQL 65,535)


@dataclass(frozen=True)
class Overview:
    """What is on, by purpose; `topics`: where a topic differs from its purpose. All is off while `stopped`."""

    stopped: bool
    on: dict[Purpose, bool]
    topics: dict[Purpose, dict[str, bool]] = field(default_factory=dict)

    def gets(self, purpose: Purpose) -> bool:
        """Whether anything of this kind is sent: all of it, or what is sent of one topic alone."""
        return self.on[purpose] or any(self.topics.get(purpose, {}).values())


def set(
    session: Session,
    contact_id: str,
    purpose: Purpose,
    wanted: bool,
    now: dt.datetime,
    topic: str = EVERYTHING,
    via: Via = "self",
) -> None:
    """Keeps a wish. One for the whole purpose replaces those for its topics. Who asks for something after a stop gets
    that and nothing else. An unknown contact is left alone. `via`: who said it."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        return
    if wanted and contact.stopped_at is not None:
        contact.stopped_at = None
        session.execute(delete(_PREFERENCES).where(_PREFERENCES.c.contact_id == contact_id))
        for other in PURPOSES:
            _keep(session, contact_id, other, EVERYTHING, False, now)
    if topic == EVERYTHING:
        session.execute(
            delete(_PREFERENCES).where(
                _PREFERENCES.c.contact_id == contact_id,
                _PREFERENCES.c.purpose == purpose,
                _PREFERENCES.c.topic != EVERYTHING,
            )
        )
    _keep(session, contact_id, purpose, topic, wanted, now)
    # To want nothing of one topic takes nothing back of the whole.
    if purpose != "service" and (wanted or topic == EVERYTHING):
        consent.decide(session, contact_id, purpose, wanted, now, via)


def no_announcements(session: Session, contact_id: str, now: dt.datetime) -> None:
    """The person said in the channel's own app that they want no announcements."""
    set(session, contact_id, "announcements", False, now, via="channel")


def resume(session: Session, contact_id: str, now: dt.datetime) -> bool:
    """The person takes a stop back: they get what they had wanted before. False if there was no stop."""
    if not contacts.start(session, contact_id):
        return False
    after = overview(session, contact_id)
    for purpose in consent.OF_CONTACT:
        if after is not None and after.gets(purpose):
            consent.decide(session, contact_id, purpose, True, now, "self")
    return True


def start(session: Session, contact_id: str, now: dt.datetime) -> bool:
    """The person wants everything; false if that was so before, or nobody knows them."""
    before = overview(session, contact_id)
    if before is None or (not before.stopped and all(before.on.values()) and not before.topics):
        return False
    contacts.start(session, contact_id)
    for purpose in PURPOSES:
        set(session, contact_id, purpose, True, now)
    return True


def overview(session: Session, contact_id: str) -> Overview | None:
    """What the person gets; None for an unknown contact."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        return None
    rows = session.execute(
        select(_PREFERENCES.c.purpose, _PREFERENCES.c.topic, _PREFERENCES.c.wanted).where(
            _PREFERENCES.c.contact_id == contact_id
        )
    ).all()
    said = {(row.purpose, row.topic): bool(row.wanted) for row in rows}
    stopped = contact.stopped_at is not None
    on = {purpose: not stopped and said.get((purpose, EVERYTHING), _UNSAID[purpose]) for purpose in PURPOSES}
    topics: dict[Purpose, dict[str, bool]] = {}
    for purpose in PURPOSES:
        differing = {
            topic: wanted and not stopped
            for (of, topic), wanted in said.items()
            if of == purpose and topic != EVERYTHING and (wanted and not stopped) != on[purpose]
        }
        if differing:
            topics[purpose] = differing
    return Overview(stopped, on, topics)


def wants(session: Session, contact_ids: Collection[str], purpose: str, topic: str = EVERYTHING) -> builtins.set[str]:
    """Those of many people who may be sent something unasked: what they said of the topic counts, else what they said
    of the whole purpose, else only `service` goes. One query for each ten thousand."""
    found: builtins.set[str] = builtins.set()
    for some in _portions(contact_ids):
        found |= builtins.set(
            session.scalars(select(_CONTACTS.c.id).where(_CONTACTS.c.id.in_(some), wish(purpose, topic)))
        )
    return found


def wish(purpose: str, topic: str = EVERYTHING) -> ColumnElement[bool]:
    """As `wants`, as a condition on `contacts`; always true or false."""
    of_topic, of_all = _said_of(purpose, topic), _said_of(purpose, EVERYTHING)
    said = [of_all] if topic == EVERYTHING else [of_topic, of_all]
    return and_(
        _CONTACTS.c.stopped_at.is_(None), _asked_first(topic), func.coalesce(*said, _UNSAID.get(purpose, False))
    )


def _asked_first(topic: str) -> ColumnElement[bool]:
    """Whoever is known through a list alone is sent nothing but the question whether they want to be known at all."""
    if topic == ENTRY:
        return true()
    waits = exists().where(
        _LINKS.c.contact_id == _CONTACTS.c.id, _LINKS.c.worker_id == _WORKERS.c.id, _WORKERS.c.status == "unconfirmed"
    )
    return or_(_CONTACTS.c.turns > 0, ~waits)


def _said_of(purpose: str, topic: str) -> ColumnElement[Any]:
    row = select(_PREFERENCES.c.wanted).where(
        _PREFERENCES.c.contact_id == _CONTACTS.c.id, _PREFERENCES.c.purpose == purpose, _PREFERENCES.c.topic == topic
    )
    return row.correlate(_CONTACTS).scalar_subquery()


def _portions(ids: Collection[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _keep(session: Session, contact_id: str, purpose: Purpose, topic: str, wanted: bool, now: dt.datetime) -> None:
    session.execute(
        upsert(session)(_PREFERENCES)
        .values(contact_id=contact_id, purpose=purpose, topic=topic, wanted=wanted, changed_at=now)
        .on_conflict_do_update(
            index_elements=["contact_id", "purpose", "topic"], set_={"wanted": wanted, "changed_at": now}
        )
    )
