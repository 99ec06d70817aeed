"""The accounts of officials, kept by administrators: entered, changed, revoked, and put right when somebody has
forgotten a password or lost a telephone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.db.models import Agency, OfficerContact, Trainer
from bot.db.models import Officer as Row
from bot.services import audit, console_sessions, officers, passwords
from bot.services.officers import NAME_LIMIT, Officer
from bot.services.roles import PROGRAM, RIGHTS, ROLES

ADMINISTRATOR: Final = "state_admin"
RIGHT: Final = "settings"
"""Of whoever keeps the accounts."""

Fault = Literal[
    "name", "taken", "role", "districts", "district", "agency", "trainer", "rights", "last", "unknown", "program"
]


class Refused(ValueError):
    """It cannot be done. `fault`: name (empty or too long), taken (somebody has the name), role (there is none such),
    districts (none were named), district, agency, trainer (there is none such), rights (likewise), last (there would
    be no administrator any more), unknown (there is no such account, or it is revoked), program (a token has no
    password)."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


@dataclass(frozen=True)
class Wanted:
    """An account as the form gives it. What the role's scope does not ask for is left out of account."""

    name: str
    role: str
    districts: frozenset[str] = frozenset()
    agency: str = ""  # id
    trainer: str = ""  # id
    language: str = "bn"


def enter(
    session: Session, officer: Officer, wanted: Wanted, now: dt.datetime, known: Collection[str]
) -> tuple[str, str]:
    """A new account: its id, and a temporary password that is shown once. `known`: the ids of all districts. The name
    of a revoked one can be used again. Raises `Refused`."""
    officer.need(RIGHT, change=True)
    return _entered(session, wanted, now, known, officer.name, officer.address)


def first(session: Session, name: str, language: str, now: dt.datetime) -> str:
    """An administrator out of the command line; the temporary password. Raises `Refused`."""
    return _entered(session, Wanted(name, ADMINISTRATOR, language=language), now, (), "command line", None)[1]


def change(
    session: Session, officer: Officer, officer_id: str, wanted: Wanted, now: dt.datetime, known: Collection[str]
) -> None:
    """Other values for an account. With another role or scope its sessions end, unless it is one's own. Raises
    `Refused`."""
    officer.need(RIGHT, change=True)
    row = _row(session, officer_id)
    values = _values(session, wanted, known)
    other = session.scalar(select(Row.id).where(Row.name == values["name"], Row.id != row.id))
    if other is not None:
        raise Refused("taken")
    if row.role == ADMINISTRATOR and values["role"] != ADMINISTRATOR:
        _not_last(session, row)
    changed = sorted(key for key, value in values.items() if getattr(row, key) != value)
    if not changed:
        return
    for key in changed:
        setattr(row, key, values[key])
    if {"role", "districts", "agency_id", "trainer_id"} & set(changed) and row.id != officer.id:
        console_sessions.end(session, row.id, now)
    session.flush()
    _note(session, officer, "officer_change", row, now, changed=changed, role=row.role, districts=row.districts)


def revoke(session: Session, officer: Officer, officer_id: str, now: dt.datetime) -> None:
    """The account opens nothing any more: sessions end at once, chats and the token too. Raises `Refused`."""
    officer.need(RIGHT, change=True)
    row = _row(session, officer_id)
    if row.role == ADMINISTRATOR:
        _not_last(session, row)
    console_sessions.end(session, row.id, now)
    for chat in session.scalars(select(OfficerContact).where(OfficerContact.officer_id == row.id)):
        session.delete(chat)
    row.chat_code = row.chat_code_until = None
    officers.revoke(session, row.name, now, by=officer)


def reset_password(session: Session, officer: Officer, officer_id: str, now: dt.datetime) -> str:
    """A temporary password, shown once; all sessions of the account end. Raises `Refused`."""
    officer.need(RIGHT, change=True)
    row = _row(session, officer_id)
    return _reset(session, row, now, officer.name, officer.address)


def reset_named(session: Session, name: str, now: dt.datetime, *, second: bool) -> str:
    """As `reset_password`, out of the command line. `second`: the second factor goes too. Raises `Refused`."""
    row = session.scalar(select(Row).where(Row.name == " ".join(name.split()), Row.revoked_at.is_(None)))
    if row is None:
        raise Refused("unknown")
    if second and row.totp is not None:
        row.totp = row.totp_step = None
        audit.note(session, "command line", "totp_reset", now, about=row.id)
    return _reset(session, row, now, "command line", None)


def reset_second(session: Session, officer: Officer, officer_id: str, now: dt.datetime) -> None:
    """The second factor is off, for a telephone that was lost; all sessions end. Raises `Refused`."""
    officer.need(RIGHT, change=True)
    row = _row(session, officer_id)
    row.totp = row.totp_step = None
    console_sessions.end(session, row.id, now)
    session.flush()
    _note(session, officer, "totp_reset", row, now)


def unlock(session: Session, officer: Officer, officer_id: str, now: dt.datetime) -> None:
    """Wrong tries are forgotten. Raises `Refused`."""
    officer.need(RIGHT, change=True)
    row = _row(session, officer_id)
    row.failed, row.locked_until = 0, None
    session.flush()
    _note(session, officer, "unlocked", row, now)


def enter_program(
    session: Session, officer: Officer, name: str, districts: Collection[str] | None, rights: Collection[str],
    now: dt.datetime, known: Collection[str],
) -> str:  # fmt: skip
    """A program that works through the API; its token, which is shown once. `districts`: None for the whole state.
    Raises `Refused`."""
    officer.need(RIGHT, change=True)
    name = _named(name)
    if districts is not None:
        _known(districts, known)
    if not set(rights) <= set(RIGHTS):
        raise Refused("rights")
    row = session.scalar(select(Row).where(Row.name == name))
    if row is not None and (row.revoked_at is None or row.role != PROGRAM):
        raise Refused("taken")
    return officers.add(session, name, districts, rights, now, known=known, by=officer)


def _entered(
    session: Session, wanted: Wanted, now: dt.datetime, known: Collection[str], actor: str, address: str | None
) -> tuple[str, str]:
    values = _values(session, wanted, known)
    row = session.scalar(select(Row).where(Row.name == values["name"]))
    if row is not None and (row.revoked_at is None or row.role == PROGRAM):
        raise Refused("taken")
    password = passwords.temporary()
    if row is None:
        row = Row(name=values["name"], created_at=now, rights=[])
        session.add(row)
    for key, value in values.items():
        setattr(row, key, value)
    row.created_at, row.revoked_at, row.rights, row.token = now, None, [], None
    row.password, row.password_at, row.must_change = passwords.hashed(password), now, True
    row.totp = row.totp_step = row.locked_until = None
    row.failed = 0
    session.flush()
    audit.note(
        session, actor, "officer_add", now, about=row.id, address=address, name=row.name, role=row.role,
        districts=row.districts,
    )  # fmt: skip
    return row.id, password


def _reset(session: Session, row: Row, now: dt.datetime, actor: str, address: str | None) -> str:
    if row.role == PROGRAM:
        raise Refused("program")
    password = passwords.temporary()
    row.password, row.password_at, row.must_change = passwords.hashed(password), now, True
    row.failed, row.locked_until = 0, None
    console_sessions.end(session, row.id, now)
    session.flush()
    audit.note(session, actor, "password_reset", now, about=row.id, address=address)
    return password


def _values(session: Session, wanted: Wanted, known: Collection[str]) -> dict[str, Any]:
    role = ROLES.get(wanted.role)
    if role is None:
        raise Refused("role")
    values: dict[str, Any] = {
        "name": _named(wanted.name), "role": wanted.role, "districts": None, "agency_id": None, "trainer_id": None,
        "language": wanted.language,
    }  # fmt: skip
    if role.scope == "districts":
        _known(wanted.districts, known)
        values["districts"] = sorted(wanted.districts)
    elif role.scope == "agency":
        if not wanted.agency or session.get(Agency, wanted.agency) is None:
            raise Refused("agency")
        values["agency_id"] = wanted.agency
    elif role.scope == "trainer":
        trainer = session.get(Trainer, wanted.trainer) if wanted.trainer else None
        if trainer is None or trainer.revoked_at is not None:
            raise Refused("trainer")
        values["trainer_id"] = trainer.id
    return values


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_LIMIT or not name.isprintable():
        raise Refused("name")
    return name


def _known(districts: Collection[str], known: Collection[str]) -> None:
    if not districts:
        raise Refused("districts")
    if not set(districts) <= set(known):
        raise Refused("district")


def _row(session: Session, officer_id: str) -> Row:
    row = session.scalar(select(Row).where(Row.id == officer_id, Row.revoked_at.is_(None)).with_for_update())
    if row is None:
        raise Refused("unknown")
    return row


def _not_last(session: Session, row: Row) -> None:
    """Raises `Refused` for the only administrator there is. All of them are locked: two who revoke each other at the
    same moment would leave none."""
    others = select(Row.id).where(
        Row.role == ADMINISTRATOR, Row.revoked_at.is_(None), or_(Row.password.is_not(None), Row.id == row.id)
    )
    if set(session.scalars(others.order_by(Row.id).with_for_update())) <= {row.id}:
        raise Refused("last")


def _note(session: Session, officer: Officer, act: str, row: Row, now: dt.datetime, **details: Any) -> None:
    audit.note(session, officer.name, act, now, about=row.id, address=officer.address, name=row.name, **details)
