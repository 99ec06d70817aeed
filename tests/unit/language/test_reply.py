from __future__ import annotations

import pytest

from bot.language import Choice, Guess, History, choose_reply_language

NEW = History(None, False, 0)
BENGALI = History("bn", False, 4)
HINDI = History("hi", False, 4)
FIXED = History("hi", True, 4)


def roman(language: str, confidence: float, words: int, telling: int = 0) -> Guess:
    register = {"bn": "bn_roman", "hi": "hi_roman", "en": "en"}[language]
    return Guess(language, register, "Latn", confidence, None, words, 0, telling)  # type: ignore[arg-type]


NATIVE_HINDI = Guess("hi", "hi", "Deva", 1.0, None, 2, 2)
MIXED_HINDI = Guess("hi", "mixed", "Deva", 0.7, None, 4, 2)
ONE_NATIVE_WORD = Guess("hi", "hi", "Deva", 1.0, None, 1, 1)
MARATHI = Guess("hi", "hi", "Deva", 0.6, "mr", 5, 5)
NOTHING = Guess("en", "en", None, 0.0)


@pytest.mark.parametrize(
    ("guess", "history", "choice"),
    [
        (roman("en", 0.99, 9), FIXED, Choice("hi", True)),  # chosen in so many words
        (Guess("bn", "bn", "Beng", 1.0, None, 5, 5), FIXED, Choice("hi", True)),
        (roman("hi", 0.8, 3), BENGALI, Choice("hi", True)),
        (roman("hi", 0.79, 3), BENGALI, Choice("bn", True)),
        (roman("hi", 0.99, 2), BENGALI, Choice("bn", False)),
        (roman("bn", 0.99, 1), BENGALI, Choice("bn", True)),
        (NATIVE_HINDI, BENGALI, Choice("hi", True)),
        (MIXED_HINDI, BENGALI, Choice("hi", True)),
        (roman("hi", 0.99, 2, 1), BENGALI, Choice("hi", True)),
        (roman("hi", 0.96, 2, 1), BENGALI, Choice("bn", False)),
        (roman("hi", 0.99, 1, 1), BENGALI, Choice("hi", False)),  # "nahi": answered so, not remembered
        (roman("en", 0.99, 1, 1), BENGALI, Choice("bn", False)),  # everybody says "yes"
        (roman("en", 0.99, 2, 1), BENGALI, Choice("en", True)),
        (ONE_NATIVE_WORD, BENGALI, Choice("hi", False)),
        (ONE_NATIVE_WORD, HINDI, Choice("hi", True)),
        (MARATHI, BENGALI, Choice("hi", False)),
        (MARATHI, NEW, Choice("hi", False)),
        (NOTHING, BENGALI, Choice("bn", True)),
        (roman("hi", 0.99, 1), NEW, Choice("hi", False)),
        (roman("hi", 0.99, 4), NEW, Choice("hi", True)),
        (roman("en", 0.5, 6), NEW, Choice("en", False)),
        (NOTHING, NEW, Choice("en", False)),
    ],
)
def test_choose_reply_language(guess: Guess, history: History, choice: Choice) -> None:
    assert choose_reply_language(guess, history) == choice
