"""The Graph API's stand-in, in the hands of a client that somebody else wrote: pywa (PyPI), which knows the Cloud API
as it is in use, also where the published description (v23) is older.

pywa is no dependency of ours: `make contracts` uses it (tests/contract/peers.txt). It reads what the stand-in delivers,
and the stand-in must take what it sends. The package carries no examples of webhooks that our parser could read. What
it does not take (4.5.0): a contact without a business-scoped user id, the second message of a request.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from pywa_async import WhatsApp, handlers, types
from pywa_async.types import templates

from bot.channels.base import Inbound, Marketing, Receipt, Renumbered, TemplateNews
from bot.channels.whatsapp.parse import parse
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import NUMBER, PERSON, USER, change, ids, request

pytestmark = pytest.mark.contracts

BOTH: Any = {"number": PERSON, "user": USER}


@pytest.fixture
async def graph() -> AsyncIterator[GraphServer]:
    async with GraphServer() as server:
        server.wrote[USER] = server.now()
        yield server


class Reader:
    """pywa as a receiver: keeps what it made of each request."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.raw: list[bytes] = []
        self.pywa = WhatsApp(phone_id=NUMBER, token="x", session=httpx.AsyncClient(), validate_updates=False)
        for kind in vars(handlers).values():
            if isinstance(kind, type) and kind.__name__ in HANDLERS:
                self.pywa.add_handlers(kind(self._hear))

    async def _hear(self, client: Any, update: Any) -> None:
        self.heard.append(update)

    async def take(self, headers: Any, body: bytes) -> int:
        self.raw.append(body)
        _, status = await self.pywa.webhook_update_handler(body)
        return int(status)

    def ours(self) -> list[Any]:
        """What our own parser makes of the same requests."""
        return [event for body in self.raw for event in parse(json.loads(body), NUMBER).events]


HANDLERS = {
    "MessageHandler", "CallbackButtonHandler", "CallbackSelectionHandler", "MessageStatusHandler",
    "PhoneNumberChangeHandler", "TemplateStatusUpdateHandler", "TemplateCategoryUpdateHandler",
    "TemplateQualityUpdateHandler", "UserMarketingPreferencesHandler", "EditedMessageHandler",
}  # fmt: skip


@pytest.fixture
async def reader(graph: GraphServer) -> AsyncIterator[Reader]:
    reader = Reader()
    graph.hand = reader.take
    yield reader


async def _read(graph: GraphServer, reader: Reader, happens: Callable[[], object]) -> tuple[Any, list[Any]]:
    happens()
    await graph.until(lambda: not graph.pending)
    (theirs,) = reader.heard
    return theirs, reader.ours()


async def test_words(graph: GraphServer, reader: Reader) -> None:
    theirs, (ours,) = await _read(graph, reader, lambda: graph.types("PMEGP কী?", **BOTH))
    assert (theirs.id, theirs.text) == (ours.external_id, ours.text)
    assert (theirs.from_user.bsuid, theirs.from_user.wa_id) == (ours.sender, ours.address)


async def test_a_place(graph: GraphServer, reader: Reader) -> None:
    spot = {"latitude": 22.57264, "longitude": 88.36389}
    theirs, (ours,) = await _read(graph, reader, lambda: graph.sends("location", spot, **BOTH))
    assert (theirs.location.latitude, theirs.location.longitude) == (22.57264, 88.36389)
    assert ours.text == "22.573,88.364"


async def test_a_voice_note(graph: GraphServer, reader: Reader) -> None:
    part = {"id": "9", "mime_type": "audio/ogg; codecs=opus", "sha256": "x", "voice": True, "url": "https://x.in/9"}
    theirs, (ours,) = await _read(graph, reader, lambda: graph.sends("audio", part, **BOTH))
    assert (theirs.audio.id, theirs.audio.voice) == ("9", True)
    assert (ours.kind, ours.text) == ("voice", "9")


async def test_a_shared_number(graph: GraphServer, reader: Reader) -> None:
    card = {"name": {"formatted_name": "Rina"}, "phones": [{"phone": f"+{PERSON}", "wa_id": PERSON}]}
    theirs, (ours,) = await _read(graph, reader, lambda: graph.sends("contacts", [card], **BOTH))
    assert theirs.contacts[0].phones[0].wa_id == PERSON
    assert (ours.kind, ours.text) == ("contact", f"+{PERSON}")


async def test_a_press_of_a_button_a_row_and_a_templates_reply(graph: GraphServer, reader: Reader) -> None:
    sender = _client(graph)
    buttons = [types.Button(title="Papers", callback_data="ask:1")]
    await sender.send_message(USER, "?", buttons=buttons)
    section = types.Section(title="", rows=[types.SectionRow(title="Row", callback_data="ask:2")])
    await sender.send_message(USER, "?", buttons=types.SectionList(button_title="Choose", sections=[section]))
    graph.presses("ask:1", **BOTH)
    graph.presses("ask:2", **BOTH)
    context = {"from": NUMBER, "id": graph.sent[-1].wamid}
    graph.sends("button", {"payload": "rate:up", "text": "Good"}, context=context, **BOTH)
    await graph.until(lambda: not graph.pending)
    assert [one.data for one in reader.heard] == ["ask:1", "ask:2", "rate:up"]
    assert [one.payload for one in reader.ours() if isinstance(one, Inbound)] == ["ask:1", "ask:2", "rate:up"]


@pytest.mark.parametrize("state", ["sent", "delivered", "read", "failed"])
async def test_what_became_of_a_message(graph: GraphServer, reader: Reader, state: str) -> None:
    def happens() -> None:
        code = 131026 if state == "failed" else None
        status = graph.status("wamid.1", state, code=code, key="reply:7") | {"recipient_user_id": USER}
        contact = {"profile": {"name": "Rina"}, **ids(PERSON, USER)[1]}
        graph.deliver(request(change({"contacts": [contact], "statuses": [status]})))

    theirs, (ours,) = await _read(graph, reader, happens)
    assert isinstance(ours, Receipt)
    assert (theirs.id, theirs.status, theirs.tracker) == (ours.external_id, ours.state, ours.key)
    assert theirs.error is None or theirs.error.code == 131026


async def test_a_new_number(graph: GraphServer, reader: Reader) -> None:
    system = {"type": "user_changed_number", "body": f"Rina changed from {PERSON} to 919830000009"}
    system |= {"wa_id": "919830000009", "user_id": USER}
    theirs, ours = await _read(graph, reader, lambda: graph.sends("system", system))
    assert (theirs.old_wa_id, theirs.new_wa_id, theirs.new_user_id) == (PERSON, "919830000009", USER)
    assert ours == [Renumbered(PERSON, USER, address="919830000009")]


@pytest.mark.parametrize(("value", "wanted"), [("stop", False), ("resume", True), ("signup", True)])
async def test_a_choice_in_whatsapps_own_settings(graph: GraphServer, reader: Reader, value: str, wanted: bool) -> None:
    who = ids(PERSON, USER)[1]
    part = {**who, "detail": "x", "category": "marketing_messages", "value": value, "timestamp": "1763800000"}
    told = change({"contacts": [who], "user_preferences": [part]}, "user_preferences")
    theirs, ours = await _read(graph, reader, lambda: graph.deliver(request(told)))
    assert theirs.value == value
    assert ours == [Marketing(USER, wanted), Marketing(PERSON, wanted)]


TEMPLATE = {"message_template_id": 1, "message_template_name": "reminder", "message_template_language": "bn"}


@pytest.mark.parametrize(
    ("name", "part", "theirs", "ours"),
    [
        ("message_template_status_update", {"event": "PAUSED", "reason": "NONE"}, ("new_status", "PAUSED"),
         {"state": "paused"}),
        ("message_template_status_update", {"event": "IN_APPEAL", "reason": "NONE"}, ("new_status", "IN_APPEAL"),
         {"state": "in_appeal"}),
        ("template_category_update", {"previous_category": "UTILITY", "new_category": "MARKETING"},
         ("new_category", "MARKETING"), {"category": "marketing"}),
        ("message_template_quality_update", {"previous_quality_score": "GREEN", "new_quality_score": "RED"},
         ("new_quality_score", "RED"), {"reason": "quality red"}),
    ],
)  # fmt: skip
async def test_news_of_a_template(
    graph: GraphServer, reader: Reader, name: str, part: Any, theirs: tuple[str, str], ours: Any
) -> None:
    heard, (news,) = await _read(graph, reader, lambda: graph.deliver(request(change({**TEMPLATE, **part}, name))))
    assert str(getattr(heard, theirs[0]).value) == theirs[1]
    assert news == TemplateNews("reminder", "bn", **ours)


def _client(graph: GraphServer) -> WhatsApp:
    """pywa at the stand-in; its own address is fixed, so that of its session is set anew."""
    session = httpx.AsyncClient()
    client = WhatsApp(phone_id=NUMBER, token=graph.token, session=session, waba_id=graph.business, api_version=23.0)
    session.base_url = httpx.URL(graph.url)
    return client


@pytest.mark.parametrize("person", [PERSON, USER])
async def test_the_stand_in_takes_what_pywa_sends(graph: GraphServer, person: str) -> None:
    pywa = _client(graph)
    buttons = [types.Button(title=f"Button {n}", callback_data=f"ask:{n}") for n in range(3)]
    rows = [types.SectionRow(title=f"Row {n}", callback_data=f"ask:{n}") for n in range(10)]
    sections = [types.Section(title="All", rows=rows)]
    await pywa.send_message(person, "text", tracker="reply:1")
    await pywa.send_message(person, "buttons", buttons=buttons, tracker="reply:2")
    await pywa.send_message(person, "list", buttons=types.SectionList(button_title="Choose", sections=sections))
    await pywa.send_message(person, "link", buttons=types.URLButton(title="Open", url="https://udyam.gov.in/"))
    await pywa.request_location(person, "place")
    await pywa.send_document(person, b"%PDF", filename="form.pdf", caption="document", mime_type="application/pdf")
    await pywa.send_image(person, b"PNG", caption="image", mime_type="image/png")
    await pywa.send_audio(person, b"OggS", mime_type="audio/ogg")
    assert [(sent.kind, sent.text) for sent in graph.sent] == [
        ("text", "text"), ("interactive", "buttons"), ("interactive", "list"), ("interactive", "link"),
        ("interactive", "place"), ("document", "document"), ("image", "image"), ("audio", ""),
    ]  # fmt: skip
    assert [sent.key for sent in graph.sent[:2]] == ["reply:1", "reply:2"]
    assert {sent.person for sent in graph.sent} == {person}


async def test_templates_read_marks_and_files(graph: GraphServer) -> None:
    pywa = _client(graph)
    body = templates.BodyText("The course at {{1}} is on {{2}}.", "Malda", "2 December")
    replies = templates.Buttons(buttons=[templates.QuickReplyButton(text="Good")])
    language = templates.TemplateLanguage.BENGALI
    made = templates.Template(
        name="reminder", language=language, category=templates.TemplateCategory.UTILITY, components=[body, replies],
        parameter_format=templates.ParamFormat.POSITIONAL,
    )  # fmt: skip
    await pywa.create_template(made)
    graph.templates["reminder", "bn"]["status"] = "APPROVED"
    (listed,) = await pywa.get_templates()
    assert (listed.name, listed.language, listed.status) == ("reminder", language, templates.TemplateStatus.APPROVED)
    params = [
        body.params("Malda", "2 December"),
        templates.QuickReplyButton.params(callback_data="rate:up", index=0),
    ]
    await pywa.send_template(PERSON, "reminder", language, params)
    await pywa.mark_message_as_read("wamid.1")
    await pywa.indicate_typing("wamid.2")
    await pywa.delete_template("reminder")
    assert graph.seen == ["wamid.1", "wamid.2"] and not graph.templates
    assert graph.sent[-1].kind == "template"
    address = await pywa.get_media_url(graph.holds("audio/ogg", b"OggS"))
    assert await pywa.get_media_bytes(address.url) == b"OggS"
