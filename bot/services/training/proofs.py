"""Certificates for officials: which were made, and one taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlalchemy.orm import Session

from bot.db.models import Certificate, Enrolment, TrainingSession
from bot.services import audit
from bot.services.officers import Forbidden, Officer
from bot.services.training import catalogue, certificate_code, certificates, desk, roster, scope
from bot.services.training.catalogue import Refused, Upcoming

UNKNOWN = "There is no such certificate among your sessions. Check the code."


@dataclass(frozen=True)
class Proof:
    """A certificate. `name`: as it stands on it, None where the person does not agree that it is seen here."""

    certificate: Certificate
    name: str | None
    upcoming: Upcoming


def page(
    db: Session,
    officer: Officer,
    limit: int,
    *,
    typed: str = "",
    session: str = "",
    after: tuple[dt.datetime, str] | None = None,
) -> tuple[list[Proof], bool]:
    """The certificates of sessions that are theirs to see, the latest first, and whether more follow. `typed`: a code
    in any grouping; `session`: code of a session. Raises `Forbidden`."""
    officer.need(scope.RIGHT)
    wanted = (
        catalogue.joined()
        .join(Enrolment, Enrolment.session_id == TrainingSession.id)
        .join(Certificate, Certificate.enrolment_id == Enrolment.id)
        .add_columns(Certificate, Enrolment.contact_id)
        .where(*scope.conditions(officer))
        .order_by(Certificate.issued_at.desc(), Certificate.code.desc())
    )
    if typed.strip():
        stored = certificate_code.valid(typed)
        if stored is None:
            return [], False
        wanted = wanted.where(Certificate.code == stored)
    if session:
        wanted = wanted.where(TrainingSession.code == session.strip().upper())
    if after is not None:
        wanted = wanted.where(tuple_(Certificate.issued_at, Certificate.code) < after)
    rows = db.execute(wanted.limit(limit + 1)).all()
    names = desk.names(db, [row[4] for row in rows[:limit]])
    found = [
        Proof(row[3], row[3].name if row[4] in names else None, Upcoming(row[0], row[1], row[2]))
        for row in rows[:limit]
    ]
    return found, len(rows) > limit


def revoke(db: Session, officer: Officer, code: str, reason: str, now: dt.datetime) -> bool:
    """The certificate counts no more; false if that was so before. Agencies and trainers cannot do this. Raises
    `Forbidden`, `Refused`."""
    officer.need(scope.RIGHT, change=True)
    if scope.narrow(officer):
        raise Forbidden("Certificates are taken back by officials of the department.")
    if not audit.says_enough(reason, roster.LEAST):
        raise Refused(roster.WHY)
    row = db.get(Certificate, code)
    enrolment = db.get(Enrolment, row.enrolment_id) if row is not None else None
    upcoming = catalogue.get(db, enrolment.session_id) if enrolment is not None else None
    if row is None or upcoming is None or not scope.sees(officer, upcoming):
        raise Refused(UNKNOWN)
    done = certificates.revoke(db, code, now)
    if done:
        audit.note(
            db, officer.name, "certificate_revoke", now, about=row.enrolment_id, reason=reason,
            names=[row.name], address=officer.address,
        )  # fmt: skip
    return done
