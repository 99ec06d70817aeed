"""Notices of consent: those of the project are whole, and what is wrong in one is told with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.check import check
from bot.knowledge.consent import PARTS, PURPOSES, Terms, duration, notices, parse, parse_common
from bot.knowledge.library import ContentError, Library, read
from bot.knowledge.model import LANGUAGES
from bot.settings import Settings, get_settings

FOLDER = get_settings().content_dir / "consent"


def data(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def made(terms: Terms | None = None, **changes: Any) -> Any:
    files = {name: parse(data(name) | changes.get(name, {})) for name in PURPOSES}
    return notices(files, parse_common(data("common") | changes.get("common", {})), terms or Terms())


def test_the_project_has_a_notice_for_each_purpose(project_library: Library) -> None:
    content = project_library.content()
    assert set(content.notices) == set(PURPOSES)
    for notice in content.notices.values():
        for language in LANGUAGES:
            full = notice.full[language]
            assert full.count("•") == len(PARTS) + 1 and "{" not in full + notice.text[language]
            assert {"bn": "বোর্ড", "hi": "बोर्ड", "en": "Data Protection Board of India"}[language] in full
        assert len(notice.version) <= 16


def test_periods_and_contact_are_those_of_the_settings() -> None:
    settings = Settings()
    assert (Terms().worker_days, Terms().contact_days) == (
        settings.worker_retention_days, settings.contact_retention_days,
    )  # fmt: skip
    usual = made()["registry"].full
    assert "3 years" in usual.en and "৩ বছর" in usual.bn and "3 वर्ष" in usual.hi and "talk to a person" in usual.en
    own = made(Terms("Data desk, 033-0000", 365, 60))
    assert "1 year" in own["registry"].full.en and "Data desk, 033-0000" in own["registry"].full.bn
    assert "২ মাস" in own["reminders"].full.bn and "talk to a person" not in own["reminders"].full.en


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        ({"registry": {"version": 2}}, {"registry"}),
        ({"registry": {"why": {"bn": "অন্য", "hi": "और", "en": "else"}}}, {"registry"}),
        ({"share_banks": {"name": {"bn": "ক", "hi": "क", "en": "B"}}}, set()),
        ({"common": {"complain": {"bn": "ক", "hi": "क", "en": "c"}}}, set(PURPOSES)),
    ],
)
def test_other_words_are_another_version(changes: dict[str, Any], changed: set[str]) -> None:
    before, after = made(), made(**changes)
    assert {name for name in PURPOSES if before[name].version != after[name].version} == changed


@pytest.mark.parametrize(
    ("days", "words"), [(365, "1 year"), (1095, "3 years"), (60, "2 months"), (45, "45 days"), (1, "1 day")]
)
def test_a_time_in_words(days: int, words: str) -> None:
    assert duration(days, "en") == words


@pytest.fixture
def folder(tmp_path: Path, write_content: Callable[..., Path], topic_data: Callable[..., Any]) -> Path:
    made = write_content(tmp_path / "content", topic_data())
    (made / "consent").mkdir()
    for name in (*PURPOSES, "common"):
        (made / "consent" / f"{name}.yml").write_text((FOLDER / f"{name}.yml").read_text("utf-8"), "utf-8")
    return made


def change(folder: Path, name: str, **values: Any) -> Path:
    file = folder / "consent" / f"{name}.yml"
    stored = data(name) | values
    file.write_text(yaml.safe_dump({k: v for k, v in stored.items() if v is not None}, allow_unicode=True), "utf-8")
    return file


def three(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, text)


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("registry", {"why": None}, "why is missing"),
        ("registry", {"why": three("for {worker}")}, "{worker} is no place"),
        ("registry", {"why": {"bn": "{worker_time}", "hi": "-", "en": "-"}}, "placeholders differ"),
        ("registry", {"text": three("x" * 601)}, "at most 600"),
        ("registry", {"give": three("x" * 21)}, "at most 20"),
        ("registry", {"what": three("x" * 3001)}, "at most 3000"),
        ("registry", {"version": 0}, "version"),
        ("registry", {"extra": 1}, "extra is not a known name"),
        ("common", {"complain": None}, "complain is missing"),
        ("reminders", {"how_long": {"bn": "৩ দিন", "hi": "3 दिन", "en": "4 days"}}, "numbers differ"),
    ],
)
def test_what_is_wrong_is_told(folder: Path, name: str, values: dict[str, Any], message: str) -> None:
    assert check([folder / "consent"], folder, facts=()) == []
    file = change(folder, name, **values)
    problems = check([folder / "consent"], folder, facts=())
    assert problems and all(problem.file == file for problem in problems)
    assert any(message in problem.message for problem in problems), problems


def test_a_file_of_no_purpose_is_told(folder: Path) -> None:
    (folder / "consent" / "marketing.yml").write_text("version: 1\n", "utf-8")
    (problem,) = check([folder / "consent"], folder, facts=())
    assert "marketing is no purpose" in problem.message


def test_without_the_common_part_nothing_is_read(folder: Path) -> None:
    (folder / "consent" / "common.yml").unlink()
    with pytest.raises(ContentError, match="common"):
        read(folder)


def test_a_place_that_there_is_not_is_no_content(folder: Path) -> None:
    change(folder, "registry", why=three("{somewhere}"))
    with pytest.raises(ContentError, match="consent"):
        read(folder)
