"""What can be chosen in a tool (`content/choices/*.yml`): the titles of the buttons, and how people type them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Any

import regex
from pydantic import Field, RootModel, StringConstraints

from bot.knowledge.model import LANGUAGES, Text, Trilingual
from bot.knowledge.records import Fault
from bot.knowledge.strict import Strict
from bot.language import for_matching

FOLDER = "choices"
TITLE_LIMIT = 20  # as of every button
NAME_LIMIT = 40

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=24)]


class ChoiceText(Strict):
    """`title`: of the button; `name`: inside a sentence, if the title does not read well there; `aliases`: other ways
    of saying it, in any script, that count anywhere in a message; `when_asked`: words that mean it only as the answer
    to its own question."""

    title: Trilingual
    name: Trilingual | None = None
    aliases: list[Text] = Field(default_factory=list)
    when_asked: list[Text] = Field(default_factory=list)


class ChoicesFile(RootModel[dict[Name, dict[Name, ChoiceText]]]):
    """Group to choice to its text. A choice is known as "group.choice"."""

    def texts(self) -> dict[str, ChoiceText]:
        """The choices by their keys."""
        return {f"{group}.{name}": text for group, choices in self.root.items() for name, text in choices.items()}


def parse(data: Any) -> dict[str, ChoiceText]:
    """The choices of a document. Raises pydantic's ValidationError."""
    return ChoicesFile.model_validate(data or {}).texts()


def faults(data: ChoicesFile, known: Collection[str]) -> Iterator[Fault]:
    """What the schema does not see: titles too long for a button, and words that mean two choices of a group.
    `known` is not used: choices refer to nothing."""
    for group, choices in data.root.items():
        meant: dict[str, str] = {}
        for name, text in choices.items():
            for language in LANGUAGES:
                for part, value, limit in (("title", text.title, TITLE_LIMIT), ("name", text.name, NAME_LIMIT)):
                    if value is not None and len(regex.findall(r"\X", value[language])) > limit:
                        message = f"{part} longer than {limit} characters"
                        yield Fault((group, name, part, language), message, "shorten it")
            for list_name, words in (("aliases", text.aliases), ("when_asked", text.when_asked)):
                for at, word in enumerate(words):
                    other = meant.setdefault(for_matching(word), name)
                    if other != name:
                        message = f"{word!r} also means {other}"
                        yield Fault((group, name, list_name, at), message, "keep it where it says most")
