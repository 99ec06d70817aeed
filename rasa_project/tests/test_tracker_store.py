"""The tracker store: what any store must do, and that a shortened conversation goes on as the full one would.

Runs on SQLite; with `TEST_POSTGRES_URL` on PostgreSQL too.
"""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from rasa_project.components import tracker_store
from rasa_project.components.tracker_store import ShortTrackerStore, shorten, status
from rasa_project.paths import PROJECT
from rasa_project.tests import tiny

KEEP, LONGEST = 12, 200
POSTGRES = os.environ.get("TEST_POSTGRES_URL")


@pytest.fixture(scope="module")
def domain(tmp_path_factory: pytest.TempPathFactory) -> Domain:
    return Domain.load(str(tiny.write_domain(tmp_path_factory.mktemp("domain") / "domain")))


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.skipif(not POSTGRES, reason="no TEST_POSTGRES_URL"))]
)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(POSTGRES) if request.param == "postgres" else f"sqlite:///{tmp_path / 'engine.sqlite3'}"


@pytest.fixture
def store(url: str, domain: Domain) -> Iterator[ShortTrackerStore]:
    made = ShortTrackerStore(domain, host=url, keep=KEEP, longest=LONGEST)
    yield made
    made._engine.dispose()


@pytest.fixture
def sender() -> str:
    return f"person-{uuid.uuid4().hex}"


def _turn(text: str, intent: str, action: str, *slots: SlotSet) -> list[Event]:
    return [
        UserUttered(text, {"name": intent, "confidence": 0.9}),
        DefinePrevUserUtteredFeaturization(False),
        *slots,
        ActionExecuted(action),
        BotUttered("", {"custom": {"key": "x"}}),
        ActionExecuted("action_listen"),
    ]


def _start() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def _talk(turns: int) -> list[Event]:
    events = _start()
    for number in range(turns):
        if number % 3 == 0:
            slots = SlotSet("topic", f"topic-{number}"), SlotSet("aspect", "cost")
            events += _turn(f"question {number}", "ask", "utter_answer", *slots)
        else:
            events += _turn(f"hello {number}", "greet", "utter_greeting_again")
    return events


def _tracker(sender: str, domain: Domain, events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, events, domain.slots)


async def _reload(store: ShortTrackerStore, tracker: DialogueStateTracker) -> DialogueStateTracker:
    await store.save(tracker)
    read = await store.retrieve(tracker.sender_id)
    assert read is not None
    return read


# --- what any store must do


async def test_a_stranger_has_no_conversation(store: ShortTrackerStore, sender: str) -> None:
    assert await store.retrieve(sender) is None


def _wordless(events: Iterable[Event]) -> list[tuple[str, object]]:
    """Events for comparison: of what a person said only what was understood, and of ours only that something was said,
    since words are not stored."""

    def plain(event: Event) -> object:
        if isinstance(event, UserUttered):
            return event.intent_name, event.entities
        return None if isinstance(event, BotUttered) else event.as_dict()

    return [(event.type_name, plain(event)) for event in events]


async def test_the_words_of_people_are_not_stored(
    store: ShortTrackerStore, url: str, domain: Domain, sender: str
) -> None:
    words = _turn("আমার নাম রহিম", "ask", "utter_answer", SlotSet("topic", "mudra"))
    words[0].parse_data["rankings"] = {"intent": [["ask", 0.9]]}
    words.append(BotUttered("রহিম", data={"custom": {"values": {"name": "রহিম"}}}))  # nor what is said to them
    read = await _reload(store, _tracker(sender, domain, words))
    assert "রহিম" not in repr([event.as_dict() for event in read.events])
    assert [e.intent_name for e in read.events if isinstance(e, UserUttered)] == ["ask"]


async def test_a_short_conversation_comes_back_as_it_was(store: ShortTrackerStore, domain: Domain, sender: str) -> None:
    tracker = _tracker(sender, domain, _turn("ঋণ 🙂 'x\" \x00 %s", "ask", "utter_answer", SlotSet("topic", "mudra")))
    read = await _reload(store, tracker)
    assert _wordless(read.events) == _wordless(tracker.events)
    assert read.current_slot_values() == tracker.current_slot_values()
    assert read.latest_message is not None
    assert read.latest_message.intent_name == "ask"
    assert read.latest_action_name == "action_listen"
    assert read.sender_id == sender


async def test_saving_replaces(store: ShortTrackerStore, domain: Domain, sender: str) -> None:
    await store.save(_tracker(sender, domain, _talk(1)))
    read = await _reload(store, _tracker(sender, domain, _turn("later", "bye", "utter_bye_reply")))
    assert [event.intent_name for event in read.events if isinstance(event, UserUttered)] == ["bye"]
    assert list(await store.keys()).count(sender) == 1


async def test_conversations_do_not_mix(store: ShortTrackerStore, domain: Domain, sender: str) -> None:
    other = f"{sender}'; --"
    await store.save(_tracker(sender, domain, _turn("one", "greet", "utter_greeting_again")))
    await store.save(_tracker(other, domain, _turn("two", "thanks", "utter_thanks_reply")))
    read = await store.retrieve(sender)
    assert read is not None
    assert read.latest_message is not None
    assert read.latest_message.intent_name == "greet"
    await store.delete(other)
    assert await store.retrieve(other) is None
    assert await store.retrieve(sender) is not None


async def test_delete_forgets_and_does_not_mind_strangers(
    store: ShortTrackerStore, domain: Domain, sender: str
) -> None:
    await store.save(_tracker(sender, domain, _talk(2)))
    assert sender in await store.keys()
    await store.delete(sender)
    await store.delete(sender)
    assert sender not in await store.keys()
    assert await store.retrieve(sender) is None


async def test_another_process_sees_it(store: ShortTrackerStore, url: str, domain: Domain, sender: str) -> None:
    await store.save(_tracker(sender, domain, _talk(2)))
    again = ShortTrackerStore(domain, host=url)
    assert await again.retrieve(sender) is not None
    again._engine.dispose()


async def test_rasa_gives_it_the_address_of_endpoints_yml(tmp_path: Path, domain: Domain, sender: str) -> None:
    # Rasa passes `url` as `host`; a store that does not know that keeps everything in memory, until a restart.
    section = yaml.safe_load((PROJECT / "endpoints.yml").read_text(encoding="utf-8"))["tracker_store"]
    section["url"] = f"sqlite:///{tmp_path / 'named.sqlite3'}"
    made = TrackerStore.create(EndpointConfig.from_dict(section), domain)
    await made.save(_tracker(sender, domain, _talk(1)))
    again = ShortTrackerStore(domain, host=section["url"])
    assert await again.retrieve(sender) is not None
    again._engine.dispose()


# --- shortening


def _size(read: DialogueStateTracker) -> int:
    return len(read.events)


async def test_after_2000_messages_little_is_stored_and_slots_survive(
    store: ShortTrackerStore, domain: Domain, sender: str
) -> None:
    tracker = _tracker(sender, domain, [*_start(), SlotSet("person_name", "Rahima"), SlotSet("trade", "tailoring")])
    sizes = set()
    for number in range(2000):
        topic = [SlotSet("topic", f"topic-{number}")] if number % 50 == 0 else []
        for event in _turn(f"question {number}", "ask", "utter_answer", *topic):
            tracker.update(event, domain)
        if number % 10 == 0:  # each time would take long and show the same
            tracker = await _reload(store, tracker)
            sizes.add(_size(tracker))
    assert max(sizes) <= KEEP + len(domain.slots) + 1  # and a `listen` before them
    survived = {name: tracker.get_slot(name) for name in ("person_name", "trade", "topic", "aspect")}
    assert survived == {"person_name": "Rahima", "trade": "tailoring", "topic": "topic-1950", "aspect": None}


async def test_a_long_conversation_saved_at_once_is_short(
    store: ShortTrackerStore, domain: Domain, sender: str
) -> None:
    tracker = _tracker(sender, domain, _talk(2000))
    read = await _reload(store, tracker)
    assert _size(read) <= KEEP + len(domain.slots) + 1
    assert read.current_slot_values() == tracker.current_slot_values()
    assert read.latest_message is not None and tracker.latest_message is not None
    assert read.latest_message.intent_name == tracker.latest_message.intent_name
    assert [type(event) for event in read.events if isinstance(event, UserUttered)], "the last message is kept"


def test_what_is_kept_begins_with_a_message_of_the_person(domain: Domain) -> None:
    for turns in range(3, 12):
        events = shorten(_tracker("x", domain, _talk(turns)), KEEP, LONGEST)
        kept = events[events.index(ActionExecuted("action_listen")) + 1 :]
        assert isinstance(kept[0], UserUttered)
        assert len(kept) <= KEEP


def test_a_turn_longer_than_what_is_kept_stays_whole(domain: Domain) -> None:
    long_turn = [
        *_turn("tell me", "ask", "utter_answer")[:3],
        *[BotUttered(str(n)) for n in range(30)],
        ActionExecuted("action_listen"),
    ]
    events = shorten(_tracker("x", domain, [*_talk(10), *long_turn]), KEEP, LONGEST)
    kept = events[events.index(ActionExecuted("action_listen")) + 1 :]
    assert kept == long_turn


def test_shortening_twice_changes_nothing(domain: Domain) -> None:
    once = _tracker("x", domain, shorten(_tracker("x", domain, _talk(30)), KEEP, LONGEST))
    assert shorten(once, KEEP, LONGEST) == list(once.events)


def test_a_restart_forgets_what_was_before(domain: Domain) -> None:
    tracker = _tracker("x", domain, [*_talk(20), Restarted(), *_turn("hello", "greet", "utter_greeting_again") * 5])
    read = _tracker("x", domain, shorten(tracker, KEEP, LONGEST))
    assert read.get_slot("topic") is None
    assert not [event for event in read.events if isinstance(event, SlotSet) and event.key == "topic"]


def test_a_slot_that_was_emptied_stays_empty(domain: Domain) -> None:
    tracker = _tracker(
        "x", domain, [*_talk(4), SlotSet("topic", None), *_turn("hello", "greet", "utter_greeting_again") * 5]
    )
    assert _tracker("x", domain, shorten(tracker, KEEP, LONGEST)).get_slot("topic") is None


# --- inside a form


def _form(interruptions: int) -> list[Event]:
    """In the form, at its first question, after `interruptions` other messages."""
    events: list[Event] = [
        UserUttered("put my name on the list", {"name": "register_me", "confidence": 0.9}),
        DefinePrevUserUtteredFeaturization(False),
        ActionExecuted("registration_form"),
        ActiveLoop("registration_form"),
        SlotSet("requested_slot", "person_name"),
        BotUttered("", {"custom": {"key": "ask_person_name"}}),
        ActionExecuted("action_listen"),
    ]
    for number in range(interruptions):
        events += [
            UserUttered(f"hello {number}", {"name": "greet", "confidence": 0.9}),
            ActionExecutionRejected("registration_form"),
            ActionExecuted("utter_greeting_again"),
            BotUttered("", {"custom": {"key": "greeting_again"}}),
            ActionExecuted("registration_form"),
            BotUttered("", {"custom": {"key": "ask_person_name"}}),
            ActionExecuted("action_listen"),
        ]
    return events


@pytest.mark.parametrize("interruptions", [0, 1, 5, 20])
async def test_inside_a_form_everything_since_its_start_is_kept(
    store: ShortTrackerStore, domain: Domain, sender: str, interruptions: int
) -> None:
    form = _form(interruptions)
    tracker = _tracker(sender, domain, [*_talk(30), *form])
    read = await _reload(store, tracker)
    since_start = form[form.index(ActiveLoop("registration_form")) :]
    assert _wordless(list(read.events)[-len(since_start) :]) == _wordless(since_start)
    assert _size(read) < len(since_start) + KEEP + len(domain.slots) + 2
    assert read.active_loop_name == "registration_form"
    assert read.get_slot("requested_slot") == "person_name"
    assert read.current_slot_values() == tracker.current_slot_values()


async def test_a_form_that_is_no_more_is_over(store: ShortTrackerStore, domain: Domain, sender: str) -> None:
    def renamed(event: Event) -> Event:
        if isinstance(event, ActiveLoop):
            return ActiveLoop("old_form")
        old = isinstance(event, ActionExecuted) and event.action_name == "registration_form"
        return ActionExecuted("old_form") if old else event

    before = [*_talk(2), SlotSet("topic", "pmegp"), *map(renamed, _form(1))]
    read = await _reload(store, _tracker(sender, domain, before))
    assert read.active_loop_name is None
    assert read.get_slot("requested_slot") is None
    assert read.get_slot("topic") == "pmegp"


def test_a_slot_that_is_no_more_is_left_out(domain: Domain) -> None:
    assert tracker_store.of_today([SlotSet("gone", 1), SlotSet("topic", "pmegp")], domain) == [
        SlotSet("topic", "pmegp")
    ]


async def test_a_form_without_end_is_cut_but_goes_on(store: ShortTrackerStore, domain: Domain, sender: str) -> None:
    tracker = _tracker(sender, domain, [*_talk(5), *_form(100)])
    read = await _reload(store, tracker)
    assert _size(read) <= LONGEST + len(domain.slots) + 2
    assert read.active_loop_name == "registration_form"
    assert read.get_slot("requested_slot") == "person_name"
    again = await _reload(store, read)
    assert _size(again) <= LONGEST + len(domain.slots) + 2
    assert again.active_loop_name == "registration_form"


async def test_after_the_form_the_conversation_is_short_again(
    store: ShortTrackerStore, domain: Domain, sender: str
) -> None:
    ended = [ActiveLoop(None), SlotSet("requested_slot", None), *_turn("hello", "greet", "utter_greeting_again") * 5]
    read = await _reload(store, _tracker(sender, domain, [*_form(20), *ended]))
    assert read.active_loop_name is None
    assert _size(read) <= KEEP + len(domain.slots) + 1


# --- what is predicted from it

RULES = yaml.safe_load((PROJECT / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
STEPS = [
    *(
        (said["intent"], rule["steps"][1]["action"])
        for rule in RULES
        if not rule.get("condition")
        for said in rule["steps"][0].get("or", rule["steps"][:1])
    ),
    ("register_me", "registration_form"),
]


def _predicted(agent: Any, tracker: DialogueStateTracker, *events: Event) -> tuple[str, str, float]:
    for event in events:
        tracker.update(event, agent.domain)
    prediction = agent.processor._predict_next_with_tracker(tracker)
    best = max(range(len(prediction.probabilities)), key=prediction.probabilities.__getitem__)
    return agent.domain.action_names_or_texts[best], prediction.policy_name or "", prediction.max_confidence


@pytest.mark.parametrize(("intent", "action"), STEPS, ids=[intent for intent, _ in STEPS])
async def test_each_rule_is_predicted_as_from_the_full_conversation(
    agent: Any, store: ShortTrackerStore, sender: str, intent: str, action: str
) -> None:
    full = _tracker(sender, agent.domain, _talk(25))
    short = await _reload(store, full)
    assert _size(short) < _size(full) / 5
    said = UserUttered("x", {"name": intent, "confidence": 0.9})
    assert _predicted(agent, short, said) == _predicted(agent, full, said)
    assert _predicted(agent, short)[0] == action
    done = DefinePrevUserUtteredFeaturization(False), ActionExecuted(action)
    assert _predicted(agent, short, *done) == _predicted(agent, full, *done)


@pytest.mark.parametrize("interruptions", [0, 3, 40])
async def test_a_form_goes_on_as_in_the_full_conversation(
    agent: Any, store: ShortTrackerStore, sender: str, interruptions: int
) -> None:
    full = _tracker(sender, agent.domain, [*_talk(25), *_form(interruptions)])
    short = await _reload(store, full)
    answer = UserUttered("Rahima Bibi", {"name": "greet", "confidence": 0.9})
    assert _predicted(agent, short, answer) == _predicted(agent, full, answer)
    assert _predicted(agent, short)[0] == "registration_form"
    ended = (
        ActionExecuted("registration_form"),
        SlotSet("trade", "tailoring"),
        ActiveLoop(None),
        SlotSet("requested_slot", None),
    )
    assert _predicted(agent, short, *ended) == _predicted(agent, full, *ended)
    assert _predicted(agent, short)[0] == "utter_registered"


# --- failures


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ShortTrackerStore, "failures", 0)


@pytest.fixture
def broken(domain: Domain, tmp_path: Path) -> Iterator[ShortTrackerStore]:
    made = ShortTrackerStore(domain, host=f"sqlite:///{tmp_path / 'broken.sqlite3'}")
    tracker_store._trackers.drop(made._engine)
    yield made
    made._engine.dispose()


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("what", ["save", "retrieve", "delete", "keys"])
async def test_a_failing_store_counts_and_raises(
    broken: ShortTrackerStore, domain: Domain, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    arguments: dict[str, list[Any]] = {
        "save": [_tracker("x", domain, _talk(1))],
        "retrieve": ["x"],
        "delete": ["x"],
        "keys": [],
    }
    for failures in (1, 2):
        with pytest.raises(sa.exc.OperationalError):
            await getattr(broken, what)(*arguments[what])
        assert status() == {"store_failures": failures}
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        f"tracker store: {what} failed"
    ] * 2


@pytest.mark.usefixtures("counted")
async def test_what_people_wrote_is_not_logged(
    broken: ShortTrackerStore, domain: Domain, caplog: pytest.LogCaptureFixture
) -> None:
    safe = FailSafeTrackerStore(broken)
    await safe.save(_tracker("x", domain, _turn("my secret is plugh", "greet", "utter_greeting_again")))
    assert status() == {"store_failures": 1}
    assert "tracker store: save failed" in caplog.text
    assert "plugh" not in caplog.text


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("stored", ["", "{", "null", '[{"event": "of a later version"}]'])
async def test_a_row_that_cannot_be_read_counts_too(
    store: ShortTrackerStore, domain: Domain, sender: str, stored: str
) -> None:
    await store.save(_tracker(sender, domain, _talk(1)))
    with store._engine.begin() as connection:
        connection.execute(
            tracker_store._trackers.update().where(tracker_store._trackers.c.sender_id == sender).values(events=stored)
        )
    with pytest.raises((ValueError, TypeError)):
        await store.retrieve(sender)
    assert status() == {"store_failures": 1}
    assert await FailSafeTrackerStore(store).retrieve(sender) is None, "Rasa itself goes on as with a stranger"
    assert status() == {"store_failures": 2}


@pytest.mark.usefixtures("counted")
async def test_what_cannot_be_written_counts_too(store: ShortTrackerStore, domain: Domain, sender: str) -> None:
    with pytest.raises(TypeError):
        await store.save(_tracker(sender, domain, [SlotSet("topic", object())]))
    assert status() == {"store_failures": 1}


@pytest.mark.usefixtures("counted")
async def test_what_works_is_not_counted(store: ShortTrackerStore, domain: Domain, sender: str) -> None:
    await _reload(store, _tracker(sender, domain, _talk(1)))
    await store.delete(sender)
    await store.retrieve(sender)
    await store.keys()
    assert status() == {"store_failures": 0}
