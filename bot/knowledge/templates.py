"""Message templates (`content/templates/*.yml`): texts that a service has approved, so that they may go at any time.

Here stands the form of one file, and how the places of its text are filled. What else can be wrong in it is found by
`check_templates`; docs/how-to/templates.md explains the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.strict import Language, Strict, Trilingual

FOLDER = "templates"
BODY_LIMIT = 1024  # characters of the text with its places filled, as WhatsApp has it
_PLACE = re.compile(r"\{\{([1-9][0-9]*)\}\}")
_BROKEN_LINE = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]| {5,}")

Category = Literal["utility", "marketing"]
"""What a message costs and may say: about something the person did or asked for, or everything else."""
Purpose = Literal["service", "reminders", "announcements"]
"""What a message is sent for; people switch each of them on or off."""
Payload = Annotated[str, StringConstraints(pattern=r"^[a-z0-9:_.-]+$", max_length=64)]


class ParametersError(ValueError):
    """The values do not fit the places of a template; the message says which and what to do."""


class Parameter(Strict):
    """What stands in a place of the text, with a value as it may really be."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)]
    example: Trilingual


class QuickReply(Strict):
    """A button below the message. `payload`: what comes back when it is pressed."""

    title: Trilingual
    payload: Payload


class Address(Strict):
    """A button that opens a page."""

    title: Trilingual
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s{}]+$", max_length=2000)]


class Template(Strict):
    """One template in the three languages. `ttl_seconds`: how long the service may try to deliver it; `text`: with
    places {{1}}, {{2}} ... for the `parameters` in their order."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
    category: Category
    purpose: Purpose
    ttl_seconds: int | None = Field(None, gt=0)
    parameters: list[Parameter] = Field(default_factory=list)
    text: Trilingual
    buttons: list[QuickReply] = Field(default_factory=list)
    link: Address | None = None
    footer: Trilingual | None = None

    @model_validator(mode="after")
    def _one_kind_of_button(self) -> Template:
        if self.buttons and self.link is not None:
            raise ValueError("give buttons or a link, not both")
        return self

    def filled(self, language: Language, parameters: Sequence[str]) -> str:
        """The text with its places filled and the footer below, for where no template is needed. Raises
        `ParametersError`."""
        body = self.body(language, parameters)
        return f"{body}\n\n{self.footer[language]}" if self.footer is not None else body

    def body(self, language: Language, parameters: Sequence[str]) -> str:
        """The text with its places filled. Raises `ParametersError`."""
        self._check(parameters)
        body = _PLACE.sub(lambda place: parameters[int(place[1]) - 1], self.text[language])
        if len(body) > BODY_LIMIT:
            raise ParametersError(
                f"{self.name} has {len(body)} characters with these values, at most {BODY_LIMIT}: shorten the values"
            )
        return body

    def examples(self, language: Language) -> tuple[str, ...]:
        """A value for each place."""
        return tuple(parameter.example[language] for parameter in self.parameters)

    def _check(self, values: Sequence[str]) -> None:
        if len(values) != len(self.parameters):
            names = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise ParametersError(
                f"{self.name} takes {len(self.parameters)} values ({names}), not {len(values)}: give one for each"
            )
        for number, (parameter, value) in enumerate(zip(self.parameters, values, strict=True), 1):
            if not value.strip():
                raise ParametersError(f"{self.name}: value {number} ({parameter.name}) is empty: give one")
            if _BROKEN_LINE.search(value):
                raise ParametersError(
                    f"{self.name}: value {number} ({parameter.name}) has a line break, a tab or many spaces: "
                    "write it in one line"
                )


def one_line(value: str) -> str:
    """A value as a place of a template takes it: line breaks and runs of spaces become one space."""
    return " ".join(value.split())


def places(text: str) -> list[int]:
    """The numbers of a text's places in their order."""
    return [int(place[1]) for place in _PLACE.finditer(text)]


def pieces(text: str) -> list[str]:
    """What stands before, between and after the places of a text."""
    return _PLACE.split(text)[::2]


def parse(data: Any) -> Template:
    """The template of a document. Raises pydantic's ValidationError."""
    return Template.model_validate(data if data is not None else {})
