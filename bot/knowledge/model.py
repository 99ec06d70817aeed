"""What a content file may say: the schema of topics and of the bot's own messages.

The rules for writers stand in docs/content-guide.md; what can be checked of one file by itself is checked here, the
rest in `check.py`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import json
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.conditions import Fits
from bot.knowledge.strict import LANGUAGES as LANGUAGES
from bot.knowledge.strict import Language as Language
from bot.knowledge.strict import Strict
from bot.knowledge.strict import Text as Text
from bot.knowledge.strict import Trilingual as Trilingual

Register = Literal["en", "bn", "hi", "bn_roman", "hi_roman", "mixed"]
REGISTERS: tuple[Register, ...] = get_args(Register)
Area = Literal["schemes", "loans", "gst", "ondc", "export", "digital", "licences", "workers", "money"]
AREAS: tuple[Area, ...] = get_args(Area)
Aspect = Literal[
    "what", "benefit", "eligibility", "documents", "how-to-apply", "cost", "time", "contact", "mistakes", "example"
]  # fmt: skip
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
Status = Literal["open", "closed", "changed", "unconfirmed"]
ButtonName = Literal[
    "area_schemes", "area_loans", "area_gst", "area_ondc", "area_export", "area_digital", "area_licences",
    "area_workers", "area_money", "menu", "help", "person", "start_again",
    "voice_on", "voice_off",
    "language", "language_bn", "language_hi", "language_en", "roman", "roman_bn", "roman_hi", "emi", "finder",
    "pmegp", "gst_scheme", "gst_late_fee", "gst_tax", "gst_limit", "msme_class", "rodtep", "office",
    "settings", "bot", "pref_service_on", "pref_service_off", "pref_reminders_on", "pref_reminders_off",
    "pref_announcements_on", "pref_announcements_off",
    "worker", "need", "referral", "my_registration", "my_data", "my_consents", "my_loans", "erase", "erase_yes",
    "training", "my_trainings",
]  # fmt: skip
BUTTON_NAMES: tuple[ButtonName, ...] = get_args(ButtonName)

Tool = Literal[
    "emi", "finder", "pmegp", "gst_scheme", "gst_late_fee", "gst_tax", "gst_limit", "msme_class", "rodtep",
    "office", "worker", "need", "referral", "training",
]  # fmt: skip
TOOLS: tuple[Tool, ...] = get_args(Tool)
OfficeKind = Literal["business", "khadi", "technology", "gst", "export", "leather", "pollution", "tenders"]
OFFICE_KINDS: tuple[OfficeKind, ...] = get_args(OfficeKind)
"""What people look for an office for."""
Reach = Literal["india", "west_bengal"]
"""Where a scheme or rule holds."""
Point = Literal["for_whom", "gives", "limit", "own_money", "interest", "security", "time", "where"]
POINTS: tuple[Point, ...] = get_args(Point)
"""What two topics are compared by, in the order of the table."""

FactId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
TopicId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]


class DueDate(Strict):
    """A day that comes again: `day` of each of `months` (all twelve if left out); 31 means the month's last day."""

    day: int = Field(ge=1, le=31)
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = tuple(range(1, 13))

    @model_validator(mode="after")
    def _some_month(self) -> DueDate:
        if not self.months:
            raise ValueError("months: name at least one, or leave it out for every month")
        return self

    def next(self, today: dt.date) -> dt.date:
        """The next such day, today included."""
        for ahead in range(13):
            year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
            if month + 1 in self.months:
                last = calendar.monthrange(year, month + 1)[1]
                due = dt.date(year, month + 1, min(self.day, last))
                if due >= today:
                    return due
        raise AssertionError("twelve months and a day hold every due date")


class Figure(Strict):
    """One number of an answer, written once and shown in each language's habit. Exactly one kind is given.

    `since`: the day from which a rate or limit holds, shown by {name_since}. `derived`: how the number follows from
    others ("35 % of 8 lakh"), for one that no source states.
    """

    rupees: int | None = Field(None, ge=0)
    percent: float | None = Field(None, ge=0)
    date: dt.date | None = None
    due: DueDate | None = None
    since: dt.date | None = None
    derived: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Figure:
        if sum(value is not None for value in (self.rupees, self.percent, self.date, self.due)) != 1:
            raise ValueError("give exactly one of rupees, percent, date, due")
        return self


class Source(Strict):
    """Where a fact comes from. `as_of`: a year, a month or a day."""

    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    as_of: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain_as_of(cls, data: Any) -> Any:
        # YAML reads 2026 as a number and 2026-11-21 as a date; both are meant as text.
        if isinstance(data, dict) and data.get("as_of") is not None:
            return {**data, "as_of": str(data["as_of"])}
        return data


class Topic(Strict):
    """One subject that people ask about, with its answers and example questions."""

    id: TopicId
    area: Area
    title: Trilingual
    button: Trilingual
    tool: Tool | None = Field(None, description="a calculator, offered below each answer")
    office: OfficeKind | None = Field(None, description="offices that help, offered below where to ask")
    order: int = Field(50, description="place in its area's menu: lower comes first")
    aliases: list[Text] = Field(min_length=1)
    reach: Reach = "india"
    facts: list[FactId] = Field(
        default_factory=list, description="entries of the register of facts that the figures come from"
    )
    status: Status
    status_note: Trilingual | None = None
    verified_on: dt.date
    review_by: dt.date
    figures: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], Figure] = Field(default_factory=dict)
    sources: list[Source] = Field(min_length=1)
    brief: Trilingual | None = Field(None, description="the subject in one or two sentences, for 'in short'")
    points: dict[Point, Trilingual] = Field(default_factory=dict, description="what it is compared by, in a few words")
    fits: Fits | None = Field(None, description="whom it is for, for the eligibility finder")
    aspects: dict[Aspect, Trilingual]
    elsewhere: dict[Aspect, TopicId] = Field(
        default_factory=dict, description="aspects that another topic answers for this one"
    )
    questions: dict[Aspect, dict[Register, list[Text]]]

    @model_validator(mode="after")
    def _whole(self) -> Topic:
        if "what" not in self.aspects:
            raise ValueError("aspects: `what` is required")
        for aspect in self.elsewhere:
            if aspect in self.aspects:
                raise ValueError(f"elsewhere: {aspect} has an answer here, under aspects")
        if self.status != "open" and self.status_note is None:
            raise ValueError(f"status_note is required, since status is {self.status}")
        if self.review_by <= self.verified_on:
            raise ValueError("review_by must be after verified_on")
        for aspect in self.questions:
            if aspect not in self.aspects:
                raise ValueError(f"questions: {aspect} has examples but no answer under aspects")
        return self

    def version(self, aspect: Aspect) -> str:
        """Six hex digits that change when the wording of an answer does (figures included)."""
        wording = [self.aspects[aspect].model_dump(), {k: f.model_dump_json() for k, f in self.figures.items()}]
        return hashlib.sha256(json.dumps(wording, sort_keys=True).encode()).hexdigest()[:6]


class BotMessage(Strict):
    """A sentence of the bot itself, with the names of the buttons below it."""

    text: Trilingual
    buttons: list[ButtonName] = Field(default_factory=list)
