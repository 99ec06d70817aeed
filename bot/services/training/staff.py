"""Trainers and mentors, entered by officials of the whole state: agencies work across districts. An agency's official
enters the trainers of the own agency, and nobody else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Mentor, Mentorship, Programme, Trainer
from bot.knowledge.library import Content
from bot.knowledge.strict import LANGUAGES
from bot.language.entities import explain_phone, find_phones
from bot.services import audit
from bot.services.mentoring import pairs, people
from bot.services.officers import Forbidden, Officer
from bot.services.training import scope
from bot.services.training import trainers as service
from bot.services.training.catalogue import Refused

RIGHT: Final = scope.RIGHT
Role = Literal["trainer", "agency", "official"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
NAME_LIMIT: Final = 120
FOREIGN: Final = "Enter trainers of your own agency only."


@dataclass(frozen=True)
class ListedTrainer:
    """A trainer with the code of their agency ("" of an official)."""

    trainer: Trainer
    agency: str


@dataclass(frozen=True)
class ListedMentor:
    """A mentor, the code of the programme, and how many people they guide now."""

    mentor: Mentor
    programme: str
    guided: int


@dataclass(frozen=True)
class NewMentor:
    """What is entered of a mentor; ids of content/choices and content/places."""

    name: str
    programme: str
    phone: str
    sectors: tuple[str, ...]
    languages: tuple[str, ...]
    districts: tuple[str, ...]
    helps: tuple[str, ...]
    capacity: int


def trainers(db: Session, officer: Officer) -> list[ListedTrainer]:
    """All trainers, by agency and name; of an agency's official those of the agency. Raises `Forbidden`."""
    own = _own_agency(db, officer)
    wanted = select(Trainer, Agency.code).outerjoin(Agency, Agency.id == Trainer.agency_id)
    if own is not None:
        wanted = wanted.where(Trainer.agency_id == own)
    rows = db.execute(wanted.order_by(Agency.code, Trainer.name, Trainer.id))
    return [ListedTrainer(trainer, code or "") for trainer, code in rows]


def add_trainer(db: Session, officer: Officer, name: str, agency: str | None, role: str, now: dt.datetime) -> str:
    """Enters a trainer; the code that makes a chat theirs. Raises `Forbidden`, `Refused`."""
    own = _own_agency(db, officer, change=True)
    if role not in ROLES:
        raise Refused(f"There is no role {role}; choose {', '.join(ROLES)}.")
    if (agency is None) != (role == "official"):
        raise Refused("Trainers and managers belong to an agency (--agency CODE), officials to none.")
    name = _name(name)
    agency_id = _agency(db, agency)
    if own is not None and agency_id != own:
        raise Forbidden(FOREIGN)
    if _named(db, name, agency_id) is not None:
        raise Refused(f"There is a trainer “{name}” already; `bot training trainers code` gives a new code.")
    row = Trainer(agency_id=agency_id, name=name, role=role)
    db.add(row)
    db.flush()
    audit.note(db, officer.name, "trainer_add", now, about=row.id, address=officer.address, role=role)
    return service.issue_code(db, row.id, now, by=officer.name, address=officer.address)


def trainer_code(db: Session, officer: Officer, name: str, agency: str | None, now: dt.datetime) -> str:
    """A new code for a trainer. `name`: or the id. Raises `Forbidden`, `Refused`."""
    row = _known(db, officer, name, agency)
    return service.issue_code(db, row.id, now, by=officer.name, address=officer.address)


def revoke_trainer(db: Session, officer: Officer, name: str, agency: str | None, now: dt.datetime) -> None:
    """Takes the chat and the code away. `name`: or the id. Raises `Forbidden`, `Refused`."""
    row = _known(db, officer, name, agency)
    if not service.revoke(db, row.id, officer.name, now, address=officer.address):
        raise Refused(f"“{name}” is no trainer any more already.")


def mentors(db: Session, officer: Officer) -> list[ListedMentor]:
    """All mentors, by programme and name. Raises `Forbidden`."""
    _check(officer)
    guided: dict[str | None, int] = {
        mentor: number
        for mentor, number in db.execute(
            select(Mentorship.mentor_id, func.count())
            .where(Mentorship.status.in_(("matched", "introduced")))
            .group_by(Mentorship.mentor_id)
        )
    }
    rows = db.execute(
        select(Mentor, Programme.code).join(Programme, Programme.id == Mentor.programme_id)
        .order_by(Programme.code, Mentor.name, Mentor.id)
    )  # fmt: skip
    return [ListedMentor(mentor, code, guided.get(mentor.id, 0)) for mentor, code in rows]


def add_mentor(db: Session, officer: Officer, new: NewMentor, content: Content, now: dt.datetime) -> str:
    """Enters a mentor; the code that makes a chat theirs. Raises `Forbidden`, `Refused`."""
    _check(officer, change=True)
    programme = db.scalar(select(Programme).where(Programme.code == new.programme))
    if programme is None:
        raise Refused(f"There is no programme {new.programme}.")
    found = find_phones(new.phone)
    if len(found) != 1:
        why = explain_phone(new.phone) or "write one mobile number of ten digits"
        raise Refused(f"The telephone number cannot be used: {why}.")
    for group, ids in (("sector", new.sectors), ("mentor_help", new.helps)):
        known = sorted(key.partition(".")[2] for key in content.choices if key.startswith(f"{group}."))
        if unknown := sorted(set(ids) - set(known)):
            raise Refused(f"There is no {group} {', '.join(unknown)}; choose from {', '.join(known)}.")
    places = {key.partition(".")[2].replace("_", "-") for key in content.choices if key.startswith("district.")}
    if unknown := sorted(set(new.districts) - places):
        raise Refused(f"There is no district {', '.join(unknown)}; choose from {', '.join(sorted(places))}.")
    if not new.languages or set(new.languages) - set(LANGUAGES):
        raise Refused("Name the languages that they speak: bn, hi or en.")
    row = Mentor(
        programme_id=programme.id, name=_name(new.name), phone=found[0].e164, sectors=list(new.sectors),
        languages=list(new.languages), districts=list(new.districts), helps=list(new.helps), capacity=new.capacity,
    )  # fmt: skip
    db.add(row)
    db.flush()
    audit.note(db, officer.name, "mentor_add", now, about=row.id, address=officer.address)
    return people.issue_code(db, row.id, now, by=officer.name, address=officer.address)


def mentor_code(db: Session, officer: Officer, name: str, now: dt.datetime) -> str:
    """A new code for a mentor. `name`: or the id. Raises `Forbidden`, `Refused`."""
    return people.issue_code(db, _mentor(db, officer, name).id, now, by=officer.name, address=officer.address)


def end_mentor(db: Session, officer: Officer, name: str, now: dt.datetime) -> int:
    """The mentor is none any more; how many people wait for another one now. `name`: or the id. Raises `Forbidden`,
    `Refused`."""
    row = _mentor(db, officer, name)
    people.revoke(db, row.id, officer.name, now, address=officer.address)
    return pairs.mentor_ended(db, row.id, now)


def _mentor(db: Session, officer: Officer, name: str) -> Mentor:
    _check(officer, change=True)
    which = or_(Mentor.name == _name(name), Mentor.id == name)
    rows = db.scalars(select(Mentor).where(which, Mentor.ended_at.is_(None))).all()
    if len(rows) != 1:
        raise Refused(f"There is no mentor “{name}”, or more than one (`bot training mentors list`).")
    return rows[0]


def _check(officer: Officer, *, change: bool = False) -> None:
    officer.need(RIGHT, change=change)
    if not scope.state_wide(officer):
        raise Forbidden("Trainers and mentors are entered by officials of the whole state.")


def _own_agency(db: Session, officer: Officer, *, change: bool = False) -> str | None:
    """The agency whose trainers alone they may enter; None: every agency's."""
    if officer.role != scope.AGENCY:
        _check(officer, change=change)
        return None
    officer.need(RIGHT, change=change)
    return scope.agency_of(db, officer)


def _known(db: Session, officer: Officer, name: str, agency: str | None) -> Trainer:
    own = _own_agency(db, officer, change=True)
    agency_id = _agency(db, agency)
    row = _named(db, _name(name), agency_id) or db.get(Trainer, name)
    if row is None or row.agency_id != agency_id or own not in (None, agency_id):
        raise Refused(f"There is no trainer “{name}” there (`bot training trainers list` shows them).")
    return row


def _named(db: Session, name: str, agency_id: str | None) -> Trainer | None:
    return db.scalars(select(Trainer).where(Trainer.name == name, Trainer.agency_id == agency_id)).first()


def _agency(db: Session, code: str | None) -> str | None:
    if code is None:
        return None
    found = db.scalar(select(Agency.id).where(Agency.code == code))
    if found is None:
        raise Refused(f"There is no agency {code}.")
    return found


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if not 2 <= len(plain) <= NAME_LIMIT:
        raise Refused(f"A name has 2 to {NAME_LIMIT} characters.")
    return plain
