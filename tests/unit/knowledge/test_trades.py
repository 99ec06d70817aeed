"""The trades of the content: their schema, and what the content check says of a broken file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.check import check
from bot.knowledge.records import RecordsError, read_records
from bot.knowledge.trades import TradesFile, load_trades

ROOT = Path(__file__).resolve().parents[3]
TopicData = Callable[..., dict[str, Any]]


def write(folder: Path, text: str) -> Path:
    file = folder / "trades" / "a.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


GOOD = """trades:
  - id: mason
    name: {en: Mason, bn: রাজমিস্ত্রি, hi: राजमिस्त्री}
    nco: {code: "7112", title: Bricklayers and Related Workers}
  - id: bag-maker
    name: {en: Bag maker, bn: ব্যাগ কারিগর, hi: बैग कारीगर}
    nco: null
    works_on: [bag]
shared:
  - trades: [mason, bag-maker]
    aliases: [karigar]
"""


def test_every_name_is_found_as_an_answer() -> None:
    index = load_trades(ROOT / "content")
    lost = []
    for file in read_records(ROOT / "content/trades", TradesFile):
        for trade in file.trades:
            for name in (trade.name.bn, trade.name.hi, *trade.aliases, *trade.when_asked):
                found = [entry for hit in index.find(name, expected=True) for entry in hit.trades]
                if trade.id not in found:
                    lost.append((trade.id, name))
    assert lost == []


def test_a_good_file(tmp_path: Path, topic_data: TopicData, write_content: Any) -> None:
    write_content(tmp_path, topic_data())
    write(tmp_path, GOOD)
    assert check([], tmp_path) == []
    index = load_trades(tmp_path)
    assert [trade.trades for trade in index.find("bag er kaj kori")] == [("bag-maker",)]
    assert [trade.trades for trade in index.find("karigar")] == [("mason", "bag-maker")]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('code: "7112"', 'code: "71"', 4, "trades.0.nco.code"),
        ("    nco: null\n", "", 5, "trades.1.nco is missing"),
        ("id: bag-maker", "id: mason", 5, "trade mason stands twice"),
        ("[mason, bag-maker]", "[mason, moon]", 10, "there is no trade moon"),
        ("works_on:", "work_on:", 8, "work_on is not a known name"),
    ],
)
def test_a_broken_file(
    tmp_path: Path, topic_data: TopicData, write_content: Any, old: str, new: str, line: int, says: str
) -> None:
    write_content(tmp_path, topic_data())
    file = write(tmp_path, GOOD.replace(old, new))
    problem = next(problem for problem in check([], tmp_path) if says in problem.message)
    assert (problem.file, problem.line) == (file, line)
    assert problem.mend


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"no \.yml file"):
        load_trades(tmp_path)
