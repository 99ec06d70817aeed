"""The cells of a filter are those that the database computes for the workers who fit."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from bot.db.models.registry import CELL
from bot.services.worker_cells import EVERY_WANT, GENDERS, UNCONFIRMED, matching

genders = st.sampled_from((None, *GENDERS))
months = st.none() | st.integers(0, 600)
wants = st.integers(0, EVERY_WANT)
_database = sqlite3.connect(":memory:", check_same_thread=False)


def cell(status: str, gender: str | None, wanted: int, experience: int | None) -> int:
    row = "SELECT ? AS status, ? AS gender, ? AS wants, ? AS experience_months"
    found: int = _database.execute(f"SELECT {CELL} FROM ({row})", (status, gender, wanted, experience)).fetchone()[0]
    return found


@given(
    st.sampled_from(("active", "unconfirmed")), genders, wants, months, genders, wants, months, months, st.booleans()
)
def test_who_fits_is_in_a_matching_cell(
    status: str, gender: str | None, wanted: int, experience: int | None, asked_gender: str | None, asked_wants: int,
    low: int | None, high: int | None, confirmed: bool,
) -> None:  # fmt: skip
    cells = matching(confirmed=confirmed, gender=asked_gender, wants=asked_wants, months=(low, high))
    assert len(set(cells)) == len(cells) and all(0 <= each < 2 * UNCONFIRMED for each in cells)
    exact = (
        (status == "active") == confirmed
        and asked_gender in (None, gender)
        and (not asked_wants or bool(asked_wants & wanted))
    )
    experienced = (low is None and high is None) or (
        experience is not None and (low is None or experience >= low) and (high is None or experience < high)
    )
    found = cell(status, gender, wanted, experience) in cells
    assert found or not (exact and experienced)
    assert exact or not found, "of status, gender and wants nothing needs to be compared again"


def test_a_filter_of_nothing_means_every_cell() -> None:
    assert {cell("active", gender, wanted, span) for gender in (None, *GENDERS) for wanted in range(32)
            for span in (None, 0, 12, 24, 36, 60, 96, 120, 180, 240, 360)} == set(matching(confirmed=True))  # fmt: skip
    assert len(matching(confirmed=True)) == 4 * 32 * 11


def test_experience_leaves_out_those_who_said_nothing_and_far_spans() -> None:
    spans = [each % 16 for each in matching(confirmed=True, gender="man", wants=1, months=(60, 72))]
    assert set(spans) == {5}
    assert {each % 16 for each in matching(confirmed=True, months=(None, 12))} == {1}
    assert {each % 16 for each in matching(confirmed=True, months=(360, None))} == {10}
