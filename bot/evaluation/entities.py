"""The values that forms ask for and messages hold: sums, dates, places, names and the like.

A text with a value is read as the answer to the question for it (a form has asked); a text without one as an ordinary
message. The value must be the one of the file in full: the range, the question mark of what must be confirmed, and all
values of the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.evaluation.score import ALL, percent
from bot.evaluation.sets import KINDS, Entity
from bot.knowledge.places import load_places
from bot.knowledge.trades import load_trades
from bot.language import normalise
from bot.language.entities import (
    find_ages,
    find_amounts,
    find_dates,
    find_experience,
    find_name,
    find_phones,
    find_times,
    to_bengali,
    to_latin,
)

TODAY = date(2026, 11, 18)
"""The Wednesday on which the texts with dates were written."""
RIGHT, MISSED, WRONG = "right", "missed", "wrong"
TUNING, HELD_OUT = "tuning", "held out"

Recogniser = Callable[[str, bool], str]
"""Reads a text (and whether a form has asked); what it finds as the sets write it, "" for nothing."""


@dataclass(frozen=True)
class Read:
    """One text, what was found in it, and whether that is right."""

    entity: Entity
    got: str
    verdict: str


def recognisers(content: Path) -> dict[str, Recogniser]:
    """One for each kind of value. Raises `RecordsError` if places or trades of the content cannot be read."""
    places, trades = load_places(content), load_trades(content)

    def place(text: str, asked: bool) -> str:
        return _once("|".join(sorted(found.districts)) for found in places.find(text, expected=asked))

    def trade(text: str, asked: bool) -> str:
        return _once("|".join(sorted(found.trades)) for found in trades.find(text, expected=asked))

    return {
        "amount": _amounts,
        "date": lambda text, asked: "+".join(
            _run(found.day.isoformat(), found.last.isoformat(), "..") + ("" if found.certain else "?")
            for found in find_dates(text, TODAY)
        ),
        "time": lambda text, asked: "+".join(
            f"{found.time:%H:%M}" + ("" if found.certain else "?") for found in find_times(text, expected=asked)
        ),
        "phone": lambda text, asked: "".join(found.e164 for found in find_phones(text, expected=asked)),
        "place": place,
        "trade": trade,
        "age": lambda text, asked: "+".join(
            str(found.low) for found in find_ages(text, expected=asked) if found.plausible
        ),
        "experience": lambda text, asked: "+".join(
            _run(str(found.low), str(found.high), "-") for found in find_experience(text, expected=asked)
        ),
        "name": _name,
        "latin": lambda text, asked: to_latin(text),
        "bengali": lambda text, asked: to_bengali(text),
    }


def _amounts(text: str, asked: bool) -> str:
    return "+".join(_run(str(found.low), str(found.high), "-") for found in find_amounts(text, expected=asked))


def _name(text: str, asked: bool) -> str:
    found = find_name(text, expected=asked)
    return found.name if found else ""


def _run(low: str, high: str, between: str) -> str:
    return low if low == high else f"{low}{between}{high}"


def _once(values: Iterable[str]) -> str:
    # "Habra, North 24 Parganas" says one district twice.
    return "+".join(dict.fromkeys(values))


def judge(entity: Entity, got: str) -> Read:
    """Whether what was found is what was expected; nothing found of a value is `missed`, anything of none `wrong`."""
    if entity.expect is None:
        return Read(entity, got, WRONG if got else RIGHT)
    if not got:
        return Read(entity, got, MISSED)
    return Read(entity, got, RIGHT if _same(entity.kind, entity.expect, got) else WRONG)


def _same(kind: str, expect: str, got: str) -> bool:
    if kind in ("name", "latin", "bengali"):
        return _plain(got) in map(_plain, [expect] if kind == "name" else expect.split("|"))
    if kind == "experience":
        return got == "+".join(
            "-".join(str(round(float(years) * 12)) for years in part.split("-")) for part in expect.split("+")
        )
    if kind in ("place", "trade"):
        return got == "+".join("|".join(sorted(part.split("|"))) for part in expect.split("+"))
    return got == expect


def _plain(name: str) -> str:
    return " ".join(normalise(name).casefold().split())


def read_all(rows: Sequence[Entity], content: Path) -> list[Read]:
    """Every text through the recogniser of its kind."""
    reads = recognisers(content)
    return [judge(row, reads[row.kind](row.text, row.expect is not None)) for row in rows]


def figures(judged: Sequence[Read]) -> dict[str, Any]:
    """The shares right, missed and wrong in per cent, by kind and for all: of the half that may be looked at, of the
    one held out, and of both.
    """
    halves: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in judged:
        for half in (TUNING if one.entity.tuning else HELD_OUT, ALL):
            for kind in (one.entity.kind, ALL):
                halves[half][kind].append(one.verdict)
    return {
        half: {kind: _shares(halves[half][kind]) for kind in (*KINDS, ALL) if halves[half][kind]}
        for half in (TUNING, HELD_OUT, ALL)
    }


def _shares(verdicts: Sequence[str]) -> dict[str, float]:
    counts = Counter(verdicts)
    return {"count": len(verdicts), **{name: percent(counts[name], len(verdicts)) for name in (RIGHT, MISSED, WRONG)}}
