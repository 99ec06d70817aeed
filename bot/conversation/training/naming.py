"""Which choice of the content a message names, where no form has asked for it."""

from __future__ import annotations

from typing import Final

from bot.conversation.surroundings import Surroundings
from bot.language import fold_text

_LONGEST: Final = 500  # characters of a message that are looked at


def named(around: Surroundings, group: str) -> str | None:
    """The first choice of a group (`training_topic`, `sector` ...), in the content's order, that stands in the words
    of this turn; None: there is none."""
    said = f" {fold_text(around.text[:_LONGEST], 'medium')} "
    for key, choice in around.content.choices.items():
        of, _, name = key.partition(".")
        if of == group and any(f" {fold_text(way, 'medium')} " in said for way in choice.aliases):
            return name
    return None
