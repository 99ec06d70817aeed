"""Our WhatsApp client and its stand-in, held against Meta's published description of the Cloud API (OpenAPI, v23).

Everything that the client sends goes to Prism, which judges it by the description, and to the stand-in, which answers.
`meta_judge.UNDESCRIBED` names what v23 does not describe, and why we send it all the same.
"""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot.channels.base import Outgoing
from bot.channels.render import render
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp.client import GraphClient
from bot.channels.whatsapp.limits import CAPABILITIES
from bot.channels.whatsapp.payloads import addressed
from bot.commands.template_push import submission
from bot.knowledge.library import read
from bot.knowledge.model import LANGUAGES
from bot.settings import ROOT
from tests.contract.channel_harness import Inbox
from tests.contract.meta_judge import RENDERED, UNDESCRIBED, Judged, Verdict, choices, wrong
from tests.contract.meta_spec import MetaApi
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import PERSON, USER

pytestmark = pytest.mark.contracts


async def test_every_request_is_as_described(channel: WhatsAppChannel, judged: Judged, graph: GraphServer) -> None:
    inbox = Inbox()
    await channel.start(inbox.hooks)
    await channel.working(PERSON, "wamid.1")
    for message in RENDERED:
        await channel.send(PERSON, message, "reply:1")
    await channel.send(USER, Outgoing("To a user id", "en"))
    await channel.stop()
    assert {one.status for one in judged.verdicts} == {200}
    assert {one.kind for one in judged.messages()} == {
        "text", "interactive:button", "interactive:list", "document", "image", "audio", "template", *UNDESCRIBED
    }  # fmt: skip
    assert wrong(judged) == []
    assert graph.seen == ["wamid.1"]


async def test_the_undescribed_are_right_but_for_what_the_table_says(
    channel: WhatsAppChannel, judged: Judged, meta: MetaApi
) -> None:
    await channel.start(Inbox().hooks)
    await channel.working(PERSON, "wamid.1")
    for message in RENDERED:
        await channel.send(PERSON, message)
    await channel.send(USER, Outgoing("To a user id", "en"))
    await channel.stop()
    for one in judged.messages():
        if one.kind == "read":
            assert meta.named("MarkMessageRequestPayload", one.body) == []
        elif one.kind in UNDESCRIBED:
            assert meta.message(_described(one)) == []


def _described(one: Verdict) -> dict[str, Any]:
    """The same message with what the table names put right."""
    body = json.loads(json.dumps(one.body))
    if "recipient" in body:
        body["to"] = body.pop("recipient")
    if one.kind.startswith("interactive"):
        body["interactive"] |= {"type": "button", "action": {"buttons": [{"type": "reply", "reply": FIRST}]}}
    for part in body.get("template", {}).get("components", ()):
        if part["type"] == "button":
            part["index"] = "2"
    assert isinstance(body, dict)
    return body


FIRST = {"id": "menu", "title": "Menu"}


async def test_templates_and_files(client: GraphClient, judged: Judged, graph: GraphServer) -> None:
    templates = read(ROOT / "content").templates.values()
    graph.templates.clear()
    made = [await client.create_template(submission(one, language)) for one in templates for language in LANGUAGES]
    assert len(await client.templates()) == len(made) == len(templates) * len(LANGUAGES)
    await client.edit_template(made[0]["id"], {"components": [{"type": "BODY", "text": "Other words"}]})
    await client.delete_template(next(iter(templates)).name, made[0]["id"])
    await client.download(graph.holds("audio/ogg", b"OggS"))
    await client.upload("form.pdf", "application/pdf", b"%PDF")
    await client.close()
    assert wrong(judged) == []
    assert {one.status for one in judged.verdicts} == {200}


ROW_25, TITLE_21 = "x" * 25, "x" * 21


def button(title: str, number: int) -> dict[str, Any]:
    return {"type": "reply", "reply": {"id": f"ask:{number}", "title": title}}


def rows(number: int, title: str = "row") -> dict[str, Any]:
    listed = [{"id": f"ask:{n}", "title": f"{title}{n}"[-25:]} for n in range(number)]
    return {"button": "Choose", "sections": [{"rows": listed}]}


REFUSED = {
    "four buttons": ("button", {"buttons": [button(f"b{n}", n) for n in range(4)]}),
    "no button": ("button", {"buttons": []}),
    "a button's title of 21 characters": ("button", {"buttons": [button(TITLE_21, 1)]}),
    "eleven rows": ("list", rows(11)),
    "a row's title of 25 characters": ("list", rows(2, ROW_25)),
    "a list without what opens it": ("list", {"sections": [{"rows": [FIRST]}]}),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_what_the_description_refuses_the_stand_in_refuses(judged: Judged, graph: GraphServer, what: str) -> None:
    kind, action = REFUSED[what]
    part = {"type": kind, "body": {"text": "?"}, "action": action}
    one = await _posted(judged, graph, {"type": "interactive", "interactive": part}, graph.token)
    assert one.refused and one.status == 400


async def test_no_token_and_no_text_are_refused_by_both(judged: Judged, graph: GraphServer) -> None:
    text = {"type": "text", "text": {"body": "?"}}
    assert not (await _posted(judged, graph, text, graph.token)).refused
    without_token = await _posted(judged, graph, text, "")
    assert without_token.refused and without_token.status == 401
    without_text = await _posted(judged, graph, {"type": "text"}, graph.token)
    assert without_text.refused and without_text.status == 400


async def _posted(judged: Judged, graph: GraphServer, body: dict[str, Any], token: str) -> Verdict:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient(transport=judged, headers=headers) as session:
        await session.post(f"{graph.url}/{graph.number}/messages", json=addressed(PERSON, body, ""))
    return judged.verdicts[-1]


@pytest.mark.parametrize("title", ["বিকল্প", "x" * 19, TITLE_21, ROW_25, "ক্ষুদ্র শিল্পের ঋণের কাগজপত্র"])
@pytest.mark.parametrize("number", [1, 3, 4, 10, 11, 30])
async def test_the_renderer_never_makes_them(channel: WhatsAppChannel, judged: Judged, number: int, title: str) -> None:
    for part in render(Outgoing("?", "bn", choices(number, title)), CAPABILITIES):
        await channel.send(PERSON, part)
    await channel.stop()
    assert wrong(judged) == []
    assert {one.status for one in judged.verdicts} == {200}
