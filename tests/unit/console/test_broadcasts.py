"""Drafts of broadcasts on the pages: who may write, what is kept, what is refused and how it is said."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from bot.db.models import AuditEvent, Broadcast, OfficerContact, OutboxMessage, Segment, Upload
from bot.services.roles import ROLES
from tests.office import Client, Office
from tests.unit.console.broadcasting import NOON, begin, officers, person, ready, run_telegram, version, write


@pytest.fixture(scope="module")
def shared_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A console at noon, where two people are enough for a second official."""
    made = Office(tmp_path_factory.mktemp("office"), lambda: NOON, broadcast_small=1)
    yield made
    made.close()


def kept(office: Office, path: str) -> Broadcast:
    with office.database.session() as db:
        row = db.get_one(Broadcast, path.rpartition("/")[2])
        db.expunge(row)
        return row


def mita(office: Office, language: str = "en") -> Client:
    return office.client(office.officer("Mita Das", "district_officer", {"malda"}, language=language))


@pytest.mark.parametrize("role", ROLES)
def test_only_those_with_the_right_see_broadcasts(office: Office, role: str) -> None:
    path = begin(mita(office))
    client = office.client(office.officer("Somebody", role))
    opens = "broadcast" in ROLES[role].rights
    for page in ("/broadcasts", path, f"{path}?step=people", f"{path}/progress", f"{path}/report"):
        assert client.get(page).status_code == (200 if opens else 403), page
    writes = opens and not ROLES[role].reads
    assert client.post("/broadcasts/new", {"name": "x"}).status_code == (303 if writes else 403)
    for act in ("texts", "extras", "people", "test", "submit", "copy", "discard"):
        answer = client.post(f"{path}/{act}", {"version": "1"})
        assert (answer.status_code == 403) != writes, act


def test_an_official_of_another_district_finds_nothing(office: Office) -> None:
    writer, _, foreign = officers(office)
    path = ready(office.client(writer))
    client = office.client(foreign)
    assert "Fair in Malda" not in client.get("/broadcasts").text
    for page in ("", "?step=people&count=1", "/progress", "/report", "/report.xlsx", "/plot.svg"):
        assert client.get(path + page).status_code == 404, page
    for act in (
        "texts", "extras", "people", "test", "submit", "copy", "discard", "approve", "refuse", "withdraw", "pause",
        "resume", "stop", "retry",
    ):  # fmt: skip
        assert client.post(f"{path}/{act}", {"version": "2", "reason": "not ours at all"}).status_code == 404, act
    assert kept(office, path).version == 2


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_steps_in_each_language(office: Office, language: str) -> None:
    client = mita(office, language)
    path = ready(client)
    for step in ("texts", "extras", "people", "preview", "send"):
        answer = client.get(path, params={"step": step, "check": "1"})
        assert answer.status_code == 200 and len(answer.content) < 150_000, step
        assert answer.text.count("<h1") == 1 and "style=" not in answer.text
        if language != "en":
            assert "Save" not in answer.text and "Hand in" not in answer.text


def test_what_is_written_is_kept_and_escaped(office: Office) -> None:
    client = mita(office)
    path = begin(client, "<script>alert(1)</script>")
    evil = "<img src=x onerror=alert(2)> {date}"
    answer = write(client, path, **{"name": "<script>alert(1)</script>", "texts.en": evil, "do": "on"})
    assert answer.headers["location"] == f"/console{path}?step=extras"
    row = kept(office, path)
    assert row.texts["en"] == evil and row.fills == {"hi": "bn"}
    assert row.values == {"date": {"en": "5 December", "bn": "৫ ডিসেম্বর", "hi": "5 दिसंबर"}}
    for page in ("/broadcasts", path, f"{path}?step=preview&lang=en", f"{path}?step=send"):
        text = client.get(page).text
        assert "<script>alert" not in text and "<img src=x" not in text, page
    assert "&lt;img src=x onerror=alert(2)&gt; 5 December" in client.get(f"{path}?step=preview&lang=en").text


def test_what_is_missing_is_said_beside_the_field(office: Office) -> None:
    client = mita(office)
    path = begin(client)
    answer = write(client, path, **{"texts.en": "It opens on {when}.", "fills.hi": ""})
    text = client.get(answer.headers["location"].removeprefix("/console")).text
    assert "Nothing is given for {when}" in text and "Write the text, or choose below" in text
    assert "This must be mended first" in client.get(f"{path}?step=send").text
    assert client.post(f"{path}/submit", {"version": version(client, path)}).status_code == 422
    assert kept(office, path).status == "draft"


def test_a_broadcast_needs_a_name(office: Office) -> None:
    client = mita(office)
    assert "Write a name" in client.post("/broadcasts/new", {"name": " "}).text
    path = begin(client)
    answer = write(client, path, name="", **{"texts.en": "kept as typed"})
    assert answer.status_code == 422 and "kept as typed" in answer.text
    assert kept(office, path).texts == {}


def test_two_officials_do_not_overwrite_each_other(office: Office) -> None:
    writer, second, _ = officers(office)
    first, other = office.client(writer), office.client(second)
    path = ready(first)
    old = version(first, path)
    assert write(other, path, **{"texts.en": "Of the second {date}"}).status_code == 303
    answer = first.post(f"{path}/texts", {"name": "Fair", "texts.en": "Of the first", "version": old})
    assert answer.status_code == 409 and "Of the first" in answer.text and "Somebody changed" in answer.text
    assert kept(office, path).texts["en"] == "Of the second {date}"


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("flyer.pdf", b"MZ\x90\x00 a program", "Only PDF, JPEG and PNG"),
        ("flyer.png", b"<svg onload=alert(1)>", "Only PDF, JPEG and PNG"),
        ("flyer.pdf", b"%PDF-1.7 cut off", "damaged"),
        ("flyer.png", picture()[:40], "damaged"),
        ("flyer.pdf", b"%PDF-" + b"x" * 5_000_000, "larger than 5 MB"),
        ("flyer.pdf", b"", "empty"),
    ],
)
def test_attachments_of_a_wrong_kind(office: Office, name: str, data: bytes, said: str) -> None:
    client = mita(office)
    path = ready(client)
    answer = client.post(f"{path}/extras", {"version": "2", "topic": "udyam-registration"},
                         files={"attachment": (name, data)})  # fmt: skip
    assert answer.status_code == 422 and said in answer.text
    with office.database.session() as db:
        assert db.scalars(select(Upload)).all() == []


def test_extras_are_kept(office: Office) -> None:
    client = mita(office)
    path = ready(client)
    fields = {
        "version": "2", "topic": "udyam-registration", "template": "announcement_general", "link.url":
        "https://msme.gov.in/", "link.title.en": "Open", "link.title.bn": "খুলুন", "link.title.hi": "खोलें",
    }  # fmt: skip
    answer = client.post(f"{path}/extras", fields, files={"attachment": ("../../a b<c>.png", picture())})
    assert answer.status_code == 303
    row = kept(office, path)
    assert row.link["url"] == "https://msme.gov.in/" and row.template == "announcement_general"
    with office.database.session() as db:
        upload = db.scalars(select(Upload)).one()
        assert upload.id == row.upload_id and "/" not in upload.name and "<" not in upload.name
    preview = client.get(f"{path}?step=preview&lang=en").text
    assert "To all others, by the template announcement_general" in preview and "https://msme.gov.in/" in preview
    client.post(f"{path}/extras", {"version": "3", "detach": "1", "link.url": "http://msme.gov.in/"})
    assert kept(office, path).upload_id is None
    assert "begins with https://" in client.get(f"{path}?step=extras&check=1").text


def people(client: Client, path: str, **fields: Any) -> Any:
    return client.post(f"{path}/people", {"version": version(client, path)} | fields)


def test_conditions_are_put_together_by_buttons(office: Office) -> None:
    client = mita(office)
    path = ready(client)
    answer = people(client, path, do="group", new="trade")
    assert answer.status_code == 200 and 'name="g0.r0.field" value="trade"' in answer.text
    one = {"g0.r0.field": "trade", "g0.r0.not": "1", "g0.r0.typed": "রাজমিস্ত্রি, nonsense"}
    answer = people(client, path, do="add:0", **one, **{"g0.add": "women_led"})
    assert "Not known: nonsense." in answer.text and 'value="mason" checked' in answer.text
    assert 'name="g0.r1.field" value="women_led"' in answer.text
    assert people(client, path, do="save", **one).status_code == 422
    whole = {
        "g0.r0.field": "trade", "g0.r0.not": "1", "g0.r0.values": "mason", "g0.r1.field": "active_within",
        "g0.r1.values": "৩০", "g1.r0.field": "language", "g1.r0.values": ["bn", "hi"],
    }  # fmt: skip
    assert people(client, path, do="save", **whole).status_code == 303
    assert kept(office, path).segment == {
        "any": [
            {"all": [{"field": "trade", "not": True, "values": ["mason"]},
                     {"field": "active_within", "not": False, "values": ["30"]}]},
            {"all": [{"field": "language", "not": False, "values": ["bn", "hi"]}]},
        ]
    }  # fmt: skip
    answer = people(client, path, do="drop:0:0", **whole)
    assert 'value="mason"' not in answer.text and 'name="g0.r0.field" value="active_within"' in answer.text
    assert kept(office, path).segment["any"][0]["all"][0]["values"] == ["mason"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("active_within", "0", "number of days"),
        ("active_within", "many", "number of days"),
        ("registered_after", "", "Give a day here"),
        ("registered_after", "2026-13-01", "between 2000 and 2100"),
        ("language", "xx", "cannot be chosen"),
        ("district", "", "Choose something here"),
    ],
)
def test_conditions_that_cannot_be(office: Office, field: str, value: str, said: str) -> None:
    client = mita(office)
    path = ready(client)
    answer = people(client, path, do="save", **{"g0.r0.field": field, "g0.r0.values": value})
    assert answer.status_code == 422 and said in answer.text
    assert kept(office, path).segment == {"any": []}


def test_count_says_who_is_left_out(office: Office) -> None:
    run_telegram(office)
    for number in range(3):
        person(office, number, wants=number != 2)
    person(office, 9, "nadia")
    client = mita(office)
    path = ready(client)
    answer = people(client, path, do="count", **{"g0.r0.field": "district", "g0.r0.values": "malda"})
    assert answer.headers["location"].endswith("count=1#reach")
    text = client.get(path, params={"step": "people", "count": "1"}).text
    assert '<span class="big">2</span>get it now' in text and '<span class="big">3</span>fit' in text
    assert "They did not ask for announcements" in text and "+9198300" not in text and "Rahima" not in text


def test_conditions_under_a_name(office: Office) -> None:
    writer, second, _ = officers(office)
    client = office.client(writer)
    path = ready(client)
    rows = {"g0.r0.field": "language", "g0.r0.values": "hi"}
    assert "Write a name under which" in people(client, path, do="keep", keep="", **rows).text
    assert people(client, path, do="keep", keep="Hindi <b>readers</b>", **rows).status_code == 303
    with office.database.session() as db:
        number = db.scalars(select(Segment.id)).one()
    text = client.get(f"{path}?step=people").text
    assert "Hindi &lt;b&gt;readers" in text
    other = begin(client)
    assert client.post(f"{other}/segments/{number}", {"do": "use", "version": "1"}).status_code == 303
    assert kept(office, other).segment["any"][0]["all"][0]["values"] == ["hi"]
    office.client(second).post(f"{other}/segments/{number}", {"do": "drop"})
    client.post(f"{other}/segments/{number}", {"do": "drop"})
    with office.database.session() as db:
        assert db.scalars(select(Segment.id)).all() == []
        acts = [one.act for one in db.scalars(select(AuditEvent).where(AuditEvent.about == number))]
    assert acts == ["segment_save", "segment_remove"]


def test_a_test_goes_to_the_officials_own_chat_alone(office: Office) -> None:
    person(office, 1)
    own = person(office, 2)
    writer = office.officer("Mita Das", "district_officer", {"malda"})
    client = office.client(writer)
    path = ready(client)
    assert "No chat of yours is linked yet" in client.get(f"{path}?step=preview").text
    client.post(f"{path}/test", {"lang": "bn"})
    with office.database.session() as db:
        assert db.scalars(select(OutboxMessage)).all() == []
        db.add(OfficerContact(contact_id=own, officer_id=writer.id, verified_at=NOON))
    assert "Send it to me" in client.get(f"{path}?step=preview").text
    assert client.post(f"{path}/test", {"lang": "bn"}).status_code == 303
    with office.database.session() as db:
        sent = db.scalars(select(OutboxMessage)).one()
        assert sent.contact_id == own and "৫ ডিসেম্বর" in str(sent.body)
        assert db.scalars(select(AuditEvent).where(AuditEvent.act == "broadcast_test")).one().details["chats"] == 1


def test_copies_and_drafts_thrown_away(office: Office) -> None:
    client = mita(office)
    path = ready(client)
    made = client.post(f"{path}/copy").headers["location"].removeprefix("/console")
    assert kept(office, made).texts == kept(office, path).texts
    assert kept(office, made).name == "Copy of Fair in Malda"
    assert client.post(f"{made}/discard", {"version": "7"}).status_code == 303
    assert kept(office, made).status == "draft"
    client.post(f"{made}/discard", {"version": version(client, made)})
    assert client.get(made).status_code == 404


def test_lists_by_pages_and_state(office: Office) -> None:
    client = mita(office)
    for number in range(27):
        begin(client, f"Draft number {number:02d}")
    first = client.get("/broadcasts?view=mine").text
    assert first.count('<th scope="row">') == 25
    following = first.partition('rel="next" href="/console')[2].partition('"')[0].replace("&amp;", "&")
    assert client.get(following).text.count('<th scope="row">') == 2
    assert client.get("/broadcasts?status=done").text.count('<th scope="row">') == 0
    for bad in ("/broadcasts?view=else", "/broadcasts?status=<b>", "/broadcasts/xyz", f"/broadcasts/{'0' * 32}"):
        assert client.get(bad).status_code in (404, 422)
    assert client.get("/broadcasts?after=rubbish").status_code == 200
