"""What a message asks for, decided from the three rankings and from what the conversation was about. Pure; no Rasa.

One table-tested function, so that the thresholds can be tuned on data and read in one place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Sequence, Tuple

Ranking = Sequence[Tuple[str, float]]

ASK, UNSURE, WITHOUT_TOPIC, FALLBACK = "ask", "unsure", "ask_without_topic", "nlu_fallback"
NO_TOPIC, OUT_OF_SCOPE = "none", "out_of_scope"
OVERVIEW = "what"
CALCULATE = "calculate_"
"""How the wishes begin to have something worked out."""


@dataclass(frozen=True)
class Thresholds:
    """Probabilities at which the decision turns; tuned on tests/nlu/dev.tsv (see docs/language.md)."""

    intent: float = 0.5  # an intent other than a question must be at least this probable
    foreign: float = 0.1  # a question without a sure topic is declined if it is this probably out of scope ...
    foreign_in_context: float = 0.35  # ... or this, when it may be about the topic of the conversation
    answer: float = 0.55  # answer with this topic
    ask_back: float = 0.25  # below: decline
    candidate: float = 0.3  # a choice to offer has at least this share of the best one's probability
    second_name: float = 0.02  # a second named topic counts if it is at least this probable by itself
    named: float = 6.0  # odds factor for a topic whose name stands in the message
    context: float = 1.6  # odds factor for the topic of the conversation, when no other is named
    decline: float = 1.0  # a question whose certainty (see `certainty`) is less is declined ...
    doubt: float = 1.5  # ... and if it is less than this, the assistant asks back instead of answering
    aspect: float = 0.8  # an aspect that is at least this probable is answered by itself ...
    aspect_guess: float = 0.4  # ... from here with the next likely one, below with the next two ...
    aspect_together: float = 0.1  # ... that are at least this probable; others are offered
    calculator: float = 0.2  # a sum in a question starts a calculation that is at least this probable
    aspect_other: float = 0.06  # an aspect to offer is at least this probable


@dataclass(frozen=True)
class Context:
    """What the gateway sends along: the last topic, and an aspect that waits for its topic."""

    topic: Optional[str] = None
    pending_aspect: Optional[str] = None


@dataclass(frozen=True)
class Decision:
    """The outcome: an intent for the rules; topic and aspect of a question; choices if unsure."""

    intent: str
    confidence: float
    topic: Optional[str] = None
    aspect: Optional[str] = None
    candidates: List[str] = field(default_factory=list)  # topics to choose from
    together: List[str] = field(default_factory=list)  # aspects that may be meant as well, to be answered along
    aspects: List[str] = field(default_factory=list)  # further ones, to be offered with the answer
    named: bool = False  # the candidates stand in the message by name
    parts: List[List[str]] = field(default_factory=list)  # [topic, aspect] of each of several questions


def decide(
    rankings: Dict[str, Ranking], names: Sequence[str], context: Context, limits: Thresholds = Thresholds()
) -> Decision:
    """The decision on one message. `names`: topics whose name the gazetteer found in it."""
    decision = _decide(rankings, names, context, limits)
    if decision.intent not in (ASK, UNSURE, WITHOUT_TOPIC):
        return decision
    sure = certainty(rankings, names, context)
    if sure < limits.decline:
        return Decision(FALLBACK, decision.confidence)
    if sure < limits.doubt and decision.intent == ASK:
        topics = _topics(dict(rankings["topic"]), names, context, limits)
        likely = [topic for topic, _ in topics if topic != NO_TOPIC][:2]
        return Decision(UNSURE, decision.confidence, aspect=decision.aspect, candidates=likely)
    return decision


def certainty(rankings: Dict[str, Ranking], names: Sequence[str], context: Context) -> float:
    """How surely a message is a question that the content answers: log odds of question against out of scope, plus the
    weighted logarithm of the topic's probability. Unbounded; of 0.7 % of real questions it is below `decline`.

    A question that names no topic counts in full if there is a topic that it can be about, else by a quarter.
    """
    intents, topics = dict(rankings["intent"]), dict(rankings["topic"])
    none = topics.pop(NO_TOPIC, 0.0) * (1.0 if context.topic else 0.25)
    odds = math.log(intents.get(ASK, 0.0) + 1e-6) - math.log(intents.get(OUT_OF_SCOPE, 0.0) + 1e-4)
    return odds + 1.5 * math.log(max(topics.values(), default=0.0) + none + 1e-3) + (1.5 if names else 0.0)


def _decide(rankings: Dict[str, Ranking], names: Sequence[str], context: Context, limits: Thresholds) -> Decision:
    intents = dict(rankings["intent"])
    best, confidence = rankings["intent"][0]
    asks = intents.get(ASK, 0.0)
    named = bool(names) and asks >= 0.15
    # A topic's name makes a question of a doubtful message, not of the wish to reckon with it.
    wish = best.startswith(CALCULATE) and confidence >= limits.intent
    if best != ASK and (wish or not named) and (confidence >= limits.intent or asks < limits.ask_back):
        return Decision(best if confidence >= limits.ask_back else FALLBACK, confidence)
    aspect = _aspect(rankings["aspect"], limits)
    foreign = intents.get(OUT_OF_SCOPE, 0.0) >= (limits.foreign_in_context if context.topic else limits.foreign)
    topics = _topics(dict(rankings["topic"]), names, context, limits)
    if not topics:
        return Decision(WITHOUT_TOPIC, asks, aspect=aspect)
    (first, probability), others = topics[0], topics[1:]
    if first == NO_TOPIC:
        if foreign or not others:
            return Decision(FALLBACK, probability)
        if probability >= limits.answer:
            return Decision(WITHOUT_TOPIC, probability, aspect=aspect)
        topics = others
        (first, probability), others = topics[0], topics[1:]
    # Two subjects by name ("mudra ba pmegp?") are not ours to decide between; a name that the classifier does not see
    # at all was a chance likeness.
    seen = dict(rankings["topic"])
    ordered = [topic for topic, _ in topics if topic in names and seen.get(topic, 0.0) >= limits.second_name]
    if len(ordered) > 1 and first == ordered[0]:
        return Decision(
            UNSURE, probability, aspect=aspect, candidates=sorted(ordered[:3], key=list(names).index), named=True
        )
    if probability >= limits.answer and not (foreign and context.topic and first == context.topic and not names):
        if aspect == OVERVIEW and context.pending_aspect:
            return Decision(ASK, probability, topic=first, aspect=context.pending_aspect)
        likely, together, offered = _aspects(rankings["aspect"], limits)
        return Decision(ASK, probability, topic=first, aspect=likely, together=together, aspects=offered)
    if foreign or probability < limits.ask_back:
        return Decision(FALLBACK, probability)
    close = [topic for topic, value in topics if topic != NO_TOPIC and value >= limits.candidate * probability]
    return Decision(UNSURE, probability, aspect=aspect, candidates=close[:3])


def _aspect(ranking: Ranking, limits: Thresholds) -> str:
    """The aspect, or the overview if none is likely."""
    name, probability = ranking[0]
    return name if probability >= limits.aspect_guess else OVERVIEW


def _aspects(ranking: Ranking, limits: Thresholds) -> Tuple[str, List[str], List[str]]:
    """The aspect to answer, those to answer along because it is not sure, and those to offer."""
    name, probability = ranking[0]
    if probability >= limits.aspect:
        return name, [], []
    most = 1 if probability >= limits.aspect_guess else 2
    likely = [other for other, value in ranking[1 : 1 + most] if value >= limits.aspect_together]
    offered = [other for other, value in ranking[1:4] if value >= limits.aspect_other and other not in likely]
    return name, likely, offered


def _topics(
    probabilities: Dict[str, float], names: Sequence[str], context: Context, limits: Thresholds
) -> List[Tuple[str, float]]:
    """The topics in order, with what the message names and what the conversation was about taken into account."""
    weights = dict(probabilities)
    for name in names:
        weights[name] = max(weights.get(name, 0.0), 0.05) * limits.named
    if context.topic:
        # A question that names no topic is about the one before.
        weights[context.topic] = weights.get(context.topic, 0.0) + weights.pop(NO_TOPIC, 0.0)
        if not names:
            weights[context.topic] *= limits.context
    total = sum(weights.values())
    return sorted(((topic, weight / total) for topic, weight in weights.items()), key=lambda pair: -pair[1])
