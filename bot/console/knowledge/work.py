"""What the pages of one file share: its text, its draft, what is wrong with it, and the head above its pages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import HTTPException, Path
from fastapi.responses import Response

from bot.console.knowledge import labels
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.lines import DuplicateKey, NotYaml
from bot.knowledge.model import AREAS
from bot.knowledge.problems import Problem
from bot.knowledge.rewriting import parsed
from bot.services import content_desk
from bot.services.content_desk import NoDraft, Working
from bot.services.content_files import MESSAGES, UnknownFile

Folder = Annotated[str, Path(pattern=rf"^({'|'.join(AREAS)}|{MESSAGES})$")]
Area = Annotated[str, Path(pattern=rf"^({'|'.join(AREAS)})$")]
Name = Annotated[str, Path(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=40)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]

CHANGED_MEANWHILE: Final = N_("Somebody else has changed this text meanwhile. Look at it again, then decide.")
NOTHING_WRITTEN: Final = N_("There is no draft any more: it was published or thrown away.")
TOO_LONG: Final = N_("This is too long.")
UNREADABLE: Final = N_("The file cannot be read as it is: somebody must mend it where it lies.")


@dataclass(frozen=True)
class Opened:
    """A file that is worked on. `data`: what its text says (empty if it cannot be read)."""

    working: Working
    data: Mapping[str, Any]
    problems: list[Problem]
    title: str

    @property
    def path(self) -> str:
        return self.working.path

    @property
    def where(self) -> str:
        """Its address below /knowledge."""
        return self.path.removesuffix(".yml")

    @property
    def readable(self) -> bool:
        return bool(self.data)

    def count(self, part: str) -> int:
        """How much is wrong in a part of a topic."""
        return sum(part_of(problem) == part for problem in self.problems)


def path_of(folder: str, name: str) -> str:
    """Below the content folder."""
    return f"{folder}/{name}.yml"


async def opened(visit: Visit, folder: str, name: str, *, checked: bool = True) -> Opened:
    """The file as the editor left it. Raises a 404 if there is none. `checked`: whether to look for faults."""
    content = visit.site.content
    path, where = path_of(folder, name), visit.site.settings.content_dir

    def work(session: Any) -> Opened:
        found = content_desk.working(session, visit.officer, where, path)
        try:
            data: Mapping[str, Any] = parsed(found.text)
        except (NotYaml, DuplicateKey):
            data = {}
        problems = []
        if checked and (found.draft is not None or not data):
            problems = content_desk.faults(where, path, found.text, content.topics.values(), visit.now)
        return Opened(found, data, problems, title_of(visit, folder, name, data))

    try:
        return await visit.run(work)
    except (NoDraft, UnknownFile):
        raise HTTPException(404) from None


def title_of(visit: Visit, folder: str, name: str, data: Mapping[str, Any]) -> str:
    """The title of a topic or of a file with sentences in the reader's language; else the name of the file."""
    if folder == MESSAGES:
        return visit.say(labels.MESSAGES[name]) if name in labels.MESSAGES else name
    titles = data.get("title")
    said = titles.get(visit.language) or titles.get("en") if isinstance(titles, dict) else None
    return str(said or name).strip()


def frame(visit: Visit, found: Opened, current: str) -> dict[str, Any]:
    """What the head of each page of a file shows."""
    folder = found.path.split("/")[0]
    parts = {} if folder == MESSAGES else {key: visit.say(name) for key, name in labels.PARTS.items()}
    return {
        "found": found, "current": current, "parts": parts, "topic": folder != MESSAGES, "draft": found.working.draft,
        "may_publish": visit.officer.may("publish") and not visit.officer.reads, "may_write": not visit.officer.reads,
        "area_name": labels.areas(visit.site.content, visit.language).get(folder, ""),
    }  # fmt: skip


def part_of(problem: Problem) -> str:
    """The part of the editor where a fault is mended."""
    first = str(problem.place[0]) if problem.place else ""
    if first in ("aspects", "points"):
        return "answers"
    if first in ("sources", "facts", "figures", "fits", "elsewhere"):
        return "sources"
    return "questions" if first == "questions" else "about"


async def live_now(visit: Visit) -> None:
    """What was published is read at once, so that the next page shows it."""
    await asyncio.to_thread(visit.site.library.refresh)


async def back(visit: Visit, where: str, note: str, **values: Any) -> Response:
    """To a page of the file, with what could not be done."""
    return await visit.go(f"/knowledge/{where}", visit.say(note, **values), "bad")
