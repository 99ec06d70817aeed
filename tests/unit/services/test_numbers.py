"""Registration numbers: the check digit, and how people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.db.models import Worker
from bot.db.session import Database
from bot.services import numbers, workers
from bot.services.workers import Registration, Trade

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
GOOD = "WB123456784"  # 123456784: the check digit of python-stdnum's Verhoeff for 12345678


def drawn(number: int) -> str:
    digits = iter([number])
    return numbers.new(_Empty(), draw=lambda _: next(digits))  # type: ignore[arg-type]


class _Empty:
    def scalar(self, _: object) -> None:
        return None


@pytest.mark.parametrize(
    "typed",
    [
        "WB-1234-5678-4", "WB 1234 5678 4", "wb123456784", "123456784", "1234 56784", "wb–1234–5678–4", "WB/12345678/4",
        "ডব্লিউ 1", "WB-১২৩৪-৫৬৭৮-৪", "wb १२३४ ५६७८ ४", "ＷＢ１２３４５６７８４", "  wb-1234-5678-4. ",
    ],
)  # fmt: skip
def test_any_grouping_and_script_is_read(typed: str) -> None:
    assert numbers.valid(typed) == (None if typed.startswith("ড") else GOOD)


@pytest.mark.parametrize(
    "typed", ["", "WB", "WB12345678", "WB1234567844", "9830012345", "WB-1234-5678-5", "L123456784"]
)
def test_what_is_no_number(typed: str) -> None:
    assert numbers.valid(typed) is None


@given(st.integers(0, 10**8 - 1))
def test_a_drawn_number_is_valid_as_it_is_shown(number: int) -> None:
    made = drawn(number)
    assert numbers.valid(numbers.shown(made)) == made == numbers.valid(made.lower())
    assert len(numbers.shown(made)) == len("WB-1234-5678-4")


@given(st.integers(0, 10**8 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: int, place: int, by: int) -> None:
    digits = [int(digit) for digit in drawn(number)[2:]]
    digits[place] = (digits[place] + by) % 10
    assert numbers.valid("WB" + "".join(map(str, digits))) is None


@given(st.integers(0, 10**8 - 1), st.integers(0, 7))
def test_two_neighbours_in_the_wrong_order_are_noticed(number: int, place: int) -> None:
    digits = list(drawn(number)[2:])
    swapped = [*digits[:place], digits[place + 1], digits[place], *digits[place + 2 :]]
    assert swapped == digits or numbers.valid("WB" + "".join(swapped)) is None


def test_a_number_that_is_taken_is_drawn_again(database: Database) -> None:
    with database.session() as session:
        session.add(
            Worker(number=GOOD, name="A", phone="+919830012345", district="malda", registered_at=NOW, updated_at=NOW)
        )
        session.flush()
        draws = iter([12345678, 12345678, 87654321])
        assert numbers.new(session, draw=lambda _: next(draws)) == drawn(87654321)


def test_other_prefixes() -> None:
    assert numbers.valid("L-1234-5678-4", "L") == "L123456784"
    assert numbers.shown("L123456784") == "L-1234-5678-4"


def test_registered_numbers_are_all_different(database: Database) -> None:
    entry = Registration("A", "+919830012345", "malda", (Trade("mason"),))
    with database.session() as session:
        made = [workers.register(session, entry, NOW).number for _ in range(50)]
    assert len(set(made)) == 50
