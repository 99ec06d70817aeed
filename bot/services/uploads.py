"""Files that officials have brought and that are needed beyond one request. Each is its bringer's alone."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from bot.db.models import Upload
from bot.services.officers import Officer

KEPT: Final = dt.timedelta(days=1)
"""How long a file waits for what was to be done with it."""
LASTING: Final = "attachment"
"""The kind that stays: a broadcast is sent with it."""
_NAME: Final = 120
_UPLOADS: Table = Upload.__table__  # type: ignore[assignment]


class GoneUpload(LookupError):
    """The file is not there (any more), or somebody else brought it."""


def keep(
    session: Session, officer: Officer, kind: str, name: str, media_type: str, data: bytes, now: dt.datetime
) -> str:
    """Keeps a file; its id. `name`: as the official calls it. Raises `Forbidden` for who only reads."""
    officer.changes()
    row = Upload(
        kind=kind, officer_id=officer.id, name=" ".join(name.split())[:_NAME], media_type=media_type, data=data,
        created_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def data(session: Session, officer: Officer, kind: str, upload_id: str, now: dt.datetime) -> tuple[str, bytes]:
    """Name and content of a file that this official brought. Raises `GoneUpload`."""
    row = session.scalar(
        select(Upload).where(Upload.id == upload_id, Upload.kind == kind, Upload.officer_id == officer.id)
    )
    if row is None or (kind != LASTING and row.created_at < now - KEPT):
        raise GoneUpload("The file is gone: bring it again.")
    return row.name, row.data


def drop(session: Session, officer: Officer, upload_id: str) -> None:
    """Erases a file that this official brought; nothing happens if there is none."""
    session.execute(delete(_UPLOADS).where(_UPLOADS.c.id == upload_id, _UPLOADS.c.officer_id == officer.id))


def forget(session: Session, now: dt.datetime) -> int:
    """Erases all files that have waited for longer than `KEPT`, but for attachments; how many."""
    done: Any = session.execute(delete(_UPLOADS).where(_UPLOADS.c.kind != LASTING, _UPLOADS.c.created_at < now - KEPT))
    return int(done.rowcount)
