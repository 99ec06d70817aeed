"""Timed messages (`content/reminders.yml`): which there are, when each is due and until when a late one still helps.

The words stand in content/messages and content/templates; here is only the form of the file. What is due of it for one
session and one person is worked out by `bot.services.training.plans`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, PlainSerializer, TypeAdapter, model_validator

from bot.knowledge.lines import Located
from bot.knowledge.strict import Strict

FILE = "reminders.yml"

Kind = Literal[
    "days3", "day1", "hours2", "link", "changed", "cancelled", "offer", "feedback", "feedback_again", "pre_test",
    "post_test", "late_test", "late_again", "certificate", "mentor_ask", "mentor_again", "mentor_30", "mentor_90",
    "announce", "digest",
]  # fmt: skip
"""Messages that are sent at a time. Duties without a message (end of an offer, end of a session) need no entry."""
KINDS: tuple[Kind, ...] = get_args(Kind)
Anchor = Literal["start", "end", "enrolment", "introduction", "news", "day"]
"""What a time is counted from: start or end of the session, the enrolment, the introduction of a mentor, what just
happened (`news`), or midnight of each day."""
Purpose = Literal["service", "reminders", "announcements"]

_DISTANCE = re.compile(r"(?P<number>[0-9]{1,4}) (?P<unit>min|h|d) (?P<side>before|after)")
_UNITS = {"min": dt.timedelta(minutes=1), "h": dt.timedelta(hours=1), "d": dt.timedelta(days=1)}
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def _distance(value: Any) -> dt.timedelta:
    if isinstance(value, dt.timedelta):
        return value
    match = _DISTANCE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("write it like 3 d before, 2 h before, 15 min before or 30 min after")
    length = int(match["number"]) * _UNITS[match["unit"]]
    return -length if match["side"] == "before" else length


def _clock(value: Any) -> dt.time:
    if isinstance(value, dt.time):
        return value
    # YAML reads an unquoted 19:00 as a number of base 60.
    if not isinstance(value, str) or _CLOCK.fullmatch(value) is None:
        raise ValueError('write it in quotes like "19:00"')
    return dt.time.fromisoformat(value)


Distance = Annotated[dt.timedelta, BeforeValidator(_distance), PlainSerializer(str)]
"""How far from the anchor: negative before it."""
Clock = Annotated[dt.time, BeforeValidator(_clock)]
"""A time of the day in India."""


class Reminder(Strict):
    """One timed message.

    `of`: what `at`, `earliest` and `until` are counted from. `at`: when it is due; with `clock` at that time of the day
    which `at` falls on, but not before `earliest`. `until`: what would come later is dropped. `purpose`, `topic`: what
    people switch on and off. `shift`: whether quiet hours put it off; if not, it comes at night too. `online`: only
    for sessions with a joining link; `tested`: only for courses with a test. `message`: key of content/messages, where
    the words are always the same (else whoever tells it chooses them); `templates`: names of content/templates, of
    which the one is taken that is delivered longest but not beyond its use.
    """

    of: Anchor
    at: Distance
    clock: Clock | None = None
    earliest: Distance | None = None
    until: Distance
    purpose: Purpose
    topic: Annotated[str, Field(pattern=r"^[a-z_]*$", max_length=24)] = ""
    shift: bool = True
    online: bool = False
    tested: bool = False
    message: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=48)] | None = None
    templates: list[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]] = Field(default_factory=list)

    @model_validator(mode="after")
    def _in_time(self) -> Reminder:
        due = self.at if self.earliest is None else max(self.at, self.earliest)
        # With a clock time it may come up to a day later than `at`.
        if self.until <= due or (self.clock is not None and self.until < self.at + dt.timedelta(days=1)):
            raise ValueError("until is not after the time when it is due: let it be useful for longer")
        if self.earliest is not None and self.clock is None:
            raise ValueError("earliest says something only beside a clock time: add clock, or leave earliest out")
        return self


_FILE: TypeAdapter[dict[Kind, Reminder]] = TypeAdapter(dict[Kind, Reminder])


def read(content_dir: Path) -> Mapping[Kind, Reminder]:
    """All timed messages; none if there is no file. Raises ValueError (pydantic's ValidationError) and `NotYaml`."""
    file = content_dir / FILE
    return parse(Located.read(file).data) if file.exists() else {}


def parse(data: Any) -> Mapping[Kind, Reminder]:
    """The timed messages of a document. Raises pydantic's ValidationError."""
    return _FILE.validate_python(data or {})
