"""Certificates: who gets one, and what the public page says of a code.

Somebody gets one who was there for at least 80 per cent of the session and, where the course has a test, came to the
end of the one after it, whatever they got. It needs a name.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.db.models import Attempt, Certificate, Enrolment, Programme
from bot.db.upsert import upsert
from bot.services import timing
from bot.services.training import catalogue, certificate_code, learners, plans
from bot.services.training.catalogue import Upcoming
from bot.services.training.plans import Schedule

PRESENCE: Final = 80
"""Per cent of the session."""
Lack = Literal["place", "held", "presence", "test", "name", ""]

_CERTIFICATES: Table = Certificate.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Shown:
    """What anybody may read who has the code. `code`: as it is stored; `title`: of the course, language -> text;
    `starts_at`, `ends_at`: of the session; `sample`: invented, to try things with."""

    code: str
    name: str
    title: dict[str, str]
    agency: str
    mode: str
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    issued_at: dt.datetime
    revoked: bool
    sample: bool


def lacking(db: Session, enrolment_id: str) -> Lack:
    """What is still missing, the first of: a place in a session (`place`), that it is over and attendance was taken
    (`held`), 80 per cent of it (`presence`), the test after it (`test`), a name (`name`). Empty: nothing."""
    enrolment = db.get(Enrolment, enrolment_id)
    upcoming = catalogue.get(db, enrolment.session_id) if enrolment is not None else None
    if enrolment is None or upcoming is None or enrolment.status != "enrolled":
        return "place"
    if enrolment.presence is None:
        return "held"
    if enrolment.presence < PRESENCE:
        return "presence"
    if upcoming.course.assessment and not _tested(db, enrolment_id):
        return "test"
    return "" if learners.known_name(db, enrolment.contact_id) else "name"


def issue(
    db: Session, enrolment_id: str, now: dt.datetime, draw: Callable[[int], int] = secrets.randbelow
) -> Certificate | None:
    """The certificate of an enrolment, which is made if there is none; None if something is lacking. `draw(n)`: a
    random number below n."""
    while (known := of_enrolment(db, enrolment_id)) is None:
        if lacking(db, enrolment_id):
            return None
        enrolment = db.get_one(Enrolment, enrolment_id)
        values = {
            "code": certificate_code.new(draw), "enrolment_id": enrolment_id, "issued_at": now,
            "name": learners.known_name(db, enrolment.contact_id),
        }  # fmt: skip
        # Somebody else may draw the same code, or the same person ask twice, in this very moment.
        db.execute(upsert(db)(_CERTIFICATES).values(**values).on_conflict_do_nothing())
    return known


def of_enrolment(db: Session, enrolment_id: str) -> Certificate | None:
    """The certificate that was made for an enrolment; None: none yet."""
    return db.scalars(select(Certificate).where(Certificate.enrolment_id == enrolment_id)).first()


def find(db: Session, code: str) -> Shown | None:
    """What a code stands for, typed in any grouping; None: nobody has it, or it is mistyped."""
    stored = certificate_code.valid(code)
    found = db.get(Certificate, stored) if stored is not None else None
    enrolment = db.get(Enrolment, found.enrolment_id) if found is not None else None
    upcoming = catalogue.get(db, enrolment.session_id) if enrolment is not None else None
    return _shown(db, found, upcoming) if found is not None and upcoming is not None else None


def revoke(db: Session, code: str, now: dt.datetime) -> bool:
    """The certificate counts no more; false if there is none, or it was revoked before."""
    found = db.get(Certificate, code)
    if found is None or found.revoked_at is not None:
        return False
    found.revoked_at = now
    db.flush()
    return True


def plan(db: Session, enrolment_id: str, now: dt.datetime, *, schedule: Schedule) -> bool:
    """Plans that the person is told of their certificate, if nothing but perhaps the name is lacking and they have none
    yet. To be called when a session was held, and when a test after it was finished. False: nothing new was planned."""
    enrolment = db.get(Enrolment, enrolment_id)
    if enrolment is None or lacking(db, enrolment_id) not in ("", "name") or of_enrolment(db, enrolment_id) is not None:
        return False
    upcoming = catalogue.get(db, enrolment.session_id)
    if upcoming is None:
        return False
    version = plans.version(upcoming.session, enrolment)
    due = plans.about(schedule, "certificate", enrolment_id, now, now, version=version, group=upcoming.session.id)
    return bool(timing.plan(db, due, now))


def _tested(db: Session, enrolment_id: str) -> bool:
    wanted = select(Attempt.id).where(
        Attempt.enrolment_id == enrolment_id, Attempt.kind == "post", Attempt.done_at.is_not(None)
    )
    return db.scalar(wanted.limit(1)) is not None


def _shown(db: Session, found: Certificate, upcoming: Upcoming) -> Shown:
    session = upcoming.session
    return Shown(
        found.code, found.name, upcoming.course.title, upcoming.agency.name, session.mode, session.place,
        session.starts_at, session.ends_at, found.issued_at, found.revoked_at is not None,
        db.get_one(Programme, upcoming.agency.programme_id).sample,
    )  # fmt: skip
