"""What the last training of the engine came to, what it has not learnt yet, and the wish for another one: files beside
the models, since the programs that train, watch and show run by themselves."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from bot.knowledge import states
from bot.knowledge.changes import Changes, changes
from bot.knowledge.model import AREAS

FILE: Final = "last-training.json"
ASKED: Final = "training-asked"
"""Touched by who wants a training; the supervisor looks at its time."""
Outcome = Literal["passed", "refused", "failed"]


@dataclass(frozen=True)
class Row:
    """Per cent of the messages of a set and register that were understood, by the model of before and the new one."""

    name: str
    before: float
    after: float
    fell: bool


@dataclass(frozen=True)
class Run:
    """`outcome`: passed (the new model took over), refused (it understood less), failed (it could not be trained or
    measured); `messages`: on how many both were measured; `at`: the end, as ISO 8601."""

    at: str
    outcome: Outcome
    running: str
    candidate: str
    messages: int = 0
    rows: tuple[Row, ...] = ()

    @property
    def moment(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.at)


def write(models_dir: Path, run: Run) -> None:
    """Keeps a run in place of the one before. Raises `OSError`."""
    file = models_dir / FILE
    fresh = file.with_name(f"{FILE}.new")
    fresh.write_text(json.dumps(asdict(run), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(fresh, file)


def read(models_dir: Path) -> Run | None:
    """The last run; None if there was none, or its record cannot be read."""
    try:
        data = json.loads((models_dir / FILE).read_text(encoding="utf-8"))
        run = Run(**{**data, "rows": tuple(Row(**row) for row in data["rows"])})
        return run if run.moment.tzinfo is not None else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def ask(models_dir: Path) -> None:
    """Says that a training is wanted. Raises `OSError`."""
    (models_dir / ASKED).touch()


def asked(models_dir: Path) -> int:
    """A value that changes when somebody asks."""
    try:
        return (models_dir / ASKED).stat().st_mtime_ns
    except OSError:
        return 0


def not_learnt(models_dir: Path, content_dir: Path, today: dt.date) -> Changes | None:
    """How the topics differ from those that the engine's model was trained from; None if that is not known. Only files
    that differ are read. Raises `OSError`."""
    before = states.recorded(models_dir)
    if before is None:
        return None
    after = states.of_folder(content_dir)
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    topics = {name for name in names if PurePosixPath(name).parent.name in AREAS}
    old, new = (_only(files, topics) for files in (before, after))
    return changes(old, new, today)


def _only(files: Mapping[str, bytes], names: set[str]) -> dict[str, bytes]:
    return {name: files[name] for name in names if name in files}
