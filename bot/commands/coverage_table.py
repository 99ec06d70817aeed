"""How coverage is shown: a line a topic, or one topic aspect by aspect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bot.commands.layout import count, table, wrapped
from bot.knowledge.coverage import EXTRAS, Coverage, Totals
from bot.knowledge.model import ASPECTS, LANGUAGES, REGISTERS

_HEADS = {"bn_roman": "bn-r", "hi_roman": "hi-r"}
_REGISTER_HEADS = [_HEADS.get(register, register) for register in REGISTERS]


def many(rows: Sequence[Coverage], totals: Totals) -> Iterator[str]:
    """All topics, by area; then the holes and the sums."""
    heads = ["topic", "aspects", *_REGISTER_HEADS, "without"]
    yield "Example questions a register (-r: in roman letters); without: b brief, p points,"
    yield "e worked example; ! in front: a hole, named below."
    for area in dict.fromkeys(row.area for row in rows):
        cells = [
            [("! " if row.holes() else "  ") + row.topic, len(row.answers), *map(row.count, REGISTERS), _without(row)]
            for row in rows
            if row.area == area
        ]
        yield ""
        yield from table([area, *heads[1:]], cells)
    yield from _holes(rows)
    yield ""
    yield from wrapped(_sums(totals))


def one(row: Coverage) -> Iterator[str]:
    """One topic: which languages each aspect is answered in, and how often it is asked for."""
    yield f"{row.topic} ({row.area})"
    names = [*row.answers, *(aspect for aspect in row.questions if aspect not in row.answers)]
    cells = [
        [aspect, _answered(row, aspect), *(row.questions.get(aspect, {}).get(r, 0) for r in REGISTERS)]
        for aspect in names
    ]
    yield from table(["aspect", "answered", *_REGISTER_HEADS], [*cells, ["all", "", *map(row.count, REGISTERS)]])
    absent = [aspect for aspect in ASPECTS if aspect not in row.answers]
    yield from wrapped(f"No such aspect: {', '.join(absent) or 'none, all are there'}.")
    yield from wrapped(f"Without: {', '.join(row.without) or 'nothing is missing'}.")
    yield from _holes([row])


def as_json(rows: Sequence[Coverage], totals: Totals) -> dict[str, Any]:
    """For programs."""
    return {"topics": [row.as_json() for row in rows], "totals": asdict(totals)}


def _holes(rows: Sequence[Coverage]) -> Iterator[str]:
    holes = [f"{row.topic}: {hole}" for row in rows for hole in row.holes()]
    yield ""
    yield f"{count(len(holes), 'hole')}:" if holes else "No holes."
    for hole in holes:
        yield from wrapped(hole, "    ", "  ")


def _without(row: Coverage) -> str:
    return "".join(part[0] if part in row.without else "-" for part in EXTRAS)


def _answered(row: Coverage, aspect: str) -> str:
    return " ".join(language if language in row.answers.get(aspect, ()) else "--" for language in LANGUAGES)


def _sums(totals: Totals) -> str:
    questions = ", ".join(f"{number} {register}" for register, number in totals.questions.items())
    lacking = ", ".join(f"{number} without {part}" for part, number in totals.without.items())
    return (
        f"{count(totals.topics, 'topic')}, {totals.answers} answers; {sum(totals.questions.values())} questions "
        f"({questions}); {lacking}."
    )
