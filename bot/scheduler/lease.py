"""Who alone works as the scheduler: a row that says who and until when, put off as long as they live.

A term of 60 seconds is renewed every 15, so that three renewals may fail. Each transaction of the scheduler's work
renews the lease as its first statement. That locks the row until the commit: nobody can take the lease over between the
check and the writing, and a process that slept for long finds out before it writes that another one works now (the
fencing token of Kleppmann, "How to do distributed locking", 2016; here it is the term).
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, or_, select, update
from sqlalchemy.orm import Session

from bot.db.models import Lease
from bot.db.upsert import upsert

NAME: Final = "scheduler"
LASTS: Final = dt.timedelta(seconds=60)
RENEWED: Final = dt.timedelta(seconds=15)
BEYOND: Final = dt.timedelta(minutes=5)
"""A lease that ends later than this from now was written by a clock that was wrong: it counts as run out. Clocks of
machines that share a database must differ by less."""
_LEASES: Table = Lease.__table__  # type: ignore[assignment]
_HOLDER_LIMIT = 64


class Lost(Exception):
    """Another process works as the scheduler now: nothing may be written any more."""


@dataclass(frozen=True)
class Held:
    """A lease in the hands of this process."""

    name: str
    holder: str
    term: int


def own_name() -> str:
    """A name for this process that no other one has: host:pid:random."""
    tail = f":{os.getpid()}:{secrets.token_hex(4)}"
    return socket.gethostname()[: _HOLDER_LIMIT - len(tail)] + tail


def take(session: Session, holder: str, now: dt.datetime, name: str = NAME) -> Held | None:
    """The lease for `holder`, if nobody has it, it has run out, or it is theirs already; else None."""
    until = now + LASTS
    session.execute(
        upsert(session)(_LEASES)
        .values(name=name, holder="", term=0, until=now - LASTS)
        .on_conflict_do_nothing(index_elements=["name"])
    )
    term = session.scalar(
        update(_LEASES)
        .where(
            _LEASES.c.name == name,
            or_(_LEASES.c.holder == holder, _LEASES.c.until <= now, _LEASES.c.until > now + BEYOND),
        )
        .values(holder=holder, term=_LEASES.c.term + 1, until=until)
        .returning(_LEASES.c.term)
    )
    return Held(name, holder, term) if term is not None else None


def renew(session: Session, held: Held, now: dt.datetime) -> None:
    """Puts the end off; the row stays locked until the transaction ends. Raises `Lost` if it is another's now. A lease
    that ran out and that nobody took is still this one's."""
    done: Any = session.execute(
        update(_LEASES)
        .where(_LEASES.c.name == held.name, _LEASES.c.holder == held.holder, _LEASES.c.term == held.term)
        .values(until=now + LASTS)
    )
    if done.rowcount != 1:
        raise Lost


def release(session: Session, held: Held, now: dt.datetime) -> None:
    """Gives it back, so that another process need not wait."""
    session.execute(
        update(_LEASES)
        .where(_LEASES.c.name == held.name, _LEASES.c.holder == held.holder, _LEASES.c.term == held.term)
        .values(until=now)
    )


def read(session: Session, name: str = NAME) -> Lease | None:
    """Who has it, or had it last."""
    return session.scalar(select(Lease).where(Lease.name == name).execution_options(populate_existing=True))
