"""Broadcasts on the pages from handing in to the report: two officials, pause, stop, second run."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from bot.broadcasts import running
from bot.db.models import Broadcast, CampaignCount, OutboxMessage
from tests.office import Client, Office
from tests.unit.console.broadcasting import NOON, hand_in, officers, person, ready, run_telegram, version


@pytest.fixture(scope="module")
def shared_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"), lambda: NOON, broadcast_small=1)
    run_telegram(made)
    yield made
    made.close()


@pytest.fixture
def office(shared_office: Office) -> Office:
    """A console at noon with three people in Malda, where one is few."""
    shared_office.empty()
    for number in range(3):
        person(shared_office, number)
    return shared_office


def kept(office: Office, path: str) -> Broadcast:
    with office.database.session() as db:
        row = db.get_one(Broadcast, path.rpartition("/")[2])
        db.expunge(row)
        return row


def decide(client: Client, path: str, act: str = "approve", **fields: str) -> int:
    found = client.post(f"{path}/{act}", {"version": version(client, path)} | fields)
    return found.status_code


def sending(office: Office) -> tuple[Client, str]:
    """A broadcast that has begun, and its writer."""
    writer, second, _ = officers(office)
    client = office.client(writer)
    path = ready(client)
    assert hand_in(client, path).status_code == 303
    assert decide(office.client(second), path) == 303
    with office.database.session() as db:
        begun = running.begin(db, path.rpartition("/")[2], office.parts.library.content(), NOON)
    assert begun is not None and begun.recipients == 3
    return client, path


def test_a_second_official_approves_and_never_the_writer(office: Office) -> None:
    writer, second, foreign = officers(office)
    client, other = office.client(writer), office.client(second)
    path = ready(client)
    assert "A second official looks at it" in client.get(f"{path}?step=send").text
    assert hand_in(client, path).status_code == 303
    assert kept(office, path).status == "waiting"
    assert "You wrote in this broadcast yourself" in client.get(path).text
    assert client.post(f"{path}/approve", {"version": str(kept(office, path).version)}).status_code == 303
    assert kept(office, path).status == "waiting"
    assert "Fair in Malda" not in client.get("/broadcasts?view=waiting").text
    assert "Fair in Malda" in other.get("/broadcasts?view=waiting").text
    assert "Fair in Malda" not in office.client(foreign).get("/broadcasts?view=waiting").text
    auditor = office.client(office.officer("Rupa Dey", "auditor"))
    assert "Approve</button>" not in auditor.get(path).text
    assert auditor.post(f"{path}/approve", {"version": "3"}).status_code == 403
    assert decide(other, path) == 303
    row = kept(office, path)
    assert row.status == "approved" and row.decided_by == second.id


def test_a_refusal_needs_a_reason_and_goes_back(office: Office) -> None:
    writer, second, _ = officers(office)
    client, other = office.client(writer), office.client(second)
    path = ready(client)
    hand_in(client, path)
    assert decide(other, path, "refuse", reason=" ") == 422
    assert decide(other, path, "refuse", reason="The date is <b>wrong</b>") == 303
    text = client.get(path).text
    assert "Sent back by Arun Roy: The date is &lt;b&gt;wrong&lt;/b&gt;" in text
    assert kept(office, path).status == "draft"


def test_taken_back_before_it_begins(office: Office) -> None:
    writer, _, _ = officers(office)
    client = office.client(writer)
    path = ready(client)
    hand_in(client, path)
    assert decide(client, path, "withdraw") == 303 and kept(office, path).status == "draft"
    assert decide(client, path, "withdraw") == 303
    assert "no longer possible" in client.get(path).text


def test_few_people_need_no_second_official(office: Office) -> None:
    writer, _, _ = officers(office)
    person(office, 8, language="hi")
    client = office.client(writer)
    path = ready(client)
    fields = {"version": "2", "do": "save", "g0.r0.field": "language", "g0.r0.values": "hi"}
    assert client.post(f"{path}/people", fields).status_code == 303
    assert "no second official is asked" in client.get(f"{path}?step=send").text
    hand_in(client, path)
    assert kept(office, path).status == "approved"


def test_nobody_fits(office: Office) -> None:
    client = office.client(officers(office)[0])
    path = ready(client)
    client.post(f"{path}/people", {"version": "2", "do": "save", "g0.r0.field": "language", "g0.r0.values": "en"})
    assert hand_in(client, path).headers["location"].endswith("step=people")
    assert "Nobody fits these conditions" in client.get(f"{path}?step=people").text


def test_the_same_within_a_day_is_asked_twice(office: Office) -> None:
    client = office.client(officers(office)[0])
    first, second = ready(client), ready(client)
    hand_in(client, first)
    answer = hand_in(client, second)
    assert answer.status_code == 422 and "The same text went, or is going" in answer.text and first in answer.text
    assert kept(office, second).status == "draft"
    assert hand_in(client, second, again="1").status_code == 303
    assert kept(office, second).status == "waiting" and kept(office, second).again


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2026-11-23", "12:05", "at least ten minutes"),
        ("2026-11-24", "23:30", "at night"),
        ("2027-11-24", "11:00", "too far ahead"),
        ("2026-11-24", "", "Give a day and a time"),
        ("soon", "11:00", "Give a day and a time"),
    ],
)
def test_times_that_cannot_be(office: Office, day: str, time: str, said: str) -> None:
    client = office.client(officers(office)[0])
    path = ready(client)
    answer = hand_in(client, path, when="later", day=day, time=time)
    assert answer.status_code == 422 and said in answer.text and f'value="{day}"' in answer.text
    assert kept(office, path).status == "draft"


def test_a_time_of_india_is_kept(office: Office) -> None:
    client = office.client(officers(office)[0])
    path = ready(client)
    assert hand_in(client, path, when="later", day="2026-11-24", time="10:30").status_code == 303
    assert kept(office, path).scheduled_at == dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)


def test_pause_go_on_stop(office: Office) -> None:
    client, path = sending(office)
    text = client.get(path).text
    assert 'data-live="/console' in text and "0 of 3 dealt with" in text
    live = client.get(f"{path}/progress")
    assert live.headers["x-live"] == "on" and "<html" not in live.text and 'max="3"' in live.text
    assert client.post(f"{path}/pause").status_code == 303
    with office.database.session() as db:
        assert db.scalar(select(func.count()).where(OutboxMessage.status == "paused")) == 3
    assert "Held back by the pause" in client.get(f"{path}/progress").text
    client.post(f"{path}/pause")
    assert "somebody was faster" in client.get(path).text
    assert client.post(f"{path}/resume").status_code == 303 and kept(office, path).status == "sending"
    assert client.post(f"{path}/stop").status_code == 303 and kept(office, path).status == "stopped"
    text = client.get(path).text
    assert "data-live" not in text and "The broadcast was stopped" in text
    assert client.get(f"{path}/progress").headers["x-live"] == "over"


def test_an_auditor_watches_and_changes_nothing(office: Office) -> None:
    _, path = sending(office)
    client = office.client(office.officer("Rupa Dey", "auditor"))
    text = client.get(path).text
    assert "0 of 3 dealt with" in text and "Stop for good" not in text and "Copy as a new draft" not in text
    for act in ("pause", "resume", "stop", "retry", "copy"):
        assert client.post(f"{path}/{act}").status_code == 403, act
    assert client.get(f"{path}/report").status_code == 200 and client.get(f"{path}/report.xlsx").status_code == 403
    assert kept(office, path).status == "sending"


def test_failed_ones_go_again_as_a_second_run(office: Office) -> None:
    client, path = sending(office)
    campaign = kept(office, path).campaign_id
    with office.database.session() as db:
        db.execute(update(OutboxMessage).values(status="sent", sent_at=NOON))
        failed = db.scalars(select(OutboxMessage.id).order_by(OutboxMessage.id)).all()[:2]
        db.execute(
            update(OutboxMessage).where(OutboxMessage.id.in_(failed)).values(status="dead", error="gone", sent_at=None)
        )
        db.execute(update(CampaignCount).where(CampaignCount.campaign_id == campaign).values(count=0))
        db.add_all(CampaignCount(campaign_id=campaign, state=state, count=n) for state, n in (("sent", 1), ("dead", 2)))
        db.flush()
        assert running.tend(db, NOON) == 1
    text = client.get(path).text
    assert "3 of 3 dealt with" in text and "Send again to those it failed for" in text
    made = client.post(f"{path}/retry").headers["location"].removeprefix("/console")
    row = kept(office, made)
    assert row.retry_of == path.rpartition("/")[2] and row.status == "waiting"
    assert client.get(made).status_code == 200
    client.post(f"{path}/retry")
    assert "being repeated already" in client.get(path).text


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_report_with_tables_drawing_and_workbook(office: Office, language: str) -> None:
    _, path = sending(office)
    with office.database.session() as db:
        db.execute(update(OutboxMessage).values(status="sent", sent_at=NOON))
        db.execute(update(Broadcast).values(name="=cmd|' /C calc'!A0"))
    reader = office.client(office.officer("Mita Das", "district_officer", {"malda"}, language=language))
    text = reader.get(f"{path}/report").text
    three = {"en": "3 (100%)", "bn": "৩ (১০০%)", "hi": "3 (100%)"}[language]
    assert three in text and {"en": "Malda", "bn": "মালদা", "hi": "मालदा"}[language] in text
    drawn = reader.get(f"{path}/plot.svg")
    assert drawn.headers["content-type"] == "image/svg+xml" and b"<script" not in drawn.content
    assert "sandbox" in drawn.headers["content-security-policy"]
    book = reader.get(f"{path}/report.xlsx")
    assert book.headers["content-disposition"] == 'attachment; filename="broadcast-2026-11-23.xlsx"'
    sheets = load_workbook(io.BytesIO(book.content))
    cells = [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert 3 in cells and not any(isinstance(cell, str) and cell.startswith("=") for cell in cells)
    assert reader.get(path).status_code == 200
