"""A row for each branch of the decision, and what must hold for any input."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

import pytest

from rasa_project.components.decision import Context, Decision, Thresholds, certainty, decide


def r(**probabilities: float) -> list[tuple[str, float]]:
    """A ranking."""
    return list(probabilities.items())


WHAT = r(what=0.9, cost=0.1)
PAPERS = r(documents=0.8, what=0.2)
VAGUE = r(documents=0.35, what=0.33, cost=0.32)
LIKELY = r(cost=0.5, what=0.45)
SURE_ASK = r(ask=0.9, greet=0.1)
PMEGP = r(pmegp=0.8, none=0.1, mudra=0.1)
NONE = r(none=0.9, pmegp=0.06, mudra=0.04)


# Fixed here, so that tuning the defaults does not move the table.
LIMITS = Thresholds(
    intent=0.5,
    foreign=0.1,
    foreign_in_context=0.35,
    answer=0.5,
    ask_back=0.22,
    candidate=0.35,
    named=6.0,
    context=1.6,
    decline=-99.0,
    doubt=-99.0,
    aspect=0.7,
    aspect_guess=0.4,
    aspect_together=0.1,
    aspect_other=0.1,
)
STRANGER = Context()
FOREIGN = r(ask=0.8, out_of_scope=0.2)
VERY_FOREIGN = r(ask=0.6, out_of_scope=0.4)


@dataclass
class Case:
    name: str
    intent: str  # expected
    topic: str | None = None
    aspect: str | None = None
    candidates: list[str] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)  # of aspects
    intents: list[tuple[str, float]] = field(default_factory=lambda: SURE_ASK)
    topics: list[tuple[str, float]] = field(default_factory=lambda: PMEGP)
    aspects: list[tuple[str, float]] = field(default_factory=lambda: PAPERS)
    names: list[str] = field(default_factory=list)
    context: Context = STRANGER
    limits: Thresholds = LIMITS
    by_name: bool = False  # the candidates stand in the message


CASES = [
    # other intents
    Case("a clear other intent", "greet", intents=r(greet=0.95, ask=0.05)),
    Case("just probable enough", "greet", intents=r(greet=0.5, ask=0.5)),
    Case("another intent, not sure, but no question either", "thanks", intents=r(thanks=0.3, bye=0.3, ask=0.1)),
    Case("no intent is probable", "nlu_fallback", intents=r(thanks=0.2, bye=0.2, ask=0.1)),
    Case("question unknown to the ranking", "thanks", intents=r(thanks=0.45, bye=0.4)),
    Case(
        "another intent, not sure, and perhaps a question", "ask", "pmegp", "documents", intents=r(greet=0.45, ask=0.4)
    ),
    Case("a name makes it a question", "ask", "pmegp", "documents", names=["pmegp"], intents=r(greet=0.8, ask=0.2)),
    Case("a name does not, if it is no question at all", "greet", names=["pmegp"], intents=r(greet=0.9, ask=0.1)),
    # questions
    Case("a question", "ask", "pmegp", "documents"),
    Case("an unsure aspect is answered with the next", "ask", "pmegp", "cost", together=["what"], aspects=LIKELY),
    Case(
        "an improbable aspect is only offered",
        "ask",
        "pmegp",
        "cost",
        choices=["what"],
        aspects=r(cost=0.6, what=0.09),
        limits=replace(LIMITS, aspect_other=0.06),
    ),
    Case(
        "where nothing is likely three are answered",
        "ask",
        "pmegp",
        "cost",
        together=["what", "time"],
        choices=["documents"],
        aspects=r(cost=0.3, what=0.25, time=0.2, documents=0.15),
    ),
    Case("an only aspect", "ask", "pmegp", "cost", aspects=r(cost=1.0)),
    Case("improbable aspects are no choices", "ask", "pmegp", "cost", aspects=r(cost=0.4, time=0.09)),
    # questions that may be out of scope
    Case("foreign, but with a sure topic", "ask", "pmegp", "documents", intents=FOREIGN),
    Case("foreign and without topic", "nlu_fallback", intents=FOREIGN, topics=NONE),
    Case("foreign and unsure", "nlu_fallback", intents=FOREIGN, topics=r(pmegp=0.4, mudra=0.3, none=0.3)),
    Case(
        "a little foreign within a conversation",
        "ask",
        "mudra",
        "documents",
        intents=FOREIGN,
        topics=NONE,
        context=Context("mudra"),
    ),
    Case("foreign within a conversation", "nlu_fallback", intents=VERY_FOREIGN, topics=NONE, context=Context("mudra")),
    Case(
        "foreign within a conversation, but named",
        "ask",
        "mudra",
        "documents",
        intents=VERY_FOREIGN,
        topics=NONE,
        names=["mudra"],
        context=Context("mudra"),
    ),
    Case("just probable enough to answer", "ask", "pmegp", "documents", topics=r(pmegp=0.5, mudra=0.5)),
    # no topic
    Case("a question without topic", "ask_without_topic", aspect="documents", topics=NONE),
    Case("no topics at all", "ask_without_topic", aspect="documents", topics=[]),
    Case("context carries a follow-up", "ask", "mudra", "documents", topics=NONE, context=Context("mudra")),
    Case("context that the ranking does not know", "ask", "ramp", "documents", topics=NONE, context=Context("ramp")),
    Case("another topic than that of the context", "ask", "pmegp", "documents", context=Context("mudra")),
    Case(
        "context tips the balance",
        "ask",
        "mudra",
        "documents",
        topics=r(pmegp=0.45, mudra=0.45, none=0.1),
        context=Context("mudra"),
    ),
    Case(
        "a name beats the context",
        "ask",
        "pmegp",
        "documents",
        topics=r(none=0.5, mudra=0.2, pmegp=0.3),
        names=["pmegp"],
        context=Context("mudra"),
    ),
    # an aspect that waits for its topic
    Case("pending aspect", "ask", "pmegp", "cost", aspects=WHAT, context=Context(None, "cost")),
    Case(
        "pending aspect when the aspect is unsure", "ask", "pmegp", "cost", aspects=VAGUE, context=Context(None, "cost")
    ),
    Case("an aspect said now counts more", "ask", "pmegp", "documents", context=Context(None, "cost")),
    Case(
        "pending aspect still without topic",
        "ask_without_topic",
        aspect="what",
        topics=NONE,
        aspects=WHAT,
        context=Context(None, "cost"),
    ),
    # names
    Case(
        "a name raises a topic", "ask", "mudra", "documents", topics=r(pmegp=0.5, mudra=0.3, none=0.2), names=["mudra"]
    ),
    Case("without the name not", "ask", "pmegp", "documents", topics=r(pmegp=0.5, mudra=0.3, none=0.2)),
    Case(
        "a name outside the ranking counts",
        "unsure",
        None,
        "documents",
        ["pmegp", "mudra", "ramp"],
        topics=r(pmegp=0.4, mudra=0.35, none=0.25),
        names=["ramp"],
    ),
    Case(
        "two names",
        "unsure",
        None,
        "documents",
        ["pmegp", "mudra"],
        topics=r(pmegp=0.3, mudra=0.3, none=0.4),
        names=["pmegp", "mudra"],
        by_name=True,
    ),
    # unsure
    Case(
        "unsure",
        "unsure",
        None,
        "documents",
        ["pmegp", "mudra"],
        topics=[*r(pmegp=0.4, mudra=0.3, gst=0.1), *[(f"t{i}", 0.04) for i in range(5)]],
    ),
    Case(
        "at most three choices", "unsure", None, "documents", ["a", "b", "c"], topics=r(a=0.28, b=0.26, c=0.24, d=0.22)
    ),
    Case(
        "no topic first, but unsure",
        "unsure",
        None,
        "documents",
        ["pmegp", "mudra"],
        topics=r(none=0.4, pmegp=0.35, mudra=0.25),
    ),
    Case("only one is close", "unsure", None, "documents", ["pmegp"], topics=r(pmegp=0.45, none=0.4, mudra=0.15)),
    # nothing
    Case("too many topics", "nlu_fallback", topics=[(f"t{i:02}", 0.05) for i in range(20)]),
    Case(
        "no topic first, rest improbable", "nlu_fallback", topics=[*r(none=0.45), *[(f"t{i}", 0.11) for i in range(5)]]
    ),
    Case(
        "nothing but no topic, under an unreachable limit",
        "nlu_fallback",
        topics=r(none=1.0),
        limits=replace(LIMITS, answer=1.1),
    ),
    # thresholds are those given
    Case(
        "a lower limit answers",
        "ask",
        "pmegp",
        "documents",
        topics=r(pmegp=0.45, mudra=0.4, none=0.15),
        limits=replace(LIMITS, answer=0.4),
    ),
    Case("a higher limit asks back", "unsure", None, "documents", ["pmegp"], limits=replace(LIMITS, answer=0.9)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_branch(case: Case) -> None:
    rankings = {"intent": case.intents, "topic": case.topics, "aspect": case.aspects}
    decision = decide(rankings, case.names, case.context, case.limits)
    expected = Decision(
        case.intent,
        decision.confidence,
        case.topic,
        case.aspect,
        case.candidates,
        case.together,
        case.choices,
        case.by_name,
    )
    assert decision == expected


def test_the_confidence_of_another_intent_is_its_own() -> None:
    rankings = {"intent": [("greet", 0.95), ("ask", 0.05)], "topic": PMEGP, "aspect": WHAT}
    assert decide(rankings, [], Context()) == Decision("greet", 0.95)


def test_names_and_context_do_not_change_the_rankings() -> None:
    rankings = {"intent": list(SURE_ASK), "topic": list(NONE), "aspect": list(PAPERS)}
    before = {head: list(ranking) for head, ranking in rankings.items()}
    decide(rankings, ["mudra"], Context("pmegp", "cost"))
    assert rankings == before


TOPICS = ["none", "pmegp", "mudra", "gst", "ramp", "zed", "udyam"]
ASPECTS = ["what", "cost", "documents", "benefit"]
INTENTS = ["ask", "greet", "thanks", "out_of_scope", "bye"]


def _ranking(rng: random.Random, labels: list[str]) -> list[tuple[str, float]]:
    """The first labels of a ranking: their probabilities sum to at most 1."""
    weights = {label: rng.random() ** rng.choice([1, 4, 12]) + 1e-9 for label in labels}
    total = sum(weights.values())
    ordered = sorted(((label, weight / total) for label, weight in weights.items()), key=lambda pair: -pair[1])
    return ordered[: rng.randint(1, 5)]


def test_what_holds_for_any_input() -> None:
    rng = random.Random(11)
    seen: set[str] = set()
    for _ in range(20000):
        rankings = {"intent": _ranking(rng, INTENTS), "topic": _ranking(rng, TOPICS), "aspect": _ranking(rng, ASPECTS)}
        names = rng.sample([*TOPICS[1:], "unheard-of"], rng.choice([0, 0, 1, 2]))
        context = Context(rng.choice([None, "pmegp", "unheard-of"]), rng.choice([None, "cost"]))
        decision = decide(rankings, names, context)
        told = (rankings, names, context, decision)
        seen.add(decision.intent)
        assert 0 <= decision.confidence <= 1 + 1e-9, told
        assert decision.intent in {*INTENTS, "unsure", "ask_without_topic", "nlu_fallback"}, told
        assert (decision.topic is not None) == (decision.intent == "ask"), told
        assert decision.topic != "none", told
        assert "none" not in decision.candidates, told
        assert bool(decision.candidates) == (decision.intent == "unsure"), told
        shown = [decision.aspect, *decision.together, *decision.aspects]
        assert len(shown) == 1 or decision.intent == "ask", told
        assert len(shown) == len(set(shown)) and len(decision.together) <= 2, told
        assert len(decision.candidates) == len(set(decision.candidates)) <= 3, told
        assert (decision.aspect is not None) == (decision.intent in ("ask", "ask_without_topic", "unsure")), told
        if decision.topic:
            known = {label for label, _ in rankings["topic"]} | set(names) | {context.topic}
            assert decision.topic in known, told
        if context.topic:
            assert decision.intent != "ask_without_topic", told
    assert seen >= {"ask", "unsure", "ask_without_topic", "nlu_fallback", "greet"}


SURE = {"intent": r(ask=0.97, out_of_scope=0.01), "topic": r(pmegp=0.95, mudra=0.03), "aspect": PAPERS}
DOUBTFUL = {"intent": r(ask=0.6, out_of_scope=0.09), "topic": r(pmegp=0.6, mudra=0.3), "aspect": PAPERS}
FOREIGN_BY_SOUND = {"intent": r(ask=0.5, out_of_scope=0.3), "topic": r(pmegp=0.6, mudra=0.2), "aspect": PAPERS}


def test_the_less_certain_the_more_careful() -> None:
    values = [certainty(rankings, [], STRANGER) for rankings in (SURE, DOUBTFUL, FOREIGN_BY_SOUND)]
    assert values == sorted(values, reverse=True)
    limits = Thresholds(decline=values[1] - 0.1, doubt=values[1] + 0.1)
    assert decide(SURE, [], STRANGER, limits).intent == "ask"
    asked_back = decide(DOUBTFUL, [], STRANGER, limits)
    assert (asked_back.intent, asked_back.candidates, asked_back.aspect) == ("unsure", ["pmegp", "mudra"], "documents")
    assert decide(FOREIGN_BY_SOUND, [], STRANGER, limits).intent == "nlu_fallback"


def test_a_name_makes_a_question_more_certain() -> None:
    assert certainty(DOUBTFUL, ["pmegp"], STRANGER) > certainty(DOUBTFUL, [], STRANGER)


def test_a_topic_of_the_conversation_makes_a_bare_question_more_certain() -> None:
    bare = {**SURE, "topic": NONE}
    assert certainty(bare, [], Context("pmegp")) > certainty(bare, [], STRANGER)
