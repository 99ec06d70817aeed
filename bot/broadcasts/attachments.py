"""Files that go with a broadcast: a PDF or a picture, recognised by its content, never by its name."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from PIL import Image
from sqlalchemy.orm import Session

from bot.channels.base import Document
from bot.db import models
from bot.services import audit
from bot.services.officers import Officer

LIMIT: Final = 5_000_000
"""Bytes: WhatsApp takes pictures of up to 5 MB, which is less than any other limit of our channels
(developers.facebook.com/docs/whatsapp/cloud-api/reference/media)."""
KIND: Final = "attachment"
_PICTURES: Final = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png")}
_PIXELS: Final = 40_000_000
_NAME_LIMIT: Final = 60


class BadAttachment(ValueError):
    """A file cannot go with a broadcast. `key`: empty, large (over `LIMIT`), kind (neither PDF nor JPEG nor PNG),
    broken (it cannot be read), unknown (there is no such file of the official)."""

    def __init__(self, key: str) -> None:
        super().__init__(f"This file cannot be sent: {key}.")
        self.key = key


@dataclass(frozen=True)
class Attachment:
    """A file that is kept. `size`: in bytes."""

    id: str
    name: str
    media_type: str
    size: int


def keep(session: Session, officer: Officer, name: str, data: bytes, now: dt.datetime) -> Attachment:
    """Keeps a file for a draft of the official (`Draft.upload_id`). Raises `Forbidden` and `BadAttachment`."""
    officer.need("broadcast", change=True)
    media_type, ending = _kind(data)
    stem = "".join(map(_harmless, re.split(r"[/\\]", name)[-1])).rpartition(".")[0].strip(" .")
    row = models.Upload(
        kind=KIND, officer_id=officer.id, name=(stem[:_NAME_LIMIT] or "file") + ending, media_type=media_type,
        data=data, created_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.note(session, officer.name, "broadcast_attach", now, about=row.id, address=officer.address, size=len(data))
    return Attachment(row.id, row.name, row.media_type, len(data))


def own(session: Session, officer: Officer, upload_id: str) -> None:
    """Raises `BadAttachment` unless the file is an attachment that the official has brought."""
    row = session.get(models.Upload, upload_id)
    if row is None or row.kind != KIND or row.officer_id != officer.id:
        raise BadAttachment("unknown")


def document(session: Session, upload_id: str | None) -> Document | None:
    """The file as it goes with the message; None if there is none (any more)."""
    row = session.get(models.Upload, upload_id) if upload_id is not None else None
    return Document(row.name, row.media_type, row.data) if row is not None and row.kind == KIND else None


def _harmless(each: str) -> str:
    """A letter, mark or figure of any script, or _ for what could mean something to a program."""
    return each if unicodedata.category(each)[0] in "LMN" or each in ".() -_" else "_"


def _kind(data: bytes) -> tuple[str, str]:
    """Media type and ending."""
    if not data:
        raise BadAttachment("empty")
    if len(data) > LIMIT:
        raise BadAttachment("large")
    if data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-2048:]:
            raise BadAttachment("broken")
        return "application/pdf", ".pdf"
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise BadAttachment("kind")
    try:
        with Image.open(io.BytesIO(data), formats=list(_PICTURES)) as picture:
            found = _PICTURES[str(picture.format)]
            if picture.width * picture.height > _PIXELS:
                raise BadAttachment("large")
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise error if isinstance(error, BadAttachment) else BadAttachment("broken") from None
    return found
