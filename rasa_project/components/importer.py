"""Training data from `content/`: the example questions and the names of the topics, beside Rasa's own files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Union

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.components.augment import REGISTER
from rasa_project.components.classifier import ASPECT, EXAMPLE, NO_TOPIC, TOPIC
from rasa_project.components.decision import ASK, OVERVIEW
from rasa_project.components.featurizer import ALIAS
from rasa_project.paths import content_dir, topic_files


class ContentImporter(RasaFileImporter):
    """Rasa's importer, plus a row for each example question and for each alias of a topic.

    The files were checked by `bot content check` before; here only what training needs is read.
    """

    def __init__(
        self,
        config_file: Optional[str] = None,
        domain_path: Optional[str] = None,
        training_data_paths: Optional[Union[List[str], str]] = None,
        content: Optional[str] = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._content = Path(content) if content else content_dir()
        self._read: Optional[List[Message]] = None

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """Hand-written examples and those of the content, numbered, each with its labels."""
        if self._read is None:  # a training asks three times
            self._read = self._read_all(language)
        return TrainingData(training_examples=[Message(data=dict(row.data)) for row in self._read])

    def _read_all(self, language: Optional[str]) -> List[Message]:
        written = super().get_nlu_data(language)
        rows = [_labelled(row) for row in written.training_examples]
        for file in topic_files(self._content):
            rows.extend(_rows(_topic(file)))
        for number, row in enumerate(rows):
            row.set(EXAMPLE, number)
        return rows


def _topic(file: Path) -> Dict[str, Any]:
    # libyaml where PyYAML was built with it: eight times as fast.
    topic: Dict[str, Any] = yaml.load(
        file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return topic


def _labelled(row: Message) -> Message:
    """A hand-written question that names no topic carries its aspect in the metadata of its block."""
    about = (row.get("metadata") or {}).get("intent") or {}
    data: Dict[str, Any] = {TEXT: row.get(TEXT), INTENT: row.get(INTENT), REGISTER: about.get("register")}
    if row.get(INTENT) == ASK:
        data[TOPIC] = NO_TOPIC
        data[ASPECT] = about["aspect"]
    return Message(data=data)


def _rows(topic: Dict[str, Any]) -> Iterator[Message]:
    for aspect, registers in topic["questions"].items():
        for register, examples in registers.items():
            for example in examples:
                labels = {INTENT: ASK, TOPIC: topic["id"], ASPECT: aspect}
                yield Message(data={TEXT: str(example), REGISTER: register, **labels})
    for alias in topic["aliases"]:
        yield Message(data={TEXT: str(alias), INTENT: ASK, TOPIC: topic["id"], ASPECT: OVERVIEW, ALIAS: topic["id"]})
