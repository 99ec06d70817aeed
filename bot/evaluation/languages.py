"""In which language the assistant answers, of whatever the message is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.evaluation.hearing import Heard
from bot.evaluation.score import ALL, percent
from bot.evaluation.sets import Written

LONG, SHORT, OTHER = "three words and more", "one or two words", "other languages"
_LONG = 3


def group(row: Written) -> str:
    """The length of a text in one of our languages, or that it is in none of them."""
    return OTHER if row.other else LONG if row.words >= _LONG else SHORT


def figures(pairs: Sequence[tuple[Written, Heard]]) -> dict[str, Any]:
    """By group: the share answered in the right language. Of other languages also how many were seen not to be ours,
    and how many of these by their name; of our own, how many were taken for another language.
    """
    found: dict[str, Any] = {}
    for name in (LONG, SHORT, OTHER, ALL):
        members = [(row, heard) for row, heard in pairs if name in (group(row), ALL)]
        right = sum(heard.language == row.reply_language for row, heard in members)
        found[name] = {"count": len(members), "right": percent(right, len(members))}
    foreign = [(row, heard.understood.other) for row, heard in pairs if row.other]
    own = [heard.understood.other for row, heard in pairs if not row.other]
    switching = [
        heard.language == row.reply_language
        for row, heard in pairs
        if group(row) == LONG and row.history not in (None, row.reply_language)
    ]
    return {
        "groups": found,
        "switching": {"count": len(switching), "right": percent(sum(switching), len(switching))},
        "seen": percent(sum(other is not None for _, other in foreign), len(foreign)),
        "named": percent(sum(other == row.other for row, other in foreign), len(foreign)),
        "ours_taken_for_other": percent(sum(other is not None for other in own), len(own)),
    }
