"""From words to features: what the classifier sees of a message. Pure; no Rasa.

Each word counts three times over: as it was typed, and under two keys under which its spellings in three scripts meet
(`bot.language.fold`). Character n-grams of the light key carry endings, compounds and slips of the finger; those of the
medium key beside them cost twice the time and two points of accuracy (measured on tests/nlu/dev.tsv).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Iterable, Iterator, List, Sequence, Tuple

from bot.language.fold import fold_consonants, fold_light, fold_medium
from bot.language.normalise import for_matching
from rasa_project.components.gazetteer import plain

SHORTEST, LONGEST = 3, 4


def features(words: Sequence[str], names: Iterable[str] = ()) -> List[str]:
    """Features of a message, with repetitions. `names`: topics whose name the gazetteer found in it."""
    words = [plain(word) for word in words]
    found: List[str] = []
    for word in words:
        found.extend(word_features(word))
    keys = [fold_medium(word) for word in words]
    found.extend(f"2:{left}_{right}" for left, right in zip(["^", *keys], [*keys, "$"], strict=True))
    found.extend(f"n:{name}" for name in names)
    if not any(True for _ in names):
        found.append("n:none")
    found.append("len:" + ("1" if len(words) < 2 else "2" if len(words) < 4 else "3" if len(words) < 8 else "4"))
    return found


@lru_cache(maxsize=65536)
def word_features(word: str) -> Tuple[str, ...]:
    """Features of one word: raw form, two keys, n-grams of the light key."""
    light = fold_light(word)
    return (
        f"w:{for_matching(word).strip()}",
        f"m:{fold_medium(word)}",
        f"k:{fold_consonants(word)}",
        *(f"l:{gram}" for gram in _grams(f"<{light}>")),
    )


def _grams(text: str) -> Iterator[str]:
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]
