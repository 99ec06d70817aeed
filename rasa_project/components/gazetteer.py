"""Finds the names of topics in a message, in any script, misspelt a little. Pure; no Rasa.

A name is a sequence of words under the medium key. Joined keys must be equal, so that "pm egp", "p.m.e.g.p" and "pmegp"
are one; a message may cut a name into more words only if it is long ("se bil" is not "sibil"). One slip (a letter
dropped, added, replaced or moved) is allowed in one longer word that begins with the right letter, while the others
fit: so "pradan mantri rojgar" is found, and "gst file" is not taken for "gst fine".
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import Dict, Iterable, Iterator, List, Sequence, Set, Tuple

from bot.language.fold import fold_medium
from bot.language.letters import join_letters
from bot.language.tokens import tokenize

Names = Dict[str, List[str]]  # topic -> its aliases, as written

_INSIDE = re.compile(r"(?<!\d)[.-](?!\d)")  # p.m.e.g.p, e-way; not 2.5
_DOUBLE = re.compile(r"([a-z])\1+")


LONG = 6
"""Letters of the key of a name from which it may be cut into more words; an abbreviation needs one less."""
LONG_WORDS = {1: 6, 2: 5}
"""Letters of the key of a word that may hold a slip, in names of one and of two words."""
LONG_WORD = 4
"""The same in longer names."""

_Words = Tuple[str, ...]  # keys of words


class Gazetteer:
    """The aliases of all topics, ready to be looked for."""

    def __init__(self, names: Names) -> None:
        # Joined key -> (topic, words of the alias); words with one of them blurred -> topics.
        self._exact: Dict[str, Set[Tuple[str, int]]] = {}
        self._near: Dict[Tuple[int, _Words], Set[str]] = {}
        self._known: Set[str] = set()  # keys of all words of all aliases
        self._longest = 1
        for topic, aliases in names.items():
            for alias in aliases:
                words = tuple(_key(word) for word in words_of(token.text for token in tokenize(alias)))
                if len(key := _together(words)) >= 2:
                    self._add(topic, key, words)
        self._longest_key = max(map(len, self._exact), default=0)
        self._lookup = lru_cache(maxsize=65536)(self._look_up)

    def _add(self, topic: str, key: str, words: _Words) -> None:
        self._exact.setdefault(key, set()).add((topic, len(words)))
        self._known.update(words)
        self._longest = max(self._longest, len(words))
        for at, word in enumerate(words):
            if len(word) >= LONG_WORDS.get(len(words), LONG_WORD):
                for blurred in _blurred(words, at):
                    self._near.setdefault((at, blurred), set()).add(topic)

    def find(self, words: Sequence[str]) -> List[str]:
        """Topics named in the message, in its order; longer names take the words from shorter ones inside them."""
        keys = [_key(word) for word in words_of(words)]
        ends = [0, *accumulate(map(len, keys))]
        taken = [False] * len(keys)
        found: List[Tuple[int, str]] = []
        for size in range(min(self._longest + 2, len(keys)), 0, -1):
            for start in range(len(keys) - size + 1):
                # A doubled letter is lost where two words meet, and one slip is allowed.
                if ends[start + size] - ends[start] > self._longest_key + size or any(taken[start : start + size]):
                    continue
                topics = self._lookup(tuple(keys[start : start + size]))
                if topics:
                    taken[start : start + size] = [True] * size
                    found.extend((start, topic) for topic in sorted(topics))
        return list(dict.fromkeys(topic for _, topic in sorted(found)))

    def whole(self, words: Sequence[str]) -> Set[str]:
        """What all of these words together name."""
        return set(self._lookup(tuple(_key(word) for word in words_of(words))))

    def _look_up(self, words: _Words) -> Set[str]:
        key = _together(words)
        exact = {
            topic
            for topic, count in self._exact.get(key, ())
            if len(words) <= count or len(key) >= LONG - _abbreviation(key)
        }
        if exact or sum(word not in self._known for word in words) > 1:
            return exact
        near: Set[str] = set()
        for at, word in enumerate(words):
            if len(word) >= LONG_WORDS.get(len(words), LONG_WORD) - 1 and all(
                other in self._known for place, other in enumerate(words) if place != at
            ):
                for blurred in _blurred(words, at):
                    near |= self._near.get((at, blurred), set())
        return near


def _abbreviation(key: str) -> bool:
    return sum(letter in "aeiou" for letter in key) < 2


def _blurred(words: _Words, at: int) -> Iterator[_Words]:
    """The words with one of them as it is, and with each letter of it but the first left out: two words that are one
    slip apart share such a form."""
    word = words[at]
    for form in (word, *(word[:place] + word[place + 1 :] for place in range(1, len(word)))):
        yield (*words[:at], form, *words[at + 1 :])


def joined(words: Iterable[str]) -> str:
    """The key of a name: the keys of its words without spaces, so that "pm egp" and "pmegp" meet."""
    return _together(_key(word) for word in words_of(words))


def words_of(texts: Iterable[str]) -> List[str]:
    """The words of a message as names and features see them: an abbreviation that was spelled out is one word."""
    return join_letters([plain(text) for text in texts])


def plain(word: str) -> str:
    """A dotted or hyphenated abbreviation as one word: p.m.e.g.p is pmegp, e-way is eway. Numbers stay."""
    return _INSIDE.sub("", word) if "." in word or "-" in word else word


def _key(word: str) -> str:
    return fold_medium(plain(word)).replace(" ", "")


def _together(keys: Iterable[str]) -> str:
    # Letters doubled where two words meet are single, as they are inside one: "পি এম" and "পিএম".
    return _DOUBLE.sub(r"\1", "".join(keys))
