"""WhatsApp's requests as what people did and what the service tells."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Inbound, Receipt, Renumbered
from bot.channels.whatsapp.parse import Batch, parse
from tests.standins.graph_wire import BUSINESS, NUMBER, PERSON, USER, change, ids, request

Json = dict[str, Any]
STAMP = "1795318200"
NEW = "919830000099"


def message(kind: str, part: Any, wamid: str = "wamid.1", **extra: Any) -> Json:
    return {"from": PERSON, "id": wamid, "timestamp": STAMP, "type": kind, kind: part, **extra}


def value(*messages: Json, number: str | None = PERSON, user: str | None = None) -> Json:
    return {"contacts": [{"profile": {"name": "Rina"}, **ids(number, user)[1]}], "messages": list(messages)}


def read(*changes: Json) -> Batch:
    return parse(request(*changes), NUMBER)


def one(kind: str, part: Any, **extra: Any) -> Any:
    batch = read(change(value(message(kind, part, **extra))))
    assert not batch.unread
    (event,) = batch.events
    return event


def inbound(kind: Any, text: str = "", payload: str = "") -> Inbound:
    return Inbound("whatsapp", "wamid.1", PERSON, kind, text, payload, address=PERSON)


FILE = {"id": "123", "mime_type": "x/y", "sha256": "x"}


@pytest.mark.parametrize(
    ("kind", "part", "expected"),
    [
        ("text", {"body": " PMEGP কী? "}, inbound("text", "PMEGP কী?")),
        ("text", {"body": "a\x00b"}, inbound("text", "ab")),
        ("text", {"body": "a\ud83d"}, inbound("text", "a?")),
        ("text", {"body": " \n"}, inbound("empty")),
        (
            "interactive",
            {"type": "button_reply", "button_reply": {"id": "ask:pmegp", "title": "PMEGP"}},
            inbound("payload", payload="ask:pmegp"),
        ),
        (
            "interactive",
            {"type": "list_reply", "list_reply": {"id": "menu", "title": "Menu", "description": ""}},
            inbound("payload", payload="menu"),
        ),
        ("interactive", {"type": "nfm_reply", "nfm_reply": {"response_json": "{}"}}, inbound("empty")),
        ("button", {"payload": "menu", "text": "Menu"}, inbound("payload", payload="menu")),
        ("button", {"payload": "বন্ধ", "text": "বন্ধ"}, inbound("text", "বন্ধ")),
        ("location", {"latitude": 22.57264, "longitude": 88.36389}, inbound("location", "22.573,88.364")),
        ("contacts", [{"phones": [{"phone": "+91 98300 00001", "wa_id": PERSON}]}], inbound("contact", f"+{PERSON}")),
        ("contacts", [{"phones": [{"phone": "+91 98300 00001"}]}], inbound("contact", f"+{PERSON}")),
        ("contacts", [{"phones": [{"phone": "+91 98300 00002", "wa_id": "919830000002"}]}], inbound("media")),
        ("contacts", [{"name": {"formatted_name": "Lucía"}}], inbound("media")),
        ("audio", {**FILE, "voice": True}, inbound("voice", "123")),
        ("audio", {**FILE, "voice": False}, inbound("media")),
        ("image", {**FILE, "caption": "my loom"}, inbound("media", "my loom")),
        ("document", {**FILE, "filename": "a.pdf"}, inbound("media")),
        ("sticker", {**FILE, "animated": False}, inbound("media")),
        ("video", FILE, inbound("media")),
        ("unsupported", {"type": "poll"}, inbound("media")),
        ("order", {"catalog_id": "1"}, inbound("media")),
        ("something_new", {}, inbound("media")),
        ("edit", {"original_message_id": "wamid.0", "message": {"type": "text", "text": {"body": "GST"}}},
         inbound("edited", "GST")),
        ("edit", {"original_message_id": "wamid.0", "message": {"type": "image", "image": {**FILE, "caption": "x"}}},
         inbound("edited", "x")),
    ],
)  # fmt: skip
def test_what_people_do(kind: str, part: Any, expected: Inbound) -> None:
    assert one(kind, part) == expected


@pytest.mark.parametrize(
    ("kind", "part", "extra"),
    [
        ("reaction", {"message_id": "wamid.0", "emoji": "👍"}, {}),
        ("revoke", {"original_message_id": "wamid.0"}, {}),
        ("request_welcome", {}, {}),
        ("system", {"type": "user_identity_changed", "body": "x"}, {}),
        ("system", {"body": "something"}, {}),
        ("text", {"body": "in a group"}, {"group_id": "g1"}),
        ("edit", {"original_message_id": "w", "message": {"type": "image", "image": FILE}}, {}),
    ],
)
def test_what_asks_for_no_answer(kind: str, part: Any, extra: Json) -> None:
    assert read(change(value(message(kind, part, **extra)))) == Batch()


# Who it is


@pytest.mark.parametrize(
    ("number", "user", "sender", "address", "formerly"),
    [
        (PERSON, None, PERSON, PERSON, None),
        (PERSON, USER, USER, PERSON, PERSON),
        (None, USER, USER, None, None),
    ],
    ids=["number only", "both", "contact without phone"],
)
def test_contact_without_phone(
    number: str | None, user: str | None, sender: str, address: str | None, formerly: str | None
) -> None:
    said, beside = ids(number, user)
    basis = {"id": "wamid.1", "timestamp": STAMP, "type": "text", "text": {"body": "x"}}
    expected = Inbound("whatsapp", "wamid.1", sender, "text", "x", address=address, formerly=formerly)
    for first, contact in ((said, beside), ({}, beside), (said, {})):
        contacts = [{"profile": {"name": "Rina"}, **contact}] if contact else []
        batch = read(change({"contacts": contacts, "messages": [{**basis, **first}]}))
        assert batch.events == [expected]


def test_a_number_that_is_told_as_a_number_or_with_a_plus() -> None:
    for number in (int(PERSON), f"+{PERSON}"):
        batch = read(change({"messages": [{**message("text", {"body": "x"}), "from": number}]}))
        assert [e.sender for e in batch.events if isinstance(e, Inbound)] == [PERSON]


def test_contacts_of_several_people_stay_apart() -> None:
    contacts = [{"wa_id": PERSON, "user_id": USER}, {"wa_id": NEW, "user_id": "IN.2"}]
    first = message("text", {"body": "x"})
    second = {**message("text", {"body": "y"}, "wamid.2"), "from": NEW}
    batch = read(change({"contacts": contacts, "messages": [second, first]}))
    assert [(e.sender, e.address) for e in batch.events if isinstance(e, Inbound)] == [("IN.2", NEW), (USER, PERSON)]


def test_a_message_that_is_nobodys_is_left_out() -> None:
    nobody = {"id": "wamid.1", "type": "text", "text": {"body": "x"}}
    assert read(change({"contacts": [], "messages": [nobody]})) == Batch(unread=["message text"])


def test_a_number_shared_by_whatsapps_own_button_is_the_persons() -> None:
    card = [{"vcard": "BEGIN:VCARD", "phones": [{"phone": f"+{PERSON}"}]}]
    said = {"id": "wamid.1", "type": "contacts", "contacts": card}
    for origin, kind, text in (("contact_request", "contact", f"+{PERSON}"), ("other", "media", "")):
        batch = read(change({"contacts": [{"user_id": USER}], "messages": [{**said, "origin": origin}]}))
        assert [(e.kind, e.text) for e in batch.events if isinstance(e, Inbound)] == [(kind, text)]


@pytest.mark.parametrize(
    ("system", "extra", "expected"),
    [
        ({"type": "user_changed_number", "wa_id": NEW}, {}, [Renumbered(PERSON, NEW)]),
        ({"type": "user_changed_number", "wa_id": NEW, "user_id": "IN.2"}, {"from_user_id": USER},
         [Renumbered(USER, "IN.2", NEW), Renumbered(PERSON, "IN.2", NEW)]),
        ({"type": "user_changed_user_id", "wa_id": PERSON, "user_id": "IN.2",
          "body": f"User Rina changed from {USER} to IN.2"}, {}, [Renumbered(USER, "IN.2", PERSON)]),
        ({"type": "user_changed_user_id", "user_id": "IN.2", "previous_user_id": USER}, {},
         [Renumbered(USER, "IN.2"), Renumbered(PERSON, "IN.2")]),
        ({"type": "user_changed_number"}, {}, []),
    ],
)  # fmt: skip
def test_number_change(system: Json, extra: Json, expected: list[Renumbered]) -> None:
    said = {"from": PERSON, "id": "wamid.1", "timestamp": STAMP, "type": "system", "system": system, **extra}
    assert read(change({"messages": [said]})) == Batch(events=list(expected))


def test_a_new_user_id_by_its_own_webhook() -> None:
    update = {"wa_id": PERSON, "user_id": {"previous": USER, "current": "IN.2"}, "timestamp": STAMP}
    assert read(change({"user_id_update": [update]}, "user_id_update")).events == [Renumbered(USER, "IN.2")]


# Several at once


def test_several_entries_messages_and_statuses_in_one_post() -> None:
    receipts = [{"id": "wamid.a", "status": state, "timestamp": STAMP} for state in ("sent", "read")]
    written = value(message("text", {"body": "1"}, "wamid.1"), message("text", {"body": "2"}, "wamid.2"))
    first = change({**written, "statuses": receipts})
    second = change(value(message("text", {"body": "3"}, "wamid.3")))
    body = request(first)
    body["entry"] += request(second, change(value(message("text", {"body": "4"}, "wamid.4"))))["entry"]
    events = parse(body, NUMBER).events
    assert [e.text for e in events if isinstance(e, Inbound)] == ["1", "2", "3", "4"]
    assert [e.state for e in events if isinstance(e, Receipt)] == ["sent", "read"]


def test_repeated_wamid_in_a_different_body_is_the_same_message() -> None:
    alone = read(change(value(message("text", {"body": "1"}, "wamid.7")))).events
    beside = read(change(value(message("text", {"body": "0"}, "wamid.6"), message("text", {"body": "1"}, "wamid.7"))))
    assert alone[0] == beside.events[1]


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"type": "text"}, "message text"),
        ({"from": PERSON, "id": "wamid.x", "type": "text", "text": {"body": 5}}, "message text"),
        ({"from": PERSON, "id": "", "type": "text", "text": {"body": "x"}}, "message text"),
        ({"from": PERSON, "id": "wamid.x", "type": "location", "location": {"latitude": 91, "longitude": 0}},
         "message location"),
        ({"from": PERSON, "id": "wamid.x", "type": "interactive"}, "message interactive"),
        ({"from": PERSON, "id": "wamid.x", "type": {"9830012345": 1}}, "message unknown"),
        ("what", "message"),
        (None, "message"),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_read_does_not_cost_the_others(broken: Any, name: str) -> None:
    good = message("text", {"body": "x"})
    batch = read(change({**value(), "messages": [broken, good], "statuses": [{"id": "x"}]}))
    assert batch.events == [inbound("text", "x")]
    assert batch.unread == [name, "status"]


def test_another_number_of_the_account_is_not_ours() -> None:
    other = change(value(message("text", {"body": "x"})))
    other["value"]["metadata"]["phone_number_id"] = "999"
    assert read(other) == Batch()


def test_a_field_that_is_not_known_is_ignored() -> None:
    assert read(change({"x": 1}, "flows"), change({}, "history")) == Batch()


@pytest.mark.parametrize("body", [None, 1, "x", [], {}, {"entry": {}}, {"object": "page"}])
def test_no_request_of_whatsapps(body: Any) -> None:
    with pytest.raises(ValueError, match="no entries"):
        parse(body, NUMBER)


# Whatever comes

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from([
    "messages", "statuses", "contacts", "errors", "user_preferences", "user_id_update", "metadata", "event",
    "message_template_name",
])  # fmt: skip
PARTS = st.dictionaries(
    st.sampled_from([
        "id", "type", "from", "text", "audio", "location", "contacts", "interactive", "button", "system", "edit",
        "status", "timestamp",
    ]),
    VALUES | st.sampled_from(["text", "audio", "location", "contacts", "system", "edit", "sent", PERSON]),
)  # fmt: skip
FIELDS = st.sampled_from([
    "messages", "user_preferences", "user_id_update", "message_template_status_update", "account_update", "other",
])  # fmt: skip


@given(FIELDS, st.dictionaries(NAMES, VALUES | st.lists(PARTS, max_size=3)))
def test_nothing_breaks_the_reading_and_nothing_is_invented(name: str, part: Json) -> None:
    batch = parse({"entry": [{"id": BUSINESS, "changes": [{"field": name, "value": part}]}]}, NUMBER)
    for event in batch.events:
        assert event.external_id if isinstance(event, Inbound | Receipt) else event
        if isinstance(event, Inbound):
            assert event.sender and event.channel == "whatsapp"
            event.text.encode()


@given(VALUES)
def test_any_json_is_read_or_refused(body: Any) -> None:
    try:
        parse({"entry": body}, NUMBER)
    except ValueError as error:
        assert str(error) == "no entries"


@given(st.text(min_size=1), st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1))
def test_words_arrive_as_they_were_written(text: str, wamid: str) -> None:
    body = json.loads(json.dumps(request(change(value(message("text", {"body": text}, wamid))))))
    (event,) = parse(body, NUMBER).events
    assert isinstance(event, Inbound)
    clean = text.replace("\x00", "").strip()
    assert (event.external_id, event.text, event.kind) == (wamid, clean, "text" if clean else "empty")
