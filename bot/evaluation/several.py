"""Several questions in one message: is each of them answered, and nothing taken apart that is one question?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.hearing import Heard
from bot.evaluation.score import ALL, ASK, OFFERS, answers, outcome, percent
from bot.evaluation.sets import Several

ALL_PARTS, SOME, ASKED_BACK, WRONG = "all parts right", "some", "asked back", "wrong"
VERDICTS = (ALL_PARTS, SOME, ASKED_BACK, WRONG)
TOGETHER, ONE = "several", "only looks like several"


def judge(row: Several, understood: Mapping[str, Any]) -> str:
    """`all parts right`: each is answered and nothing else; `some`: at least one; `asked back`: none is answered, but
    a choice was offered that holds one of the topics.
    """
    intent = str(understood["intent"])
    candidates = set(understood["candidates"]) if intent in OFFERS else set()
    given = answers(understood) or [outcome(understood)]
    if row.choice:
        if candidates == set(row.choice):
            return ALL_PARTS
        about = {part.split("/")[0] for part in given}
        return SOME if about & set(row.choice) else ASKED_BACK if candidates & set(row.choice) else WRONG
    answered = sum(any(part in right for part in given) for right in row.parts)
    if answered:
        return ALL_PARTS if answered == len(row.parts) and len(given) <= len(row.parts) else SOME
    wanted = {part for right in row.parts for part in right}
    offered = {f"{understood['topic']}/{aspect}" for aspect in understood["aspects"]} if intent == ASK else set()
    return ASKED_BACK if candidates & {part.split("/")[0] for part in wanted} or offered & wanted else WRONG


def figures(pairs: Sequence[tuple[Several, Heard]]) -> dict[str, Any]:
    """The share of each verdict, for messages of several questions, for those that only look so, and for all."""
    judged = [(_kind(row), judge(row, heard.engine), heard.language == row.reply_language) for row, heard in pairs]
    found: dict[str, Any] = {}
    for name in (TOGETHER, ONE, ALL):
        members = [(verdict, language) for kind, verdict, language in judged if name in (kind, ALL)]
        shares = {verdict: percent(sum(got == verdict for got, _ in members), len(members)) for verdict in VERDICTS}
        language = percent(sum(right for _, right in members), len(members))
        found[name] = {"count": len(members), **shares, "language": language}
    return found


def _kind(row: Several) -> str:
    return TOGETHER if len(row.parts) > 1 else ONE
