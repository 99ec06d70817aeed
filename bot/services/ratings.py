"""Thumbs on answers, kept by topic, aspect and wording."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Integer, Table, cast, func, select
from sqlalchemy.orm import Session

from bot.db.models import AnswerRating
from bot.db.upsert import upsert

_RATINGS: Table = AnswerRating.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Judgement:
    """A person's thumb on one wording of an answer."""

    topic: str
    aspect: str
    version: str
    helpful: bool
    language: str


@dataclass(frozen=True)
class Tally:
    """How often an answer, in one wording, was found helpful or not."""

    topic: str
    aspect: str
    version: str
    up: int
    down: int


def rate(session: Session, contact_id: str, judgement: Judgement, now: dt.datetime) -> None:
    """Keeps a judgement; a later one of the same person on the same wording replaces it."""
    values = {
        "contact_id": contact_id, "topic": judgement.topic, "aspect": judgement.aspect, "version": judgement.version,
        "language": judgement.language, "helpful": judgement.helpful, "rated_at": now,
    }  # fmt: skip
    session.execute(
        upsert(session)(_RATINGS)
        .values(**values)
        .on_conflict_do_update(
            index_elements=["contact_id", "topic", "aspect", "version"],
            set_={"helpful": judgement.helpful, "language": judgement.language, "rated_at": now},
        )
    )


def tallies(session: Session) -> list[Tally]:
    """All answers that were judged, those with most thumbs down first."""
    up = func.sum(cast(_RATINGS.c.helpful, Integer))
    rows = session.execute(
        select(_RATINGS.c.topic, _RATINGS.c.aspect, _RATINGS.c.version, up, func.count()).group_by(
            _RATINGS.c.topic, _RATINGS.c.aspect, _RATINGS.c.version
        )
    )
    found = [
        Tally(topic, aspect, version, int(ups), int(total) - int(ups)) for topic, aspect, version, ups, total in rows
    ]
    return sorted(found, key=lambda tally: (-tally.down, tally.up, tally.topic, tally.aspect))
