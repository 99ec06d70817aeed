"""The order of a sheet: fixed by its seed, nothing lost, different for different people."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.assessments import Assessment
from bot.services.assessment.sheet import shuffled


def test_a_seed_gives_the_same_sheet_on_every_machine(bank: Assessment) -> None:
    """Written down, so that a sheet that was begun reads the same after an update."""
    assert shuffled(bank, "attempt-7") == shuffled(bank, "attempt-7")
    made = shuffled(bank, "attempt-7")
    assert made.items == ("days", "account", "bills", "sum", "true", "rate")
    assert made.options["bills"] == ("a", "d", "c", "b")


def test_different_people_get_different_sheets(bank: Assessment) -> None:
    sheets = [shuffled(bank, f"person-{number}") for number in range(600)]
    firsts = Counter(sheet.items[0] for sheet in sheets)
    assert firsts.keys() == {item.id for item in bank.items}
    assert all(60 <= count <= 140 for count in firsts.values()), firsts  # 100 expected
    places = Counter(sheet.options["account"].index("c") for sheet in sheets)
    assert all(150 <= places[place] <= 250 for place in range(3)), places  # 200 expected


def test_items_are_mixed_over_the_modules(bank: Assessment) -> None:
    module = {item.id: item.module for item in bank.items}
    changes = [
        sum(module[one] != module[other] for one, other in zip(sheet.items, sheet.items[1:], strict=False))
        for sheet in (shuffled(bank, str(seed)) for seed in range(50))
    ]
    assert max(changes) > 1


@given(st.text())
def test_nothing_is_lost_or_twice_and_an_order_is_kept_where_it_must(bank: Assessment, seed: str) -> None:
    sheet = shuffled(bank, seed)
    assert sorted(sheet.items) == sorted(item.id for item in bank.items)
    assert sheet.options.keys() == {item.id for item in bank.items if item.options}
    for item in bank.items:
        if item.options:
            assert sorted(sheet.options[item.id]) == sorted(item.letters)
    assert sheet.options["days"] == ("a", "b", "c")


@given(st.text())
def test_the_options_of_an_item_do_not_hang_on_the_others(bank: Assessment, seed: str) -> None:
    fewer = bank.model_copy(update={"items": bank.items[:2]})
    whole, part = shuffled(bank, seed), shuffled(fewer, seed)
    assert {name: whole.options[name] for name in part.options} == dict(part.options)
