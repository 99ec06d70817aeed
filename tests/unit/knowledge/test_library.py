"""The content in memory: read again when a file changed, and never worse than before."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.library import ContentError, Library, read

TopicData = Callable[..., dict[str, Any]]


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def folder(tmp_path: Path, topic_data: TopicData, write_content: Callable[..., Path]) -> Path:
    return write_content(
        tmp_path, topic_data("alpha", order=2), topic_data("beta", order=1), topic_data("gamma", "gst")
    )


def change(file: Path, old: str, new: str) -> None:
    before = file.stat().st_mtime_ns
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(file, ns=(before + 1, before + 1))  # file systems may count in whole seconds


def test_reads_topics_messages_and_buttons(folder: Path) -> None:
    content = read(folder)
    assert set(content.topics) == {"alpha", "beta", "gamma"}
    assert "engine_down" in content.messages
    assert "menu" in content.buttons
    assert "menu" not in content.messages


def test_an_area_is_in_the_order_of_its_menu(folder: Path) -> None:
    assert [topic.id for topic in read(folder).in_area("schemes")] == ["beta", "alpha"]
    assert read(folder).in_area("ondc") == []


def test_a_change_is_seen_after_two_seconds(folder: Path, seconds: Seconds) -> None:
    library = Library(folder, seconds)
    change(folder / "schemes" / "alpha.yml", "alpha/what en", "changed en")
    seconds.now += 1.9
    assert library.content().topics["alpha"].aspects["what"].en == "alpha/what en"
    seconds.now += 0.2
    assert library.content().topics["alpha"].aspects["what"].en == "changed en"


def test_new_and_removed_topics_are_seen(
    folder: Path, seconds: Seconds, topic_data: TopicData, write_content: Any
) -> None:
    library = Library(folder, seconds)
    (folder / "schemes" / "beta.yml").unlink()
    write_content(folder, topic_data("epsilon", "loans"))
    seconds.now += 2
    assert set(library.content().topics) == {"alpha", "gamma", "epsilon"}


def test_without_a_change_nothing_is_read(folder: Path, seconds: Seconds) -> None:
    library = Library(folder, seconds)
    first = library.content()
    seconds.now += 10
    assert library.content() is first


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("schemes/alpha.yml", "id: alpha", "id: [alpha"),
        ("schemes/alpha.yml", "id: alpha", "id: Alpha!"),
        ("schemes/alpha.yml", "verified_on: 2025-10-01", "verified_on: 2026-02-30"),
        ("messages/conversation.yml", "engine_down:", "engine_dwon:"),
        ("messages/buttons.yml", "menu:", "menuu:"),
        ("messages/conversation.yml", "- area_gst", "- area_moon"),
    ],
)
def test_a_broken_file_keeps_the_last_good_state_and_is_logged_once(
    folder: Path, seconds: Seconds, caplog: pytest.LogCaptureFixture, file: str, old: str, new: str
) -> None:
    library = Library(folder, seconds)
    good = library.content()
    change(folder / file, old, new)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            seconds.now += 2
            assert library.content() is good
    (record,) = caplog.records
    assert "last good state" in record.getMessage()
    assert str(folder) in record.getMessage()
    change(folder / file, new, old)
    seconds.now += 2
    assert library.content() == good


@pytest.mark.parametrize("names", [("messages",), ("schemes", "gst"), ("schemes", "gst", "messages")])
def test_content_that_is_gone_keeps_the_last_good_state(folder: Path, seconds: Seconds, names: tuple[str, ...]) -> None:
    library = Library(folder, seconds)
    for name in names:
        (folder / name).rename(folder / f".{name}")
    seconds.now += 2
    assert library.content().messages["engine_down"]
    assert library.content().topics["alpha"]


def test_a_file_that_vanishes_while_it_is_looked_at(
    folder: Path, seconds: Seconds, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library(folder, seconds)
    monkeypatch.setattr("bot.knowledge.library.content_files", lambda _: [folder / "schemes" / "gone.yml"])
    seconds.now += 2
    assert library.content().topics["alpha"]
    assert "gone.yml" in caplog.text


def test_the_first_reading_must_succeed(folder: Path) -> None:
    change(folder / "gst" / "gamma.yml", "status: open", "status: ajar")
    with pytest.raises(ContentError, match=r"gamma\.yml: status"):
        Library(folder)


def test_messages_that_are_no_mapping(folder: Path) -> None:
    (folder / "messages" / "errors.yml").write_text("- a\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"errors\.yml: no messages"):
        read(folder)
