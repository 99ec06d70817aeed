"""Officials: who they are, which districts they see and what they may do. Every service for officials takes an
`Officer` first and keeps within it by itself, whoever calls it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import models
from bot.services import audit, vault
from bot.services.roles import PROGRAM, RIGHTS, ROLES

NAME_LIMIT = 64
_TOKEN_BYTES = 32
_FOR_TOKENS = "officer-token"
_COMMANDS = "command line"


class Forbidden(Exception):
    """The official may not do this. The message says what is missing; it says nothing of people elsewhere. `why`, for
    whoever says it in another language: "right", "reads", "district" or nothing."""

    def __init__(self, message: str = "", why: str = "") -> None:
        super().__init__(message)
        self.why = why


class BadOfficer(ValueError):
    """An official cannot be entered or found like this; the message says what to change."""


@dataclass(frozen=True)
class Officer:
    """An official at work. `districts`: ids of those they see; None: the whole state. `role`: of `ROLES`, or that of a
    program's token; `agency`, `trainer`: ids of those whose sessions alone they see; `reads`: they change nothing;
    `address`: from where they work now, for the audit."""

    id: str
    name: str
    districts: frozenset[str] | None
    rights: frozenset[str]
    role: str = PROGRAM
    agency: str | None = None
    trainer: str | None = None
    reads: bool = False
    address: str | None = None

    def sees(self, district: str) -> bool:
        """Whether people of the district are theirs to see."""
        return self.districts is None or district in self.districts

    def may(self, right: str) -> bool:
        """Whether they have a right of `RIGHTS`. Whoever came by a token always saw the register."""
        return right in self.rights or (right == "registry" and self.role == PROGRAM)

    def need(self, right: str, *, change: bool = False) -> None:
        """Raises `Forbidden` if they do not have the right, or only read and this would `change` something."""
        if not self.may(right):
            raise Forbidden(f"You do not have the right “{right}”. Ask whoever runs the service for it.", "right")
        if change:
            self.changes()

    def changes(self) -> None:
        """To be asked before anything is changed. Raises `Forbidden` for an official who only reads."""
        if self.reads:
            raise Forbidden("Your role may read everything here and change nothing.", "reads")

    def within(self, districts: Collection[str]) -> frozenset[str] | None:
        """The districts that a question is about: those named, else all that the official sees (None: the whole
        state). Raises `Forbidden` if one of the named ones is not theirs."""
        if not districts:
            return self.districts
        foreign = sorted(each for each in districts if not self.sees(each))
        if foreign:
            own = ", ".join(sorted(self.districts or ())) or "none"
            raise Forbidden(f"You do not see {', '.join(foreign)}. Your districts: {own}.", "district")
        return frozenset(districts)


@dataclass(frozen=True)
class Listed:
    """An official in the list, with when they were entered and revoked."""

    officer: Officer
    created_at: dt.datetime
    revoked_at: dt.datetime | None


def authenticate(session: Session, token: str) -> Officer | None:
    """The official with this token; None: there is none, or the token was revoked."""
    if not token:
        return None
    # Found by a keyed hash: how long the look-up takes says nothing of other tokens.
    found = session.scalar(select(models.Officer).where(models.Officer.token == vault.fingerprint(_FOR_TOKENS, token)))
    return of_row(found) if found is not None and found.revoked_at is None else None


def named(session: Session, name: str) -> Officer:
    """The official with this name, for commands. Raises `BadOfficer` if there is none (any more)."""
    found = _row(session, name)
    if found is None or found.revoked_at is not None:
        raise BadOfficer(f"There is no official “{name}” (`bot officers list` shows them).")
    return of_row(found)


def add(
    session: Session,
    name: str,
    districts: Collection[str] | None,
    rights: Collection[str],
    now: dt.datetime,
    *,
    known: Collection[str],
    by: Officer | None = None,
) -> str:
    """Enters an official; their token, which is kept nowhere. `districts`: None for the whole state; `known`: the ids
    of all districts; `by`: who does it (None: the command line). A revoked name can be used again by the same person.
    Raises `BadOfficer`."""
    name = " ".join(name.split())
    _check(name, districts, rights, known)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = _row(session, name)
    if row is not None and row.revoked_at is None:
        raise BadOfficer(f"“{name}” is an official already; `bot officers revoke` takes the old token away first.")
    values = {
        "token": vault.fingerprint(_FOR_TOKENS, token),
        "districts": sorted(districts) if districts is not None else None,
        "rights": sorted(rights),
        "role": PROGRAM,
        "password": None,
        "totp": None,
    }
    if row is None:
        row = models.Officer(name=name, created_at=now, **values)
        session.add(row)
    else:
        for key, value in {**values, "created_at": now, "revoked_at": None}.items():
            setattr(row, key, value)
    session.flush()
    audit.note(
        session, by.name if by is not None else _COMMANDS, "officer_add", now, about=row.id,
        address=by.address if by is not None else None, name=name, districts=row.districts, rights=row.rights,
    )  # fmt: skip
    return token


def revoke(session: Session, name: str, now: dt.datetime, *, by: Officer | None = None) -> None:
    """From now on the official's token, password and sessions open nothing. `by`: who does it (None: the command
    line). Raises `BadOfficer` if there is no such official."""
    row = _row(session, name)
    if row is None or row.revoked_at is not None:
        raise BadOfficer(f"There is no official “{name}” (`bot officers list` shows them).")
    row.revoked_at = now
    session.flush()
    actor, address = (by.name, by.address) if by is not None else (_COMMANDS, None)
    audit.note(session, actor, "officer_revoke", now, about=row.id, address=address, name=row.name)


def listed(session: Session) -> Sequence[Listed]:
    """All officials by name, revoked ones too."""
    rows = session.scalars(select(models.Officer).order_by(models.Officer.name))
    return [Listed(of_row(row), row.created_at, row.revoked_at) for row in rows]


def _check(name: str, districts: Collection[str] | None, rights: Collection[str], known: Collection[str]) -> None:
    if not 1 <= len(name) <= NAME_LIMIT:
        raise BadOfficer(f"The name of an official has 1 to {NAME_LIMIT} characters.")
    if districts is not None and not districts:
        raise BadOfficer("Name the districts that the official sees, or the whole state.")
    if unknown := sorted(set(districts or ()) - set(known)):
        raise BadOfficer(f"There is no district {', '.join(unknown)}. Choose from: {', '.join(sorted(known))}.")
    if unknown := sorted(set(rights) - set(RIGHTS)):
        raise BadOfficer(f"There is no right {', '.join(unknown)}. Choose from: {', '.join(RIGHTS)}.")


def _row(session: Session, name: str) -> models.Officer | None:
    return session.scalar(select(models.Officer).where(models.Officer.name == " ".join(name.split())))


def of_row(row: models.Officer, address: str | None = None) -> Officer:
    """The official at work. `address`: from where."""
    districts = frozenset(row.districts) if row.districts is not None else None
    role = ROLES.get(row.role)
    rights = frozenset(row.rights) | (role.rights if role is not None else frozenset())
    reads = role is not None and role.reads
    return Officer(row.id, row.name, districts, rights, row.role, row.agency_id, row.trainer_id, reads, address)
