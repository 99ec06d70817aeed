"""The action server as the engine calls it, over a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from rasa_sdk.interfaces import ActionExecutionRejection
from sqlalchemy import select

import bot.api.actions
from bot.api.actions import create_actions
from bot.db.models import Contact, HandoverWish
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import contacts, preferences
from rasa_project.actions import ACTIONS, ServiceAction

TOKEN = "a token"


class Rejecting(ServiceAction):
    def name(self) -> str:
        return "action_rejecting"

    async def run(self, dispatcher: Any, tracker: Any, domain: dict[str, Any]) -> list[dict[str, Any]]:
        raise ActionExecutionRejection(self.name(), "not mine")


@pytest.fixture
async def client(
    database: Database, clock: Any, http: Any, project_library: Library, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(bot.api.actions, "ACTIONS", (*ACTIONS, Rejecting))
    async with http(create_actions(database, clock, project_library, TOKEN)) as opened:
        yield opened


@pytest.fixture
def person(database: Database, clock: Any) -> str:
    with database.session() as session:
        return contacts.find_or_create(session, "web", "me", clock()).id


async def act(
    client: httpx.AsyncClient,
    action: str,
    sender: str,
    intent: str = "x",
    text: str = "x",
    heard: str = "hi",
    voice: bool = False,
    **slots: Any,
) -> dict[str, str]:
    """Calls an action as Rasa does; returns what is to be said."""
    call = {
        "next_action": action,
        "sender_id": sender,
        "tracker": {
            "sender_id": sender, "slots": slots, "events": [], "paused": False, "active_loop": {},
            "latest_action_name": None,
            "latest_message": {
                "intent": {"name": intent}, "entities": [], "metadata": {"language": heard, "voice": voice},
                "text": text,
            },
        },
        "domain": {},
    }  # fmt: skip
    answer = await client.post("/webhook", params={"token": TOKEN}, json=call)
    assert answer.status_code == 200, answer.text
    (response,) = answer.json()["responses"]
    assert answer.json()["events"] == []
    custom: dict[str, Any] = response["custom"]
    return {"key": custom["key"], **custom["values"]}


def contact(database: Database, person: str) -> Contact:
    with database.session() as session:
        return session.get_one(Contact, person)


@pytest.mark.parametrize("query", [{}, {"token": ""}, {"token": "wrong"}, {"token": "é"}, {"token": "a token "}])
async def test_a_wrong_token(client: httpx.AsyncClient, query: dict[str, str]) -> None:
    answer = await client.post("/webhook", params=query, json={"next_action": "action_stop"})
    assert answer.status_code == 401


async def test_an_unknown_action(client: httpx.AsyncClient) -> None:
    call = {"next_action": "action_dance", "sender_id": "x", "tracker": {"sender_id": "x"}}
    answer = await client.post("/webhook", params={"token": TOKEN}, json=call)
    assert (answer.status_code, answer.json()["action_name"]) == (404, "action_dance")


async def test_a_rejection(client: httpx.AsyncClient) -> None:
    call = {"next_action": "action_rejecting", "sender_id": "x", "tracker": {"sender_id": "x"}}
    answer = await client.post("/webhook", params={"token": TOKEN}, json=call)
    assert (answer.status_code, answer.json()["action_name"]) == (400, "action_rejecting")


async def test_no_action(client: httpx.AsyncClient) -> None:
    answer = await client.post("/webhook", params={"token": TOKEN}, json={})
    assert (answer.status_code, answer.json()) == (200, {"events": [], "responses": []})


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
async def test_a_language_is_chosen(client: httpx.AsyncClient, database: Database, person: str, language: str) -> None:
    said = await act(client, "action_set_language", person, f"change_language_{language}")
    assert said == {"key": "language_changed", "language": language}
    assert (contact(database, person).language, contact(database, person).language_fixed) == (language, True)


@pytest.mark.parametrize(
    ("intent", "can_speak", "before", "said", "after"),
    [
        ("voice_on", True, False, "voice_replies_on", True),
        ("voice_on", True, True, "voice_replies_on", True),
        ("voice_on", False, False, "voice_unavailable", False),
        ("voice_off", True, True, "voice_replies_off", False),
        ("voice_off", False, True, "voice_replies_off", False),
    ],
)
async def test_answers_are_heard_or_not(
    client: httpx.AsyncClient,
    database: Database,
    person: str,
    intent: str,
    can_speak: bool,
    before: bool,
    said: str,
    after: bool,
) -> None:
    with database.session() as session:
        contacts.set_voice_replies(session, person, wanted=before)
        contacts.set_voice_replies(session, "somebody unknown", wanted=True)
    answer = await act(client, "action_set_voice", person, intent, voice=can_speak)
    assert answer["key"] == said
    assert contact(database, person).voice_replies is after


ROMAN, NATIVE = "change_script_roman", "change_script_native"


@pytest.mark.parametrize(
    ("intent", "text", "heard", "known", "said"),
    [
        (ROMAN, "/change_script_roman", "bn", "bn", ("script_roman", "bn")),
        (ROMAN, "roman me likho", "hi", "bn", ("script_roman", "hi")),
        (ROMAN, "hindi ko english letters me likho", "bn", "bn", ("script_roman", "hi")),
        (ROMAN, "reply in roman letters", "en", "bn", ("script_roman", "bn")),
        (ROMAN, "reply in roman letters", "en", "en", ("script_which", None)),
        (ROMAN, "reply in roman letters", "en", None, ("script_which", None)),
        (f"{ROMAN}_bn", "/change_script_roman_bn", "en", "en", ("script_roman", "bn")),
        (f"{ROMAN}_hi", "/change_script_roman_hi", "bn", "bn", ("script_roman", "hi")),
        (NATIVE, "/change_script_native", "bn", "bn", ("script_native", "bn")),
        (NATIVE, "देवनागरी में लिखो", "bn", "bn", ("script_native", "hi")),
        (NATIVE, "native script please", "en", "en", ("language_choose", None)),
    ],
)
async def test_letters_are_chosen(
    client: httpx.AsyncClient,
    database: Database,
    person: str,
    intent: str,
    text: str,
    heard: str,
    known: Any,
    said: Any,
) -> None:
    if known:
        with database.session() as session:
            contacts.set_language(session, person, known)
    answer = await act(client, "action_set_script", person, intent, text, heard)
    assert (answer["key"], answer.get("language")) == said
    stored = contact(database, person)
    assert (stored.language, stored.roman) == ((said[1] or known), said[0] == "script_roman")


async def test_who_has_roman_letters_and_asks_again_is_asked_for_the_language(
    client: httpx.AsyncClient, database: Database, person: str
) -> None:
    for key in ("script_roman", "script_which"):
        assert (await act(client, "action_set_script", person, ROMAN))["key"] == key
    assert contact(database, person).roman
    await act(client, "action_set_language", person, "change_language_bn")
    assert not contact(database, person).roman


async def test_stop_and_start(client: httpx.AsyncClient, database: Database, person: str, clock: Any) -> None:
    assert await act(client, "action_start", person) == {"key": "all_on"}
    assert await act(client, "action_start", person) == {"key": "already_started"}
    for _ in range(2):
        assert await act(client, "action_stop", person) == {"key": "stopped"}
        assert contact(database, person).stopped_at == clock()
    assert await act(client, "action_start", person) == {"key": "started_again"}
    assert contact(database, person).stopped_at is None


@pytest.mark.parametrize(
    ("text", "key", "on"),
    [
        ("khobor pathaben na", "announcements_off", set()),
        ("yojana ki khabar bhejte raho", "announcements_on", {"announcements"}),
        ("রিমাইন্ডার পাঠান", "reminders_on", {"reminders"}),
        ("do you send reminders?", "settings", set()),
        ("/set_preference", "settings", set()),
    ],
)
async def test_a_preference_in_words(
    client: httpx.AsyncClient, database: Database, person: str, text: str, key: str, on: set[str]
) -> None:
    assert (await act(client, "action_set_preference", person, "set_preference", text))["key"] == key
    with database.session() as session:
        now = preferences.overview(session, person)
    assert now is not None
    assert {purpose for purpose, wanted in now.on.items() if wanted} == {"service", *on}


async def test_a_wish_for_a_person(client: httpx.AsyncClient, database: Database, person: str, clock: Any) -> None:
    clock.now = clock.now.replace(hour=20)  # after midnight in India
    said = await act(client, "action_talk_to_person", person, topic="pmegp")
    assert said == {"key": "person_noted", "date": "2026-11-22"}
    clock.forward(3 * 86_400)
    assert await act(client, "action_talk_to_person", person) == {"key": "person_already_noted", "date": "2026-11-22"}
    with database.session() as session:
        wish = session.scalars(select(HandoverWish)).one()
    assert (wish.contact_id, wish.topic, wish.language, wish.status) == (person, "pmegp", "hi", "open")


async def test_someone_unknown_is_answered(client: httpx.AsyncClient) -> None:
    for action in ("action_stop", "action_start", "action_set_preference", "action_talk_to_person"):
        assert (await act(client, action, "nobody"))["key"]


def test_every_action_of_the_domain_is_there(database: Database, clock: Any, project_library: Library) -> None:
    from pathlib import Path

    import yaml

    file = Path(__file__).resolve().parents[3] / "rasa_project" / "domain" / "domain.yml"
    wanted = yaml.safe_load(file.read_text(encoding="utf-8"))["actions"]
    assert {action(database, clock, project_library).name() for action in ACTIONS} == set(wanted)
