"""Offices: their schema, what is checked beside it, and the offices that there are."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.check import check
from bot.knowledge.library import read
from bot.knowledge.model import OFFICE_KINDS
from bot.knowledge.offices import OfficesFile, faults, parse
from bot.knowledge.places import district_ids
from bot.settings import get_settings

THREE = {"en": "Text", "bn": "Text", "hi": "Text"}


def office(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": "dic-malda", "name": THREE, "town": THREE, "what": THREE, "serves": ["business"], "districts": ["malda"],
        "at": {"lat": 25.0, "lon": 88.14}, "status": "open", "verified_on": dt.date(2026, 11, 21),
        "sources": [{"title": "Somebody", "url": "https://example.org/"}],
    }  # fmt: skip
    return data | changes


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"offices": []},
        {"offices": [office(serves=[])]},
        {"offices": [office(serves=["pizza"])]},
        {"offices": [office(at={"lat": 91, "lon": 88})]},
        {"offices": [office(at={"lat": 25})]},
        {"offices": [office(sources=[])]},
        {"offices": [office(phone="123")]},
        {"offices": [office(status="maybe")]},
    ],
)
def test_what_the_schema_refuses(data: Any) -> None:
    with pytest.raises(ValidationError):
        parse(data)


@pytest.mark.parametrize(
    ("offices", "path", "message"),
    [
        ([office(), office()], ("offices", 1, "id"), "office dic-malda stands twice"),
        ([office(districts=["mars"])], ("offices", 0, "districts", 0), "there is no district mars"),
        ([office(address={**THREE, "en": "call 1800-103-4786"})], ("offices", 0, "address", "en"), "telephone"),
        ([office(what={**THREE, "bn": "ফোন ০৩২২২-২৭৫১৭৯"})], ("offices", 0, "what", "bn"), "telephone"),
        ([office(what={**THREE, "hi": "क" * 221})], ("offices", 0, "what", "hi"), "longer than 220"),
    ],
)
def test_faults(offices: list[dict[str, Any]], path: tuple[Any, ...], message: str) -> None:
    (fault,) = faults(OfficesFile.model_validate({"offices": offices}), ("malda",))
    assert fault.path == path
    assert message in fault.message


def test_a_postal_code_is_no_telephone_number() -> None:
    sound = office(address={"en": "1 Road, Kolkata 700108", "bn": "কলকাতা ৭০০১০৮", "hi": "कोलकाता 700108"})
    assert list(faults(OfficesFile.model_validate({"offices": [sound]}), ("malda",))) == []


def test_the_check_reads_them(
    tmp_path: Path, write_content: Callable[..., Path], topic_data: Callable[..., dict[str, Any]]
) -> None:
    folder = write_content(tmp_path, topic_data())
    file = folder / "offices" / "all.yml"
    file.parent.mkdir()
    levelled = office(what={"en": "Two 2", "bn": "Two", "hi": "Two 2"}, topic="nothing", districts=[])
    file.write_text(json.dumps({"offices": [levelled]}, default=str), encoding="utf-8")
    found = [problem.message for problem in check([file], folder, today=dt.date(2026, 11, 22))]
    assert found
    assert any("numbers differ" in message for message in found)
    assert any("there is no topic nothing" in message for message in found)
    assert list(read(folder).offices) == ["dic-malda"]


def test_every_district_has_its_office_and_every_kind_has_one() -> None:
    content = read(get_settings().content_dir)
    own = [one.districts for one in content.offices.values() if one.id.startswith("dic-")]
    assert sorted(ids[0] for ids in own if len(ids) == 1) == sorted(district_ids(get_settings().content_dir))
    assert {kind for one in content.offices.values() for kind in one.serves} == set(OFFICE_KINDS)
    for kind in OFFICE_KINDS:
        assert f"office.{kind}" in content.choices
    for ids in own:
        assert f"district.{ids[0].replace('-', '_')}" in content.choices
