"""Several sums in one message, told apart by the words beside them: "machine 3 koti, bikri 8 koti"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations, permutations
from typing import Final

from bot.language.entities.catalogues.forms import Word, read_words
from bot.language.entities.catalogues.phrases import Phrase, PhraseIndex
from bot.language.entities.numbers import Amount, find_amounts

_AFTER: Final = 0.5  # a word before its sum is a little closer than one behind it: "bikri 8 koti"
_ACROSS: Final = 2.0  # what a comma or another sentence between them costs
_FARTHEST: Final = 5.0
_MOST: Final = 4  # sums of one message that are looked at
_LABELS: Final = 8  # words for sums that are looked at
_STOPS: Final = ",;।.\n"


def find_sums(text: str, words_of: Mapping[str, Sequence[str]], *, asked: str | None = None) -> dict[str | None, int]:
    """Whole rupees by what they are of. `words_of`: names and the words that say them; `asked`: the name just asked
    for, so that a bare number counts. A sum that no word claims stands under None (the first such). Of a range the
    upper end counts."""
    amounts = find_amounts(text, expected=asked is not None)[:_MOST]
    if not amounts:
        return {}
    names = tuple(words_of)
    index = _index(tuple(tuple(words_of[name]) for name in names))
    words = read_words(text)
    labels = [
        (names[next(iter(hit.targets))], words[hit.first].start, words[hit.last].end)
        for hit in index.hits(words, far=False)
        if len(hit.targets) == 1 and not _inside(words[hit.first], amounts)
    ]
    return _assigned(text, amounts, labels)


def _assigned(text: str, amounts: Sequence[Amount], labels: Sequence[tuple[str, int, int]]) -> dict[str | None, int]:
    """The pairing of labels and sums with the least distance in all; each sum and each name once."""
    distances = {
        (at, number): distance
        for at, (_, start, end) in enumerate(labels)
        for number, amount in enumerate(amounts)
        if (distance := _distance(text, start, end, amount)) <= _FARTHEST
    }
    count = min(len(labels), len(amounts))
    best: dict[int, str] = {}
    score = (0, 0.0)
    for size in range(1, count + 1):
        for chosen in permutations(range(len(amounts)), size):
            for ordered in combinations(range(min(len(labels), _LABELS)), size):
                pairs = list(zip(ordered, chosen, strict=True))
                names = [labels[at][0] for at, _ in pairs]
                if len(set(names)) < size or any(pair not in distances for pair in pairs):
                    continue
                found = (size, -sum(distances[pair] for pair in pairs))
                if found > score:
                    score, best = found, {number: labels[at][0] for at, number in pairs}
    sums: dict[str | None, int] = {best[number]: amounts[number].high for number in best}
    rest = [amount.high for number, amount in enumerate(amounts) if number not in best]
    return {**sums, None: rest[0]} if rest else sums


def _distance(text: str, start: int, end: int, amount: Amount) -> float:
    """Words between a label and a sum."""
    after = start >= amount.end
    between = text[amount.end : start] if after else text[end : amount.start]
    stops = sum(between.count(stop) for stop in _STOPS)
    return len(read_words(between)) + stops * _ACROSS + (_AFTER if after else 0.0)


def _inside(word: Word, amounts: Sequence[Amount]) -> bool:
    return any(amount.start <= word.start < amount.end for amount in amounts)


@lru_cache(maxsize=32)
def _index(names: tuple[tuple[str, ...], ...]) -> PhraseIndex:
    return PhraseIndex(Phrase(way, place) for place, ways in enumerate(names) for way in ways)
