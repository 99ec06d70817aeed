"""How well a worker fits a need: always explained, never better for being farther away or less experienced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Content
from bot.knowledge.offices import Point
from bot.services.matching import (
    FARTHEST_KM,
    Candidate,
    Land,
    Wanted,
    best_possible,
    match,
    nearness,
    practice,
)

TOWNS = {
    "malda": Point(lat=25.0, lon=88.14),
    "murshidabad": Point(lat=24.1, lon=88.25),
    "birbhum": Point(lat=23.9, lon=87.53),
    "kolkata": Point(lat=22.57, lon=88.36),
    "darjeeling": Point(lat=27.04, lon=88.26),
}
LAND = Land({"carpenter": "7115", "shuttering": "7115", "mason": "7112", "plumber": "7126"}, TOWNS)
TRADES = st.lists(st.sampled_from(["carpenter", "shuttering", "mason", "plumber", "potter"]), max_size=4, unique=True)
CANDIDATES = st.builds(
    Candidate, trades=TRADES.map(tuple), district=st.sampled_from([*TOWNS, "nowhere"]),
    months=st.none() | st.integers(0, 600),
)  # fmt: skip
WANTED = st.builds(
    Wanted, trade=st.sampled_from(["carpenter", "mason", "potter"]), district=st.sampled_from(sorted(TOWNS)),
    months=st.integers(0, 240),
)  # fmt: skip


@pytest.mark.parametrize(
    ("candidate", "score", "reasons"),
    [
        (Candidate(("mason",), "malda", 72), 92, ["fit_same_trade", "fit_same_district", "fit_years"]),
        (Candidate(("mason",), "malda"), 80, ["fit_same_trade", "fit_same_district"]),
        (Candidate(("plumber", "mason"), "malda"), 75, ["fit_same_trade", "fit_same_district"]),
        (Candidate(("mason",), "malda", 6), 81, ["fit_same_trade", "fit_same_district", "fit_months"]),
        (Candidate(("mason",), "murshidabad"), 60, ["fit_same_trade", "fit_distance"]),
    ],
)
def test_scores_and_reasons(candidate: Candidate, score: int, reasons: list[str]) -> None:
    found = match(Wanted("mason", "malda"), candidate, LAND)
    assert found is not None
    assert (found.score, [key for key, _ in found.reasons]) == (score, reasons)


@pytest.mark.parametrize(
    ("wanted", "candidate"),
    [
        (Wanted("mason", "malda"), Candidate(("plumber",), "malda", 100)),
        (Wanted("mason", "malda"), Candidate((), "malda")),
        (Wanted("mason", "malda"), Candidate(("mason",), "kolkata", 400)),
        (Wanted("mason", "malda"), Candidate(("mason",), "nowhere", 400)),
        (Wanted("mason", "malda", 24), Candidate(("mason",), "malda", 23)),
        (Wanted("mason", "malda", 24), Candidate(("mason",), "malda")),
    ],
)
def test_who_does_not_fit(wanted: Wanted, candidate: Candidate) -> None:
    assert match(wanted, candidate, LAND) is None


def test_a_related_trade_is_named() -> None:
    found = match(Wanted("carpenter", "malda"), Candidate(("mason", "shuttering"), "malda"), LAND)
    assert found is not None and found.score == 60
    assert found.reasons[0] == ("fit_related_trade", {"trade": {"trade": "shuttering"}})


def test_a_distance_is_told_in_kilometres() -> None:
    found = match(Wanted("mason", "malda"), Candidate(("mason",), "murshidabad", 30), LAND)
    assert found is not None
    values = dict(found.reasons)
    assert values["fit_distance"] == {"km": 101, "district": {"choice": "district.murshidabad"}}
    assert values["fit_years"] == {"years": 2}


@given(WANTED, CANDIDATES)
def test_a_score_is_of_a_hundred_and_has_its_reasons(wanted: Wanted, candidate: Candidate) -> None:
    found = match(wanted, candidate, LAND)
    if found is not None:
        km = LAND.km(wanted.district, candidate.district)
        assert km is not None and 0 <= found.score <= best_possible(km) <= 100
        assert 2 <= len(found.reasons) <= 3
        assert (candidate.months or 0) >= wanted.months


@given(WANTED, CANDIDATES, st.integers(0, 600))
def test_more_experience_never_scores_lower(wanted: Wanted, candidate: Candidate, more: int) -> None:
    longer = replace(candidate, months=(candidate.months or 0) + more)
    before, after = match(wanted, candidate, LAND), match(wanted, longer, LAND)
    assert before is None or (after is not None and after.score >= before.score)


@given(WANTED, CANDIDATES, st.sampled_from(sorted(TOWNS)))
def test_whoever_lives_nearer_never_scores_lower(wanted: Wanted, candidate: Candidate, other: str) -> None:
    here, there = LAND.km(wanted.district, candidate.district), LAND.km(wanted.district, other)
    if here is None or there is None or there > here:
        return
    before, after = match(wanted, candidate, LAND), match(wanted, replace(candidate, district=other), LAND)
    assert before is None or (after is not None and after.score >= before.score)


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_points_fall_with_the_distance(one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert nearness(near) >= nearness(far) >= 0
    assert nearness(0) == 30 and nearness(FARTHEST_KM) == 0


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_points_grow_with_the_years(one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert 0 <= practice(less) <= practice(more) <= 20


@given(st.sampled_from(sorted(TOWNS)))
def test_districts_around_come_nearest_first(district: str) -> None:
    around = LAND.around(district)
    assert around[0] == district
    far = [LAND.km(district, one) for one in around]
    assert all(km is not None and km <= FARTHEST_KM for km in far) and far == sorted(far, key=lambda km: km or 0)


def test_a_district_that_nobody_knows_is_still_its_own() -> None:
    assert LAND.around("nowhere") == ["nowhere"]
    assert match(Wanted("mason", "nowhere"), Candidate(("mason",), "nowhere"), LAND) is not None


def test_the_content_places_every_district_and_knows_families(content: Content) -> None:
    land = Land.of(content.trade_list, content.offices.values())
    districts = {key.removeprefix("district.").replace("_", "-") for key in content.choices if "district." in key}
    assert set(land.towns) == districts and len(districts) == 23
    assert land.kin("carpenter", "shuttering-carpenter") == "related"
    assert land.family("carpenter") == ("shuttering-carpenter",)
    assert land.kin("potter", "mask-maker") is None
    km = land.km("malda", "murshidabad")
    assert km is not None and 60 < km < 130
