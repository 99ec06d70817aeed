"""Which sessions are an official's to see: those of their districts, of their agency, or those that they give
themselves. Every service about sessions asks here."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import Session

from bot.db.models import Agency, Course, Trainer, TrainingSession
from bot.services.officers import Officer
from bot.services.training.catalogue import Upcoming

RIGHT: Final = "training"
"""What everything about trainings needs."""
AGENCY, TRAINER = "agency", "trainer"
"""Roles whose scope is no district (`bot.services.roles`)."""


def narrow(officer: Officer) -> bool:
    """Whether they see only the sessions of an agency or of a trainer."""
    return officer.role in (AGENCY, TRAINER) or officer.agency is not None or officer.trainer is not None


def state_wide(officer: Officer) -> bool:
    """Whether every session is theirs to see."""
    return officer.districts is None and not narrow(officer)


def conditions(officer: Officer) -> list[ColumnElement[bool]]:
    """Of sessions joined with course and agency (`catalogue.joined`), which of them are theirs. An official of an
    agency, or a trainer, to whom none was given sees nothing."""
    found: list[ColumnElement[bool]] = []
    if officer.districts is not None:
        found.append(TrainingSession.district.in_(sorted(officer.districts)))
    if officer.agency is not None or officer.role == AGENCY:
        found.append(Agency.id == officer.agency if officer.agency is not None else false())
    if officer.trainer is not None or officer.role == TRAINER:
        found.append(TrainingSession.trainer_id == officer.trainer if officer.trainer is not None else false())
    return found


def sees(officer: Officer, upcoming: Upcoming) -> bool:
    """Whether a session is theirs."""
    if not officer.sees(upcoming.session.district):
        return False
    if (officer.agency is not None or officer.role == AGENCY) and upcoming.agency.id != officer.agency:
        return False
    given = officer.trainer is not None or officer.role == TRAINER
    return not given or (officer.trainer is not None and upcoming.session.trainer_id == officer.trainer)


def sees_course(officer: Officer, course: Course) -> bool:
    """Whether sessions of a course may be theirs: of an agency's official its own courses."""
    return not (officer.agency is not None or officer.role == AGENCY) or course.agency_id == officer.agency


def agency_of(db: Session, officer: Officer) -> str | None:
    """The agency whose courses and trainers they see; None: of all; empty: of none, since none was entered for an
    agency's official or a trainer."""
    if not narrow(officer):
        return None
    agency = officer.agency
    if agency is None and officer.trainer is not None:
        trainer = db.get(Trainer, officer.trainer)
        agency = trainer.agency_id if trainer is not None else None
    return agency or ""
