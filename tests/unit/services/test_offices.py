"""Which offices are nearest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import OfficeKind
from bot.knowledge.offices import Office, Point
from bot.services.offices import distance, nearest, of_district

KOLKATA, MALDA, SILIGURI, DELHI = (
    Point(lat=22.57, lon=88.36), Point(lat=25.00, lon=88.14), Point(lat=26.71, lon=88.43), Point(lat=28.61, lon=77.21),
)  # fmt: skip
POINTS = st.builds(Point, lat=st.floats(-90, 90), lon=st.floats(-180, 180))


def office(id: str, at: Point, districts: list[str], *serves: str) -> Office:
    text = {"en": id, "bn": id, "hi": id}
    data: dict[str, Any] = {
        "id": id, "name": text, "town": text, "what": text, "serves": serves or ("business",), "districts": districts,
        "at": at, "status": "open", "verified_on": dt.date(2026, 11, 21),
        "sources": [{"title": "Somebody", "url": "https://example.org/"}],
    }  # fmt: skip
    return Office.model_validate(data)


OFFICES = [
    office("dic-malda", MALDA, ["malda"]),
    office("dic-kolkata", KOLKATA, ["kolkata"]),
    office("dic-darjeeling", SILIGURI, ["darjeeling"]),
    office("state", KOLKATA, []),
    office("tools-south", KOLKATA, [], "technology"),
    office("tools-north", SILIGURI, [], "technology", "business"),
]


@pytest.mark.parametrize(
    ("one", "other", "km"), [(KOLKATA, MALDA, 271), (KOLKATA, DELHI, 1304), (MALDA, MALDA, 0), (SILIGURI, MALDA, 192)]
)
def test_distances_that_maps_give(one: Point, other: Point, km: float) -> None:
    assert distance(one, other) == pytest.approx(km, rel=0.01, abs=0.01)


@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_at_most_half_round_the_earth(one: Point, other: Point) -> None:
    assert 0 <= distance(one, other) <= 20_016
    assert distance(one, other) == pytest.approx(distance(other, one), abs=1e-6)


@pytest.mark.parametrize(
    ("kind", "here", "ids"),
    [
        ("business", MALDA, ["dic-malda", "dic-darjeeling", "tools-north"]),
        ("business", KOLKATA, ["dic-kolkata", "state", "dic-malda"]),
        ("technology", MALDA, ["tools-north", "tools-south"]),
        ("khadi", MALDA, []),
    ],
)
def test_the_nearest_to_a_point(kind: OfficeKind, here: Point, ids: list[str]) -> None:
    found = nearest(OFFICES, kind, here)
    assert [near.office.id for near in found] == ids
    assert [near.km for near in found] == sorted(near.km for near in found)


@pytest.mark.parametrize(
    ("kind", "district", "ids"),
    [
        ("business", "malda", ["dic-malda", "tools-north", "state"]),  # its own, then those of the whole state
        ("business", "kolkata", ["dic-kolkata", "state", "tools-north"]),
        ("technology", "malda", ["tools-north", "tools-south"]),
        ("business", "nowhere", []),
        ("gst", "malda", []),
    ],
)
def test_the_offices_of_a_district(kind: OfficeKind, district: str, ids: list[str]) -> None:
    assert [near.office.id for near in of_district(OFFICES, kind, district)] == ids


@given(POINTS, st.integers(0, 6))
def test_no_office_that_was_left_out_is_nearer(here: Point, most: int) -> None:
    found = nearest(OFFICES, "business", here, most)
    left = [one for one in OFFICES if "business" in one.serves and one not in [near.office for near in found]]
    assert len(found) == min(most, 5)
    assert all(distance(here, one.at) >= near.km for one in left for near in found)
