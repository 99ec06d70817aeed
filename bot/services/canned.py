"""Prepared answers of the help desk, in up to three languages: shared by all officials who answer people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import CannedReply
from bot.knowledge.strict import LANGUAGES
from bot.services import audit
from bot.services.handover import TEXT_LIMIT
from bot.services.handover_desk import RIGHT
from bot.services.officers import Officer

TITLE_LIMIT: Final = 80
MOST: Final = 300
"""Replies that a desk can have: more nobody finds again."""


class UnknownReply(Exception):
    """There is no such prepared answer (any more)."""


class BadReply(ValueError):
    """A prepared answer cannot be kept like this. `field`: where (title, texts, or a language); `fault`: missing, long,
    taken (another has this title), changed (somebody else changed it meanwhile), many."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")
        self.field, self.fault = field, fault


@dataclass(frozen=True)
class Reply:
    """`texts`: language to text; one that is not written is missing; `topic`: of the content, or empty."""

    id: str
    title: str
    topic: str
    texts: Mapping[str, str] = field(default_factory=dict)
    changed_by: str = ""
    changed_at: dt.datetime | None = None


def listed(session: Session, officer: Officer, topic: str = "") -> list[Reply]:
    """All prepared answers by title, those of the topic first. Raises `Forbidden`."""
    officer.need(RIGHT)
    rows = session.scalars(select(CannedReply).order_by(CannedReply.title).limit(MOST)).all()
    return [_reply(row) for row in sorted(rows, key=lambda row: not (topic and row.topic == topic))]


def get(session: Session, officer: Officer, reply_id: str) -> Reply:
    """One of them. Raises `Forbidden`, `UnknownReply`."""
    officer.need(RIGHT)
    return _reply(_row(session, reply_id))


def create(
    session: Session, officer: Officer, title: str, topic: str, texts: Mapping[str, str], now: dt.datetime
) -> str:
    """A new one; its id. Raises `Forbidden`, `BadReply`."""
    officer.need(RIGHT, change=True)
    title, kept = _checked(session, title, texts, None)
    if len(session.scalars(select(CannedReply.id).limit(MOST)).all()) >= MOST:
        raise BadReply("title", "many")
    row = CannedReply(title=title, topic=topic, texts=kept, changed_by=officer.name, changed_at=now)
    session.add(row)
    session.flush()
    audit.note(session, officer.name, "canned_create", now, about=row.id, address=officer.address)
    return row.id


def change(
    session: Session, officer: Officer, reply_id: str, title: str, topic: str, texts: Mapping[str, str],
    seen: dt.datetime | None, now: dt.datetime,
) -> None:  # fmt: skip
    """Writes one anew. `seen`: when the version was written that the official had before them. Raises `Forbidden`,
    `UnknownReply`, `BadReply`."""
    officer.need(RIGHT, change=True)
    row = _row(session, reply_id)
    if seen != row.changed_at:
        raise BadReply("title", "changed")
    title, kept = _checked(session, title, texts, row.id)
    row.title, row.topic, row.texts, row.changed_by, row.changed_at = title, topic, kept, officer.name, now
    session.flush()
    audit.note(session, officer.name, "canned_change", now, about=row.id, address=officer.address)


def delete(session: Session, officer: Officer, reply_id: str, now: dt.datetime) -> None:
    """Takes one away. Raises `Forbidden`, `UnknownReply`."""
    officer.need(RIGHT, change=True)
    session.delete(_row(session, reply_id))
    session.flush()
    audit.note(session, officer.name, "canned_delete", now, about=reply_id, address=officer.address)


def _checked(session: Session, title: str, texts: Mapping[str, str], own: str | None) -> tuple[str, dict[str, str]]:
    title = " ".join(title.split())
    if not title:
        raise BadReply("title", "missing")
    if len(title) > TITLE_LIMIT:
        raise BadReply("title", "long")
    known = session.scalar(select(CannedReply.id).where(CannedReply.title == title))
    if known is not None and known != own:
        raise BadReply("title", "taken")
    kept: dict[str, str] = {
        language: texts[language].strip() for language in LANGUAGES if texts.get(language, "").strip()
    }
    if not kept:
        raise BadReply("texts", "missing")
    for language, text in kept.items():
        if len(text) > TEXT_LIMIT:
            raise BadReply(language, "long")
    return title, kept


def _row(session: Session, reply_id: str) -> CannedReply:
    row = session.get(CannedReply, reply_id)
    if row is None:
        raise UnknownReply("There is no such prepared answer.")
    return row


def _reply(row: CannedReply) -> Reply:
    return Reply(row.id, row.title, row.topic, dict(row.texts), row.changed_by, row.changed_at)
