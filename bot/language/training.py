"""Training text for the language model, made from what packages ship and what this project says itself."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.lexicon import (
    BENGALI_ROMAN,
    BENGALI_WORDS,
    BORROWED,
    ENGLISH_WORDS,
    HINDI_ROMAN,
    HINDI_WORDS,
)
from bot.language.romanise import romanise
from bot.language.variation import RomanLanguage, vary

DEFAULT_SENTENCES: Final = 80_000
_TEMPER = 0.9  # flattens word frequencies a little, so that rarer words are seen as well
_LATIN_WORD = regex.compile(r"[a-z]{2,}|[ai]")
_NATIVE_CLASS: Final[dict[str, tuple[str, RomanLanguage]]] = {
    "bn": ("bn_roman", "bn"),
    "hi": ("hi_roman", "hi"),
}
_ROMAN_LANGUAGE: Final[dict[str, RomanLanguage]] = {"bn_roman": "bn", "hi_roman": "hi"}


class _Bag:
    """Words drawn by weight."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._words = list(weights)
        self._cumulative = list(accumulate(weights.values()))

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self._words, cum_weights=self._cumulative)[0]


def training_corpus(
    extra: dict[str, list[str]], *, sentences: int = DEFAULT_SENTENCES, seed: int = 7, words: int = 30_000
) -> dict[str, list[str]]:
    """Return training sentences for the classes en, hi_roman and bn_roman.

    `sentences` pseudo sentences of 1 to 10 words a class, words drawn by frequency from the `words` most
    frequent of wordfreq's lists (Bengali and Hindi romanised and varied as people type), hand-written grammar
    words, and English content words mixed into Bengali and Hindi, because that is how people write here.
    `extra` adds real sentences: en, hi_roman and bn_roman as they are and varied, bn and hi (native script)
    romanised; other keys are ignored. Needs wordfreq (ImportError without it), which only training does.
    """
    rng = random.Random(seed)
    english = _frequencies("en", words, _LATIN_WORD.fullmatch)
    content_words = _Bag(
        {word: weight for word, weight in list(english.items())[150:] if word not in ENGLISH_WORDS}
        | dict.fromkeys(BORROWED, sum(english.values()) / 800)
    )
    english_words = _Bag(english)
    grammar_words = sorted(ENGLISH_WORDS)
    corpus = {"en": [_english(english_words, content_words, grammar_words, rng) for _ in range(sentences)]}
    for name, language, native, roman in (
        ("hi_roman", "hi", HINDI_WORDS, HINDI_ROMAN),
        ("bn_roman", "bn", BENGALI_WORDS, BENGALI_ROMAN),
    ):
        script = regex.compile(r"[\p{Devanagari}\u200c\u200d]+" if language == "hi" else r"[\p{Bengali}\u200c\u200d]+")
        romanised = {word: romanise(word) for word in _frequencies(language, words, script.fullmatch)}
        weights = _frequencies(language, words, script.fullmatch)
        drawn = _Bag(weights)
        grammar = sorted(native), sorted(roman)
        corpus[name] = [
            _code_mixed(drawn, romanised, grammar, content_words, english_words, _ROMAN_LANGUAGE[name], rng)
            for _ in range(sentences)
        ]
    for key, texts in extra.items():
        if key in corpus:
            corpus[key] += texts
            if key in _ROMAN_LANGUAGE:
                corpus[key] += [_varied(text, _ROMAN_LANGUAGE[key], rng) for text in texts]
        elif key in _NATIVE_CLASS:
            name, roman_language = _NATIVE_CLASS[key]
            corpus[name] += [_varied(romanise(text), roman_language, rng) for text in texts]
    return corpus


def _frequencies(language: str, words: int, accepts: Callable[[str], object]) -> dict[str, float]:
    """Tempered frequencies of the most frequent words of a wordfreq list, most frequent first."""
    import wordfreq

    return {
        word: wordfreq.word_frequency(word, language) ** _TEMPER
        for word in wordfreq.top_n_list(language, words)
        if accepts(word)
    }


def _length(rng: random.Random) -> int:
    return rng.choice((1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10))


def _english(words: _Bag, content_words: _Bag, grammar: Sequence[str], rng: random.Random) -> str:
    drawn: list[str] = []
    for _ in range(_length(rng)):
        chance = rng.random()
        drawn.append(rng.choice(grammar) if chance < 0.12 else (words if chance < 0.8 else content_words).draw(rng))
    return " ".join(drawn)


def _code_mixed(
    words: _Bag,
    romanised: dict[str, str],
    grammar: tuple[Sequence[str], Sequence[str]],
    english: _Bag,
    all_english: _Bag,
    language: RomanLanguage,
    rng: random.Random,
) -> str:
    """A sentence of romanised words, half of the time with English content words between them."""
    length = _length(rng)
    share = rng.choice((0.0, 0.0, 0.2, 0.4, 0.6, 0.75)) if length > 1 else 0.0
    drawn: list[str] = []
    own = 0
    for _ in range(length):
        own += 1
        if rng.random() < share:
            own -= 1
            drawn.append((english if rng.random() < 0.85 else all_english).draw(rng))
        elif rng.random() < 0.3:
            native, roman = grammar
            drawn.append(rng.choice(roman) if rng.random() < 0.7 else vary(romanise(rng.choice(native)), language, rng))
        else:
            drawn.append(vary(romanised[words.draw(rng)], language, rng))
    if own == 0:
        drawn[rng.randrange(length)] = rng.choice(grammar[1])  # at least one word must say which language it is
    return " ".join(drawn)


def _varied(text: str, language: RomanLanguage, rng: random.Random) -> str:
    return re.sub(r"[a-z]+", lambda match: vary(match.group(), language, rng), text.lower())
