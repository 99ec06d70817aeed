"""In which language to answer: the message's, unless it is too short or unsure to overrule the person's own."""

from __future__ import annotations

from typing import NamedTuple

from bot.language.constants import Language
from bot.language.identify import Guess

SURE = 0.8
"""Least confidence at which three words and more in roman letters change the language."""
ENOUGH_WORDS = 3
"""Shorter messages are right only 3 times in 4 (measured on public chat data), so they change it only if they tell."""
SURE_OF_SHORT = 0.97
"""Least confidence at which one or two words in roman letters change the language, if one of them tells."""
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

    The person's history is the prior: a chosen language always wins, and so does the one of earlier messages over
    what says little. It yields to words in Bengali or Devanagari letters (one is answered so, two are remembered), to
    three words with 0.8 confidence, and to one or two with 0.97 that hold a word which only that language uses; of
    English two are needed, since everybody says "yes", "next" and "help". Without history the guess is taken.
    """
    if history.language is not None and history.fixed:
        return Choice(history.language, True)
    own = history.language or guess.language
    if guess.other is not None:
        return Choice(guess.language, False)  # the nearest to a language that is none of ours
    if guess.native_words:
        return Choice(guess.language, guess.native_words >= ENOUGH_NATIVE_WORDS or own == guess.language)
    if guess.confidence >= SURE and guess.words >= ENOUGH_WORDS:
        return Choice(guess.language, True)
    if history.language is None:
        return Choice(guess.language, False)
    if guess.confidence >= SURE_OF_SHORT and guess.telling and (guess.language != "en" or guess.words > 1):
        return Choice(guess.language, guess.words > 1)
    return Choice(own, guess.language == own or guess.confidence < SURE)
