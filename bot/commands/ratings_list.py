"""How thumbs on answers are shown: with the wording that they were given to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.commands.layout import table
from bot.knowledge.model import ASPECTS, Topic
from bot.services.ratings import Tally

Wording = Literal["current", "old", "gone"]
"""Whether people judged what is answered today, an earlier wording, or an answer that no longer exists."""


@dataclass(frozen=True)
class Rated:
    """A tally and the wording that it belongs to."""

    tally: Tally
    wording: Wording

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {**asdict(self.tally), "wording": self.wording}


def rated(tallies: Iterable[Tally], topics: Mapping[str, Topic]) -> list[Rated]:
    """The tallies in their order."""
    return [Rated(tally, _wording(tally, topics.get(tally.topic))) for tally in tallies]


def lines(found: Sequence[Rated]) -> Iterator[str]:
    """A table."""
    if not found:
        yield "No answer has been judged yet."
        return
    cells = [
        [f"{one.tally.topic}/{one.tally.aspect}", one.tally.down, one.tally.up, one.wording, one.tally.version]
        for one in found
    ]
    yield from table(["answer", "down", "up", "wording", "version"], cells)


def _wording(tally: Tally, topic: Topic | None) -> Wording:
    aspect = next((known for known in ASPECTS if known == tally.aspect), None)
    if topic is None or aspect is None or aspect not in topic.aspects:
        return "gone"
    return "current" if topic.version(aspect) == tally.version else "old"
