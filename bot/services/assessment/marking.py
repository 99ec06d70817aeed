"""Whether an answer is right, and what a typed answer means."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.knowledge.assessments import Item
from bot.knowledge.strict import Language
from bot.services.assessment.choosing import chosen, several
from bot.services.assessment.figures import number
from bot.services.assessment.sheet import Sheet
from bot.services.assessment.truth import holds

__all__ = ["Given", "read_answer", "right"]

Given = str | Sequence[str] | bool | int | float
"""An answer as it is kept (JSON can hold it): the letter that the option has in the file (single), such letters
(multiple), true or false, or a number in the unit of the item (rupees, per cent, days)."""


def right(item: Item, given: Given) -> bool:
    """Whether an answer is right: the right option; exactly the right ones of several, in any order; a number within
    the tolerance, both ends included. An answer of another kind is wrong, never an error."""
    if item.kind == "single":
        return isinstance(given, str) and given == item.answer
    if item.kind == "multiple":
        return isinstance(given, Sequence) and not isinstance(given, str) and frozenset(given) == item.right_letters
    if item.kind == "true_false":
        return isinstance(given, bool) and given is item.answer
    if isinstance(given, bool) or not isinstance(given, int | float) or not isinstance(item.answer, int | float):
        return False
    off = Decimal(str(given)) - Decimal(str(item.answer))
    return off.is_finite() and abs(off) <= Decimal(str(item.tolerance))


def read_answer(item: Item, text: str, sheet: Sheet, language: Language) -> Given | None:
    """What a typed answer means; None if it is no answer to this item (a question, other words, two options where one
    is asked for), so that it can be asked again or answered in its own right. Never raises.

    A letter (A, b), খ, ग) or a number counts by the place at which the option is shown. An option's own words count in
    any of the three languages and in roman letters; those of `language` are tried first.
    """
    if item.kind == "true_false":
        return holds(text)
    if item.kind == "number":
        return number(text, item.unit)
    shown = [item.option(letter) for letter in sheet.options.get(item.id, item.letters)]
    return chosen(text, shown, language) if item.kind == "single" else several(text, shown, language)
