"""What differs between two states, and how states are kept."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge import states
from bot.knowledge.changes import Changes, ListChange, TextChange, changes

TODAY = dt.date(2026, 11, 22)
Data = dict[str, Any]


def files(*topics: Data, **others: Any) -> dict[str, bytes]:
    """A state. `others`: documents by file name without its ending ("messages/buttons")."""
    named = {f"{topic['area']}/{topic['id']}": topic for topic in topics} | others
    return {f"{name}.yml": json.dumps(data, default=str).encode() for name, data in named.items()}


@pytest.fixture
def one(topic_data: Callable[..., Data]) -> Data:
    return topic_data()


def altered(data: Data, change: Callable[[Data], object]) -> Changes:
    other = copy.deepcopy(data)
    change(other)
    return changes(files(data), files(other), TODAY)


def test_nothing(one: Data) -> None:
    found = altered(one, lambda d: None)
    assert not found and not found.learnt and found == Changes()


def test_a_figure_changes_the_answers_that_hold_it(one: Data) -> None:
    found = altered(one, lambda d: d["figures"]["money"].update(rupees=700_000))
    assert [(c.where, c.part, c.language) for c in found.texts] == [
        ("alpha", "aspects.benefit", language) for language in ("bn", "hi", "en")
    ]
    assert "₹5 lakh" in found.texts[2].old and "₹7 lakh" in found.texts[2].new
    assert "৭ লক্ষ" in found.texts[0].new
    assert found and not found.learnt


@pytest.mark.parametrize(
    ("change", "part", "old", "new"),
    [
        (lambda d: d["aspects"]["cost"].update(hi="new"), "aspects.cost", "alpha/cost hi", "new"),
        (lambda d: d["title"].update(hi="new"), "title", "Title of alpha hi", "new"),
        (lambda d: d["brief"].update(hi="new"), "brief", "alpha in short hi", "new"),
        (lambda d: d["points"]["for_whom"].update(hi="new"), "points.for_whom", "alpha is for all hi", "new"),
        (lambda d: d.update(status_note={"hi": "new"}), "status_note", "", "new"),
        (lambda d: d["aspects"]["cost"].pop("hi"), "aspects.cost", "alpha/cost hi", ""),
        (lambda d: d["aspects"]["cost"].update(hi="{nothing}"), "aspects.cost", "alpha/cost hi", "{nothing}"),
        (lambda d: d["aspects"]["cost"].update(hi="{"), "aspects.cost", "alpha/cost hi", "{"),
    ],
)
def test_a_text(one: Data, change: Callable[[Data], object], part: str, old: str, new: str) -> None:
    found = altered(one, change)
    assert found.texts == [TextChange("alpha", part, "hi", old, new)]
    assert not found.learnt


def test_questions_and_aliases_are_learnt(one: Data) -> None:
    def change(data: Data) -> None:
        data["questions"]["cost"]["en"][0] = "what does it cost"
        data["aliases"].append("aleph")

    found = altered(one, change)
    assert found.learnt and not found.texts
    assert found.lists == [
        ListChange("alpha", "aliases", ("aleph",), ()),
        ListChange("alpha", "questions.cost.en", ("what does it cost",), ("alpha cost en one",)),
    ]


def test_status_and_days(one: Data) -> None:
    found = altered(one, lambda d: d.update(status="changed", review_by=dt.date(2027, 1, 1)))
    assert [(c.part, c.old, c.new) for c in found.facts] == [
        ("status", "open", "changed"),
        ("review_by", "2999-12-31", "2027-01-01"),
    ]
    assert not found.learnt


def test_topics_come_and_go(one: Data, topic_data: Callable[..., Data]) -> None:
    found = changes(files(one, topic_data("beta")), files(one, topic_data("gamma", "gst")), TODAY)
    assert (found.topics_added, found.topics_removed, found.learnt) == (["gamma"], ["beta"], True)


def test_a_file_that_cannot_be_read_is_not_a_topic_gone(one: Data, topic_data: Callable[..., Data]) -> None:
    both = files(one, topic_data("beta"))
    found = changes(both, both | {"schemes/beta.yml": b"id: ["}, TODAY)
    assert (found.topics_removed, found.files, found.learnt) == ([], ["schemes/beta.yml"], False)
    assert changes(both | {"schemes/beta.yml": b"\xff"}, both, TODAY).topics_added == []


def test_messages_and_other_files(one: Data) -> None:
    def state(greeting: str, place: str) -> dict[str, bytes]:
        texts = {"greeting": {"text": {"en": greeting}}}
        return files(one, **{"messages/conversation": texts, "places/x": {"districts": [place]}})

    found = changes(state("Hello", "Malda"), state("Good day", "Nadia"), TODAY)
    assert found.texts == [TextChange("conversation.greeting", "text", "en", "Hello", "Good day")]
    assert found.files == ["places/x.yml"]


def test_shared_figures_are_filled_in(one: Data) -> None:
    one["aspects"]["cost"]["en"] = "It costs {fee} since {fee_since}"
    old, new = (files(one, figures={"fee": {"rupees": fee, "since": "2026-04-01"}}) for fee in (50, 60))
    (found,) = [change for change in changes(old, new, TODAY).texts if change.language == "en"]
    assert (found.old, found.new) == ("It costs ₹50 since 1 April 2026", "It costs ₹60 since 1 April 2026")


# ---- states


def test_what_was_recorded_is_the_folder(tmp_path: Path, write_content: Callable[..., Path], one: Data) -> None:
    folder = write_content(tmp_path / "content", one)
    (folder / "figures.yml").write_text("{}", encoding="utf-8")
    models = tmp_path / "models"
    models.mkdir()
    assert states.recorded(models) is None
    states.record(folder, models / "engine-1.tar.gz")
    assert states.recorded(models) == states.of_folder(folder)
    assert set(states.of_folder(folder)) == {
        "figures.yml", "schemes/alpha.yml", "messages/buttons.yml", "messages/conversation.yml",
    }  # fmt: skip
    assert [path.name for path in models.iterdir()] == [states.RECORD]


@pytest.mark.parametrize(("model", "anew", "kept"), [("1", False, True), ("1", True, False), ("2", False, False)])
def test_only_a_training_makes_a_new_record(
    tmp_path: Path, write_content: Callable[..., Path], one: Data, model: str, anew: bool, kept: bool
) -> None:
    folder = write_content(tmp_path / "content", one)
    states.record(folder, tmp_path / "1")
    before = states.recorded(tmp_path)
    (folder / "schemes" / "alpha.yml").write_text(yaml.safe_dump({"id": "alpha"}), encoding="utf-8")
    states.record(folder, tmp_path / model, anew=anew)
    assert (states.recorded(tmp_path) == before) is kept
    assert states.recorded_model(tmp_path / states.RECORD) == model


def test_a_damaged_record_counts_as_none(tmp_path: Path, write_content: Callable[..., Path], one: Data) -> None:
    folder = write_content(tmp_path / "content", one)
    (tmp_path / states.RECORD).write_bytes(b"\x1f\x8bnothing")
    assert states.recorded(tmp_path) is None and states.recorded_model(tmp_path / states.RECORD) is None
    states.record(folder, tmp_path / "1")
    assert states.recorded(tmp_path) == states.of_folder(folder)


def test_what_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(tarfile.TarError):
        states.of_archive(b"nothing")
