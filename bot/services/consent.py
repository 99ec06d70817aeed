"""What people agreed to: each grant, refusal and withdrawal is a row that nobody can change; the latest one counts.

Rows know a person by a keyed hash of their number or of their channel's id. When they are erased, one row with that
hash stays for each holder, and says nothing but that somebody withdrew everything on that day.
"""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Literal

from sqlalchemy import Table, delete, func, select
from sqlalchemy.orm import Session

from bot.db.models import ConsentEvent, ConsentNotice, Contact
from bot.db.upsert import upsert
from bot.knowledge.consent import PURPOSES as PURPOSES
from bot.knowledge.consent import Notice, Purpose
from bot.knowledge.strict import LANGUAGES
from bot.services import vault

Kind = Literal["granted", "refused", "withdrawn"]
Via = Literal["self", "helper", "official", "import", "channel"]
"""Who said it: the person, somebody who helped them, an official, a list, or the settings of the channel's own app."""
OF_CONTACT: tuple[Literal["reminders", "announcements"], ...] = ("reminders", "announcements")
"""What is agreed to on a channel, with a wish for messages; the rest is agreed to for a registered worker."""
OF_CHAT: tuple[Literal["training"], ...] = ("training",)
"""What is agreed to on a channel by doing it: no messages hang on it."""
OF_WORKER: tuple[Purpose, ...] = tuple(purpose for purpose in PURPOSES if purpose not in (*OF_CONTACT, *OF_CHAT))
ERASED = "erased"
EVERYTHING = "everything"
"""Stands for the purpose in the row of an erasure."""

_EVENTS: Table = ConsentEvent.__table__  # type: ignore[assignment]
_NOTICES: Table = ConsentNotice.__table__  # type: ignore[assignment]
_AT_ONCE = 10_000  # ids in one query: databases bound their parameters


def record(
    session: Session,
    holder: str,
    subject: str,
    purpose: str,
    kind: Kind,
    now: dt.datetime,
    *,
    version: str = "",
    language: str = "",
    channel: str = "",
    via: str = "self",
) -> None:
    """Writes a row. `holder`: the id of a worker (registry, share_*) or of a contact (the others);
    `subject`: see `subject_of_phone`, `subject_of_contact`; `version`: of the notice that was shown (empty: the one of
    today). Raises ValueError for a purpose or kind that there is not."""
    if purpose not in PURPOSES or kind not in ("granted", "refused", "withdrawn"):
        raise ValueError(f"no consent: {purpose} {kind}")
    session.add(
        ConsentEvent(
            holder=holder, subject=subject, purpose=purpose, kind=kind, at=now,
            version=version or version_of_today(session, purpose), language=language, channel=channel, via=via,
        )
    )  # fmt: skip
    session.flush()


def decide(session: Session, contact_id: str, purpose: Purpose, wanted: bool, now: dt.datetime, via: Via) -> None:
    """A person wants to be sent something, or not; a row is written if that is new. An unknown contact is left
    alone."""
    contact = session.get(Contact, contact_id)
    last = latest(session, contact_id, purpose)
    if contact is None or (last == "granted" if wanted else last in ("refused", "withdrawn")):
        return
    record(
        session, contact_id, subject_of_contact(session, contact_id), purpose, "granted" if wanted else "withdrawn",
        now, language=contact.language or "", channel=contact.channel, via=via,
    )  # fmt: skip


def latest(session: Session, holder: str, purpose: str) -> str | None:
    """What was said last; None if nothing was."""
    wanted = select(_EVENTS.c.kind).where(_EVENTS.c.holder == holder, _EVENTS.c.purpose == purpose)
    return session.scalar(wanted.order_by(_EVENTS.c.id.desc()).limit(1))


def granted(session: Session, holder: str, purpose: str) -> bool:
    """Whether the holder agrees to it now."""
    return latest(session, holder, purpose) == "granted"


def granted_among(session: Session, holders: Collection[str], purpose: str) -> builtins.set[str]:
    """Those of many holders who agree to it now. One query for each ten thousand."""
    found: builtins.set[str] = builtins.set()
    for some in _portions(holders):
        last = (
            select(func.max(_EVENTS.c.id).label("id"))
            .where(_EVENTS.c.holder.in_(some), _EVENTS.c.purpose == purpose)
            .group_by(_EVENTS.c.holder)
            .subquery()
        )
        rows = select(_EVENTS.c.holder).join(last, last.c.id == _EVENTS.c.id).where(_EVENTS.c.kind == "granted")
        found |= builtins.set(session.scalars(rows))
    return found


def history(session: Session, holders: Collection[str]) -> list[ConsentEvent]:
    """Every row of some holders, the oldest first."""
    return list(session.scalars(select(ConsentEvent).where(ConsentEvent.holder.in_(holders)).order_by(ConsentEvent.id)))


def erase(session: Session, holders: Iterable[tuple[str, str]], now: dt.datetime) -> None:
    """Erases what holders agreed to: one row for each (holder, subject) says so and stays, the others go."""
    for holder, subject in holders:
        if session.scalar(select(_EVENTS.c.id).where(_EVENTS.c.holder == holder).limit(1)) is None:
            continue  # never asked: there is nothing to withdraw, and nothing is kept
        session.add(ConsentEvent(holder=holder, subject=subject, purpose=EVERYTHING, kind=ERASED, at=now))
        session.flush()
        session.execute(delete(_EVENTS).where(_EVENTS.c.holder == holder, _EVENTS.c.kind != ERASED))


def subject_of_phone(e164: str) -> str:
    """The keyed hash by which rows know whoever has this number (+91...)."""
    return vault.fingerprint("phone", e164)


def subject_of_contact(session: Session, contact_id: str) -> str:
    """The keyed hash by which rows know a person on a channel; that of an unknown contact is of the id itself."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        return vault.fingerprint("contact", contact_id)
    return vault.fingerprint("channel", contact.channel, contact.sender)


def keep_notices(session: Session, notices: Iterable[Notice], now: dt.datetime) -> None:
    """Keeps the words that people are shown from now on, for as long as a consent may rest on them. To be called
    before they are shown; the same again changes nothing."""
    for notice in notices:
        if version_of_today(session, notice.purpose) == notice.version:
            continue
        texts = {language: {"text": notice.text[language], "full": notice.full[language]} for language in LANGUAGES}
        values = {"purpose": notice.purpose, "version": notice.version, "texts": texts, "first_at": now, "since": now}
        session.execute(
            upsert(session)(_NOTICES)
            .values(**values)
            .on_conflict_do_update(index_elements=["purpose", "version"], set_={"since": now})
        )


def version_of_today(session: Session, purpose: str) -> str:
    """The version of the notice that is shown now; empty if none was kept yet."""
    wanted = select(_NOTICES.c.version).where(_NOTICES.c.purpose == purpose)
    return session.scalar(wanted.order_by(_NOTICES.c.since.desc(), _NOTICES.c.version).limit(1)) or ""


def _portions(ids: Collection[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
