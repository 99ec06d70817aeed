"""Who is chosen for mentoring: examples, and properties against trying out every choice there is."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.mentoring.floors import Group
from bot.services.mentoring.selection import Person, Rules, Selection, score, select

KEY = b"secret"
NOON = dt.datetime(2026, 11, 20, 6, 30, tzinfo=dt.UTC)
W: frozenset[Group] = frozenset({"women_led"})
M: frozenset[Group] = frozenset({"marginalised"})
BOTH, NONE = W | M, frozenset[Group]()
OWN_SHARE: dict[Group, Fraction | None] = {"women_led": None, "marginalised": None}

TENTHS = st.integers(0, 10).map(lambda right: Fraction(right, 10))


@st.composite
def courses(draw: st.DrawFn, most: int = 14) -> list[Person]:
    size = draw(st.integers(0, most))
    return [
        Person(
            f"p{i}",
            draw(st.sampled_from([Fraction(1), Fraction(4, 5), Fraction(79, 100)])),
            draw(st.one_of(st.none(), TENTHS)),
            draw(st.one_of(TENTHS, TENTHS, st.none())),
            draw(st.one_of(TENTHS, TENTHS, st.none())),
            draw(st.one_of(st.none(), st.integers(0, 3).map(lambda hours: NOON + dt.timedelta(hours=hours)))),
            draw(st.sampled_from([NONE, W, M, BOTH])),
        )
        for i in range(size)
    ]


RULES = st.builds(
    Rules,
    share=st.sampled_from([Fraction(1, 10), Fraction(1, 4), Fraction(1, 2), Fraction(1)]),
    late_weight=st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2)]),
    floors=st.dictionaries(
        st.sampled_from(["women_led", "marginalised"]),
        st.sampled_from([None, Fraction(0), Fraction(1, 3), Fraction(1)]),
    ),
)


def full(id: str, right: int, groups: frozenset[Group] = NONE, **other: object) -> Person:
    """Everything written with the same score, in hundredths."""
    part = Fraction(right, 100)
    return Person(id, Fraction(1), Fraction(1, 5), part, part, NOON, groups, **other)  # type: ignore[arg-type]


def reasons(result: Selection, id: str) -> list[str]:
    (standing,) = (each for each in result.standings if each.id == id)
    return [name for name, _ in standing.reasons]


@pytest.mark.parametrize(("eligible", "places"), [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (50, 5), (51, 6)])
def test_a_tenth_rounded_up(eligible: int, places: int) -> None:
    result = select([full(f"p{i:02}", i) for i in range(eligible)], Rules(), "gst", KEY)
    assert result.places == places
    assert result.chosen == tuple(f"p{i:02}" for i in reversed(range(eligible - places, eligible)))


def test_who_is_not_eligible_and_why() -> None:
    people = [
        full("fine", 50),
        Person("away", Fraction(79, 100), None, Fraction(1), Fraction(1)),
        Person("edge", Fraction(4, 5), None, Fraction(3, 10), Fraction(3, 10)),
        Person("early", Fraction(1), None, Fraction(9, 10)),
        Person("absent", Fraction(0)),
    ]
    result = select(people, Rules(share=Fraction(1)), "gst", KEY)
    assert result.chosen == ("fine", "edge")
    found = {standing.id: standing.reasons for standing in result.standings if standing.rank is None}
    assert found == {
        "away": (("mentor_attendance_low", {"percent": 79, "needed": 80}),),
        "early": (("mentor_no_late_test", {}),),
        "absent": (("mentor_attendance_low", {"percent": 0, "needed": 80}), ("mentor_no_post_test", {}),
                   ("mentor_no_late_test", {})),
    }  # fmt: skip


def test_before_the_late_test_it_is_provisional_and_by_the_test_after_the_course_alone() -> None:
    people = [
        Person("a", Fraction(1), None, Fraction(9, 10)),
        Person("b", Fraction(1), None, Fraction(8, 10), Fraction(1)),
    ]
    early = select(people, Rules(), "gst", KEY, provisional=True)
    assert early.provisional and early.chosen == ("a",) and "mentor_provisional" in reasons(early, "a")
    late = select(people, Rules(), "gst", KEY)
    assert not late.provisional and late.chosen == ("b",) and reasons(late, "a") == ["mentor_no_late_test"]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [((Fraction(1, 2), Fraction(1, 2)), Fraction(7, 10)), ((Fraction(3), Fraction(1)), Fraction(3, 4)),
     ((Fraction(0), Fraction(1)), Fraction(3, 5)), ((Fraction(1), Fraction(0)), Fraction(4, 5))],
)  # fmt: skip
def test_the_agreed_score(weights: tuple[Fraction, Fraction], expected: Fraction) -> None:
    person = Person("a", Fraction(1), None, Fraction(4, 5), Fraction(3, 5))
    assert score(person, Rules(post_weight=weights[0], late_weight=weights[1])) == expected


def test_equal_scores() -> None:
    """The higher gain, then the earlier end, then the lot: for each course another one, for names none."""
    half = Fraction(1, 2)
    people = [
        Person("slow", Fraction(1), Fraction(1, 10), half, half, NOON + dt.timedelta(seconds=1)),
        Person("quick", Fraction(1), Fraction(1, 10), half, half, NOON),
        Person("never-said", Fraction(1), Fraction(1, 10), half, half),
        Person("gained", Fraction(1), Fraction(0), half, half),
        Person("no-pre", Fraction(1), None, half, half, NOON),
        Person("knew-all", Fraction(1), Fraction(1), half, half, NOON - dt.timedelta(days=1)),
    ]
    result = select(people, Rules(share=half), "gst", KEY)
    order = [each.id for each in result.standings]
    assert order == ["gained", "quick", "slow", "never-said", "knew-all", "no-pre"]
    assert reasons(result, "slow") == ["mentor_chosen", "mentor_tie_time"]
    assert reasons(result, "never-said") == ["mentor_below", "mentor_tie_time"]
    assert reasons(result, "knew-all") == ["mentor_below", "mentor_tie_gain"]


def test_the_lot_differs_from_course_to_course_and_favours_nobody() -> None:
    people = [full(f"p{i}", 50) for i in range(10)]
    won = [select(people, Rules(), f"course-{i}", KEY) for i in range(300)]
    counts = [sum(result.chosen == (person.id,) for result in won) for person in people]
    assert sum(counts) == 300 and max(counts) < 55 and min(counts) > 10  # of 30 expected each
    assert "mentor_tie_lot" in reasons(won[0], won[0].chosen[0])
    assert select(people, Rules(), "gst", KEY).chosen == select(people, Rules(), "gst", KEY).chosen


def test_a_floor_for_women() -> None:
    """30 people, 3 places; a third are women, who all come last: one place is theirs, for the best of them."""
    people = [full(f"m{i:02}", 90 - i) for i in range(20)] + [full(f"w{i:02}", 40 - i, W) for i in range(10)]
    plain = select(people, Rules(), "gst", KEY)
    assert plain.chosen == ("m00", "m01", "m02")
    kept = select(people, Rules(floors={"women_led": None}), "gst", KEY)
    assert kept.chosen == ("m00", "m01", "w00") and kept.floors == kept.wanted == {"women_led": 1}
    assert reasons(kept, "w00") == ["mentor_chosen_women_led"] and reasons(kept, "m02") == ["mentor_gave_way"]
    assert reasons(kept, "w01") == ["mentor_below"]
    two = select(people, Rules(floors={"women_led": Fraction(1, 2)}), "gst", KEY)
    assert two.chosen == ("m00", "w00", "w01")


def test_one_person_fills_two_floors() -> None:
    people = [full(f"m{i}", 90 - i) for i in range(16)] + [full("w", 50, W), full("s", 49, M), full("ws", 30, BOTH)]
    result = select(people, Rules(floors=OWN_SHARE), "gst", KEY)
    assert result.places == 2 and result.floors == {"women_led": 1, "marginalised": 1}
    assert result.chosen == ("m0", "ws"), "with one place for both floors the best one of all is kept as well"


def test_floors_that_cannot_both_be_kept() -> None:
    """One place, two groups without a person in both: the share of women is 2/6, of the others 3/6; rounding up gave
    the women more, so their floor is lowered."""
    people = [
        full("m", 90),
        *(full(f"w{i}", 70 - i, W) for i in range(2)),
        *(full(f"s{i}", 50 - i, M) for i in range(3)),
    ]
    result = select(people, Rules(floors=OWN_SHARE), "gst", KEY)
    assert result.wanted == {"women_led": 1, "marginalised": 1}
    assert result.floors == {"women_led": 0, "marginalised": 1}
    assert result.chosen == ("s0",)


def test_a_floor_is_never_more_than_there_are() -> None:
    result = select([full(f"m{i}", i) for i in range(9)] + [full("w", 1, W)],
                    Rules(share=Fraction(1, 2), floors={"women_led": Fraction(4, 5)}), "gst", KEY)  # fmt: skip
    assert result.floors == {"women_led": 1} and "w" in result.chosen and len(result.chosen) == 5


@pytest.mark.parametrize("call", [
    lambda: Rules(share=Fraction(11, 10)), lambda: Rules(attendance=Fraction(-1)),
    lambda: Rules(floors={"women_led": Fraction(2)}), lambda: Rules(post_weight=Fraction(0), late_weight=Fraction(0)),
    lambda: Rules(late_weight=Fraction(-1)), lambda: select([full("a", 1), full("a", 2)], Rules(), "gst", KEY),
    lambda: score(Person("a", Fraction(1)), Rules()),
])  # fmt: skip
def test_what_cannot_be(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        call()


@given(courses(), RULES, st.booleans(), st.randoms())
def test_the_order_of_the_people_does_not_matter(
    people: list[Person], rules: Rules, provisional: bool, chance: random.Random
) -> None:
    mixed = chance.sample(people, len(people))
    assert select(people, rules, "gst", KEY, provisional) == select(mixed, rules, "gst", KEY, provisional)


@given(courses(), RULES, st.booleans())
def test_what_always_holds(people: list[Person], rules: Rules, provisional: bool) -> None:
    result = select(people, rules, "gst", KEY, provisional)
    known = {person.id: person for person in people}
    eligible = [each for each in people if each.attendance >= Fraction(4, 5) and each.post is not None
                and (provisional or each.late is not None)]  # fmt: skip
    assert {each.id for each in result.standings} == known.keys()
    assert {each.id for each in result.standings if each.rank is not None} == {each.id for each in eligible}
    assert len(result.chosen) == result.places == ceil(rules.share * len(eligible))
    assert all(each.reasons for each in result.standings)
    for group, floor in result.floors.items():
        assert sum(group in known[id].groups for id in result.chosen) >= floor
        members = sum(group in person.groups for person in eligible)
        least = rules.floors[group]
        exact = Fraction(members, len(eligible)) if least is None else least
        assert result.wanted[group] == min(members, ceil(exact * result.places)) >= floor
    if len(rules.floors) == 1:
        assert result.floors == result.wanted, "one floor alone can always be kept"
    chosen, refused = set(result.chosen), [each for each in eligible if each.id not in result.chosen]
    for loser in refused:
        for winner in (known[id] for id in chosen):
            if winner.groups == loser.groups:
                assert score(winner, rules, provisional) >= score(loser, rules, provisional)
                better = (loser.post or 0) >= (winner.post or 0) and (loser.late or 0) > (winner.late or 0)
                assert provisional or not better or not rules.late_weight


@settings(max_examples=60, deadline=None)
@given(courses(8), RULES)
def test_it_is_the_best_choice_that_keeps_the_floors(people: list[Person], rules: Rules) -> None:
    """Of all sets of that size that keep the floors: the one with the best first one, then the best second one ..."""
    result = select(people, rules, "gst", KEY)
    ranked = [each.id for each in result.standings if each.rank is not None]
    known = {person.id: person for person in people}

    def keeps(those: tuple[str, ...], floors: dict[Group, int]) -> bool:
        return all(sum(group in known[id].groups for id in those) >= number for group, number in floors.items())

    # Combinations come in the order of the ranking, so the first one that keeps the floors is the best one.
    sets = list(combinations(ranked, result.places))
    assert result.chosen == next(those for those in sets if keeps(those, dict(result.floors)))
    if result.floors != result.wanted:
        assert not any(keeps(those, dict(result.wanted)) for those in sets), "lowered without need"


@given(courses(), RULES, st.integers(0, 13))
def test_who_gets_better_is_not_dropped_for_it(people: list[Person], rules: Rules, which: int) -> None:
    """More right in the late test, all else the same: whoever was chosen still is."""
    before = select(people, rules, "gst", KEY)
    if not before.chosen:
        return
    lucky = before.chosen[which % len(before.chosen)]
    after = [
        Person(each.id, each.attendance, each.pre, each.post, Fraction(1), each.finished, each.groups)
        if each.id == lucky else each
        for each in people
    ]  # fmt: skip
    assert lucky in select(after, rules, "gst", KEY).chosen
