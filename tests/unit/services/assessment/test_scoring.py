"""Scores as a whole and by module."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.assessments import Assessment
from bot.services.assessment.marking import Given, right
from bot.services.assessment.scoring import score

RIGHT: dict[str, Given] = {
    "account": "c", "bills": ["c", "a"], "days": "b", "rate": "a", "sum": 1350, "true": False,
}  # fmt: skip


def test_all_none_and_some_right(bank: Assessment) -> None:
    whole = score(bank, RIGHT)
    assert (whole.right, whole.of, dict(whole.modules)) == (6, 6, {"first": (3, 3), "second": (3, 3)})
    assert whole.share == 1
    nothing = score(bank, {})
    assert (nothing.right, nothing.of, dict(nothing.modules)) == (0, 6, {"first": (0, 3), "second": (0, 3)})
    some = score(bank, {"account": "c", "bills": ["a"], "sum": 1351, "true": False})
    assert (some.right, some.of, dict(some.modules)) == (2, 6, {"first": (1, 3), "second": (1, 3)})
    assert some.share == 2 / 6


def test_answers_to_items_that_are_gone_do_not_count(bank: Assessment) -> None:
    assert score(bank, {"gone": "a", "account": "c"}) == score(bank, {"account": "c"})


_GIVEN = st.one_of(
    st.booleans(), st.integers(), st.floats(), st.sampled_from("abcde"), st.text(),
    st.lists(st.sampled_from("abcde"), unique=True),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(sorted(RIGHT)), _GIVEN))
def test_the_modules_add_up_and_one_item_is_one_point(bank: Assessment, answers: dict[str, Given]) -> None:
    made = score(bank, answers)
    assert made.right == sum(got for got, _ in made.modules.values()) <= made.of
    assert made.of == sum(of for _, of in made.modules.values()) == len(bank.items)
    assert made.right == sum(right(bank.item(name), given) for name, given in answers.items())
