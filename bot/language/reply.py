"""In which language to answer: the message's, unless it is too short or unsure to overrule the person's own."""

from __future__ import annotations

from typing import NamedTuple

from bot.language.constants import Language
from bot.language.identify import Guess

SURE = 0.8
"""Least confidence at which a message in roman letters changes the language."""
ENOUGH_WORDS = 3
"""Messages of one or two words are right only 3 times in 4 (measured on public chat data), so they change
nothing.
"""
ENOUGH_NATIVE_WORDS = 2
"""Native letters are a choice, so fewer words suffice, whatever the confidence."""


class History(NamedTuple):
    """What is known of a person: `language` of the last answer (None: no message yet), `fixed` when the
    person chose it in so many words, `turns`: messages so far."""

    language: Language | None
    fixed: bool
    turns: int


class Choice(NamedTuple):
    """`language` to answer in; `confident` is false when it is only the best that can be done, so that asking
    is worth it.
    """

    language: Language
    confident: bool


def choose_reply_language(guess: Guess, history: History) -> Choice:
    """Return the language of the answer to a message that was guessed as `guess`. Pure; never raises.

    A chosen language always wins. At least two words in Bengali or Devanagari letters switch to that
    language, and so do at least three words with 0.8 confidence; everything else keeps the person's language.
    Without history the guess is taken.
    """
    sure = guess.confidence >= SURE
    if history.language is not None and history.fixed:
        return Choice(history.language, True)
    if guess.native_words >= ENOUGH_NATIVE_WORDS or (sure and guess.words >= ENOUGH_WORDS):
        return Choice(guess.language, True)
    if history.language is None:
        return Choice(guess.language, False)
    return Choice(history.language, guess.language == history.language or not sure)
