"""The journal: what a killed sender was doing."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.delivery import journal as module
from bot.delivery.journal import Journal, Left


def reopened(one: Journal, folder: Path) -> Journal:
    one.close()
    return Journal.open(folder)


def test_two_senders_have_two_names(tmp_path: Path) -> None:
    one, two = Journal.open(tmp_path), Journal.open(tmp_path)
    assert one.name != two.name
    one.close()
    three = Journal.open(tmp_path)
    assert three.name == one.name
    two.close()
    three.close()


def test_each_fate_is_told(tmp_path: Path) -> None:
    one = Journal.open(tmp_path)
    assert one.left() == {}
    one.begin()
    for number in (1, 2, 3, 4):
        one.sending(number)
    one.sent(1, "ext 1")
    one.sent(2, "ext-2", last=False)
    one.refused(3)
    again = reopened(one, tmp_path)
    assert again.left() == {
        1: Left(parts=1, external_id="ext 1", whole=True),
        2: Left(parts=1, external_id="ext-2"),
        3: Left(),
        4: Left(under_way=True),
    }
    again.begin()
    assert again.left() == {}
    again.close()


def test_a_torn_line_is_left_out(tmp_path: Path) -> None:
    one = Journal.open(tmp_path)
    one.path.write_text("b 1\ne 1 ext\nb 2\nb x\n\ne", encoding="utf-8")
    assert one.left() == {1: Left(parts=1, external_id="ext", whole=True), 2: Left(under_way=True)}
    one.close()


def test_what_is_settled_is_not_told_of_the_next_attempt(tmp_path: Path) -> None:
    """Else a part that was sent before would be counted twice, and the next one left out."""
    one = Journal.open(tmp_path)
    one.begin()
    for number in (1, 2):
        one.sending(number)
        one.sent(number, "ext", last=number == 2)
    one.sending(1)
    one.refused(1)
    one.settled([1, 2, 3])
    assert one.left() == {}
    one.sending(1)
    again = reopened(one, tmp_path)
    assert again.left() == {1: Left(under_way=True)}
    again.close()


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 2000)
    one = Journal.open(tmp_path)
    one.begin()
    one.sending(0)
    for number in range(1, 1000):
        one.sending(number)
        one.sent(number, f"ext-{number}")
        one.settled([number])
    assert one.path.stat().st_size < 3000
    one.sending(1000)
    assert {number for number, left in reopened(one, tmp_path).left().items() if left.under_way} == {0, 1000}


def test_two_folders_of_one_machine_have_two_names_that_stay(tmp_path: Path) -> None:
    names = []
    for folder in ("one", "two", "one"):
        journal = Journal.open(tmp_path / folder)
        names.append(journal.name)
        journal.close()
    assert names[0] == names[2] != names[1]
    assert all(len(name) <= 32 for name in names), "longer than its column"


def test_machines_with_long_names_that_begin_alike_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []
    for number in (1, 2):
        machine = SimpleNamespace(nodename=f"udyog-sathi-sender-production-{number}")
        monkeypatch.setattr(os, "uname", lambda machine=machine: machine)
        journal = Journal.open(tmp_path)
        names.append(journal.name)
        journal.close()
    assert names[0] != names[1]
