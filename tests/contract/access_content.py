"""For test_access.py: the services of the content, of the queue of questions and of trainings. They have no district:
whoever has the right works for the whole state, and nothing of a person of Malda may come along (BLIND there)."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bot.services import content_desk, content_training, gap_queue
from bot.services.content_files import UnknownFile, digest
from bot.services.officers import Forbidden, Officer
from bot.settings import get_settings
from tests.contract.access import World
from tests.register import NOW

PATH = "schemes/a-topic.yml"
NOTE = "A note on what changed."
_REFUSALS = (Forbidden, UnknownFile, content_desk.NoDraft, content_desk.Outdated, content_desk.LiveChanged,
             content_desk.Faulty, content_desk.NoNote)  # fmt: skip


@cache
def folder() -> Path:
    """A copy of one topic: what an attack writes, it writes there."""
    made = Path(tempfile.mkdtemp(prefix="content-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    (made / "schemes").mkdir()
    shutil.copy(next(get_settings().content_dir.glob("schemes/*.yml")), made / PATH)
    return made


def files() -> dict[str, bytes]:
    """All that lies there."""
    return {str(one): one.read_bytes() for one in sorted(folder().rglob("*")) if one.is_file()}


def _tried(work: Callable[..., Any], *args: Any) -> Any:
    try:
        return work(*args)
    except _REFUSALS as error:
        return str(error)


def _content(session: Session, who: Officer, world: World) -> Any:
    live = (folder() / PATH).read_text("utf-8")
    body, seen = live + "# more\n", digest(live)
    steps: tuple[tuple[Any, ...], ...] = (
        (content_desk.working, folder(), PATH), (content_desk.drafts,),
        (content_desk.save, folder(), PATH, body, seen, NOW),
        (content_desk.carry_over, folder(), PATH, digest(body), NOW),
        (content_desk.discard, PATH, digest(body), NOW), (content_desk.history, PATH),
        (content_desk.version, PATH, 1),
        (content_desk.publish, folder(), PATH, digest(body), NOTE, (), NOW),
        (content_desk.restore, folder(), PATH, 1, "body", NOTE, (), NOW),
    )  # fmt: skip
    return [_tried(work, session, who, *rest) for work, *rest in steps]


def _questions(session: Session, who: Officer, world: World) -> Any:
    return [
        _tried(gap_queue.stamp, session, who), _tried(gap_queue.waiting, session, who),
        _tried(gap_queue.handle, session, who, [1], "dismissed", NOW),
    ]  # fmt: skip


def _training(session: Session, who: Officer, world: World) -> Any:
    return _tried(content_training.ask, session, who, folder(), NOW)


CONTENT: dict[str, Callable[[Session, Officer, World], Any]] = {
    **{f"content_desk.{name}": _content for name in (
        "working", "drafts", "save", "discard", "carry_over", "publish", "history", "version", "restore")},
    **{f"gap_queue.{name}": _questions for name in ("stamp", "waiting", "handle")},
    "content_training.ask": _training,
}  # fmt: skip
