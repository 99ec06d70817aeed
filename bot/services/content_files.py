"""The files of the content as the console changes them: which may be changed, and how one is put in place."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final

from bot.knowledge.model import AREAS

MESSAGES: Final = "messages"
LONGEST: Final = 200_000
"""Characters of a file; the longest of today has a third of it."""
_TOPIC: Final = re.compile(rf"(?:{'|'.join(AREAS)})/[a-z0-9]+(?:-[a-z0-9]+)*\.yml")
_MESSAGES: Final = re.compile(rf"{MESSAGES}/[a-z0-9]+(?:[_-][a-z0-9]+)*\.yml")


class UnknownFile(LookupError):
    """There is no such file among those that may be changed."""


class Unwritable(OSError):
    """The service may not write there, or the disk is full."""


def checked(path: str) -> str:
    """The path, if it is that of a topic or of messages, below the content folder. Raises `UnknownFile`."""
    if len(path) > 100 or not (_TOPIC.fullmatch(path) or _MESSAGES.fullmatch(path)):
        raise UnknownFile(path)
    return path


def read(folder: Path, path: str) -> str | None:
    """The text of a file; None if there is none. Raises `UnknownFile`."""
    try:
        return (folder / checked(path)).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def digest(text: str | None) -> str:
    """Names a text; empty for none."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def write(folder: Path, path: str, text: str) -> None:
    """Puts a text in place of the file in one move: nobody reads half of it. Raises `UnknownFile`, `Unwritable`."""
    target = folder / checked(path)
    fresh: Path | None = None
    try:
        target.parent.mkdir(exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        # No file of the content ends so: a reader that looks just now does not see it.
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="\n",
            dir=target.parent,
            prefix=f".{target.name}.",
            suffix=".new",
            delete=False,
        ) as out:
            fresh = Path(out.name)
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(fresh, mode)
        os.replace(fresh, target)
    except OSError as error:
        if fresh is not None:
            fresh.unlink(missing_ok=True)
        raise Unwritable(error.errno, error.strerror) from error
