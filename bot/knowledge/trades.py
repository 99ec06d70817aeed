"""The trades of the content (`content/trades/*.yml`): their schema, and the index that finds them in messages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, StringConstraints

from bot.knowledge.lines import Located
from bot.knowledge.model import Text, Trilingual
from bot.knowledge.records import Fault, read_records
from bot.knowledge.strict import Strict
from bot.language.entities.catalogues.trades import TradeEntry, TradeIndex

FOLDER = "trades"

TradeId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]


class Occupation(Strict):
    """A family of the National Classification of Occupations 2015: its four digits and its title."""

    code: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{3}$")]
    title: Text


class Names(Strict):
    """How people name a trade.

    `aliases`: names that say it by themselves; `works_on`: things that name it with a word for work or for making
    ("bag er kaj", "bag banai"); `works_at`: places and lines of work that name it with a word for work only ("hotel
    e kaj"); `runs`: what is driven or operated ("toto chalai"); `repairs`: what is
    mended ("bike sarai", "cycle mistri"); `when_asked`: words that name it only as the answer
    to "which trade?".
    """

    aliases: list[Text] = Field(default_factory=list)
    works_on: list[Text] = Field(default_factory=list)
    works_at: list[Text] = Field(default_factory=list)
    runs: list[Text] = Field(default_factory=list)
    repairs: list[Text] = Field(default_factory=list)
    when_asked: list[Text] = Field(default_factory=list)


class Trade(Names):
    """One trade."""

    id: TradeId
    name: Trilingual
    nco: Occupation | None


class SharedNames(Names):
    """Names that leave several trades open (mistri, karigar); the person is asked."""

    trades: list[TradeId] = Field(min_length=2)


class TradesFile(Strict):
    """One file of `content/trades`; every part may be left out."""

    trades: list[Trade] = Field(default_factory=list)
    shared: list[SharedNames] = Field(default_factory=list)
    everyday_words: list[Text] = Field(default_factory=list)
    other_meanings: list[Text] = Field(default_factory=list)


def load_trades(folder: Path) -> TradeIndex:
    """The index over the trades of a content folder. Raises `RecordsError`."""
    files = read_records(folder / FOLDER, TradesFile)
    return TradeIndex(
        entries(files),
        ordinary=(word for file in files for word in file.everyday_words),
        other_meanings=(phrase for file in files for phrase in file.other_meanings),
    )


def by_id(folder: Path) -> dict[str, Trade]:
    """The trades of a content folder. Raises `RecordsError`."""
    return {trade.id: trade for file in read_records(folder / FOLDER, TradesFile) for trade in file.trades}


def entries(files: Iterable[TradesFile]) -> Iterator[TradeEntry]:
    """Every trade, and every name of several, as a plain record."""
    for file in files:
        for trade in file.trades:
            # An employer says "3 masons".
            yield _entry((trade.id,), trade, (trade.name.en, f"{trade.name.en}s", trade.name.bn, trade.name.hi))
        for shared in file.shared:
            yield _entry(tuple(shared.trades), shared)


def _entry(trades: tuple[str, ...], names: Names, own: tuple[str, ...] = ()) -> TradeEntry:
    return TradeEntry(
        trades,
        aliases=(*own, *names.aliases),
        works_on=tuple(names.works_on),
        works_at=tuple(names.works_at),
        runs=tuple(names.runs),
        repairs=tuple(names.repairs),
        when_asked=tuple(names.when_asked),
    )


def faults(data: TradesFile, known: Collection[str]) -> Iterator[Fault]:
    """What the schema does not see: trades that do not exist or stand twice. `known`: all trade ids."""
    for number, shared in enumerate(data.shared):
        for at, trade in enumerate(shared.trades):
            if trade not in known:
                mend = "use an id that stands under trades in one of the files"
                yield Fault(("shared", number, "trades", at), f"there is no trade {trade}", mend)
    seen: set[str] = set()
    for number, listed in enumerate(data.trades):
        if listed.id in seen:
            yield Fault(("trades", number, "id"), f"trade {listed.id} stands twice", "keep one of the two")
        seen.add(listed.id)


def trade_ids(folder: Path) -> set[str]:
    """The ids of all trades of a content folder; of files that cannot be read, none."""
    ids: set[str] = set()
    for file in (folder / FOLDER).glob("*.yml"):
        try:
            ids.update(trade["id"] for trade in Located.read(file).data["trades"])
        except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError):
            continue
    return ids
