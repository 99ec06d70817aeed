"""Trades of workers and small makers in a message. The names themselves are content (`content/trades`); here is
only how they are found.

A trade is named by itself (rajmistri, darji, welder) or by what is worked on together with a word for work ("bag
er kaj", "hotel e kaj kori", "toto chalai"). A name that leaves several trades open (mistri, karigar) is given back
with all of them, so that the caller asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from bot.language.entities.catalogues.forms import Word, read_words
from bot.language.entities.catalogues.phrases import EXACT, Hit, Phrase, PhraseIndex, claimed, without_overlaps
from bot.language.entities.catalogues.work import (
    WORK_WORDS,
    run_before,
    speaks_of_something_else,
    work_after,
    work_before,
)
from bot.language.fold import fold_light
from bot.language.normalise import for_matching

_LIST: Final = frozenset(
    map(
        for_matching,
        [
            "and",
            "ar",
            "aar",
            "o",
            "ebong",
            "r",
            "এবং",
            "আর",
            "ও",
            "aur",
            "or",
            "और",
            "तथा",
            "व",
            "plus",
            "duto",
            "dono",
        ],
    )
)
_LIST_SIGN: Final = re.compile(r"[,;+/&\n।|]")


_WAYS: Final = ("works_on", "works_at", "runs", "repairs")
"""The fields of an entry whose things name it with a word for work."""


class TradeEntry(NamedTuple):
    """Names of a trade, or of several (`trades`: their ids).

    `aliases` name it by themselves, `works_on` with a word for work or making, `works_at` with a word for work,
    `runs` with a word for work, driving or operating, `repairs` with a word for repair or craft, `when_asked` only
    as the answer to the question for the trade.
    """

    trades: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    works_on: tuple[str, ...] = ()
    works_at: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    when_asked: tuple[str, ...] = ()


class FoundTrade(NamedTuple):
    """A trade that a message names: `text[start:end]`. `trades`: ids, more than one if the name leaves it open;
    `score`: 100 as listed, less the more the spelling differs.
    """

    trades: tuple[str, ...]
    start: int
    end: int
    score: float


class TradeIndex:
    """Finds trades in messages."""

    def __init__(
        self, entries: Iterable[TradeEntry], ordinary: Iterable[str] = (), other_meanings: Iterable[str] = ()
    ) -> None:
        """`ordinary`: everyday words that a misspelled name must not be read into; `other_meanings`: phrases that
        hold a name and mean something else ("gold loan").
        """
        self._entries = tuple(entries)
        ordinary = tuple(ordinary)
        numbered = list(enumerate(self._entries))
        things = [text for entry in self._entries for field in _WAYS for text in getattr(entry, field)]
        self._names = PhraseIndex(
            (Phrase(text, number) for number, entry in numbered for text in entry.aliases), ordinary, things
        )
        self._things = PhraseIndex(
            (
                Phrase(text, number * len(_WAYS) + way)
                for number, entry in numbered
                for way, field in enumerate(_WAYS)
                for text in getattr(entry, field)
            ),
            ordinary,
        )
        self._answers = PhraseIndex(
            (
                Phrase(text, number)
                for number, entry in numbered
                for text in {*entry.aliases, *entry.works_on, *entry.works_at, *entry.runs, *entry.when_asked}
            ),
            ordinary,
            [text for entry in self._entries for text in entry.repairs],
        )
        self._things_to_repair = {for_matching(text) for entry in self._entries for text in entry.repairs}
        self._other = PhraseIndex(Phrase(text, 0) for text in other_meanings)

    def find(self, text: str, *, expected: bool = False) -> list[FoundTrade]:
        """Return the trades that a message names, in their order; never raises.

        `expected`: a trade has been asked for. Then things alone name it ("tiles", "bag"), and spellings that are
        farther off count too.
        """
        words = read_words(text)
        things = self._things.hits(words, far=False)
        other = self._other.hits(words, far=False)
        hits = [
            self._with_work(hit, words)
            for hit in self._names.hits(words)
            if not hit.ordinary
            and not _is_guessed_from_work(words, hit)
            and not _inside_another_thing(hit, things)
            and (expected or not speaks_of_something_else(words, hit.last))
        ]
        hits += self._worked_on(words, things)
        hits = [hit for hit in hits if not claimed(hit, other)]
        if expected:
            hits += self._answered(text, words, hits, other)
        found: list[FoundTrade] = []
        for hit in sorted(without_overlaps(hits), key=lambda hit: hit.first):
            trades = self._trades(hit)
            if all(trades != before.trades for before in found):
                found.append(FoundTrade(trades, words[hit.first].start, words[hit.last].end, hit.score))
        return _without_what_is_said_closer(text, found)

    def _answered(self, text: str, words: Sequence[Word], hits: Sequence[Hit], other: Sequence[Hit]) -> Iterator[Hit]:
        """Things alone that name a trade in an answer; beside a trade that is named only as items of a list."""
        taken = {number for hit in hits for number in range(hit.first, hit.last + 1)}
        for hit in self._answers.hits(words, bold=not hits):
            if not taken.isdisjoint(range(hit.first, hit.last + 1)) or claimed(hit, other):
                continue
            if _is_guessed_from_work(words, hit) or self._is_guessed_from_a_repaired_thing(words, hit):
                continue
            narrows = len(trades := self._trades(hit)) == 1 and any(
                len(open_ones := self._trades(other)) > 1 and trades[0] in open_ones for other in hits
            )
            if not hits or narrows or _is_item(text, words, hit):
                yield hit

    def _is_guessed_from_a_repaired_thing(self, words: Sequence[Word], hit: Hit) -> bool:
        """Whether a name was read into another thing: a mixer is no misspelled mask."""
        return hit.score < EXACT - 1 and any(
            word.form in self._things_to_repair for word in words[hit.first : hit.last + 1]
        )

    @staticmethod
    def _with_work(hit: Hit, words: Sequence[Word]) -> Hit:
        """A name with the word for work after it, so that it outweighs a shorter name in it."""
        place = work_after(words, hit.last)
        return hit if place is None else hit._replace(last=place[0])

    def _trades(self, hit: Hit) -> tuple[str, ...]:
        """A name of one trade outweighs the same name of several."""
        entries = [self._entries[target] for target in sorted(hit.targets)]
        single = [entry for entry in entries if len(entry.trades) == 1]
        return tuple(dict.fromkeys(trade for entry in single or entries for trade in entry.trades))

    def _worked_on(self, words: Sequence[Word], things: Sequence[Hit]) -> list[Hit]:
        """Things with the word for work that belongs to them."""
        hits: list[Hit] = []
        for hit in things:
            made, at, run, repaired = (_named(hit, way) for way in range(len(_WAYS)))
            done = made | at
            place = work_after(words, hit.last)
            if place is not None:
                number, kind = place
                targets = {
                    "work": done or run,
                    "craft": repaired or done,
                    "make": made,
                    "run": run,
                    "repair": repaired,
                }[kind]
                if targets:
                    hits.append(Hit(targets, hit.first, number, hit.score))
            elif (before := work_before(words, hit.first)) is not None and done:
                hits.append(Hit(done, before, hit.last, hit.score))
            elif (before := run_before(words, hit.first)) is not None and run:
                hits.append(Hit(run, before, hit.last, hit.score))
        return hits


def _named(hit: Hit, way: int) -> frozenset[int]:
    """The trades that have what a hit names in this way."""
    return frozenset(target // len(_WAYS) for target in hit.targets if target % len(_WAYS) == way)


def _is_guessed_from_work(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a name was read into mere words for work ("chalai" is no misspelled "chatai")."""
    run = words[hit.first : hit.last + 1]
    return hit.score < EXACT - 1 and all(fold_light(word.form) in WORK_WORDS for word in run)


def _inside_another_thing(hit: Hit, things: Sequence[Hit]) -> bool:
    """Whether a name is part of the name of a thing: "sewing" in "sewing machine"."""
    return any(
        thing.first <= hit.first
        and hit.last <= thing.last
        and thing.last - thing.first > hit.last - hit.first
        and all(target // len(_WAYS) not in hit.targets for target in thing.targets)
        for thing in things
    )


def _is_item(text: str, words: Sequence[Word], hit: Hit) -> bool:
    """Whether nothing but commas and words for "and" touches a hit."""
    before = words[hit.first - 1] if hit.first else None
    after = words[hit.last + 1] if hit.last + 1 < len(words) else None
    return (
        before is None
        or before.form in _LIST
        or _LIST_SIGN.search(text, before.end, words[hit.first].start) is not None
    ) and (
        after is None or after.form in _LIST or _LIST_SIGN.search(text, words[hit.last].end, after.start) is not None
    )


def _without_what_is_said_closer(text: str, found: Sequence[FoundTrade]) -> list[FoundTrade]:
    """Without names that leave several trades open when another name in the message is one of them ("ami mistri,
    rajmistri"), or says in the same breath what is done ("daily labour in paddy field").
    """
    single = [place for place in found if len(place.trades) == 1]
    return [
        place
        for place in found
        if len(place.trades) == 1
        or not any(other.trades[0] in place.trades or _in_one_breath(text, place, other) for other in single)
    ]


def _in_one_breath(text: str, one: FoundTrade, other: FoundTrade) -> bool:
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return _LIST_SIGN.search(between) is None and _LIST.isdisjoint(map(for_matching, between.split()))
