"""Names and phrases in a message, however they are spelled: the matcher that places and trades share.

A message is cut into words; runs of up to four words are looked up by their spelling, then by their folded keys
(`fold`), and what is left is compared by edit distance (rapidfuzz). Case endings that Bengali writes onto a word
are taken off its last word. Words that people use every day are named to the index and never taken for a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.language.entities.catalogues.forms import PLAIN, Word, forms_of
from bot.language.fold import fold_consonants, fold_light, fold_medium
from bot.language.normalise import for_matching
from bot.language.tokens import tokenize

LONGEST: Final = 4
"""Words of the longest run that is looked up."""

EXACT, LIGHT, MEDIUM, CONSONANTS = 100.0, 96.0, 92.0, 84.0
"""Scores of a run that is spelled as listed, or has the key of a listed phrase."""

_ENDING_COSTS = 1.0
# A shorter key is shared by too many words; such phrases are known by their spelling only.
_LEAST_KEY, _LEAST_KEY_BOLD = 5, 4
_LEAST_MEDIUM = 6
_LIKE_BOLD = 0.6
_LIKE = 0.8  # what the light keys of two words with one medium key must have in common, lest "collect" be Kolkata
_LEAST_FUZZY = 7
_LEAST_FUZZY_BOLD = 4
_CUT, _CUT_BOLD, _CUT_BOLD_SHORT = 88.0, 78.0, 84.0
_MARGIN = 4.0  # two names that are nearly equally close: rather none than the wrong one
_LEAST_SPLIT = 8  # "madhyam gram" is one name, "kal na" is not


class Phrase(NamedTuple):
    """One way of writing a name. `target`: the number of what is named. `spelled`: known by this spelling only."""

    text: str
    target: int
    spelled: bool = False


class Hit(NamedTuple):
    """A run of words (numbers of the first and the last) that names something. `score`: 0 to 100.

    `ordinary`: it is also an everyday word; `targets`: more than one if the phrase names several things.
    """

    targets: frozenset[int]
    first: int
    last: int
    score: float
    ordinary: bool = False


class PhraseIndex:
    """Phrases and what they name; `hits` finds them in messages."""

    def __init__(self, phrases: Iterable[Phrase], ordinary: Iterable[str] = (), decoys: Iterable[str] = ()) -> None:
        """`ordinary`: everyday words (hits on them are marked, and phrases that merely fold to the same key do not
        match); `decoys`: other names that a misspelling may have meant as well.
        """
        self._ordinary = frozenset(for_matching(word).replace(" ", "") for word in ordinary)
        self._ordinary_keys: defaultdict[str, set[str]] = defaultdict(set)  # medium key -> light keys
        for form in self._ordinary:
            self._ordinary_keys[fold_medium(form)].add(fold_light(form))
        self._spelled: defaultdict[str, set[int]] = defaultdict(set)
        self._light: defaultdict[str, set[int]] = defaultdict(set)
        self._medium: defaultdict[str, set[str]] = defaultdict(set)  # medium key -> light keys
        self._consonants: defaultdict[str, set[str]] = defaultdict(set)  # consonant key -> light keys
        self._several: set[str] = set()  # spellings and keys of phrases of more than one word
        pools: defaultdict[tuple[bool, str], set[tuple[str, str]]] = defaultdict(set)
        for phrase in phrases:
            parts = [form for form, _ in (forms_of(token.text) for token in tokenize(phrase.text))]
            joined = "".join(parts)
            if not joined:
                continue
            several = len(parts) > 1
            self._spelled[joined].add(phrase.target)
            if several:
                self._several.add(joined)
            if phrase.spelled:
                continue
            lights = ("".join(map(fold_light, parts)), fold_light(joined))
            mediums = ("".join(map(fold_medium, parts)), fold_medium(joined))
            for light, medium in zip(lights, mediums, strict=True):
                self._light[light].add(phrase.target)
                self._medium[medium].add(light)
                if several:
                    self._several |= {light, medium}
            self._consonants[fold_consonants(joined)].add(lights[1])
            for light, medium in zip(lights, mediums, strict=True):
                pools[several, medium[0]].add((light, medium))
        for form in {for_matching(decoy).replace(" ", "") for decoy in decoys} | self._ordinary:
            if form and form not in self._spelled:
                medium = fold_medium(form)
                for several in (False, True):
                    pools[several, medium[0]].add((fold_light(form), medium))
        self._pools = {
            at: ([light for light, _ in sorted(pool)], [medium for _, medium in sorted(pool)])
            for at, pool in pools.items()
        }
        self._longest = 2 + max((len(medium) for _, mediums in self._pools.values() for medium in mediums), default=0)

    def is_ordinary(self, form: str) -> bool:
        """Tell whether a word (in its form for comparing) is one of the everyday words."""
        return form in self._ordinary

    def hits(self, words: Sequence[Word], *, bold: bool = False, far: bool = True) -> list[Hit]:
        """Return the runs of words that name something, none inside or across another, in their order.

        `bold`: a name is awaited, so spellings that are farther off count too, and short keys. `far`: compare by
        edit distance what no spelling and no key finds.
        """
        found: list[Hit] = []
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST, len(words))):
                if last > first and not words[last].follows:
                    break
                if hit := self._look_up(words, first, last, bold):
                    found.append(hit)
        chosen = without_overlaps(found)
        if far and not (bold and chosen):
            chosen += without_overlaps(self._far(words, chosen, bold))
        return sorted(chosen, key=lambda hit: hit.first)

    def _far(self, words: Sequence[Word], chosen: Sequence[Hit], bold: bool) -> Iterator[Hit]:
        """Hits by edit distance among the words that no other hit has."""
        taken = {number for hit in chosen for number in range(hit.first, hit.last + 1)}
        everyday = [self._everyday(word) for word in words]
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST, len(words))):
                if last in taken or (last > first and not words[last].follows):
                    break
                if sum(everyday[first : last + 1]) <= (last - first) / 2 and (
                    hit := self._compare(words, first, last, bold)
                ):
                    yield hit

    def _look_up(self, words: Sequence[Word], first: int, last: int, bold: bool) -> Hit | None:
        before = [word.form for word in words[first:last]]
        ending = words[last]
        ordinary = first == last and ending.form in self._ordinary
        everyday = first == last and (ending.plain or (ordinary and not bold))
        least = _LEAST_KEY_BOLD if bold else _LEAST_KEY
        for stem, cost in ((ending.form, 0.0), *((stem, _ENDING_COSTS) for stem in ending.stems)):
            if cost and everyday:
                break
            joined = "".join([*before, stem])
            targets = self._spelled.get(joined)
            if targets and self._may_join(words, first, last, joined, joined, bold):
                return Hit(frozenset(targets), first, last, EXACT - cost, ordinary or joined in self._ordinary)
            if everyday or (first == last and (stem in self._ordinary or stem in PLAIN)):
                continue
            if last > first and words[first].plain and len(words[first].form) < 4:
                continue  # "te karigar" is no "toy karigar"
            light = "".join(map(fold_light, [*before, stem]))
            medium = "".join(map(fold_medium, [*before, stem]))
            meant = set() if bold else self._ordinary_keys.get(medium, set())
            if len(light) < least + (cost > 0) or light in meant:
                continue
            targets = self._light.get(light)
            if targets and self._may_join(words, first, last, joined, light, bold):
                return Hit(frozenset(targets), first, last, LIGHT - cost, ordinary)
            if len(light) < _LEAST_MEDIUM and not bold:
                continue
            alike = self._alike(light, medium, meant)
            if alike and self._may_join(words, first, last, joined, medium, bold):
                return Hit(alike, first, last, MEDIUM - cost, ordinary)
        if bold and not any(self._everyday(word) for word in words[first : last + 1]):
            joined = "".join([*before, ending.form])
            key = fold_consonants(joined)
            if len(key) >= _LEAST_KEY_BOLD:
                alike = self._closest(fold_light(joined), self._consonants.get(key, set()), _LIKE_BOLD)
                if alike:
                    return Hit(alike, first, last, CONSONANTS)
        return None

    def _alike(self, light: str, medium: str, meant: set[str]) -> frozenset[int]:
        """What has this medium key and nearly this light key, and is closer than every everyday word."""
        others = self._medium.get(medium, set())
        least = max([_LIKE, *(Levenshtein.normalized_similarity(light, word) + 0.001 for word in meant)])
        return self._closest(light, others, least)

    def _closest(self, light: str, others: Iterable[str], least: float) -> frozenset[int]:
        """What the light keys among `others` name that are closest to `light`, if they are like it by `least`."""
        alike = {other: Levenshtein.normalized_similarity(light, other) for other in others}
        best = max(alike.values(), default=0.0)
        if best < least:
            return frozenset()
        return frozenset(target for other, like in alike.items() if like == best for target in self._light[other])

    def _may_join(self, words: Sequence[Word], first: int, last: int, joined: str, key: str, bold: bool) -> bool:
        """Whether this run may stand for the phrase found: a name of one word is rarely typed as two."""
        if first == last or key in self._several:
            return True
        least = _LEAST_FUZZY_BOLD if bold else _LEAST_SPLIT
        return len(joined) >= least and not any(self._everyday(word) for word in words[first : last + 1])

    def _everyday(self, word: Word) -> bool:
        return any(form in PLAIN or form in self._ordinary for form in (word.form, *word.stems)) or len(word.form) < 3

    def _compare(self, words: Sequence[Word], first: int, last: int, bold: bool) -> Hit | None:
        """The one name that a run is close to by edit distance."""
        # The keys word by word: those of a whole run would have to be worked out for every run of every message.
        before = [word.form for word in words[first:last]]
        light_before, medium_before = "".join(map(fold_light, before)), "".join(map(fold_medium, before))
        if len(medium_before) > self._longest:
            return None
        best: Hit | None = None
        for stem, cost in ((words[last].form, 0.0), *((stem, _ENDING_COSTS) for stem in words[last].stems)):
            light, medium = light_before + fold_light(stem), medium_before + fold_medium(stem)
            if len(light) < (_LEAST_FUZZY_BOLD if bold else _LEAST_FUZZY):
                continue
            near = self._nearest(light, medium, first != last, bold)
            if near and (best is None or near[1] - cost > best.score):
                best = Hit(near[0], first, last, near[1] - cost)
        return best

    def _nearest(self, light: str, medium: str, several: bool, bold: bool) -> tuple[frozenset[int], float] | None:
        lights, mediums = self._pools.get((several, medium[0]), ([], []))
        if len(medium) > self._longest:
            return None
        cut = _CUT if not bold else _CUT_BOLD if len(light) >= 6 else _CUT_BOLD_SHORT
        near = process.extract(
            medium, mediums, scorer=Levenshtein.normalized_similarity, score_cutoff=cut / 100 - 0.12, limit=12
        )
        digits = re.sub(r"\D", "", light)
        scored: list[tuple[float, str]] = []
        for _, similarity, number in near:
            other = lights[number]
            if re.sub(r"\D", "", other) == digits:
                score = 50 * similarity + 50 * Levenshtein.normalized_similarity(light, other)
                scored.append((score, other))
        scored.sort(reverse=True)
        if not scored or scored[0][0] < cut:
            return None
        targets = self._light.get(scored[0][1], set())
        for score, other in scored[1:]:
            others = self._light.get(other, set())
            if score > scored[0][0] - _MARGIN and not others & targets:
                return None
        return (frozenset(targets), round(scored[0][0], 1)) if targets else None


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Return the longest hits, then the best, that do not share a word; in that order."""
    chosen: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, -hit.score, hit.first)):
        numbers = range(hit.first, hit.last + 1)
        if taken.isdisjoint(numbers):
            chosen.append(hit)
            taken.update(numbers)
    return chosen


def claimed(hit: Hit, others: Iterable[Hit]) -> bool:
    """Tell whether one of `others`, which mean something else, covers a hit or shares words with it and is longer."""
    return any(
        other.first <= hit.last
        and hit.first <= other.last
        and (other.last - other.first >= hit.last - hit.first or (other.first <= hit.first and hit.last <= other.last))
        for other in others
    )
