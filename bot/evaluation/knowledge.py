"""Does the answer hold the facts that were asked for? Questions and facts by people who did not write the content."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.hearing import Heard
from bot.evaluation.score import ALL, ASK, OFFERS, answers, percent
from bot.evaluation.sets import Known
from bot.knowledge.figures import fill
from bot.knowledge.library import Content
from bot.language import to_ascii_digits

RIGHT, ASKED_BACK, ELSEWHERE, DECLINED, WRONG = "right", "asked back", "right topic", "declined", "wrong scheme"
VERDICTS = (RIGHT, ASKED_BACK, ELSEWHERE, DECLINED, WRONG)
_SCALES = {"lakh": 100_000, "lac": 100_000, "crore": 10_000_000, "cr": 10_000_000, "thousand": 1_000}
_NUMBER = re.compile(r"(?<![\w.,-])(\d[\d,]*(?:\.\d+)?)\s*(lakh|lac|crore|cr|thousand)?\b")
_RANGE = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)")


@dataclass(frozen=True)
class Answered:
    """One question and what came of it. `missing`: numbers of the facts that the answer does not hold."""

    row: Known
    given: tuple[str, ...]
    verdict: str
    missing: tuple[float, ...]


def judge(row: Known, understood: Mapping[str, Any], content: Content, today: dt.date) -> Answered:
    """`right`: an answer of a right topic that holds every number of the facts, or, where the facts have none, of a
    right aspect. `right topic`: of a right topic, but not that. `wrong scheme`: something else, given as the answer."""
    given = answers(understood)
    about = [part.partition("/") for part in given]
    if not given:
        asked_back = understood["intent"] in OFFERS and set(row.topics) & set(understood["candidates"])
        return Answered(row, (), ASKED_BACK if asked_back else DECLINED, ())
    if not {topic for topic, _, _ in about} & set(row.topics):
        return Answered(row, tuple(given), WRONG, ())
    offered = list(understood["aspects"]) if understood["intent"] == ASK else []
    held = numbers(" ".join(said(part, content, today) for part in given))
    missing = tuple(sorted(numbers(row.facts) - held))
    aspects = {aspect for topic, _, aspect in about if topic in row.topics}
    right = not missing if numbers(row.facts) else bool(aspects & set(row.aspects))
    later = bool(set(offered) & set(row.aspects))  # the right aspect stands below the answer, as the next choice
    return Answered(row, tuple(given), RIGHT if right else ASKED_BACK if later else ELSEWHERE, missing)


def said(answer: str, content: Content, today: dt.date) -> str:
    """The English words of an answer that is given as topic/aspect, with its status."""
    name, _, aspect = answer.partition("/")
    topic = content.topics[name]
    other = content.topics.get(topic.elsewhere.get(aspect, ""))  # type: ignore[call-overload]
    text = (other or topic).aspects.get(aspect) or topic.aspects["what"]  # type: ignore[call-overload]
    note = topic.status_note.en if topic.status_note else ""
    return f"{fill(text.en, (other or topic).figures, 'en', today)} {note}"


def numbers(text: str) -> set[float]:
    """The numbers of a text, with lakh and crore worked out; those of names such as GSTR-3B are none."""
    found = _NUMBER.finditer(_RANGE.sub(" to ", to_ascii_digits(text).lower()))
    return {round(float(m[1].replace(",", "")) * _SCALES.get(m[2] or "", 1), 4) for m in found}


def answered(pairs: Sequence[tuple[Known, Heard]], content: Content, today: dt.date) -> list[Answered]:
    """Every question with its fate."""
    return [judge(row, heard.engine, content, today) for row, heard in pairs]


def figures(found: Sequence[Answered]) -> dict[str, Any]:
    """Shares of the verdicts by area, by register and of all, in per cent; `good`: right or asked back."""
    groups: dict[str, list[Answered]] = {}
    for one in found:
        for name in (f"area {one.row.area}", f"register {one.row.register}", ALL):
            groups.setdefault(name, []).append(one)
    ordered = sorted(groups, key=lambda name: (name == ALL, name))
    return {name: _shares(groups[name]) for name in ordered}


def _shares(members: Sequence[Answered]) -> dict[str, float]:
    shares = {verdict: percent(sum(one.verdict == verdict for one in members), len(members)) for verdict in VERDICTS}
    return {"count": len(members), **shares, "good": shares[RIGHT] + shares[ASKED_BACK]}
