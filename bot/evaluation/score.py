"""Judges what was understood against what was meant, message by message, and counts it by register and by subject."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.evaluation.sets import Message

Verdict = Literal["right", "asked back", "topic only", "declined", "wrong"]

ASK, UNSURE, SEVERAL = "ask", "unsure", "ask_several"
OFFERS = frozenset({UNSURE, "compare"})
"""Intents whose reply offers topics to choose from."""
# What the engine calls a message that it cannot place; to a person it is the same kind "I only know about ...".
DECLINES = frozenset({"nlu_fallback", "out_of_scope"})
# What an intent that starts a calculation answers.
ANSWERS = {
    "calculate_emi": "emi-interest/cost",
    "calculate_pmegp": "pmegp/benefit",
    "calculate_gst_scheme": "gst-composition/cost",
    "calculate_gst_late_fee": "gst-late-fee/cost",
    "calculate_gst_tax": "gst-rates/cost",
    "calculate_gst_limit": "gst-threshold/eligibility",
    "calculate_msme_class": "msme-definition/eligibility",
    "calculate_rodtep": "rodtep/benefit",
}
NONE_OF = {
    "not_workers": frozenset({
        "register_worker", "show_registration", "change_registration", "delete_data", "my_data", "my_consents",
        "post_need", "loan_help", "loan_status",
    }),
    "not_training": frozenset({
        "find_training", "my_trainings", "cancel_training", "training_test", "training_feedback", "check_in", "mentor",
        "trainer_desk",
    }),
}  # fmt: skip
"""Outcomes that are right for whatever is none of these: near misses, whose own answer other sets measure."""
ALL = "all"
FOLLOW_UPS, SMALL_TALK, OUTSIDE = "follow-ups", "small talk and wishes", "out of scope"


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

    @property
    def answered(self) -> bool:
        """Whether the assistant took the message for something, instead of asking back or declining."""
        return self.got not in (*OFFERS, "ask_without_topic", *DECLINES)


def judge(message: Message, understood: Mapping[str, Any], language: str) -> Judged:
    """The verdict. Strict on the aspect: the right topic with another aspect is `topic only`. Where two or three
    aspects of a topic are answered at once because the message may mean each, one of them must be right.

    Of several answers to what was meant as one question, one right one counts as asked back.
    """
    intent = str(understood["intent"])
    got = outcome(understood)
    right = set(message.right)
    topics = {outcome.split("/")[0] for outcome in right if "/" in outcome}
    given = answers(understood)
    offered = {f"{understood['topic']}/{aspect}" for aspect in understood["aspects"]} if intent == ASK else set(given)
    about = {part.split("/")[0] for part in given}
    verdict: Verdict
    held = bool(right & set(given)) if intent == ASK else bool(given) and right.issuperset(given)
    none_of = any(got not in NONE_OF[one] for one in right & NONE_OF.keys())
    if got in right or held or none_of or (intent in DECLINES and DECLINES & right):
        verdict = "right"
    elif (intent in OFFERS and topics & set(understood["candidates"])) or offered & right:
        verdict = "asked back"
    elif about & topics:
        verdict = "topic only"
    elif intent in DECLINES:
        verdict = "declined"
    else:
        verdict = "wrong"
    return Judged(message, got, verdict, language, float(understood["confidence"]), float(understood["milliseconds"]))


def outcome(understood: Mapping[str, Any]) -> str:
    """What was understood, as the evaluation sets write it."""
    intent = str(understood["intent"])
    return f"{understood['topic']}/{understood['aspect']}" if intent == ASK else intent


def answers(understood: Mapping[str, Any]) -> list[str]:
    """The `topic/aspect` of each answer given; none where the message was taken for something else."""
    intent = str(understood["intent"])
    if intent == SEVERAL:
        return [f"{topic}/{aspect}" for topic, aspect in understood["parts"]]
    if intent == ASK:
        return [outcome(understood), *(f"{understood['topic']}/{aspect}" for aspect in understood["together"])]
    return [ANSWERS[intent]] if intent in ANSWERS else []


@dataclass(frozen=True)
class Row:
    """Shares of one register or group, in per cent. `both`: right, or asked back with the right choice."""

    name: str
    count: int
    right: float
    asked_back: float
    both: float
    topic: float
    language: float

    def figures(self) -> dict[str, float]:
        """The numbers by name."""
        return {name: value for name, value in asdict(self).items() if name != "name"}


def by_register(item: Judged) -> str:
    """How the message was typed."""
    return item.message.register


def by_group(areas: Mapping[str, str]) -> Callable[[Judged], str]:
    """What the message is about: the area of its topic (`areas`: topic to area), or another kind of message."""

    def group(item: Judged) -> str:
        message = item.message
        topic, slash, _ = message.expect.partition("/")
        if message.expect in DECLINES:
            return OUTSIDE
        if message.expect == "ask_without_topic" or (slash and topic == message.context):
            return FOLLOW_UPS
        return areas.get(topic, topic) if slash else SMALL_TALK

    return group


def table(judged: Iterable[Judged], key: Callable[[Judged], str] = by_register) -> list[Row]:
    """A row a register (or another `key`), and one for all."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        groups[key(item)].append(item)
        groups[ALL].append(item)
    order = [*sorted(name for name in groups if name != ALL), ALL]
    return [_row(name, groups[name]) for name in order if name in groups]


def _row(name: str, items: list[Judged]) -> Row:
    verdicts = Counter(item.verdict for item in items)
    good = verdicts["right"] + verdicts["asked back"]
    language = sum(item.language == item.message.reply_language for item in items)
    counts = (verdicts["right"], verdicts["asked back"], good, good + verdicts["topic only"], language)
    return Row(name, len(items), *(percent(count, len(items)) for count in counts))


def percent(count: float, of: int) -> float:
    """A share in per cent; 0 of nothing."""
    return 100 * count / of if of else 0.0


def confusions(judged: Iterable[Judged], most: int = 10) -> list[tuple[str, str, int]]:
    """(meant, got, how often), the most frequent first."""
    pairs = Counter((item.message.expect, item.got) for item in judged if not item.good)
    return [(meant, got, count) for (meant, got), count in pairs.most_common(most)]
