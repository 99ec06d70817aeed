"""The importer of content/ and the generator of message keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.utils.endpoints import EndpointConfig

from rasa_project.components.augment import REGISTER
from rasa_project.components.classifier import ASPECT, EXAMPLE, TOPIC
from rasa_project.components.featurizer import ALIAS
from rasa_project.components.importer import ContentImporter
from rasa_project.components.nlg import MessageKeys
from rasa_project.paths import PROJECT
from rasa_project.tests import tiny


@pytest.fixture
def rows(tmp_path: Path) -> list[dict[str, Any]]:
    content = tiny.write_content(tmp_path / "content")
    examples = tiny.write_examples(tmp_path / "data")
    importer = ContentImporter(training_data_paths=[str(examples)], content=str(content))
    return [message.data for message in importer.get_nlu_data("bn").training_examples]


def _of(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != EXAMPLE} for row in rows if row[TEXT] == text]


def test_a_question_of_the_content_carries_its_topic_and_aspect(rows: list[dict[str, Any]]) -> None:
    assert _of(rows, "শিশু ঋণের কাগজ") == [
        {TEXT: "শিশু ঋণের কাগজ", INTENT: "ask", TOPIC: "mudra", ASPECT: "documents", REGISTER: "bn"}
    ]


def test_an_alias_is_marked_and_asks_for_the_overview(rows: list[dict[str, Any]]) -> None:
    assert _of(rows, "mudra") == [{TEXT: "mudra", INTENT: "ask", TOPIC: "mudra", ASPECT: "what", ALIAS: "mudra"}]
    marked = [(row[ALIAS], row[TEXT]) for row in rows if row.get(ALIAS)]
    assert sorted(marked) == sorted((name, alias) for name, topic in tiny.TOPICS.items() for alias in topic["aliases"])


def test_a_follow_up_takes_its_aspect_from_the_metadata(rows: list[dict[str, Any]]) -> None:
    assert _of(rows, "and the documents?") == [
        {TEXT: "and the documents?", INTENT: "ask", TOPIC: "none", ASPECT: "documents", REGISTER: "en"}
    ]


def test_what_is_no_question_has_neither_topic_nor_aspect(rows: list[dict[str, Any]]) -> None:
    assert _of(rows, "good morning") == [{TEXT: "good morning", INTENT: "greet", REGISTER: None}]


def test_everything_is_read_and_numbered(rows: list[dict[str, Any]]) -> None:
    questions = [
        example
        for topic in tiny.TOPICS.values()
        for registers in topic["questions"].values()
        for examples in registers.values()
        for example in examples
    ]
    aliases = [alias for topic in tiny.TOPICS.values() for alias in topic["aliases"]]
    written = [text for texts in (*tiny.FOLLOWUPS.values(), *tiny.OTHERS.values()) for text in texts]
    assert sorted(row[TEXT] for row in rows) == sorted([*questions, *aliases, *written])
    assert [row[EXAMPLE] for row in rows] == list(range(len(rows)))


def test_answers_and_messages_are_not_training_data(rows: list[dict[str, Any]]) -> None:
    assert not [row for row in rows if row[TEXT] in ("mudra: what", "Ask.")]


def test_numbers_and_dates_of_yaml_become_text(tmp_path: Path) -> None:
    topic = {"id": "late-fee", "aliases": [14409], "questions": {"what": {"en": [3000]}}}
    tiny.write(tmp_path / "content" / "gst" / "late-fee.yml", topic)
    data = ContentImporter(content=str(tmp_path / "content")).get_nlu_data()
    assert [message.get(TEXT) for message in data.training_examples] == ["3000", "14409"]


def test_a_follow_up_without_aspect_is_an_error_and_not_a_silent_row(tmp_path: Path) -> None:
    tiny.write(
        tmp_path / "nlu.yml", {"version": "3.1", "nlu": [{"intent": "ask", "examples": "- and then\n- and now\n"}]}
    )
    with pytest.raises((KeyError, ValueError)):
        ContentImporter(training_data_paths=[str(tmp_path)], content=str(tmp_path)).get_nlu_data()


def test_rasa_finds_the_importer_that_the_configuration_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT_DIR", str(tiny.write_content(tmp_path / "content")))
    examples = tiny.write_examples(tmp_path / "data")
    importer = TrainingDataImporter.load_from_config(
        str(PROJECT / "config.yml"), str(PROJECT / "domain"), [str(examples)]
    )
    texts = {message.get(TEXT) for message in importer.get_nlu_data().training_examples}
    assert {"what is pmegp", "mudra", "and the documents?"} <= texts


# --- message keys

RESPONSES = {
    "utter_plain": [{"custom": {"key": "plain"}}],
    "utter_slots": [{"custom": {"key": "with_slots", "slots": ["topic", "aspect"]}}],
    "utter_parsed": [{"custom": {"key": "with_parsed", "slots": ["aspect"], "parsed": ["candidates", "absent"]}}],
}


@pytest.fixture
def generator() -> MessageKeys:
    made = NaturalLanguageGenerator.create(
        EndpointConfig(type="rasa_project.components.nlg.MessageKeys"), Domain.empty()
    )
    assert isinstance(made, MessageKeys)
    made.responses = RESPONSES  # as Rasa's Agent does when a model is loaded
    return made


def _tracker(*events: Any) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("x", list(events), [TextSlot("topic", [{}]), TextSlot("aspect", [{}])])


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("utter_plain", {"key": "plain", "values": {}}),
        ("utter_slots", {"key": "with_slots", "values": {"topic": "mudra", "aspect": None}}),
        ("utter_parsed", {"key": "with_parsed", "values": {"aspect": None, "candidates": ["a", "b"], "absent": None}}),
    ],
)
async def test_a_response_is_a_key_with_values(generator: MessageKeys, action: str, said: dict[str, Any]) -> None:
    message = UserUttered("x", {"name": "unsure"}, parse_data={"intent": {"name": "unsure"}, "candidates": ["a", "b"]})
    tracker = _tracker(SlotSet("topic", "mudra"), message)
    assert await generator.generate(action, tracker, "rest") == {"custom": said}


async def test_without_any_message_the_parsed_parts_are_empty(generator: MessageKeys) -> None:
    said = await generator.generate("utter_parsed", _tracker(), "rest")
    assert said == {"custom": {"key": "with_parsed", "values": {"aspect": None, "candidates": None, "absent": None}}}


async def test_an_unknown_response_is_none(generator: MessageKeys) -> None:
    assert await generator.generate("utter_never_heard_of", _tracker(), "rest") is None


async def test_the_domain_itself_is_not_changed(generator: MessageKeys) -> None:
    said = await generator.generate("utter_plain", _tracker(), "rest")
    assert said is not None
    said["custom"]["values"]["x"] = 1
    assert RESPONSES["utter_plain"] == [{"custom": {"key": "plain"}}]
