"""Which language a message is in, so that the answer comes in it: script first, then grammar words and the
model.

In a message of two languages the matrix language counts, the one whose grammar words hold it together: "GST
registration kivabe korbo" is Bengali, "মুদ্রা loan kaise milega" is Hindi. Borrowed business words and names
say little.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from bot.language.constants import LANGUAGE_OF_SCRIPT, SCRIPT_OF_LANGUAGE, Language, Register, Script
from bot.language.lexicon import (
    BENGALI_ROMAN,
    BENGALI_WORDS,
    BORROWED,
    ENGLISH_WORDS,
    HINDI_ROMAN,
    HINDI_WORDS,
)
from bot.language.model import CLASSES, LanguageModel, train_language_model, without_addresses
from bot.language.neighbours import NEAREST, of_bengali_letters, of_devanagari, of_latin, of_other_script
from bot.language.normalise import for_matching, normalise
from bot.language.scripts import dominant_script, script_counts
from bot.language.tokens import tokenize
from bot.language.training import training_corpus

__all__ = ["CLASSES", "Guess", "LanguageModel", "identify", "train_language_model", "training_corpus"]

_LANGUAGE_OF_CLASS: dict[str, Language] = {"en": "en", "hi_roman": "hi", "bn_roman": "bn"}
_ROMAN_REGISTER: dict[Language, Register] = {"en": "en", "hi": "hi_roman", "bn": "bn_roman"}
_NATIVE_WORDS: dict[Script, frozenset[str]] = {
    "Beng": frozenset(map(normalise, BENGALI_WORDS)),
    "Deva": frozenset(map(normalise, HINDI_WORDS)),
}
# Words that only one language uses; what two share is left to the model, which sees the neighbours.
_ROMAN_WORDS: dict[Language, frozenset[str]] = {
    "bn": BENGALI_ROMAN - HINDI_ROMAN - ENGLISH_WORDS - BORROWED,
    "hi": HINDI_ROMAN - BENGALI_ROMAN - ENGLISH_WORDS - BORROWED,
    "en": ENGLISH_WORDS - BENGALI_ROMAN - HINDI_ROMAN,
}
_ENGLISH_IN_NATIVE = 0.5  # who types Bengali or Devanagari letters at all seldom writes an English sentence
_GRAMMAR_BONUS = 1.0  # log odds for each grammar word that only this language has


class Guess(NamedTuple):
    """What a message is written in.

    `language`: in which of our languages to answer; `register`: how it was typed; `script`: that of most
    letters, None without letters; `confidence`: 0 to 1, the estimated chance that `language` is right (0 when
    there is nothing to go by); `other`: ISO code of the language that it is in if that is none of ours (see
    `neighbours`), else None; `words`: words of the message; `native_words`: those in Bengali letters if
    `language` is Bengali, in Devanagari if it is Hindi; `telling`: words in roman letters that of our languages
    only `language` uses.
    """

    language: Language
    register: Register
    script: Script | None
    confidence: float
    other: str | None = None
    words: int = 0
    native_words: int = 0
    telling: int = 0


def identify(text: str, model: LanguageModel) -> Guess:
    """Guess the language of a message without looking at any other message; never raises."""
    text = without_addresses(normalise(text))
    guess = _guess(text, model)
    scripts = [dominant_script(token.text) for token in tokenize(text)]
    native = scripts.count(SCRIPT_OF_LANGUAGE[guess.language]) if guess.language != "en" else 0
    words = sum(script is not None for script in scripts)
    return guess._replace(words=words, native_words=native, telling=_telling(text, guess.language))


def _guess(text: str, model: LanguageModel) -> Guess:
    counts = script_counts(text)
    script = dominant_script(text)
    native: Script = "Beng" if counts["Beng"] >= counts["Deva"] else "Deva"
    if script is None:
        return _from_digits(text)
    if script == "Other":
        unread = of_other_script(text)
        return Guess(NEAREST[unread], NEAREST[unread], script, 0.0, unread)
    if not counts[native]:
        return _latin(text, model)
    if counts["Latn"]:
        return _two_scripts(text, native, script, model)
    other = of_bengali_letters(text) if native == "Beng" else of_devanagari(text, _NATIVE_WORDS["Deva"])
    confidence = 0.6 if other else counts[native] / sum(counts.values())
    language = LANGUAGE_OF_SCRIPT[native]
    return Guess(language, "bn" if language == "bn" else "hi", native, confidence, other)


def _from_digits(text: str) -> Guess:
    if any("০" <= char <= "৯" for char in text):
        return Guess("bn", "bn", None, 0.6)
    if any("०" <= char <= "९" for char in text):
        return Guess("hi", "hi", None, 0.6)
    return Guess("en", "en", None, 0.0)


def _latin(text: str, model: LanguageModel) -> Guess:
    words = for_matching(text).split()
    telling = [word for word in words if word not in BORROWED]
    if not telling:  # "loan gst" is said in all three languages
        return Guess("en", "en", "Latn", 0.4)
    shares = _roman_shares(telling, model)
    language = max(shares, key=lambda name: shares[name])
    other = of_latin(text, sum(_telling(text, name) for name in _ROMAN_WORDS))
    if other is not None:
        return Guess(NEAREST[other], "en", "Latn", 0.0, other)
    foreign = sum(word in BORROWED or word in ENGLISH_WORDS for word in words)
    mixed = language != "en" and foreign * 2 >= len(words) > 1
    return Guess(language, "mixed" if mixed else _ROMAN_REGISTER[language], "Latn", shares[language])


def tells(text: str, language: Language) -> bool:
    """Whether a message in roman letters has a grammar word that of our languages only `language` has.

    "ki" is said in Bengali and Hindi: "pmegp ki" tells neither, "pmegp kya" tells Hindi.
    """
    return _telling(text, language) > 0


def _telling(text: str, language: Language) -> int:
    return sum(word in _ROMAN_WORDS[language] for word in for_matching(text).split())


def _roman_shares(words: list[str], model: LanguageModel) -> dict[Language, float]:
    """Probability of each language for Latin words: the model's, moved by the grammar words."""
    predicted = model.predict(" ".join(words))
    scores: dict[Language, float] = {}
    for name, share in predicted.items():
        language = _LANGUAGE_OF_CLASS[name]
        hits = sum(word in _ROMAN_WORDS[language] for word in words)
        scores[language] = math.log(max(share, 1e-6)) + _GRAMMAR_BONUS * hits
    highest = max(scores.values())
    weights = {language: math.exp(score - highest) for language, score in scores.items()}
    total = sum(weights.values())
    return {language: weight / total for language, weight in weights.items()}


def _two_scripts(text: str, native: Script, script: Script, model: LanguageModel) -> Guess:
    """Weigh the words of a message in a native and in Latin script: grammar words four times other words."""
    native_language = LANGUAGE_OF_SCRIPT[native]
    evidence: dict[Language, float] = {"bn": 0.0, "hi": 0.0, "en": 0.0}
    latin: list[str] = []
    for token in tokenize(text):
        word = normalise(token.text)
        if dominant_script(word) == native:
            evidence[native_language] += 2.0 if word in _NATIVE_WORDS[native] else 0.5
        elif (matched := for_matching(word)) and dominant_script(word) == "Latn":
            latin.append(matched)
    telling = [word for word in latin if word not in BORROWED]
    if telling:
        for language, share in _roman_shares(telling, model).items():
            hits = sum(word in _ROMAN_WORDS[language] for word in telling)
            # English nouns are borrowed freely, so that English needs its grammar words to count at all.
            others = 0.0 if language == "en" and not hits else 0.5 * (len(telling) - hits)
            evidence[language] += share * (2.0 * hits + others) * (_ENGLISH_IN_NATIVE if language == "en" else 1.0)
    best = max(evidence, key=lambda name: (evidence[name], name == native_language))
    return Guess(best, "mixed", script, evidence[best] / (sum(evidence.values()) or 1.0))
