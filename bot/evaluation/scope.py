"""Messages that the service has no answer to: does it say so instead of answering something?"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.hearing import Heard
from bot.evaluation.score import ALL, DECLINES, UNSURE, outcome, percent
from bot.evaluation.sets import Message

WRONGLY_DECLINED = 0.05  # share of the questions of ours that a threshold may cost


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The chance that a message of `inside` has a higher score than one of `outside`, ties counting half: the area
    under the curve of the two rates (Mann and Whitney 1947). 0.5 of nothing.
    """
    ordered = sorted(outside)
    below = sum(bisect.bisect_left(ordered, one) + bisect.bisect_right(ordered, one) for one in inside)
    return below / (2 * len(inside) * len(outside)) if inside and outside else 0.5


def threshold(inside: Sequence[float], wrongly: float = WRONGLY_DECLINED) -> float:
    """The highest score at which at most this share of `inside` lies below; 0 of nothing."""
    return sorted(inside)[int(wrongly * len(inside))] if inside else 0.0


def fate(message: Message, understood: Mapping[str, Any]) -> str:
    """What the assistant does with a message out of scope: `declined`, `fair` (another outcome that is right too),
    `asked back` or `answered`.
    """
    got = outcome(understood)
    if got in DECLINES:
        return "declined"
    if got in message.also:
        return "fair"
    return "asked back" if got in (UNSURE, "ask_without_topic") else "answered"


def figures(inside: Sequence[Heard], outside: Sequence[tuple[Message, Heard]]) -> dict[str, Any]:
    """AUROC of the certainty that a message is a question of ours, the share declined at the threshold, and what is
    really done, by register.

    `inside`: the questions of the message sets; `outside`: the messages out of scope.
    """
    ours = [heard.certainty for heard in inside]
    foreign = [heard.certainty for _, heard in outside]
    limit = threshold(ours)
    registers = sorted({message.register for message, _ in outside})
    return {
        "count": len(foreign),
        "questions": len(ours),
        "auroc": auroc(ours, foreign),
        "threshold": limit,
        "declined_at_threshold": percent(sum(score < limit for score in foreign), len(foreign)),
        "registers": {
            name: _fates([pair for pair in outside if name in (pair[0].register, ALL)]) for name in (*registers, ALL)
        },
    }


def _fates(pairs: Sequence[tuple[Message, Heard]]) -> dict[str, float]:
    fates = [fate(message, heard.engine) for message, heard in pairs]
    shares = {name: percent(fates.count(name), len(fates)) for name in ("declined", "fair", "asked back", "answered")}
    language = sum(heard.language == message.reply_language for message, heard in pairs)
    return {
        "count": len(pairs),
        **shares,
        "good": shares["declined"] + shares["fair"],
        "language": percent(language, len(pairs)),
    }
