"""Item banks of the tests before and after a training (`content/assessments/*.yml`): the form of a file, and how the
figures of topics come into it.

Figures are written as in topics ({name}): those of the topic that an item rests on, and those that all topics share.
They are filled in when the content is read (`filled`), so that whoever asks a question sees plain text. What else can
be wrong in a file is found by `check_assessments`; docs/content-guide.md says how to write one.
"""

from __future__ import annotations

import datetime as dt
import string
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StrictBool, StrictFloat, StrictInt, StringConstraints, model_validator

from bot.knowledge import figures as shown_figures
from bot.knowledge.model import FactId, Figure, TopicId
from bot.knowledge.strict import Strict, Trilingual

FOLDER = "assessments"
LETTERS = "abcde"

Kind = Literal["single", "multiple", "true_false", "number"]
"""One right option, several right ones, a sentence that holds or not, a number that is typed."""
KINDS: tuple[Kind, ...] = get_args(Kind)
AssessmentId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=24)]
Letter = Annotated[str, StringConstraints(pattern=r"^[a-e]$")]
Answer = StrictBool | StrictInt | StrictFloat | str | list[str]


class Option(Strict):
    """What can be chosen. `id`: its letter in the file; the letter that a person sees is that of its place."""

    id: Letter
    text: Trilingual


class Module(Strict):
    """A part of the subject, which gets a score of its own."""

    id: ItemId
    title: Trilingual


class Item(Strict):
    """One question. `rests_on`: the topic from which the right answer follows; `facts`: entries of the register of
    facts, if the topic alone does not say it; `answer`: the letter (single), letters (multiple), true or false, a
    number or the name of a figure; `tolerance`: how far a number may be off, in the unit of the answer; `keep_order`:
    the options are never shuffled."""

    id: ItemId
    module: ItemId
    kind: Kind
    rests_on: TopicId
    facts: list[FactId] = Field(default_factory=list)
    question: Trilingual
    options: list[Option] = Field(default_factory=list)
    answer: Answer
    tolerance: float = Field(0, ge=0)
    unit: Trilingual | None = None
    keep_order: bool = False
    explanation: Trilingual

    @property
    def letters(self) -> tuple[str, ...]:
        """The options' letters in the order of the file; none of an item without options."""
        return tuple(option.id for option in self.options)

    @property
    def right_letters(self) -> frozenset[str]:
        """The letters of the right options; none of an item without options."""
        if not self.options:
            return frozenset()
        return frozenset([self.answer] if isinstance(self.answer, str) else self.answer)  # type: ignore[arg-type]

    def option(self, letter: str) -> Option:
        """The option with this letter. Raises KeyError."""
        for option in self.options:
            if option.id == letter:
                return option
        raise KeyError(letter)

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], Trilingual]]:
        """Every text of the item with its place in it."""
        yield ("question",), self.question
        yield from ((("options", place, "text"), option.text) for place, option in enumerate(self.options))
        if self.unit is not None:
            yield ("unit",), self.unit
        yield ("explanation",), self.explanation

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Item:
        if self.kind in ("single", "multiple"):
            self._check_options()
        elif self.options:
            raise ValueError(f"options: {self.kind} has none")
        elif self.kind == "true_false" and not isinstance(self.answer, bool):
            raise ValueError("answer: write true or false")
        elif self.kind == "number" and (isinstance(self.answer, bool | list) or self.answer == ""):
            raise ValueError("answer: write a number, or the name of a figure")
        if self.kind != "number" and (self.tolerance or self.unit is not None):
            raise ValueError(f"tolerance and unit belong to a number, not to {self.kind}")
        return self

    def _check_options(self) -> None:
        if not 2 <= len(self.options) <= len(LETTERS):
            raise ValueError(f"options: give 2 to {len(LETTERS)}")
        if len(set(self.letters)) < len(self.letters):
            raise ValueError("options: give each a letter of its own")
        if self.kind == "single" and not isinstance(self.answer, str):
            raise ValueError("answer: write the letter of the right option")
        if self.kind == "multiple" and not isinstance(self.answer, list):
            raise ValueError("answer: list the letters of the right options")
        if unknown := self.right_letters - set(self.letters):
            raise ValueError(f"answer: there is no option {', '.join(sorted(unknown))}")


class Assessment(Strict):
    """One bank of questions in the three languages."""

    id: AssessmentId
    title: Trilingual
    modules: list[Module] = Field(min_length=1)
    items: list[Item] = Field(min_length=1)

    def item(self, item_id: str) -> Item:
        """The item of that id. Raises KeyError."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    @model_validator(mode="after")
    def _whole(self) -> Assessment:
        for name, ids in (("modules", self.modules), ("items", self.items)):
            if twice := [one for one, times in Counter(part.id for part in ids).items() if times > 1]:
                raise ValueError(f"{name}: {', '.join(twice)} stands twice")
        known = {module.id for module in self.modules}
        for item in self.items:
            if item.module not in known:
                raise ValueError(f"items: {item.id} names the module {item.module}, which is not under modules")
        return self


def parse(data: Any) -> Assessment:
    """The bank of a document, its figures still as {names}. Raises pydantic's ValidationError."""
    return Assessment.model_validate(data if data is not None else {})


def filled(assessment: Assessment, figures: Mapping[str, Mapping[str, Figure]]) -> Assessment:
    """The bank with its figures in place. `figures`: those of each topic by its id, the shared ones among them.

    Raises ValueError if an item names a topic or a figure that is not there, or a due date: that is another one each
    month, and a test must read the same on every day.
    """
    items = []
    for item in assessment.items:
        if item.rests_on not in figures:
            raise ValueError(f"{item.id}: there is no topic {item.rests_on}")
        known = {name: figure for name, figure in figures[item.rests_on].items() if figure.due is None}
        try:
            items.append(filled_item(item, known))
        except KeyError as error:
            raise ValueError(f"{item.id}: {error.args[0]} is no figure of {item.rests_on}") from None
    return assessment.model_copy(update={"items": items})


def filled_item(item: Item, figures: Mapping[str, Figure]) -> Item:
    """The item with its figures in place. Raises KeyError with the name of a figure that is not there, and ValueError
    for a brace without its partner."""
    options = [Option(id=option.id, text=_filled(option.text, figures)) for option in item.options]
    answer = item.answer
    if item.kind == "number" and isinstance(answer, str):
        answer = _number(answer, figures)
    texts = {"question": _filled(item.question, figures), "explanation": _filled(item.explanation, figures)}
    return item.model_copy(update={**texts, "options": options, "answer": answer})


def _filled(text: Trilingual, figures: Mapping[str, Figure]) -> Trilingual:
    return Trilingual(
        bn=_shown(text.bn, figures, "bn"), hi=_shown(text.hi, figures, "hi"), en=_shown(text.en, figures, "en")
    )


def _shown(text: str, figures: Mapping[str, Figure], language: Literal["bn", "hi", "en"]) -> str:
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    used = {name: figures[name] for whole in names if (name := whole if whole in figures else _bare(whole)) in figures}
    # No due date is among them, so the day makes no difference.
    return shown_figures.fill(text, used, language, dt.date.min)


def _bare(name: str) -> str:
    return name.removesuffix("_since")


def _number(name: str, figures: Mapping[str, Figure]) -> int | float:
    figure = figures[name]
    value = figure.rupees if figure.rupees is not None else figure.percent
    if value is None:
        raise KeyError(name)
    return value
