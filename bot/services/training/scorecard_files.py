"""The scorecard as something to take away, and as data for programs; who took it out is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.db.models import Programme
from bot.knowledge.library import Content
from bot.knowledge.names import Names
from bot.services import audit
from bot.services.officers import Officer
from bot.services.training import scorecard_book
from bot.services.training.scorecard import Scorecard, scorecard

SURVEY: Final = "feedback"
"""File of content/surveys whose questions are asked after a session."""


def questions(content: Content) -> dict[str, str]:
    """The questions of the feedback in their order, in English."""
    survey = content.surveys.get(SURVEY)
    return {one.id: one.text["en"] for one in survey.questions} if survey is not None else {}


def made(
    db: Session, programme: Programme, content: Content, now: dt.datetime, officer: Officer | None = None
) -> Scorecard:
    """The scorecard with the questions of today's content. Raises `Forbidden`."""
    return scorecard(db, programme, tuple(questions(content)), now, officer)


def note(db: Session, programme: Programme, form: str, now: dt.datetime, officer: Officer | None = None) -> None:
    """Keeps that somebody took it out. `form`: xlsx, svg, png or json."""
    by = officer.name if officer is not None else "command line"
    districts = sorted(officer.districts) if officer is not None and officer.districts is not None else []
    audit.note(db, by, "scorecard", now, about=programme.id, form=form, districts=districts,
               address=officer.address if officer is not None else None)  # fmt: skip


def workbook(card: Scorecard, content: Content, names: Names) -> bytes:
    """As XLSX."""
    return scorecard_book.book(card, names.districts, questions(content))


def file_name(card: Scorecard, form: str) -> str:
    """Under which it is kept."""
    return f"scorecard-{card.code.lower()}-{card.until:%Y-%m-%d}.{form}"


def as_data(card: Scorecard) -> dict[str, Any]:
    """For programs: days and moments in ISO 8601, null: not shown, or not known."""
    found: dict[str, Any] = _plain(asdict(card))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
