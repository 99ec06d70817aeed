"""The pages of trainings: who sees which, in three languages, quickly enough and small enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.console.training_office import School

LARGEST = 150_000
"""Bytes of a page."""
CLI = re.compile(r"\bNone\b|\{\{|%\(")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    made = School(Path(tmp_path_factory.mktemp("school")))
    yield made
    made.office.close()


def pages(school: School) -> list[str]:
    one = f"/sessions/{school.running}"
    return [
        "", "/sessions", "/sessions?when=past", "/sessions?view=week", "/sessions?when=days&mode=online", one,
        f"/sessions/{school.held[0]}", f"/sessions/{school.coming[0]}/move", f"/sessions/{school.coming[0]}/cancel",
        f"{one}/code", f"{one}/code/live", "/courses", "/assessments", "/assessments/gst-basics", "/feedback",
        "/trainers", "/mentors", "/pairs", "/certificates", "/import", "/scorecard", "/scorecard?part=courses",
        "/scorecard?part=sessions", "/scorecard?part=districts",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_every_page_is_there_in_three_languages(school: School, language: str) -> None:
    client = school.office.client(school.official(language=language))
    for path in pages(school):
        answer = client.get(f"/training{path}")
        assert answer.status_code == 200, (path, answer.text[-400:])
        assert len(answer.content) < LARGEST, path
        assert "style=" not in answer.text and "<style" not in answer.text and not CLI.search(answer.text), path
        if not path.endswith("/live"):
            assert answer.text.count("<h1") == 1 and f'<html lang="{language}">' in answer.text, path
