"""The components together, in a tiny trained project: what a message becomes, and what is said."""

from __future__ import annotations

import json
import sqlite3
import tarfile
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig

from bot.language.tokens import tokenize
from rasa_project.components.gazetteer import Gazetteer
from rasa_project.components.tracker_store import ShortTrackerStore
from rasa_project.tests.test_gazetteer import COMMON
from rasa_project.tests.tiny import OTHERS, TOPICS, Project
from rasa_project.understand import understand


async def _say(agent: Any, text: str, sender: str, metadata: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    channel = CollectingOutputChannel()
    await agent.handle_message(UserMessage(text, channel, sender, input_channel="rest", metadata=metadata))
    return [message["custom"] for message in channel.messages]


def _about(said: list[dict[str, Any]]) -> tuple[str, Any, Any]:
    """The only thing said: key, topic and aspect."""
    (one,) = said
    return one["key"], one["values"].get("topic"), one["values"].get("aspect")


# --- parse_message

UNDERSTOOD = [
    ("what is pmegp", None, "ask", "pmegp", "what"),
    ("which papers for p.m.e.g.p", None, "ask", "pmegp", "documents"),
    ("পিএমইজিপি তে কী কাগজ লাগে", None, "ask", "pmegp", "documents"),
    ("pmegp te ki kagoj lage", None, "ask", "pmegp", "documents"),
    ("मुद्रा लोन में ब्याज कितना", None, "ask", "mudra", "cost"),
    ("mudra loan mein byaj kitna", None, "ask", "mudra", "cost"),
    ("hello", None, "greet", None, None),
    ("ধন্যবাদ", None, "thanks", None, None),
    ("and the documents?", None, "ask_without_topic", None, "documents"),
    ("and the documents?", {"topic": "mudra"}, "ask", "mudra", "documents"),
    ("আর কাগজপত্র?", {"topic": "gst-returns"}, "ask", "gst-returns", "documents"),
    ("which papers for pmegp", {"topic": "mudra"}, "ask", "pmegp", "documents"),
    ("what is pmegp", {"pending_aspect": "cost"}, "ask", "pmegp", "cost"),
]


@pytest.mark.parametrize(("text", "metadata", "intent", "topic", "aspect"), UNDERSTOOD)
async def test_what_a_message_is_understood_as(
    agent: Any, text: str, metadata: dict[str, Any] | None, intent: str, topic: str | None, aspect: str | None
) -> None:
    result = await understand(agent, text, metadata or {})
    assert (result["intent"], result["topic"], result["aspect"]) == (intent, topic, aspect)
    assert 0 < result["confidence"] <= 1


async def test_the_parse_result_carries_rankings_names_and_candidates(agent: Any) -> None:
    parsed = await agent.parse_message("documents of pmegp")
    assert parsed["text"] == "documents of pmegp"
    assert parsed["names"] == ["pmegp"]
    assert parsed["candidates"] == []
    assert set(parsed["rankings"]) == {"intent", "topic", "aspect"}
    assert parsed["rankings"]["topic"][0][0] == "pmegp"
    assert {label for label, _ in parsed["rankings"]["topic"]} == {"none", *TOPICS}
    assert {label for label, _ in parsed["rankings"]["aspect"]} == {"what", "documents", "cost"}
    assert {label for label, _ in parsed["rankings"]["intent"]} <= {"ask", *OTHERS}
    assert {entity["entity"]: entity["extractor"] for entity in parsed["entities"]} == dict.fromkeys(
        ("topic", "aspect"), "ContextResolver"
    )
    json.dumps(parsed)  # what goes over the wire and into the store


@pytest.mark.parametrize("text", [" ", "?", "🙂", "।", "x" * 5000, "9" * 50, "\u200d", "/", "/ask{", "﷽ مرحبا"])
async def test_no_message_breaks_it(agent: Any, text: str) -> None:
    said = await _say(agent, text, f"odd-{len(text)}-{ord(text[0])}")
    assert len(said) == 1
    assert said[0]["key"]


async def test_metadata_of_another_kind_does_not_break_it(agent: Any) -> None:
    for metadata in ({"topic": "no-such-topic"}, {"topic": None, "pending_aspect": None}, {"language": "bn"}):
        assert await _say(agent, "and the documents?", "odd-metadata", metadata)


# --- turns


async def test_a_turn_answers_with_a_key_and_values(agent: Any) -> None:
    answers = await agent.handle_text("what is pmegp", sender_id="turn")
    assert _about([answer["custom"] for answer in answers]) == ("answer", "pmegp", "what")
    assert [answer["recipient_id"] for answer in answers] == ["turn"]


async def test_keys_without_values(agent: Any) -> None:
    assert await _say(agent, "hello", "keys") == [{"key": "greeting_again", "values": {}}]
    assert await _say(agent, "धन्यवाद", "keys") == [{"key": "thanks_reply", "values": {}}]


async def test_slots_carry_the_topic(agent: Any) -> None:
    await _say(agent, "what is mudra", "slots")
    said = await _say(agent, "and how much does it cost", "slots", {"topic": "mudra"})
    assert _about(said) == ("answer", "mudra", "cost")
    await _say(agent, "hello", "slots")
    tracker = await agent.tracker_store.retrieve("slots")
    assert (tracker.get_slot("topic"), tracker.get_slot("aspect")) == ("mudra", "cost")


async def test_a_question_without_topic_asks_for_it_with_its_aspect(agent: Any) -> None:
    assert _about(await _say(agent, "and the documents?", "topicless")) == ("which_topic", None, "documents")


async def test_an_unsure_question_offers_choices(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa_project.components import resolver
    from rasa_project.components.decision import Decision

    unsure = Decision("unsure", 0.4, aspect="cost", candidates=["pmegp", "mudra"])
    monkeypatch.setattr(resolver, "decide", lambda *args: unsure)
    said = await _say(agent, "what does it cost", "unsure")
    assert _about(said) == ("ask_back", None, "cost")
    assert said[0]["values"]["candidates"] == ["pmegp", "mudra"]


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ('/ask{"topic": "mudra", "aspect": "documents"}', ("answer", "mudra", "documents")),
        ("/show_menu", ("menu_main", None, None)),
        ("/menu_loans", ("menu_loans", None, None)),
        ("/choose_language", ("language_choose", None, None)),
        ("/nlu_fallback", ("unclear", None, None)),
    ],
)
async def test_buttons_go_past_the_classifier(agent: Any, payload: str, said: tuple[str, Any, Any]) -> None:
    assert _about(await _say(agent, payload, "buttons")) == said


async def test_an_empty_message_is_not_understood_and_said_so_once(agent: Any) -> None:
    assert await _say(agent, " ", "silent") == [{"key": "unclear", "values": {}}]


async def test_a_form_asks_and_remembers(agent: Any) -> None:
    assert await _say(agent, "put my name on the list", "form") == [{"key": "ask_person_name", "values": {}}]
    assert await _say(agent, "Rahima Bibi", "form") == [{"key": "ask_trade", "values": {}}]
    registered = {"key": "registered", "values": {"person_name": "Rahima Bibi", "trade": "tailoring"}}
    assert await _say(agent, "tailoring", "form") == [registered]
    assert await _say(agent, "hello", "form") == [{"key": "greeting_again", "values": {}}]


async def test_conversations_are_in_the_database_that_endpoints_yml_names(agent: Any, project: Project) -> None:
    await _say(agent, "what is pmegp", "kept-in-a-file")
    assert isinstance(agent.tracker_store._tracker_store, ShortTrackerStore)
    with sqlite3.connect(project.folder / "agent.sqlite3") as connection:
        (events,) = connection.execute("SELECT events FROM trackers WHERE sender_id = 'kept-in-a-file'").fetchone()
    slots = {event["name"]: event["value"] for event in json.loads(events) if event["event"] == "slot"}
    assert slots["topic"] == "pmegp"


# --- actions


@pytest.fixture
async def actions(agent: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[dict[str, Any]]:
    """An action server: answers with `reply`, keeps what it was sent in `got`."""
    state: dict[str, Any] = {"got": []}

    async def webhook(request: web.Request) -> web.Response:
        state["got"].append(await request.json())
        return web.json_response(state["reply"])

    app = web.Application()
    app.router.add_post("/webhook", webhook)
    server = TestServer(app)
    await server.start_server()
    monkeypatch.setattr(agent.processor, "action_endpoint", EndpointConfig(str(server.make_url("/webhook"))))
    yield state
    await server.close()


async def test_an_action_answers_with_a_key_and_sets_a_slot(agent: Any, actions: dict[str, Any]) -> None:
    actions["reply"] = {
        "events": [{"event": "slot", "name": "topic", "value": "mudra"}],
        "responses": [{"custom": {"key": "person_noted", "values": {"date": "2026-11-21"}}}],
    }
    said = await _say(agent, "let me talk to a human being", "action", {"language": "bn"})
    assert said == [{"key": "person_noted", "values": {"date": "2026-11-21"}}]
    (got,) = actions["got"]
    assert got["next_action"] == "action_talk_to_person"
    assert got["tracker"]["latest_message"]["metadata"] == {"language": "bn"}
    assert (await agent.tracker_store.retrieve("action")).get_slot("topic") == "mudra"


async def test_a_bad_action_answer_says_nothing_instead_of_something_wrong(agent: Any, actions: dict[str, Any]) -> None:
    actions["reply"] = {
        "events": [{"event": "slot", "name": "topic"}],
        "responses": [{"custom": {"key": "person_noted"}}],
    }
    try:
        said = await _say(agent, "let me talk to a human being", "bad-action")
    except Exception as error:
        assert "make sure your response from the Action endpoint is valid" in str(error)
    else:
        assert said == []


# --- the model file

PICKLE = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))


def test_the_model_holds_no_pickle(project: Project) -> None:
    names = []
    with tarfile.open(project.model) as archive:
        for member in archive.getmembers():
            if not member.isfile():
                continue
            names.append(member.name)
            assert member.name.rpartition(".")[2] in {"json", "yml", "npz"}, member.name
            file = archive.extractfile(member)
            assert file is not None
            assert not file.read(2).startswith(PICKLE), member.name
            if member.name.endswith(".npz"):
                file.seek(0)
                with zipfile.ZipFile(file) as arrays:
                    assert all(name.endswith(".npy") for name in arrays.namelist())
                file.seek(0)
                with np.load(file, allow_pickle=False) as read:
                    assert read.files
                    assert all(read[name].dtype != object for name in read.files)
    assert any(name.endswith("heads.npz") for name in names)
    assert any(name.endswith("vocabulary.json") for name in names)


def test_the_names_in_the_model_are_those_of_the_content(project: Project) -> None:
    with tarfile.open(project.model) as archive:
        (member,) = [member for member in archive.getmembers() if member.name.endswith("vocabulary.json")]
        file = archive.extractfile(member)
        assert file is not None
        names = json.load(file)["names"]
    assert {topic: sorted(aliases) for topic, aliases in names.items()} == {
        topic: sorted(content["aliases"]) for topic, content in TOPICS.items()
    }
    gazetteer = Gazetteer(names)
    assert [word for word in COMMON if gazetteer.find([token.text for token in tokenize(word)])] == []
