"""Pinned to Rasa 3.6.21: when the pin is raised, everything here has to be looked at again."""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any

import jsonschema
import pytest
import rasa
import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.shared.core import events
from rasa.shared.core.events import Event

from rasa_project import patches
from rasa_project.tests import originals

GOOD: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "topic", "value": "pmegp"}]},
    {"events": [{"event": "slot", "name": "topic", "value": None, "timestamp": None}]},
    {"events": [{"event": "slot", "name": "topic", "value": {"any": ["thing", 1]}, "timestamp": 1.5}]},
    {"events": [{"event": "action", "name": "action_listen", "policy": None, "confidence": 1}]},
    {"events": [{"event": "active_loop", "name": None}, {"event": "bot", "text": "x"}, {"event": "restart"}]},
    {
        "events": [
            {"event": "followup", "name": "action_x"},
            {"event": "reset_slots"},
            {"event": "rewind"},
            {"event": "undo"},
        ]
    },
    {
        "events": [
            {"event": "user", "text": "x", "parse_data": {"intent": {"name": "ask", "confidence": 0.5}, "entities": []}}
        ]
    },
    {"events": [{"event": "entities", "entities": [{"entity": "topic", "value": "x", "start": 0, "end": 1}]}]},
    {"events": [{"event": "session_started", "metadata": {"a": 1}}]},
    {"responses": [{}, {"custom": {"key": "stopped", "values": {}}}, {"text": "x", "buttons": []}]},
    {"unknown": "is let through"},
]
BAD: list[Any] = [
    None,
    [],
    "text",
    7,
    {"events": None},
    {"events": {}},
    {"events": ["slot"]},
    {"events": [{}]},
    {"events": [{"event": None}]},
    {"events": [{"event": "no_such_event"}]},
    {"events": [{"event": "slot"}]},
    {"events": [{"event": "slot", "name": "topic"}]},
    {"events": [{"event": "slot", "name": 7, "value": 1}]},
    {"events": [{"event": "restart"}, {"event": "slot", "value": 1}]},
    {"events": [{"event": "restart", "timestamp": "now"}]},
    {"events": [{"event": "restart", "metadata": []}]},
    {"events": [{"event": "action", "confidence": "high"}]},
    {"events": [{"event": "entities"}]},
    {"events": [{"event": "entities", "entities": [{"entity": "topic"}]}]},
    {"events": [{"event": "user", "parse_data": {"intent": {"name": 3}}}]},
    {"responses": None},
    {"responses": "hello"},
    {"responses": ["hello"]},
    {"responses": [None]},
    {"events": [], "responses": {}},
]


def _verdict(validate: Any, result: Any) -> bool | None:
    try:
        return validate(RemoteAction("action_x", None), copy.deepcopy(result))
    except jsonschema.ValidationError:
        return None


@pytest.mark.parametrize("result", [*GOOD, *BAD], ids=repr)
def test_the_validator_judges_as_rasas_own(result: Any) -> None:
    expected = None if result in BAD else True
    assert _verdict(originals.validate_action_result, result) is expected, "the table is wrong about Rasa"
    assert _verdict(RemoteAction._validate_action_result, result) is expected


def test_the_tables_of_answers_do_not_overlap() -> None:
    assert not [result for result in GOOD if result in BAD]


def test_a_refusal_says_where_to_look() -> None:
    with pytest.raises(jsonschema.ValidationError, match="make sure your response from the Action endpoint is valid"):
        RemoteAction("action_x", None)._validate_action_result({"events": [{}]})


def _schema_checks(monkeypatch: pytest.MonkeyPatch, validate: Any, times: int) -> int:
    checks = 0
    for name in (
        "Draft3Validator",
        "Draft4Validator",
        "Draft6Validator",
        "Draft7Validator",
        "Draft201909Validator",
        "Draft202012Validator",
    ):
        validator = getattr(jsonschema, name)
        check = validator.check_schema

        def counted(*args: Any, check: Any = check, **kwargs: Any) -> None:
            nonlocal checks
            checks += 1
            check(*args, **kwargs)

        monkeypatch.setattr(validator, "check_schema", counted)
    for _ in range(times):
        assert validate(RemoteAction("action_x", None), GOOD[2])
    return checks


def test_the_schema_is_not_checked_again_at_each_action(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _schema_checks(monkeypatch, RemoteAction._validate_action_result, 20) == 0


def test_rasas_own_validator_checks_its_schema_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    # If this fails, Rasa has mended it and ours can go.
    assert _schema_checks(monkeypatch, originals.validate_action_result, 3) == 3


TYPES = sorted({cls.type_name for cls in rasa.shared.utils.common.all_subclasses(Event)})


def test_there_are_event_types() -> None:
    assert {"user", "bot", "action", "slot", "active_loop", "restart", "session_started"} <= set(TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_an_event_type_gives_the_same_class(name: str) -> None:
    original = originals.resolve_by_type(name)
    assert original is not None
    assert Event.resolve_by_type(name) is original
    assert Event.resolve_by_type(name, events.SlotSet) is originals.resolve_by_type(name, events.SlotSet)


@pytest.mark.parametrize("name", ["no_such_event", "", "User", None])
def test_an_unknown_type_behaves_the_same(name: Any) -> None:
    for _ in range(2):  # the second time comes from memory, if anything does
        with pytest.raises(ValueError, match="Unknown event name") as ours:
            Event.resolve_by_type(name)
        with pytest.raises(ValueError, match="Unknown event name") as theirs:
            originals.resolve_by_type(name)
        assert str(ours.value) == str(theirs.value)
        assert (
            Event.resolve_by_type(name, events.SlotSet)
            is originals.resolve_by_type(name, events.SlotSet)
            is events.SlotSet
        )


def test_the_old_topic_event_is_skipped() -> None:
    assert Event.resolve_by_type("topic") is originals.resolve_by_type("topic") is None
    assert Event.resolve_by_type("topic", events.SlotSet) is originals.resolve_by_type("topic", events.SlotSet) is None


def test_an_event_type_made_later_is_found() -> None:
    with pytest.raises(ValueError, match="Unknown"):
        Event.resolve_by_type("made_later")

    class MadeLater(events.AlwaysEqualEventMixin):
        type_name = "made_later"

        def __str__(self) -> str:
            return self.type_name

        def as_story_string(self) -> None:
            return None

        def __hash__(self) -> int:
            return 1

    assert Event.resolve_by_type("made_later") is MadeLater


def _scans(monkeypatch: pytest.MonkeyPatch) -> int:
    """How often reading 150 events of three types walks through all classes of events."""
    scans = 0
    all_subclasses = rasa.shared.utils.common.all_subclasses

    def counted(cls: Any) -> Any:
        nonlocal scans
        scans += cls is Event
        return all_subclasses(cls)

    monkeypatch.setattr(rasa.shared.utils.common, "all_subclasses", counted)
    conversation = [{"event": "slot", "name": "topic", "value": "x"}, {"event": "restart"}, {"event": "pause"}] * 50
    read = Counter(type(Event.from_parameters(parameters)).__name__ for parameters in conversation)
    assert read == {"SlotSet": 50, "Restarted": 50, "ConversationPaused": 50}
    return scans


def test_classes_are_searched_once_a_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(originals.resolve_by_type))
    patches._cached_event_types()  # with nothing in its memory yet
    assert _scans(monkeypatch) == 3


def test_rasas_own_search_runs_for_each_event(monkeypatch: pytest.MonkeyPatch) -> None:
    # If this fails, Rasa has mended it and ours can go.
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(originals.resolve_by_type))
    assert _scans(monkeypatch) == 150


@pytest.mark.parametrize("version", ["3.6.20", "3.6.22", "3.7.0", ""])
def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(rasa, "__version__", version)
    before = RemoteAction._validate_action_result, Event.resolve_by_type
    with pytest.raises(RuntimeError, match=r"3\.6\.21"):
        patches.apply()
    assert (RemoteAction._validate_action_result, Event.resolve_by_type) == before


def test_the_patches_are_in_place() -> None:
    assert RemoteAction._validate_action_result is not originals.validate_action_result
    assert Event.resolve_by_type is not originals.resolve_by_type
