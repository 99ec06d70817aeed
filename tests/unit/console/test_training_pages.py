"""The pages of trainings: who sees which, in three languages, quickly enough and small enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.console.training_office import School

LARGEST = 150_000
"""Bytes of a page."""
CLI = re.compile(r"\bNone\b(?! \(official\)| chosen)|\{\{|%\(")


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


def test_the_figures_can_be_taken_away(school: School) -> None:
    client = school.office.client(school.official())
    book = client.get("/training/scorecard.xlsx?programme=SAMPLE-P1")
    assert book.status_code == 200 and book.content[:2] == b"PK"
    picture = client.get("/training/scorecard.svg?programme=SAMPLE-P1")
    assert picture.status_code == 200 and b"<svg" in picture.content
    attendance = client.get(f"/training/sessions/{school.held[0]}/attendance.csv")
    assert (
        attendance.content.startswith(b"\xef\xbb\xbfNumber,")
        and "attachment" in attendance.headers["content-disposition"]
    )


def test_a_district_officer_sees_the_sessions_of_the_district_alone(school: School) -> None:
    client = school.office.client(school.official("district_officer"))
    foreign = next(code for code, district in school.district.items() if district != "malda")
    assert client.get(f"/training/sessions/{foreign}").status_code == 404
    assert client.get(f"/training/sessions/{foreign}/code").status_code == 404
    text = client.get("/training/sessions?when=days").text
    assert foreign not in text
    assert client.get("/training/mentors").status_code == 404


def test_an_agency_sees_its_own_sessions_and_trainers(school: School) -> None:
    one, other = school.agencies[:2]
    ours = school.office.client(school.official("agency", agency_id=one))
    theirs = school.office.client(school.office.officer("Their agency", "agency", agency_id=other))
    seen = [
        set(re.findall(r'value="(SAMPLE-S\d+)"', client.get("/training/sessions?when=days").text))
        for client in (ours, theirs)
    ]
    assert seen[0] and seen[1] and not seen[0] & seen[1]
    for code in seen[1]:
        assert ours.get(f"/training/sessions/{code}").status_code == 404
        assert ours.post(f"/training/sessions/{code}/cancel", {"reason": "The hall is closed"}).status_code == 404
    assert ours.get("/training/trainers").status_code == 200
    assert ours.get("/training/assessments").status_code == 404


def test_a_trainer_sees_the_own_sessions(school: School) -> None:
    code, trainer = next((code, trainer) for code, trainer in school.trainer_of.items() if trainer)
    client = school.office.client(school.official("trainer", trainer_id=trainer))
    assert client.get(f"/training/sessions/{code}").status_code == 200
    for other, whose in school.trainer_of.items():
        if whose != trainer:
            assert client.get(f"/training/sessions/{other}").status_code == 404
    assert client.get("/training/import").status_code == 404


def test_an_agency_without_an_agency_sees_nothing(school: School) -> None:
    client = school.office.client(school.office.officer("Lost agency", "agency"))
    assert client.get("/training").status_code == 200
    assert "SAMPLE-S" not in client.get("/training/sessions?when=days").text


@pytest.mark.parametrize("role", ["content_editor", "help_desk"])
def test_others_do_not_come_in(school: School, role: str) -> None:
    assert school.office.client(school.official(role)).get("/training").status_code == 403


def test_the_code_on_the_wall_changes_with_the_minute(school: School) -> None:
    text = school.office.client(school.official()).get(f"/training/sessions/{school.running}/code").text
    assert re.search(r'<p class="digits">\d{3} \d{3}</p>', text) and '<path d="M' in text
    assert '<noscript><meta http-equiv="refresh"' in text


@pytest.mark.parametrize(
    "path",
    ["/sessions?when=x", "/sessions?after=%00", "/sessions?since=nonsense", "/sessions/..%2f", "/pairs?status=x",
     "/sessions?course=%3Cscript%3E", "/scorecard?programme=NONE", "/assessments/none", "/import/" + "0" * 32],
)  # fmt: skip
def test_bad_addresses_are_answered(school: School, path: str) -> None:
    assert school.office.client(school.official()).get(f"/training{path}").status_code in (200, 303, 307, 404, 422)
