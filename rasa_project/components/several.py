"""Several questions in one message: an answer to each, when each is understood by itself. Pure; no Rasa."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, List, Optional, Sequence, Tuple

from rasa_project.components.clauses import MOST, Clause
from rasa_project.components.decision import (
    ASK,
    OVERVIEW,
    UNSURE,
    Context,
    Decision,
    Ranking,
    Thresholds,
    decide,
)

SEVERAL = "ask_several"
Part = Tuple[str, str]  # topic, aspect
Understood = Tuple[Dict[str, Ranking], Sequence[str], Clause]  # rankings and names of a clause

OWN_TOPIC = 0.6
"""Least probability of the topic of a clause that is answered by itself."""
OWN_DOUBT = 0.3
"""The same of a clause that is asked back about."""
LISTED_TOPIC = 0.8
"""Least probability of a topic that is only mentioned, to count as asked about too."""


def decide_several(
    whole: Decision, clauses: Sequence[Understood], choice: bool, context: Context, limits: Thresholds
) -> Optional[Decision]:
    """The questions of a message that has two or three: those that are clear are answered, and what another may be
    about is asked back. None if it has only one, or none is clear: then `whole` stands.

    `whole`: what the message as one question comes to; `choice`: it asks to choose between things.
    """
    parts, doubtful = _by_name(whole, choice), []
    if not parts:
        parts, doubtful = _by_clause(whole, clauses, context, limits)
    if not parts or not 2 <= len(parts) + bool(doubtful) <= MOST:
        return None
    topic, aspect = parts[-1]
    return replace(
        whole,
        intent=SEVERAL,
        topic=topic,
        aspect=aspect,
        candidates=doubtful,
        together=[],
        aspects=[],
        parts=[list(part) for part in parts],
    )


def _by_name(whole: Decision, choice: bool) -> List[Part]:
    """Things named side by side share what is asked: "GST ar composition duto i lagbe ki"."""
    if choice or whole.intent != UNSURE or not whole.named or whole.aspect is None:
        return []
    return [(topic, whole.aspect) for topic in whole.candidates]


def _by_clause(
    whole: Decision, clauses: Sequence[Understood], context: Context, limits: Thresholds
) -> Tuple[List[Part], List[str]]:
    """The clear parts, and the topics that a doubtful one may be about. A clause that names nothing ("ar koto din
    lage") is about what was named before it, or else after it."""
    parts: List[Part] = []
    doubtful: List[str] = []
    listed: List[str] = []  # topics that share the next question
    topic = whole.topic or context.topic
    for rankings, names, clause in clauses if len(clauses) > 1 else ():
        outcome = decide(rankings, names, Context(topic), limits)
        if not clause.asks:
            if outcome.intent == ASK and outcome.topic and outcome.confidence >= LISTED_TOPIC:
                listed.append(outcome.topic)
        elif outcome.intent == ASK and outcome.topic and outcome.aspect:
            topic = outcome.topic
            # After a comma a clause of a story sounds like a question often enough: only what is sure is one there.
            likely = clause.apart and outcome.aspect != OVERVIEW and len(outcome.together) < 2
            sure = not outcome.together and not outcome.aspects
            if (likely or sure) and outcome.confidence >= OWN_TOPIC:
                parts += [(name, outcome.aspect) for name in (*listed, topic)]
            listed = []
        elif outcome.intent == UNSURE and clause.apart and outcome.confidence >= OWN_DOUBT:
            doubtful = outcome.candidates
    # A doubt that may be about what is answered anyway is not worth a question.
    return list(dict.fromkeys(parts)), [] if dict(parts).keys() & set(doubtful) else doubtful
