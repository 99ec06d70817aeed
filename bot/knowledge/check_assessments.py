"""Item banks: each answer rests on a topic that is open, options can be told apart, no pattern gives answers away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import ValidationError

from bot.knowledge import shared
from bot.knowledge.assessments import Assessment, Item, filled_item, parse
from bot.knowledge.check_levels import check_by_hand, check_length, check_level
from bot.knowledge.lines import Located
from bot.knowledge.model import AREAS, LANGUAGES, Figure, Topic, Trilingual
from bot.knowledge.problems import Place, Problem, Spot, schema_problems
from bot.language import for_matching

TITLE_LIMIT = 60
QUESTION_LIMIT = EXPLANATION_LIMIT = 300
OPTION_LIMIT = 60
"""Characters of an option; one of at most 20 stands on a button, a longer one in a list above the buttons."""
UNIT_LIMIT = 20
ITEMS_A_MODULE = 2
"""Fewer, and the score of a module says more about luck than about the person."""


@dataclass(frozen=True)
class _About:
    """What is known of a topic: its status and its figures, without those that change with the day."""

    status: str = "open"
    figures: Mapping[str, Figure] = field(default_factory=dict)
    readable: bool = True


class AssessmentsCheck:
    """Checks one file after the other. `facts`: ids that items may name (empty: any)."""

    def __init__(self, content_dir: Path, facts: Set[str] = frozenset()) -> None:
        self._dir, self._facts = content_dir, facts
        self._topics: dict[str, _About | None] = {}

    def problems(self, spot: Spot) -> Iterator[Problem]:
        """What is wrong in the file of a bank."""
        try:
            bank = parse(spot.located.data)
        except ValidationError as error:
            yield from schema_problems(spot, error)
            return
        if bank.id != spot.file.stem:
            message = f"id is {bank.id}, the file is {spot.file.name}"
            yield spot.problem(("id",), message, "give both the same name")
        yield from _titles(spot, bank)
        for number, module in enumerate(bank.modules):
            if (count := sum(item.module == module.id for item in bank.items)) < ITEMS_A_MODULE:
                message = f"module {module.id} has {count} items, at least {ITEMS_A_MODULE}"
                yield spot.problem(("modules", number), message, "write more, or join two modules")
        for number, item in enumerate(bank.items):
            yield from self._item(spot, ("items", number), item)
        yield from _patterns(spot, bank)

    def _item(self, spot: Spot, at: Place, item: Item) -> Iterator[Problem]:
        for inner, text in item.texts():
            yield from check_by_hand(spot, (*at, *inner), text)
            yield from check_level(spot, (*at, *inner), text)
        for number, fact in enumerate(item.facts):
            if self._facts and fact not in self._facts:
                mend = "correct the id, or add the entry to tests/content/facts.tsv"
                yield spot.problem((*at, "facts", number), f"{fact} is not in the register of facts", mend)
        topic = self._topic(item.rests_on)
        if topic is None:
            message = f"there is no topic {item.rests_on}"
            yield spot.problem((*at, "rests_on"), message, "name the topic that holds the answer")
            return
        if topic.status == "closed":
            message = f"{item.rests_on} is closed"
            yield spot.problem((*at, "rests_on"), message, "ask about something that people can still use")
        if not topic.readable:
            return  # what is wrong there is said of that file
        try:
            shown = filled_item(item, topic.figures)
        except KeyError as error:
            mend = f"use a figure of {item.rests_on} or a shared one; a due date is none, and an answer is no date"
            yield spot.problem(at, f"{error.args[0]} is no figure that can stand here", mend)
        except ValueError:
            return  # a brace without its partner, said above
        else:
            yield from _lengths(spot, at, shown)
            yield from _options(spot, at, shown)

    def _topic(self, topic_id: str) -> _About | None:
        if topic_id not in self._topics:
            self._topics[topic_id] = self._read(topic_id)
        return self._topics[topic_id]

    def _read(self, topic_id: str) -> _About | None:
        file = next((file for area in AREAS if (file := self._dir / area / f"{topic_id}.yml").exists()), None)
        if file is None:
            return None
        try:
            topic = Topic.model_validate(Located.read(file).data)
            figures = {**shared.read(self._dir), **topic.figures}
        except (OSError, ValueError, yaml.YAMLError):
            return _About(readable=False)
        return _About(topic.status, {name: figure for name, figure in figures.items() if figure.due is None})


def _titles(spot: Spot, bank: Assessment) -> Iterator[Problem]:
    titles: list[tuple[Place, Trilingual]] = [(("title",), bank.title)]
    titles += [(("modules", number, "title"), module.title) for number, module in enumerate(bank.modules)]
    for at, title in titles:
        yield from check_length(spot, at, title, TITLE_LIMIT)
        yield from check_level(spot, at, title)


def _lengths(spot: Spot, at: Place, item: Item) -> Iterator[Problem]:
    """As they are read, with the figures in place."""
    limits = {"question": QUESTION_LIMIT, "explanation": EXPLANATION_LIMIT, "options": OPTION_LIMIT, "unit": UNIT_LIMIT}
    for inner, text in item.texts():
        yield from check_length(spot, (*at, *inner), text, limits[str(inner[0])])


def _options(spot: Spot, at: Place, item: Item) -> Iterator[Problem]:
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for number, option in enumerate(item.options):
            other = seen.setdefault(for_matching(option.text[language]), option.id)
            if other != option.id:
                message = f"options {other} and {option.id} read the same in {language}"
                yield spot.problem((*at, "options", number, "text", language), message, "word them differently")
    if item.kind == "multiple":
        right = len(item.right_letters)
        if not 2 <= right < len(item.options):
            message = f"{right} of {len(item.options)} options are right"
            mend = "at least two and not all; with one right option the kind is single"
            yield spot.problem((*at, "answer"), message, mend)


def _patterns(spot: Spot, bank: Assessment) -> Iterator[Problem]:
    """Who always says the same must not pass."""
    yield from _all_alike(spot, [item for item in bank.items if item.kind == "single"], "single choices")
    yield from _all_alike(spot, [item for item in bank.items if item.kind == "true_false"], "sentences")


def _all_alike(spot: Spot, items: Sequence[Item], what: str) -> Iterator[Problem]:
    answers = Counter(str(item.answer).lower() for item in items)
    if len(items) > 1 and len(answers) == 1:
        message = f"all {len(items)} {what} have the answer {next(iter(answers))}"
        yield spot.problem(("items",), message, "let the right answer stand elsewhere in some of them")
