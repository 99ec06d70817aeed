"""Programmes, their agencies and courses as a file says them: what `bot training import` reads, and the samples of
`bot demo` (`content/samples/*.yml`). Pure but for reading the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.lines import Located
from bot.knowledge.records import Fault
from bot.knowledge.strict import LANGUAGES, Language, Strict, Text, Trilingual

FOLDER = "samples"
_PLACES = "use an id of content/places"

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=24)]
"""How officials name a programme, an agency, a course or a session: capitals, digits and dashes."""
Choice = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=24)]
"""An id of content/choices, without its group."""
Minute = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Mode = Literal["classroom", "online"]
Result = Literal["none", "tested", "kept"]
"""What there is of a sample session that is over: nothing but attendance; feedback and the two tests around it; the
test after 30 days too."""


class Quota(Strict):
    """For whom places with mentors are kept, with the least per cent of the places (null: the group's own share)."""

    women_led: Annotated[int, Field(ge=0, le=100)] | None = None
    marginalised: Annotated[int, Field(ge=0, le=100)] | None = None


class ProgrammeEntry(Strict):
    """A programme. `minimum`: people in a session; `top_share`: per cent of a course who are offered a mentor."""

    code: Code
    title: Trilingual
    starts_on: dt.date
    ends_on: dt.date
    minimum: Annotated[int, Field(ge=1, le=1000)] = 50
    top_share: Annotated[int, Field(ge=0, le=100)] = 10
    quota: Quota | None = None

    @model_validator(mode="after")
    def _in_order(self) -> ProgrammeEntry:
        if self.ends_on < self.starts_on:
            raise ValueError("ends_on is before starts_on: swap them")
        return self

    def quota_kept(self) -> dict[str, int | None]:
        """The quota as it is stored: only the groups that the file names."""
        return self.quota.model_dump(exclude_unset=True) if self.quota is not None else {}


class AgencyEntry(Strict):
    """Who delivers sessions. `programme`: its code; `planned`: sessions that it has to hold."""

    code: Code
    programme: Code
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
    zone: Annotated[str, StringConstraints(max_length=40)] = ""
    planned: Annotated[int, Field(ge=0, le=5000)] = 50


class CourseEntry(Strict):
    """A course. `agency`: the code of who gives it; the others as in the table (bot/db/models/training.py)."""

    code: Code
    agency: Code
    title: Trilingual
    about: Trilingual | None = None
    bring: Trilingual | None = None
    topic: Choice
    sector: Choice | Literal[""] = ""
    languages: list[Language] = Field(default=list(LANGUAGES[:1]), min_length=1)
    modules: list[Trilingual] = Field(default_factory=list, max_length=20)
    assessment: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]*$", max_length=32)] = ""


class ProgrammeFile(Strict):
    """What a file brings; every part may be left out."""

    programmes: list[ProgrammeEntry] = Field(default_factory=list)
    agencies: list[AgencyEntry] = Field(default_factory=list)
    courses: list[CourseEntry] = Field(default_factory=list)


class SampleProgramme(Strict):
    """An invented programme; its days are counted from the day on which it is loaded."""

    code: Code
    title: Trilingual
    starts_in: int
    ends_in: int
    minimum: Annotated[int, Field(ge=1)] = 50
    top_share: Annotated[int, Field(ge=0, le=100)] = 10
    quota: Quota | None = None


class SampleTrainer(Strict):
    """An invented trainer or manager of an agency."""

    key: Choice
    agency: Code
    name: Text
    role: Literal["trainer", "agency"] = "trainer"


class SampleMentor(Strict):
    """An invented mentor. `phone`: +910..., which is nobody's number."""

    name: Text
    phone: Annotated[str, StringConstraints(pattern=r"^\+910[0-9]{9}$")]
    sectors: list[Choice]
    languages: list[Language] = Field(min_length=1)
    districts: list[str]
    helps: list[Choice]
    capacity: Annotated[int, Field(ge=1, le=20)] = 3


class SampleSession(Strict):
    """A session `in_days` from the day of loading, at a time in India for so many minutes, or `running`: begun half an
    hour before it is loaded. `people`: how many of the invented people take part; `came`: of these, if it is over;
    `result`: what there is of it then."""

    code: Code
    course: Code
    trainer: Choice
    in_days: int = 0
    at: Minute = "11:00"
    running: bool = False
    minutes: Annotated[int, Field(ge=30, le=480)] = 120
    district: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    mode: Mode = "classroom"
    place: str = ""
    capacity: Annotated[int, Field(ge=1, le=1000)] = 60
    languages: list[Language] = Field(default=["bn"], min_length=1)
    access: list[Choice] = Field(default_factory=list)
    people: Annotated[int, Field(ge=0)] = 0
    came: Annotated[int, Field(ge=0)] = 0
    result: Result = "none"

    @model_validator(mode="after")
    def _fits(self) -> SampleSession:
        if self.people > self.capacity or self.came > self.people:
            raise ValueError("people is more than capacity, or came more than people")
        if (self.mode == "classroom") != bool(self.place):
            raise ValueError("a session in a classroom has a place, one online has none")
        return self


class SampleFile(Strict):
    """One file of `content/samples`. `mark`: what every title begins with, so that nobody takes it for real; `people`:
    how many are invented, and what they are called (a number follows)."""

    mark: Trilingual
    programme: SampleProgramme
    agencies: list[AgencyEntry]
    courses: list[CourseEntry]
    trainers: list[SampleTrainer]
    mentors: list[SampleMentor]
    sessions: list[SampleSession]
    people: Annotated[int, Field(ge=1, le=1000)]
    person: Trilingual

    @model_validator(mode="after")
    def _marked(self) -> SampleFile:
        titles = [(self.programme.code, self.programme.title), *((one.code, one.title) for one in self.courses)]
        for code, title in titles:
            for language in LANGUAGES:
                if not title[language].startswith(self.mark[language]):
                    raise ValueError(f"{code}: its title in {language} does not begin with {self.mark[language]}")
        names = [one.name for one in self.agencies] + [one.name for one in self.trainers]
        for name in (*names, *(one.name for one in self.mentors)):
            if not name.startswith(self.mark.en):
                raise ValueError(f"{name}: the name does not begin with {self.mark.en}")
        known = {one.code for one in self.courses}
        keys = {one.key for one in self.trainers}
        for session in self.sessions:
            if session.course not in known or session.trainer not in keys or session.people > self.people:
                raise ValueError(f"{session.code}: there is no such course or trainer, or there are not so many people")
        return self


def parse(data: Any) -> ProgrammeFile:
    """The programmes, agencies and courses of a document. Raises pydantic's ValidationError."""
    return ProgrammeFile.model_validate(data or {})


def faults(data: SampleFile, known: Collection[str]) -> Iterator[Fault]:
    """What the schema of a sample does not see: districts that do not exist. `known`: all district ids."""
    for number, session in enumerate(data.sessions):
        if session.district not in known:
            yield Fault(("sessions", number, "district"), f"there is no district {session.district}", _PLACES)
    for number, mentor in enumerate(data.mentors):
        for district in sorted(set(mentor.districts) - set(known)):
            yield Fault(("mentors", number, "districts"), f"there is no district {district}", _PLACES)


def samples(content_dir: Path) -> list[SampleFile]:
    """The samples of a content folder. Raises ValueError (pydantic's ValidationError) and `NotYaml`."""
    files = sorted((content_dir / FOLDER).glob("*.yml"))
    return [SampleFile.model_validate(Located.read(file).data) for file in files]
