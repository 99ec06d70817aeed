"""The list of topics, one topic, and what has to be checked again."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.knowledge import labels, work
from bot.console.lists import LENGTH, Page
from bot.console.site import Site
from bot.console.visit import Visit
from bot.knowledge.model import ASPECTS, LANGUAGES, REGISTERS, Topic
from bot.knowledge.stale import SOON_DAYS, stale
from bot.services import content_desk, ratings
from bot.services.content_desk import Version

LOW_LEAST: Final = 3
"""Thumbs down from which a topic can be low rated (more than up)."""
_RATINGS_SECONDS: Final = 60.0
Tallies = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """A topic in the list. `days`: until it must be checked again; `cells`: of each aspect whether it is answered here,
    elsewhere or not; `registers`: example questions."""

    topic: Topic
    days: int
    cells: tuple[tuple[str, str], ...]
    registers: tuple[tuple[str, int], ...]
    up: int
    down: int
    draft: bool

    @property
    def due(self) -> str:
        return "past" if self.days <= 0 else "soon" if self.days <= SOON_DAYS else ""

    @property
    def answered(self) -> int:
        return sum(state == "here" for _, state in self.cells)

    @property
    def complete(self) -> bool:
        """Whether every aspect has its answer, and every way of writing its questions."""
        return all(state for _, state in self.cells) and all(count for _, count in self.registers)

    @property
    def low(self) -> bool:
        return self.down >= LOW_LEAST and self.down > self.up


class _Ratings:
    """Counted once a minute: there may be hundreds of thousands."""

    def __init__(self) -> None:
        self._until = 0.0
        self._found: Tallies = {}

    def get(self, session: Any) -> Tallies:
        if time.monotonic() >= self._until:
            sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
            for tally in ratings.tallies(session):
                sums[tally.topic][0] += tally.up
                sums[tally.topic][1] += tally.down
            self._found = {topic: (up, down) for topic, (up, down) in sums.items()}
            self._until = time.monotonic() + _RATINGS_SECONDS
        return self._found


def router(site: Site) -> APIRouter:
    """The pages."""
    routes = APIRouter()
    judged = _Ratings()

    @routes.get("/knowledge")
    async def listed(
        q: Annotated[str, Query(max_length=80)] = "",
        area: Annotated[str, Query(pattern=r"^[a-z]{0,12}$")] = "",
        status: Annotated[str, Query(pattern=r"^(open|closed|changed|unconfirmed)?$")] = "",
        show: Annotated[str, Query(pattern=r"^(due|incomplete|low|drafts)?$")] = "",
        after: Annotated[str, Query(max_length=40)] = "",
        visit: Visit = visitor(site, "content"),
    ) -> Response:
        drafts, tallies = await visit.run(_drafts_and_ratings, visit, judged)
        rows = [row for row in _rows(visit, drafts, tallies) if _wanted(row, q, area, status, show)]
        if show == "due":
            rows.sort(key=lambda row: row.days)
        elif show == "low":
            rows.sort(key=lambda row: row.up - row.down)
        start = next((at + 1 for at, row in enumerate(rows) if row.topic.id == after), 0)
        shown = rows[start : start + LENGTH]
        page = Page(shown, shown[-1].topic.id if start + LENGTH < len(rows) else "", bool(start))
        new = [(one, work.title_of(visit, one.path.split("/")[0], one.path.split("/")[1].removesuffix(".yml"), {}))
               for one in drafts if not one.before and not one.path.startswith("messages/")]  # fmt: skip
        return visit.page(
            "knowledge/topics.html", page=page, count=len(rows), new=new, q=q, area=area, status_asked=status,
            show=show,
            **_names(visit),
        )  # fmt: skip

    @routes.get("/knowledge/stale")
    async def old(visit: Visit = visitor(site, "content")) -> Response:
        today = visit.now.astimezone(INDIA).date()
        return visit.page(
            "knowledge/stale.html", found=stale(site.content.topics.values(), today),
            topics=site.content.topics, **_names(visit),
        )  # fmt: skip

    @routes.get("/knowledge/{folder}/{name}")
    async def topic(folder: work.Area, name: work.Name, visit: Visit = visitor(site, "content")) -> Response:
        found = await work.opened(visit, folder, name)
        tallies = await visit.run(judged.get)
        today = visit.now.astimezone(INDIA).date()
        review = found.data.get("review_by")
        days = (review - today).days if type(review) is dt.date else None
        return visit.page(
            "knowledge/topic.html", **work.frame(visit, found, ""), **_names(visit), **_whole(found.data),
            days=days, thumbs=tallies.get(name, (0, 0)),
        )  # fmt: skip

    return routes


def _drafts_and_ratings(session: Any, visit: Visit, judged: _Ratings) -> tuple[list[Version], Tallies]:
    return content_desk.drafts(session, visit.officer), judged.get(session)


def _rows(visit: Visit, drafts: list[Version], tallies: Tallies) -> Iterator[Row]:
    today, drafted = visit.now.astimezone(INDIA).date(), {one.path for one in drafts}
    order = list(labels.areas(visit.site.content, visit.language))
    topics = visit.site.content.topics.values()
    for topic in sorted(topics, key=lambda one: (order.index(one.area), one.order, one.id)):
        cells = tuple(
            (aspect, "here" if aspect in topic.aspects else "elsewhere" if aspect in topic.elsewhere else "")
            for aspect in ASPECTS
        )
        counts = Counter[str]()
        for registers in topic.questions.values():
            counts.update({register: len(examples) for register, examples in registers.items()})
        up, down = tallies.get(topic.id, (0, 0))
        yield Row(
            topic, (topic.review_by - today).days, cells, tuple((one, counts[one]) for one in REGISTERS), up, down,
            f"{topic.area}/{topic.id}.yml" in drafted,
        )  # fmt: skip


def _wanted(row: Row, q: str, area: str, status: str, show: str) -> bool:
    topic = row.topic
    if (area and topic.area != area) or (status and topic.status != status):
        return False
    if show and not {"due": bool(row.due), "incomplete": not row.complete, "low": row.low, "drafts": row.draft}[show]:
        return False
    said = " ".join([topic.id, *(topic.title[language] for language in LANGUAGES), *topic.aliases]).casefold()
    return all(word in said for word in q.casefold().split())


def _names(visit: Visit) -> dict[str, Any]:
    content, language = visit.site.content, visit.language
    return {
        "areas": labels.areas(content, language), "aspects": labels.aspects(content, language),
        "statuses": {key: visit.say(name) for key, name in labels.STATUSES.items()}, "tones": labels.TONES,
        "registers": {key: visit.say(name) for key, name in labels.REGISTERS.items()}, "letters": labels.LETTERS,
    }  # fmt: skip


def _whole(data: Mapping[str, Any]) -> dict[str, Any]:
    """A document as far as it is written, in the order of the aspects."""
    said, asked, other = (_mapping(data.get(key)) for key in ("aspects", "questions", "elsewhere"))
    sources = data.get("sources")
    return {
        "data": data, "elsewhere": other,
        "answers": {aspect: _mapping(said.get(aspect)) for aspect in ASPECTS if aspect in said},
        "asked": {aspect: {register: _list(_mapping(asked.get(aspect)).get(register)) for register in REGISTERS}
                  for aspect in ASPECTS if aspect in asked},
        "sources": [_mapping(one) for one in sources] if isinstance(sources, list) else [],
    }  # fmt: skip


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[str]:
    return [str(one) for one in value if one] if isinstance(value, list) else []
