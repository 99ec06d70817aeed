"""The page of figures: periods, districts, plots, files; who may see them; bad input."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from xml.etree import ElementTree

import pytest
from sqlalchemy import update

from bot.clock import INDIA, utc_now
from bot.console import charts
from bot.console.insights.figures import KEYS, Figure, as_csv
from bot.db.models import Broadcast
from bot.knowledge.names import names
from bot.services import tallies
from bot.services.roles import ROLES
from bot.services.tallies import Turn
from tests.office import Office
from tests.register import entered


def today() -> dt.date:
    return utc_now().astimezone(INDIA).date()


def filled(office: Office) -> None:
    with office.database.session() as session:
        for district, number in (("malda", 3), ("nadia", 1)):
            for _ in range(number):
                tallies.count(session, Turn(today(), "web", "bn", "bn", "pmegp", "answered", district, 300))
        tallies.count(session, Turn(today() - dt.timedelta(days=20), "web", "hi", "hi", "", "declined", "malda", 300))
        for district in ("malda",) * 6 + ("nadia",) * 2:
            entered(session, district=district, registered_at=utc_now())
        session.add(Broadcast(name="=cmd|'/c calc'!A1 <script>alert(1)</script>", created_by="x", created_at=utc_now(),
                              updated_at=utc_now(), started_at=utc_now(), recipients=5, status="done"))  # fmt: skip


def lines(office: Office, path: str, role: str = "state_admin", **values: object) -> list[list[str]]:
    who = office.officer(f"Somebody {role}", role, **values)  # type: ignore[arg-type]
    answer = office.client(who).get(path)
    assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_figures(office: Office, role: str) -> None:
    client = office.client(office.officer("Mita Das", role, {"malda"}))
    expected = 200 if "insights" in ROLES[role].rights else 403
    assert [client.get(path).status_code for path in ("/insights", "/insights/messages.csv")] == [expected] * 2


@pytest.mark.parametrize(("language", "title"), [("en", "Figures"), ("bn", "হিসাব"), ("hi", "आँकड़े")])
def test_the_page_in_each_language(office: Office, language: str, title: str) -> None:
    filled(office)
    answer = office.client(office.officer("Mita Das", "state_admin", language=language)).get("/insights")
    assert answer.status_code == 200 and f"<h1>{title}</h1>" in answer.text and len(answer.content) < 150_000
    plots = re.findall(r"<svg.*?</svg>", answer.text, re.DOTALL)
    assert len(plots) >= 7 and all(len(plot.encode()) <= 10_000 for plot in plots)
    for plot in plots:
        tree = ElementTree.fromstring(plot)
        assert tree.attrib["role"] == "img" and tree[0].text and tree[1].text
        assert "style=" not in plot and "<script" not in plot
    assert "<script>alert" not in answer.text
    if language != "en":
        assert not re.search(r">\s*(Messages|Answered|Nothing in this period)", answer.text)


def test_period_and_district(office: Office) -> None:
    filled(office)
    total = lines(office, "/insights/languages.csv?days=30")
    assert [row[1] for row in total[1:]] == ["4", "1"]
    assert [row[1] for row in lines(office, "/insights/languages.csv?days=7")[1:]] == ["4"]
    assert [row[1] for row in lines(office, "/insights/languages.csv?days=7&district=nadia")[1:]] == ["1"]
    day = today() - dt.timedelta(days=20)
    own = lines(office, f"/insights/languages.csv?days=own&since={day}&until={day}")
    assert [row[0] for row in own[1:]] == ["Hindi"]
    assert lines(office, "/insights/messages.csv?days=1")[1] == [str(today()), "4"]


def test_an_official_of_a_district_sees_theirs(office: Office) -> None:
    filled(office)
    found = lines(office, "/insights/districts.csv", "district_officer", districts={"malda"})
    assert found[1:] == [["Malda", "6"]]
    client = office.client(office.officer("Mita Das", "district_officer", {"malda"}, language="bn"))
    answer = client.get("/insights?district=nadia")
    assert answer.status_code == 403 and "এই জেলা আপনার নয়" in answer.text
    assert "নদিয়া" not in client.get("/insights").text


def test_few_people_are_not_shown_as_a_number(office: Office) -> None:
    filled(office)
    found = dict(lines(office, "/insights/districts.csv")[1:])
    assert (found["Malda"], found["Nadia"], found["Howrah"]) == ("6", "<5", "0")


def test_no_cell_is_a_formula(office: Office) -> None:
    filled(office)
    assert lines(office, "/insights/broadcasts.csv")[1][0].startswith("'=cmd")
    assert as_csv(Figure("x", "x", ("a",), [("\t=1",), (-3,)])).decode("utf-8-sig").split() == ["a", "'", "=1", "-3"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("since=2026-11-02&until=2026-11-01", "before the first"),
     ("since=2020-01-01&until=2026-01-01", "more than a year"),
     ("since=&until=", "Write the day"), ("since=2026-02-31&until=2026-03-01", "Write the day"),
     ("since=0001-01-01&until=0001-01-02", "Write the day"), ("since=%3Cb%3E&until=x", "Write the day")],
)  # fmt: skip
def test_dates_that_are_none(office: Office, query: str, sentence: str) -> None:
    answer = office.client(office.officer("Mita Das", "state_admin")).get(f"/insights?days=own&{query}")
    assert answer.status_code == 422 and sentence in answer.text and 'aria-invalid="true"' in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize("path", ["/insights?days=0", "/insights?district=../x", f"/insights?district={'a' * 40}",
                                  f"/insights?days=own&since={'1' * 99}", "/insights/passwords.csv"])  # fmt: skip
def test_addresses_that_are_none(office: Office, path: str) -> None:
    assert office.client(office.officer("Mita Das", "state_admin")).get(path).status_code == 422


def test_every_figure_has_its_file(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))
    assert {key: client.get(f"/insights/{key}.csv").status_code for key in KEYS} == dict.fromkeys(KEYS, 200)


def test_every_district_has_a_tile_of_its_own(office: Office) -> None:
    assert charts.TILES.keys() == names(office.parts.library.content()).districts.keys()
    assert len(set(charts.TILES.values())) == len(charts.TILES) == 23


def test_labels_in_plots_are_escaped() -> None:
    for plot in (
        charts.bars("k", "<b>", "<i>", [("<script>", 1.0)], str),
        charts.stacked("k", "<b>", "<i>", [("<script>", 1.0, 2.0)], ("<u>", "<u>"), str),
        charts.line("k", "<b>", "<i>", [("<script>", 1.0), ("b", 0.0)], str),
        charts.tiles("k", "<b>", "<i>", {"malda": ("<script>", "<5", 3.0)}),
    ):
        ElementTree.fromstring(plot)
        assert not re.search("<(script|b|i|u)>", plot)


def test_a_year_of_days_is_a_small_plot() -> None:
    items = [(f"{day} November 2026", float(day * 1000)) for day in range(366)]
    assert len(charts.line("k", "t", "d", items, str).encode()) < 10_000


def test_the_oldest_right_is_asked_again(office: Office) -> None:
    """A right that was taken away closes the page at once."""
    from bot.db.models import Officer

    client = office.client(office.officer("Mita Das", "state_admin"))
    assert client.get("/insights").status_code == 200
    with office.database.session() as session:
        session.execute(update(Officer).values(role="help_desk"))
    assert client.get("/insights").status_code == 403
