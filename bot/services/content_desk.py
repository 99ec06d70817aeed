"""Versions of the content that officials write: drafts, publishing, history, taking back.

A file has at most one open draft, whoever writes in it. Nobody overwrites what they have not seen: each change names
the digest of the text that it was made from. What is live stays the file itself; a version that is published is written
there, and the running gateway takes it up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import ContentRevision
from bot.knowledge.check import Problem, check_text
from bot.knowledge.model import Topic
from bot.knowledge.rewriting import parsed, rewrite
from bot.services import audit, content_files, gap_queue
from bot.services.content_files import digest
from bot.services.officers import Officer

NOTE_LEAST: Final = 5
NOTE_LIMIT: Final = 300
_DRAFT, _PUBLISHED, _DISCARDED = "draft", "published", "discarded"
_MISSING: Final = object()


class Outdated(Exception):
    """Somebody else has changed the text meanwhile. `current`: how it is now."""

    def __init__(self, current: str) -> None:
        super().__init__("Somebody else has changed this text meanwhile.")
        self.current = current


class LiveChanged(Exception):
    """The file changed since the draft was begun; the draft must be carried over first."""


class Faulty(ValueError):
    """The text has faults and cannot go live."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("The text has faults.")
        self.problems = problems


class NoNote(ValueError):
    """What is published needs a note."""


class NoDraft(LookupError):
    """There is nothing written, or no such version."""


class TooLong(ValueError):
    """The text is longer than a file may be."""


@dataclass(frozen=True)
class Version:
    """`base`: digest of the file that it was made from; `before`: that file's text."""

    id: int
    path: str
    status: str
    base: str
    body: str
    before: str
    note: str
    written_by: str
    written_at: dt.datetime
    published_by: str
    published_at: dt.datetime | None


@dataclass(frozen=True)
class Working:
    """What an editor works on: the open draft, else the file as it is live. `seen`: names this state."""

    path: str
    text: str
    live: str | None
    draft: Version | None

    @property
    def seen(self) -> str:
        return digest(self.text)

    @property
    def overtaken(self) -> bool:
        """Whether the file changed since the draft was begun."""
        return self.draft is not None and self.draft.base != digest(self.live)


def working(session: Session, officer: Officer, folder: Path, path: str) -> Working:
    """What to edit. Raises `NoDraft` if there is neither file nor draft, `UnknownFile`, `Forbidden`."""
    officer.need("content")
    live = content_files.read(folder, path)
    row = _open(session, path)
    if row is None and live is None:
        raise NoDraft(path)
    text = row.body if row is not None else live or ""
    return Working(path, text, live, _version(row) if row is not None else None)


def drafts(session: Session, officer: Officer) -> list[Version]:
    """All open drafts, the latest first. Raises `Forbidden`."""
    officer.need("content")
    wanted = select(ContentRevision).where(ContentRevision.status == _DRAFT).order_by(ContentRevision.id.desc())
    return [_version(row) for row in session.scalars(wanted)]


def save(
    session: Session, officer: Officer, folder: Path, path: str, body: str, seen: str, now: dt.datetime
) -> Version | None:
    """Keeps a text as the draft; None if it is what is live already. `seen`: the state that it was made from. Raises
    `Outdated`, `TooLong`, `UnknownFile`, `Forbidden`."""
    officer.need("content", change=True)
    if len(body) > content_files.LONGEST:
        raise TooLong(path)
    live = content_files.read(folder, path)
    row = _open(session, path, lock=True)
    current = row.body if row is not None else live
    if seen != digest(current):
        raise Outdated(current or "")
    if row is None and body == live:
        return None
    if row is None:
        row = ContentRevision(path=path, base=digest(live), before=live or "", body=body, written_at=now)
        session.add(row)
    row.body, row.written_by, row.written_at = body, officer.name, now
    session.flush()
    audit.note(session, officer.name, "content_draft", now, about=path, address=officer.address, revision=row.id)
    return _version(row)


def discard(session: Session, officer: Officer, path: str, seen: str, now: dt.datetime) -> None:
    """Throws the draft away; questions of people that went into it wait again. Raises `NoDraft`, `Outdated`,
    `Forbidden`."""
    officer.need("content", change=True)
    row = _asked_for(session, path, seen)
    row.status = _DISCARDED
    gap_queue.reopen(session, Path(path).stem, _last_published(session, path))
    audit.note(
        session,
        officer.name,
        "content_draft",
        now,
        about=path,
        address=officer.address,
        revision=row.id,
        discarded=True,
    )


def carry_over(session: Session, officer: Officer, folder: Path, path: str, seen: str, now: dt.datetime) -> Version:
    """Puts what the draft changed onto the file as it is now. What both changed stays as in the draft. Raises
    `NoDraft`, `Outdated`, `Forbidden`, and `YAMLError` for a file that cannot be read."""
    officer.need("content", change=True)
    row = _asked_for(session, path, seen)
    live = content_files.read(folder, path)
    if live is not None and row.base != digest(live):
        base = parsed(row.before) if row.before else {}
        row.body = rewrite(live, merged(base, parsed(row.body), parsed(live)))
    row.base, row.before = digest(live), live or ""
    row.written_by, row.written_at = officer.name, now
    session.flush()
    audit.note(session, officer.name, "content_draft", now, about=path, address=officer.address, revision=row.id)
    return _version(row)


def publish(
    session: Session,
    officer: Officer,
    folder: Path,
    path: str,
    seen: str,
    note: str,
    topics: Iterable[Topic],
    now: dt.datetime,
) -> Version:
    """Makes the draft live, if nothing is wrong with it. `topics`: all that are live. Raises `NoDraft`, `Outdated`,
    `LiveChanged`, `Faulty`, `NoNote`, `Unwritable`, `Forbidden`."""
    officer.need("publish", change=True)
    note = _noted(note)
    row = _asked_for(session, path, seen)
    live = content_files.read(folder, path)
    if row.base != digest(live) and live != row.body:
        raise LiveChanged
    _sound(folder, path, row.body, topics, now)
    _live(session, officer, row, note, now, "content_publish")
    content_files.write(folder, path, row.body)
    return _version(row)


def history(
    session: Session, officer: Officer, path: str, before: int | None = None, limit: int = 25
) -> tuple[list[Version], bool]:
    """What was published, the latest first, and whether more follows. `before`: id of the last one seen. Raises
    `Forbidden`."""
    officer.need("content")
    wanted = select(ContentRevision).where(ContentRevision.path == path, ContentRevision.status == _PUBLISHED)
    if before is not None:
        wanted = wanted.where(ContentRevision.id < before)
    rows = session.scalars(wanted.order_by(ContentRevision.id.desc()).limit(limit + 1)).all()
    return [_version(row) for row in rows[:limit]], len(rows) > limit


def version(session: Session, officer: Officer, path: str, number: int) -> Version:
    """One that was published. Raises `NoDraft`, `Forbidden`."""
    officer.need("content")
    row = session.get(ContentRevision, number)
    if row is None or row.path != path or row.status != _PUBLISHED:
        raise NoDraft(path)
    return _version(row)


def restore(
    session: Session,
    officer: Officer,
    folder: Path,
    path: str,
    number: int,
    which: Literal["body", "before"],
    note: str,
    topics: Iterable[Topic],
    now: dt.datetime,
) -> Version:
    """Makes a version live again (`before`: what it had replaced) as a new one. An open draft stays as it is, and must
    be carried over. Raises as `publish`."""
    officer.need("publish", change=True)
    note = _noted(note)
    old = version(session, officer, path, number)
    body = old.body if which == "body" else old.before
    if not body:
        raise NoDraft(path)
    live = content_files.read(folder, path)
    if body == live:
        raise NoDraft(path)
    _sound(folder, path, body, topics, now)
    row = ContentRevision(
        path=path, base=digest(live), before=live or "", body=body, written_by=officer.name, written_at=now
    )
    session.add(row)
    _live(session, officer, row, note, now, "content_rollback", of=number)
    content_files.write(folder, path, body)
    return _version(row)


def faults(folder: Path, path: str, text: str, topics: Iterable[Topic], now: dt.datetime) -> list[Problem]:
    """What `bot content check` says of a text, as if it stood in the file."""
    return check_text(folder / path, text, folder, topics, today=now.astimezone(INDIA).date())


def merged(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Both changes of one text, part by part; where both changed the same part, `mine`."""
    found: dict[str, Any] = {}
    for key in dict.fromkeys([*theirs, *mine]):
        was, own, other = (side.get(key, _MISSING) for side in (base, mine, theirs))
        if isinstance(own, dict) and isinstance(other, dict):
            found[key] = merged(was if isinstance(was, dict) else {}, own, other)
        elif isinstance(own, list) and isinstance(other, list) and own != was != other:
            gone = [one for one in was if one not in own] if isinstance(was, list) else []
            kept = [one for one in other if one not in gone]
            found[key] = [*kept, *(one for one in own if one not in kept and one not in (was or ()))]
        elif (value := other if own == was else own) is not _MISSING:
            found[key] = value
    return found


def _sound(folder: Path, path: str, body: str, topics: Iterable[Topic], now: dt.datetime) -> None:
    if problems := faults(folder, path, body, topics, now):
        raise Faulty(problems)
    try:
        parsed(body)
    except yaml.YAMLError as error:  # the check says so first; this is for what it does not look at
        raise Faulty([Problem(folder / path, 1, str(error), "see docs/content-guide.md")]) from error


def _live(
    session: Session, officer: Officer, row: ContentRevision, note: str, now: dt.datetime, act: str, **details: Any
) -> None:
    row.status, row.note, row.published_by, row.published_at = _PUBLISHED, note, officer.name, now
    session.flush()
    audit.note(
        session,
        officer.name,
        act,
        now,
        about=row.path,
        reason=note,
        address=officer.address,
        revision=row.id,
        **details,
    )


def _noted(note: str) -> str:
    note = " ".join(note.split())
    if not NOTE_LEAST <= len(note) <= NOTE_LIMIT:
        raise NoNote
    return note


def _open(session: Session, path: str, *, lock: bool = False) -> ContentRevision | None:
    content_files.checked(path)
    wanted = select(ContentRevision).where(ContentRevision.path == path, ContentRevision.status == _DRAFT)
    wanted = wanted.order_by(ContentRevision.id).limit(1)
    return session.scalar(wanted.with_for_update() if lock else wanted)


def _asked_for(session: Session, path: str, seen: str) -> ContentRevision:
    row = _open(session, path, lock=True)
    if row is None:
        raise NoDraft(path)
    if digest(row.body) != seen:
        raise Outdated(row.body)
    return row


def _last_published(session: Session, path: str) -> dt.datetime | None:
    wanted = select(ContentRevision.published_at).where(
        ContentRevision.path == path, ContentRevision.status == _PUBLISHED
    )
    return session.scalar(wanted.order_by(ContentRevision.id.desc()).limit(1))


def _version(row: ContentRevision) -> Version:
    return Version(
        row.id, row.path, row.status, row.base, row.body, row.before, row.note, row.written_by, row.written_at,
        row.published_by, row.published_at,
    )  # fmt: skip
