"""The places of the content: their schema, and what the content check says of a broken file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.check import check
from bot.knowledge.places import PlacesFile, load_places
from bot.knowledge.records import RecordsError, read_records

ROOT = Path(__file__).resolve().parents[3]
TopicData = Callable[..., dict[str, Any]]


def write(folder: Path, text: str) -> Path:
    file = folder / "places" / "a.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


GOOD = """districts:
  - id: malda
    name: {en: Malda, bn: মালদা, hi: मालदा}
    blocks:
      - {en: Kaliachak, bn: কালিয়াচক, parts: 3}
  - id: nadia
    name: {en: Nadia, bn: নদিয়া, hi: नदिया}
families:
  - name: Both
    names: [both of them]
    members: {malda: [north], nadia: [south]}
shared:
  - {en: Rampur, bn: রামপুর, kind: town, districts: [malda, nadia]}
"""


def test_the_districts_of_the_state_are_all_there() -> None:
    districts = [district for file in read_records(ROOT / "content/places", PlacesFile) for district in file.districts]
    assert len(districts) == 23
    assert sum(block.parts for district in districts for block in district.blocks) == 345
    kolkata = next(district for district in districts if district.id == "kolkata")
    assert len(kolkata.localities) >= 30


def test_every_listed_name_is_found_in_its_district() -> None:
    index = load_places(ROOT / "content")
    lost = []
    for file in read_records(ROOT / "content/places", PlacesFile):
        for district in file.districts:
            places = [*district.blocks, *district.towns, *district.localities]
            listed = (district.name.en, district.name.bn, district.name.hi, *district.aliases)
            for name in (*listed, *(name for place in places for name in place.names())):
                found = [entry for place in index.find(name, expected=True) for entry in place.districts]
                if district.id not in found:
                    lost.append(name)
    assert lost == []


def test_a_good_file(tmp_path: Path, topic_data: TopicData, write_content: Any) -> None:
    write_content(tmp_path, topic_data())
    write(tmp_path, GOOD)
    assert check([], tmp_path) == []
    index = load_places(tmp_path)
    assert [place.name for place in index.find("kaliachak 3, malda")] == ["Kaliachak III", "Malda"]
    for number in ("I", "II", "III"):
        assert [place.name for place in index.find(f"Kaliachak {number}")] == [f"Kaliachak {number}"]
    assert index.find("both of them")[0].districts == ("malda", "nadia")
    assert index.find("both of them south")[0].districts == ("nadia",)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("parts: 3", "parts: 9", 5, "districts.0.blocks.0.parts"),
        ("bn: মালদা, ", "", 3, "districts.0.name.bn is missing"),
        ("id: nadia", "id: malda", 6, "district malda stands twice"),
        ("nadia: [south]", "moon: [south]", 11, "there is no district moon"),
        ("districts: [malda, nadia]}", "districts: [malda, sun]}", 13, "there is no district sun"),
        ("kind: town", "kind: city", 13, "shared.0.kind"),
        ("families:", "familes:", 8, "familes is not a known name"),
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
        load_places(tmp_path)
    write(tmp_path, "districts: 1\n")
    with pytest.raises(RecordsError, match=r"a\.yml: districts"):
        load_places(tmp_path)
    write(tmp_path, "districts: [\n")
    with pytest.raises(RecordsError, match=r"a\.yml: line"):
        load_places(tmp_path)
