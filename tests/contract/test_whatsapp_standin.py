"""What the Graph API's stand-in answers and delivers, held against the schemas of Meta's description (OpenAPI, v23)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.base import Outgoing, SendError
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp.client import GraphClient
from bot.channels.whatsapp.parse import parse
from tests.contract.channel_harness import Inbox
from tests.contract.meta_judge import RENDERED, Judged, choices
from tests.contract.meta_spec import WEBHOOK_MENDS, MetaApi
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import BUSINESS, NUMBER, PERSON, change, refused, request

pytestmark = pytest.mark.contracts

ANSWERS = {
    ("POST", f"/v23.0/{NUMBER}/messages"): "/{Version}/{Phone-Number-ID}/messages",
    ("POST", f"/v23.0/{NUMBER}/media"): "/{Version}/{Phone-Number-ID}/media",
    ("GET", f"/v23.0/{NUMBER}"): "/{Version}/{Phone-Number-ID}",
    ("GET", f"/v23.0/{BUSINESS}/message_templates"): "/{Version}/{WABA-ID}/message_templates",
    ("POST", f"/v23.0/{BUSINESS}/message_templates"): "/{Version}/{WABA-ID}/message_templates",
    ("DELETE", f"/v23.0/{BUSINESS}/message_templates"): "/{Version}/{WABA-ID}/message_templates",
}


async def test_the_stand_ins_answers_are_as_described(
    channel: WhatsAppChannel, client: GraphClient, judged: Judged, graph: GraphServer, meta: MetaApi
) -> None:
    await channel.start(Inbox().hooks)
    for message in RENDERED:
        await channel.send(PERSON, message)
    await channel.working(PERSON, "wamid.1")
    await client.create_template({"name": "x", "language": "bn", "category": "UTILITY", "components": []})
    await client.templates()
    await client.delete_template("x")
    media = graph.holds("audio/ogg", b"OggS")
    await channel.fetch(media)
    faults: list[str] = []
    seen = set()
    for one in judged.verdicts:
        known = (one.method, one.path)
        path = ANSWERS.get(known, "/{Version}/{Media-ID}" if one.path.endswith(media) else "")
        if one.path.endswith("/messages") and one.kind == "read":
            faults += meta.named("MarkMessageResponsePayload", one.answer)
        elif "/files/" not in one.path:
            faults += meta.answer(one.method, path, one.answer)
        seen.add(path)
    graph.fail("messages", *(refused(code) for code in (4, 130429, 131047, 131050)))
    for _ in range(4):
        with pytest.raises(SendError):
            await channel.send(PERSON, Outgoing("?", "en"))
        faults += meta.named("GraphAPIError", judged.verdicts[-1].answer)
    await channel.stop()
    assert faults == []
    assert seen >= {*ANSWERS.values(), "/{Version}/{Media-ID}"}


def _people_do(graph: GraphServer, sent: str) -> None:
    graph.types("hello")
    graph.presses("ask:1")
    graph.sends("location", {"latitude": 22.5, "longitude": 88.3})
    graph.sends("contacts", [{"name": {"formatted_name": "Rina"}, "phones": [{"phone": "+919830000001"}]}])
    graph.sends("image", {"id": "9", "mime_type": "image/jpeg", "sha256": "x"})
    graph.sends("audio", {"id": "9", "mime_type": "audio/ogg", "sha256": "x", "voice": True})
    graph.sends("button", {"payload": "rate:up", "text": "Good"}, context={"from": NUMBER, "id": sent})
    graph.sends("reaction", {"emoji": "👍", "message_id": sent})
    for state in ("sent", "delivered", "read"):
        graph.receipt(sent, state)
    graph.receipt(sent, "failed", code=131026)
    system = {"type": "user_changed_number", "body": "User A changed from 1 to 2", "wa_id": "919830000009"}
    graph.deliver(request(change({"messages": [graph.message("system", system)]})))


async def test_the_stand_ins_webhooks_are_as_described(channel: WhatsAppChannel, graph: GraphServer, meta: Any) -> None:
    bodies: list[bytes] = []

    async def take(headers: Any, body: bytes) -> int:
        bodies.append(body)
        return 200

    graph.hand = take
    sent = await channel.send(PERSON, Outgoing("?", "en", choices(2)))
    _people_do(graph, sent)
    await graph.until(lambda: not graph.pending)
    await channel.stop()
    assert len(bodies) == 13
    assert [line for body in bodies for line in meta.webhook(json.loads(body))] == []


def test_the_descriptions_own_examples_are_read(meta: MetaApi) -> None:
    """Each by us without a fault; by the schemas only once they are mended (WEBHOOK_MENDS)."""
    kinds: dict[str, list[str]] = {}
    for name, body in meta.examples().items():
        if not name.startswith("Group"):  # we are in no groups
            assert meta.named("WebhookPayload", body) and not meta.webhook(body), WEBHOOK_MENDS
        number = body["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"]
        batch = parse(body, number)
        assert batch.unread == [] and batch.alarms == []
        kinds[name] = [getattr(event, "kind", type(event).__name__) for event in batch.events]
    assert kinds == READ


READ = {
    "Text Message": ["text"],
    "Text Message with Context (Product Inquiry)": ["text"],
    "Text Message from Click to WhatsApp Ad": ["text"],
    "Reaction Message": [],
    "Image Message": ["media"],
    "Location Message": ["location"],
    "Contact Sharing Message": ["media"],
    "Unsupported Message": ["media"],
    "Button Message": ["text"],
    "Interactive List Reply Message": ["payload"],
    "Interactive Button Reply Message": ["payload"],
    "Order Message": ["media"],
    "System Message": ["Renumbered"],
    "Group Create Message": [],
    "Group Settings Update": [],
    "Group Remove Participants": [],
}


def test_the_check_finds_mistakes(meta: MetaApi) -> None:
    body = request(change({"statuses": [{"id": "wamid.1", "status": "seen", "timestamp": "1", "recipient_id": "1"}]}))
    assert meta.webhook(body)
    assert meta.named("GraphAPIError", {"error": {"message": "?"}})
    assert meta.message({"messaging_product": "whatsapp", "recipient_type": "individual", "to": PERSON, "type": "text"})
    assert meta.answer("GET", "/{Version}/{Media-ID}", {"url": 5})
