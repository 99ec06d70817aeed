"""Notices of consent (`content/consent/*.yml`): what a person is told before they agree to something.

One file for each purpose, and `common.yml` with what holds for all. The version of a notice is its number and a hash of
its words, so that words that change make another version even where nobody thought of the number.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from babel.dates import format_timedelta
from pydantic import Field

from bot.knowledge.strict import LANGUAGES, Language, Strict, Trilingual
from bot.language import localise_digits

FOLDER = "consent"
COMMON = "common"
"""Name of the file with what all notices share."""
Purpose = Literal[
    "registry", "reminders", "announcements", "training", "share_training", "share_banks", "share_employers"
]
"""What a person can agree to, each by itself: to be in the register, to be sent something, to take part in trainings,
to be passed on."""
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
PARTS = ("what", "why", "how_long", "who", "withdraw")
PLACES = frozenset({"grievance", "worker_time", "contact_time"})
"""Places that the texts may have: whom to complain to, and for how long data are kept."""
TEXT_LIMIT, FULL_LIMIT = 600, 3000
_HASH = 8  # hexadecimal digits
_YEAR, _MONTH = 365, 30  # days


@dataclass(frozen=True)
class Terms:
    """What the notices say of this service: `grievance`: whom to write or call (empty: a person in the chat); days
    after which data of a worker, and of somebody who only chatted, are erased."""

    grievance: str = ""
    worker_days: int = 1095
    contact_days: int = 730


class NoticeFile(Strict):
    """One purpose. `version`: a number that the writer raises; `name`: for lists;
    `give`, `take_back`: titles of buttons; `text`: what is said where the
    question is put; the other parts: the whole notice."""

    version: int = Field(ge=1, le=9999)
    name: Trilingual
    give: Trilingual
    take_back: Trilingual
    text: Trilingual
    what: Trilingual
    why: Trilingual
    how_long: Trilingual
    who: Trilingual
    withdraw: Trilingual


class CommonFile(Strict):
    """What all notices share. `complain`: the last part; `desk`: stands for the contact where none is set; `agree`,
    `read`: titles of the buttons that agree and that show the whole notice."""

    agree: Trilingual
    read: Trilingual
    complain: Trilingual
    desk: Trilingual


@dataclass(frozen=True)
class Notice:
    """A notice as people are shown it."""

    purpose: Purpose
    version: str
    name: Trilingual
    text: Trilingual
    full: Trilingual
    give: Trilingual
    take_back: Trilingual
    agree: Trilingual
    read: Trilingual


def purpose_of(name: str) -> Purpose | None:
    """The purpose of this name; None if there is none."""
    return next((purpose for purpose in PURPOSES if purpose == name), None)


def notice(purpose: Purpose, file: NoticeFile, common: CommonFile, terms: Terms) -> Notice:
    """The notice with its places filled."""
    text = _three(lambda language: _filled(file.text[language], common, terms, language))
    parts: list[Trilingual] = [*(getattr(file, part) for part in PARTS), common.complain]
    full = _three(lambda language: "\n".join(_filled(part[language], common, terms, language) for part in parts))
    words = json.dumps([text.model_dump(), full.model_dump()], sort_keys=True)
    version = f"{file.version}-{hashlib.sha256(words.encode()).hexdigest()[:_HASH]}"
    titles = (file.give, file.take_back, common.agree, common.read)
    return Notice(purpose, version, file.name, text, full, *titles)


def notices(files: Mapping[str, NoticeFile], common: CommonFile | None, terms: Terms) -> dict[str, Notice]:
    """All notices. Raises ValueError if the common parts are missing."""
    if files and common is None:
        raise ValueError(f"{FOLDER}/{COMMON}.yml is missing")
    known = ((purpose_of(name), file) for name, file in files.items())
    return {p: notice(p, file, common, terms) for p, file in known if p is not None and common is not None}


def parse(data: Any) -> NoticeFile:
    """The file of a purpose. Raises pydantic's ValidationError."""
    return NoticeFile.model_validate(data if data is not None else {})


def parse_common(data: Any) -> CommonFile:
    """The file of what all share. Raises pydantic's ValidationError."""
    return CommonFile.model_validate(data if data is not None else {})


def duration(days: int, language: Language) -> str:
    """A time as people say it: years or months where it is such, else days."""
    whole = 1 if days % _YEAR == 0 or days % _MONTH == 0 else sys.maxsize
    shown = format_timedelta(dt.timedelta(days=days), granularity="day", threshold=whole, locale=language)
    return localise_digits(shown, language)


def _three(made: Any) -> Trilingual:
    return Trilingual(**{language: made(language) for language in LANGUAGES})


def _filled(text: str, common: CommonFile, terms: Terms, language: Language) -> str:
    values = {
        "grievance": terms.grievance or common.desk[language],
        "worker_time": duration(terms.worker_days, language),
        "contact_time": duration(terms.contact_days, language),
    }
    return text.format(**values)
