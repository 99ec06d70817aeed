"""Which scheme is for me? Asks what decides most, at most eight things, and sorts the schemes by what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from bot.knowledge.conditions import FACTS, VALUES, Condition, Fact
from bot.knowledge.library import Content
from bot.knowledge.model import Topic
from bot.tools import profile
from bot.tools.base import Ask, Choice, Context, Heard, Known, Said, Tool, Value
from bot.tools.eligibility import Judgement, Offer, Verdict, judge, most_deciding, wanted

QUESTIONS: Final = 8
"""At most so many are asked; a skipped one counts."""
BEST, OPEN, FAILED = 5, 4, 3
"""How many schemes that fit, that may fit and that do not fit are named."""
_YOUNGEST, _OLDEST = 5, 110
_SURE = {"open": 0, "changed": 0, "unconfirmed": 1}
_FIRST: Final[Fact] = "need"
_ASPECT_OF_A_TOPIC = "what"


@dataclass(frozen=True)
class _Found:
    topic: Topic
    judgement: Judgement
    serves: int
    """How many of the needs."""


class FinderTool(Tool):
    """The eligibility finder."""

    id = "finder"
    intent = "find_scheme"
    near = frozenset({"loan_help", "find_training", "register_worker"})  # "I am a weaver and I need a loan"

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """What a message says of the person; nothing if it is a question about a scheme that it names."""
        if asked is not None and heard.names and not heard.own and heard.aspect not in (None, _ASPECT_OF_A_TOPIC):
            return {}
        return profile.found(text, _fact(asked), known, heard.context.content)

    def choices(self, slot: str) -> tuple[Choice, ...]:
        """All values of a fact, and "skip"."""
        fact = _fact(slot)
        return profile.offered(fact) if fact else ()

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """One value, or that the person skips the question."""
        fact = _fact(slot)
        if fact is None or all(choice.value != value for choice in self.choices(slot)):
            return {}
        return {slot: profile.chosen(fact, value)}

    def next(self, known: Known, context: Context) -> Ask | None:
        """First the need; then what is expected to decide most of the schemes that are still open. A question that
        was put and not answered stays, as long as it matters."""
        if _FIRST not in known:
            return self.ask(_FIRST)
        person = profile.person(known)
        open_offers = [_offer(found.topic) for found in _relevant(context.content, known)]
        missing = [fact for fact in FACTS if fact not in known and fact != _FIRST]
        pending = _fact(context.asked[-1]) if context.asked else None
        if pending in missing and most_deciding(open_offers, person, [pending]):
            return self.ask(pending)
        if len(set(context.asked)) >= QUESTIONS:
            return None
        fact = most_deciding(open_offers, person, missing)
        return self.ask(fact) if fact else None

    def complaint(self, slot: str, value: Value, known: Known) -> str | None:
        """An age beyond all people's, or of a small child."""
        if slot == "age" and (value["low"] < _YOUNGEST or value["high"] > _OLDEST):
            return "finder_age_impossible"
        return None

    def result(self, known: Known, context: Context) -> list[Said]:
        """The topics in three groups: those that fit, those that may (with the facts that decide), those that do not
        (with the facts of the condition that failed)."""
        found = sorted(_relevant(context.content, known), key=_rank)
        groups = {v: [one for one in found if one.judgement.verdict is v] for v in Verdict}
        failed = sorted(groups[Verdict.NOT], key=_best_known)[:FAILED]
        values = {
            "fits": [one.topic.id for one in groups[Verdict.FITS][:BEST]],
            "may": [[one.topic.id, _in_order(one.judgement.open)] for one in groups[Verdict.MAY][:OPEN]],
            "not": [[one.topic.id, _in_order(one.judgement.failed)] for one in failed],
        }
        return [("finder_result", values)]


def verdicts(content: Content, known: Known) -> dict[str, Judgement]:
    """The judgement on every scheme that serves one of the person's needs, by topic."""
    return {found.topic.id: found.judgement for found in _relevant(content, known)}


def _relevant(content: Content, known: Known) -> list[_Found]:
    person = profile.person(known)
    found: list[_Found] = []
    for topic in content.topics.values():
        if topic.fits is None or topic.status == "closed":
            continue
        serves = wanted(topic.fits, person)
        if serves != 0:
            judgement = judge(_offer(topic), person)
            if serves is None and judgement.verdict is Verdict.FITS:
                judgement = Judgement(Verdict.MAY, open=frozenset([_FIRST]))  # open to them, wanted or not
            found.append(_Found(topic, judgement, serves or 0))
    return found


def _offer(topic: Topic) -> Offer:
    assert topic.fits is not None
    return Offer(topic.fits, topic.figures)


def _rank(found: _Found) -> tuple[int, int, int, int, str]:
    """Best first: serves more needs, is made for people like this one, is surely open, stands higher in its menu."""
    assert found.topic.fits is not None
    narrow = sum(_is_narrow(condition) for condition in found.topic.fits.all)
    return -found.serves, -narrow, _SURE.get(found.topic.status, 1), found.topic.order, found.topic.id


def _best_known(found: _Found) -> tuple[int, str]:
    return found.topic.order, found.topic.id


def _is_narrow(condition: Condition) -> bool:
    """Whether a condition names a group of people or a trade, not business as such. Who starts is a group too."""
    if condition.fact == "stage":
        return condition.one_of == ["new"]
    if condition.fact not in ("who", "sector", "gender", "social"):
        return False
    return "entrepreneur" not in condition.one_of and len(condition.one_of) <= len(VALUES[condition.fact]) / 2


def _in_order(facts: frozenset[Fact]) -> list[Fact]:
    return [fact for fact in FACTS if fact in facts]


def _fact(slot: str | None) -> Fact | None:
    return next((fact for fact in get_args(Fact) if fact == slot), None)
