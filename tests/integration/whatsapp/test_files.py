"""Recordings and templates of WhatsApp, over real HTTP against the stand-in of the Graph API."""

from __future__ import annotations

import pytest

from bot.channels.base import (
    ChannelDown,
    Permanent,
    Retryable,
    SendError,
)
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp.client import GraphClient
from tests.contract.channel_harness import Inbox
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import Fault, bad_gateway, cut_line, refused

# Recordings


async def test_a_voice_note_is_fetched_in_two_steps(channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox) -> None:
    media = graph.holds("audio/ogg", b"OggS" * 1000)
    graph.sends("audio", {"id": media, "mime_type": "audio/ogg; codecs=opus", "sha256": "x", "voice": True})
    (message,) = await inbox.holds(1)
    assert (message.kind, message.text) == ("voice", media)
    assert await channel.fetch(message.text) == b"OggS" * 1000


async def test_expired_media(channel: WhatsAppChannel, graph: GraphServer) -> None:
    with pytest.raises(Permanent):
        await channel.fetch("12345")
    media = graph.holds("audio/ogg", b"x")
    graph.fail("file", refused(100, 404))
    with pytest.raises(Permanent):
        await channel.fetch(media)
    assert await channel.fetch(media) == b"x"


@pytest.mark.parametrize("name", ["", "../me", "1?fields=x", "a b", "x" * 200])
async def test_a_name_that_is_no_recordings(channel: WhatsAppChannel, graph: GraphServer, name: str) -> None:
    before = len(graph.calls)
    with pytest.raises(Permanent):
        await channel.fetch(name)
    assert len(graph.calls) == before


async def test_a_recording_that_is_too_large(channel: WhatsAppChannel, graph: GraphServer) -> None:
    media = graph.holds("audio/ogg", b"x" * (16 * 2**20 + 1))
    with pytest.raises(Permanent, match="larger"):
        await channel.fetch(media)


@pytest.mark.parametrize(
    ("call", "fault", "kind"),
    [
        ("node", bad_gateway(), Retryable),
        ("node", refused(190, 401), ChannelDown),
        ("file", bad_gateway(), Retryable),
        ("file", cut_line(), Retryable),
        ("file", refused(190, 401), ChannelDown),
    ],
)
async def test_faults_of_fetching(
    channel: WhatsAppChannel, graph: GraphServer, call: str, fault: Fault, kind: type[SendError]
) -> None:
    media = graph.holds("audio/ogg", b"x")
    graph.fail(call, fault)
    with pytest.raises(kind):
        await channel.fetch(media)


# Templates


async def test_templates_are_listed_page_by_page_made_and_deleted(graph: GraphServer) -> None:
    for number in range(230):
        graph.approves(f"reminder_{number}", "bn")
    client = GraphClient(graph.token, graph.number, business_id=graph.business, base=graph.url)
    listed = await client.templates()
    assert [t["name"] for t in listed] == [f"reminder_{n}" for n in range(230)]
    new = {"name": "fair", "language": "hi", "category": "UTILITY", "components": [{"type": "BODY", "text": "नमस्ते"}]}
    made = await client.create_template(new)
    assert made["status"] == "PENDING"
    await client.edit_template(made["id"], {"components": [{"type": "BODY", "text": "नमस्कार"}]})
    assert graph.templates["fair", "hi"]["components"][0]["text"] == "नमस्कार"
    await client.delete_template("fair", made["id"])
    assert ("fair", "hi") not in graph.templates
    await client.close()


async def test_templates_need_the_business_account(graph: GraphServer) -> None:
    client = GraphClient(graph.token, graph.number, base=graph.url)
    with pytest.raises(ChannelDown, match="WHATSAPP_BUSINESS_ID"):
        await client.templates()
