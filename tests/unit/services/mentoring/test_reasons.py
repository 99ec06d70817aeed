"""Every reason that selection and matching can give has its text, and the text only the values that are given."""

from __future__ import annotations

import string
from fractions import Fraction
from typing import get_args

import pytest

from bot.knowledge.library import Content
from bot.services.mentoring.floors import Group
from bot.services.mentoring.matching import Miss

PLACE = {"rank", "places", "eligible"}
GIVEN: dict[str, set[str]] = {
    "mentor_chosen": PLACE,
    **{f"mentor_chosen_{group}": PLACE for group in get_args(Group)},
    "mentor_below": PLACE,
    "mentor_gave_way": PLACE,
    "mentor_tie_gain": set(),
    "mentor_tie_time": set(),
    "mentor_tie_lot": set(),
    "mentor_provisional": set(),
    "mentor_attendance_low": {"percent", "needed"},
    "mentor_no_post_test": set(),
    "mentor_no_late_test": set(),
    "mentor_fit_sector": {"sector"},
    "mentor_fit_needs": {"needs"},
    "mentor_fit_district": set(),
    "mentor_fit_distance": {"km"},
    "mentor_fit_language": {"language"},
    **{miss: set() for miss in get_args(Miss)},
}


@pytest.mark.parametrize(("key", "given"), GIVEN.items())
def test_the_text_of_a_reason(content: Content, key: str, given: set[str]) -> None:
    for language in ("bn", "hi", "en"):
        text = content.messages[key].text[language]  # type: ignore[index]
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} <= given


def test_the_reasons_that_are_given_are_those_of_the_table() -> None:
    from bot.services.mentoring.selection import Rules, select
    from tests.unit.services.mentoring import test_matching, test_selection

    found: dict[str, set[str]] = {}
    for seed in range(40):
        asking, guiding = test_matching.drawn(seed)
        outcome = test_matching.match(asking, guiding, test_matching.km, b"secret")
        found |= {name: set(values) for pair in outcome.pairs for name, values in pair.reasons}
        people = [
            test_selection.Person(
                f"p{i}", Fraction(7 + (i + seed) % 4, 10), None, Fraction(i % 6, 10) if i % 7 else None,
                Fraction(i % 6, 10) if i % 5 else None, None, frozenset({"women_led"}) if i > 30 else frozenset(),
            )
            for i in range(45)
        ]  # fmt: skip
        result = select(people, Rules(floors={"women_led": Fraction(1, 2)}), f"c{seed}", b"secret", seed % 2 == 0)
        found |= {name: set(values) for each in result.standings for name, values in each.reasons}
    assert len(found) > 12
    assert found == {name: GIVEN[name] for name in found}
