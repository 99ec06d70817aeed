"""Finds the names of topics in a message, in any script, misspelt a little. Pure; no Rasa.

A name is a sequence of words under the medium key, joined: "pm egp", "p.m.e.g.p" and "pmegp" are one. Short keys must
match exactly; a key of six letters or more may differ by one slip (a letter dropped, added, replaced or moved), but
only if it begins with the same letter: so "pradan mantri rojgar" is found and ordinary words are not taken for
abbreviations.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import Dict, Iterable, List, Sequence, Set, Tuple

from bot.language.fold import fold_medium
from bot.language.letters import join_letters
from bot.language.tokens import tokenize

Names = Dict[str, List[str]]  # topic -> its aliases, as written

_INSIDE = re.compile(r"(?<!\d)[.-](?!\d)")  # p.m.e.g.p, e-way; not 2.5
_DOUBLE = re.compile(r"([a-z])\1+")


class Gazetteer:
    """The aliases of all topics, ready to be looked for."""

    def __init__(self, names: Names) -> None:
        self._exact: Dict[str, Set[str]] = {}
        for topic, aliases in names.items():
            for alias in aliases:
                key = joined(t.text for t in tokenize(alias))
                if len(key) >= 2:
                    self._exact.setdefault(key, set()).add(topic)
        self._lookup = lru_cache(maxsize=65536)(self._look_up)
        self._longest = max((len(tokenize(alias)) for aliases in names.values() for alias in aliases), default=1)
        self._longest_key = max(map(len, self._exact), default=0)
        # Names of six letters and more, and keys one deletion away from them: two strings one slip apart share such a
        # neighbour.
        self._near: Dict[str, Set[str]] = {}
        self._shapes: Set[Tuple[str, int]] = set()  # first letter and length of all that can be near a name
        for key in self._exact:
            if len(key) >= 6:
                self._shapes.update((key[0], len(key) + change) for change in (-1, 0, 1))
                for other in (key, *_deletions(key)):
                    self._near.setdefault(other, set()).add(key)

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
                topics = self._lookup(_together(keys[start : start + size]))
                if topics:
                    taken[start : start + size] = [True] * size
                    found.extend((start, topic) for topic in sorted(topics))
        return list(dict.fromkeys(topic for _, topic in sorted(found)))

    def _look_up(self, key: str) -> Set[str]:
        if key in self._exact:
            return self._exact[key]
        if len(key) < 6 or (key[0], len(key)) not in self._shapes:
            return set()
        near: Set[str] = set()
        for other in (key, *_deletions(key)):
            for name in self._near.get(other, ()):
                if name[0] == key[0]:
                    near |= self._exact[name]
        return near


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


def _deletions(key: str) -> Tuple[str, ...]:
    return tuple(key[:at] + key[at + 1 :] for at in range(len(key)))
