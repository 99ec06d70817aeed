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
from bot.language.entities.catalogues.phrases import Hit, Phrase, PhraseIndex, claimed, without_overlaps
from bot.language.entities.catalogues.work import run_before, work_after, work_before
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


class TradeEntry(NamedTuple):
    """Names of a trade, or of several (`trades`: their ids).

    `aliases` name it by themselves, `works_on` with a word for work or making, `works_at` with a word for work,
    `runs` with a word for work, driving or operating, `when_asked` only as the answer to the question for the trade.
    """

    trades: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    works_on: tuple[str, ...] = ()
    works_at: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
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
        self._names = PhraseIndex(
            (Phrase(text, number) for number, entry in numbered for text in entry.aliases), ordinary
        )
        self._things = PhraseIndex(
            (
                Phrase(text, number)
                for number, entry in numbered
                for text in {*entry.works_on, *entry.works_at, *entry.runs}
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
        )
        self._other = PhraseIndex(Phrase(text, 0) for text in other_meanings)
        self._made = {number for number, entry in numbered if entry.works_on}
        self._done = self._made | {number for number, entry in numbered if entry.works_at}
        self._run = {number for number, entry in numbered if entry.runs}

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
            if not hit.ordinary and not _inside_another_thing(hit, things)
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
        return _without_what_is_said_closer(found)

    def _answered(self, text: str, words: Sequence[Word], hits: Sequence[Hit], other: Sequence[Hit]) -> Iterator[Hit]:
        """Things alone that name a trade in an answer; beside a trade that is named only as items of a list."""
        taken = {number for hit in hits for number in range(hit.first, hit.last + 1)}
        for hit in self._answers.hits(words, bold=not hits):
            if not taken.isdisjoint(range(hit.first, hit.last + 1)) or claimed(hit, other):
                continue
            narrows = len(trades := self._trades(hit)) == 1 and any(
                len(open_ones := self._trades(other)) > 1 and trades[0] in open_ones for other in hits
            )
            if not hits or narrows or _is_item(text, words, hit):
                yield hit

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
            made, run, done = hit.targets & self._made, hit.targets & self._run, hit.targets & self._done
            place = work_after(words, hit.last)
            if place is not None:
                number, kind = place
                targets = {"work": done or run, "craft": done, "make": made, "run": run}[kind]
                if targets:
                    hits.append(Hit(frozenset(targets), hit.first, number, hit.score))
            elif (before := work_before(words, hit.first)) is not None and done:
                hits.append(Hit(frozenset(done), before, hit.last, hit.score))
            elif (before := run_before(words, hit.first)) is not None and run:
                hits.append(Hit(frozenset(run), before, hit.last, hit.score))
        return hits


def _inside_another_thing(hit: Hit, things: Sequence[Hit]) -> bool:
    """Whether a name is part of the name of a thing: "sewing" in "sewing machine"."""
    return any(
        thing.first <= hit.first
        and hit.last <= thing.last
        and thing.last - thing.first > hit.last - hit.first
        and thing.targets.isdisjoint(hit.targets)
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


def _without_what_is_said_closer(found: Sequence[FoundTrade]) -> list[FoundTrade]:
    """Without names that leave several trades open when another name in the message is one of them ("ami mistri,
    rajmistri").
    """
    closer = {place.trades[0] for place in found if len(place.trades) == 1}
    return [place for place in found if len(place.trades) == 1 or closer.isdisjoint(place.trades)]
