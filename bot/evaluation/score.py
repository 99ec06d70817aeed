"""Judges what was understood against what was meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.evaluation.sets import Message

Verdict = Literal["right", "asked back", "topic only", "declined", "wrong"]

# What the engine calls a message that it cannot place; to a person it is the same kind "I only know about ...".
_DECLINES = {"nlu_fallback", "out_of_scope"}


@dataclass(frozen=True)
class Judged:
    """One message and its fate. `got`: topic/aspect or intent, as in the evaluation sets."""

    message: Message
    got: str
    verdict: Verdict
    language: str
    confidence: float
    milliseconds: float

    @property
    def good(self) -> bool:
        """Right, or a choice was offered that holds the right topic."""
        return self.verdict in ("right", "asked back")


def judge(message: Message, understood: Mapping[str, Any], language: str) -> Judged:
    """The verdict. Strict on the aspect: the right topic with another aspect is `topic only`."""
    intent = str(understood["intent"])
    got = f"{understood['topic']}/{understood['aspect']}" if intent == "ask" else intent
    topics = {outcome.split("/")[0] for outcome in message.right}
    offered = {f"{understood['topic']}/{aspect}" for aspect in understood["aspects"]} if intent == "ask" else set()
    verdict: Verdict
    if got in message.right or (intent in _DECLINES and _DECLINES & set(message.right)):
        verdict = "right"
    elif (intent == "unsure" and topics & set(understood["candidates"])) or offered & set(message.right):
        verdict = "asked back"
    elif intent == "ask" and understood["topic"] in topics:
        verdict = "topic only"
    elif intent in _DECLINES:
        verdict = "declined"
    else:
        verdict = "wrong"
    return Judged(message, got, verdict, language, float(understood["confidence"]), float(understood["milliseconds"]))


@dataclass(frozen=True)
class Row:
    """Shares of one register, in per cent."""

    name: str
    count: int
    right: float
    asked_back: float
    topic: float
    language: float

    @property
    def good(self) -> float:
        """Right or asked back with the right choice."""
        return self.right + self.asked_back


def table(judged: Iterable[Judged]) -> list[Row]:
    """A row a register, and one for all."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        groups[item.message.register].append(item)
        groups["all"].append(item)
    order = [*sorted(name for name in groups if name != "all"), "all"]
    return [_row(name, groups[name]) for name in order if name in groups]


def _row(name: str, items: list[Judged]) -> Row:
    verdicts = Counter(item.verdict for item in items)

    def share(number: int) -> float:
        return 100 * number / len(items)

    found = verdicts["right"] + verdicts["asked back"] + verdicts["topic only"]
    language = sum(item.language == item.message.reply_language for item in items)
    return Row(name, len(items), share(verdicts["right"]), share(verdicts["asked back"]), share(found), share(language))


def confusions(judged: Iterable[Judged], most: int = 10) -> list[tuple[str, str, int]]:
    """(meant, got, how often), the most frequent first."""
    pairs = Counter((item.message.expect, item.got) for item in judged if not item.good)
    return [(meant, got, count) for (meant, got), count in pairs.most_common(most)]
