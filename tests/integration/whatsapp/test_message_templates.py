"""The templates of the content, from the files to a person and back, against the stand-in of the Graph API."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.channels.base import TemplateNews, TemplateRefused
from bot.channels.whatsapp import CAPABILITIES, WhatsAppChannel
from bot.channels.whatsapp.client import GraphClient
from bot.commands.template_push import listed, news, plan, push
from bot.db.models import Base, Contact
from bot.db.session import Database
from bot.delivery import enqueue, outbox, prepare
from bot.delivery.outbox import REPLY
from bot.delivery.policy import Decision, Go, Rules, Wait
from bot.knowledge.library import read
from bot.knowledge.model import LANGUAGES
from bot.services import contacts, templates
from bot.settings import ROOT
from tests.contract.channel_harness import Inbox
from tests.integration.whatsapp.shared import NOW
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import PERSON

CONTENT = read(ROOT / "content").templates


@pytest.fixture
async def graph() -> AsyncIterator[GraphServer]:
    """All templates of the content are submitted and approved."""
    async with GraphServer(now=lambda: NOW) as server:
        client = GraphClient(server.token, server.number, business_id=server.business, base=server.url)
        done = await push(client, plan(CONTENT.values(), await listed(client)))
        assert [one for one in done if one.refused is not None] == []
        for template in server.templates.values():
            template["status"] = "APPROVED"
        assert {step.action for step in plan(CONTENT.values(), await listed(client))} == {"same"}
        await client.close()
        yield server


@pytest.mark.parametrize("name", sorted(CONTENT))
async def test_each_template_reaches_a_person_in_each_language(
    channel: WhatsAppChannel, graph: GraphServer, name: str
) -> None:
    template = CONTENT[name]
    for language in LANGUAGES:
        message = templates.outgoing(template, language, template.examples(language))
        assert await channel.send(PERSON, message, f"{name}:{language}")
    assert [sent.content["language"]["code"] for sent in graph.sent] == list(LANGUAGES)


async def test_wrong_parameter_count_is_refused_by_whatsapp_too(channel: WhatsAppChannel) -> None:
    made = templates.outgoing(CONTENT["feedback_request"], "bn", ("ONDC", "৫ মে"))
    assert made.template is not None
    with pytest.raises(TemplateRefused, match="132000"):
        await channel.send(PERSON, replace(made, template=replace(made.template, parameters=("ONDC",))))


async def test_a_button_of_a_template_brings_back_its_payload(
    channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox
) -> None:
    template = CONTENT["registration_confirm"]
    await channel.send(PERSON, templates.outgoing(template, "bn", template.examples("bn")))
    (_, yes, *_) = graph.sent[0].content["components"]
    payload = yes["parameters"][0]["payload"]
    graph.sends("button", {"payload": payload, "text": template.buttons[0].title.bn})
    (pressed,) = await inbox.holds(1)
    assert (pressed.kind, pressed.payload) == ("payload", "entry:yes")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/bot.sqlite3")
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()


async def test_template_paused_keeps_the_message_queued_and_it_goes_when_approved_again(
    graph: GraphServer, database: Database
) -> None:
    """A reminder two days after the person last wrote: outside the window."""
    template = CONTENT["session_reminder"]
    call = templates.outgoing(template, "bn", template.examples("bn"))
    client = GraphClient(graph.token, graph.number, business_id=graph.business, base=graph.url)
    with database.session() as session:
        person = contacts.find_or_create(session, "whatsapp", PERSON, NOW).id
        session.execute(update(Contact).values(seen_at=NOW - dt.timedelta(days=2)))
        templates.record(session, "whatsapp", map(news, await listed(client)), NOW)
        templates.note(session, "whatsapp", TemplateNews("session_reminder", "bn", "paused"), NOW)
        assert enqueue.message(session, person, call, "session:1", NOW, purpose="reminders") is not None
    await client.close()

    def decide(now: dt.datetime) -> Decision:
        knowledge = prepare.Knowledge(lambda _, people, *__: set(people), templates.usable)
        with database.session() as session:
            (one,) = prepare.take(session, "whatsapp", REPLY, 10, now, "one", CAPABILITIES, knowledge, Rules())
            return one.decision

    waits = decide(NOW)
    assert isinstance(waits, Wait) and "session_reminder (bn): it is paused" in waits.reason
    with database.session() as session:
        templates.note(session, "whatsapp", TemplateNews("session_reminder", "bn", "approved"), NOW)
    goes = decide(NOW + outbox.LEASE + dt.timedelta(seconds=1))
    assert isinstance(goes, Go) and goes.message.template == call.template
