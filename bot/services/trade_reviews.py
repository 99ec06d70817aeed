"""Trades that nobody knew, as people say them: queued for an official, whose word holds for everybody who said it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.db.models import TradeReview, WorkerTrade
from bot.db.upsert import upsert
from bot.language import for_matching

NONE: Final = "-"
"""What is decided of words that name no trade."""
_UNKNOWN: Final = "?"
_LONGEST: Final = 80


class UnknownReview(LookupError):
    """Nobody said this."""


def note(session: Session, said: str, language: str, now: dt.datetime, *, again: bool = False) -> str | None:
    """Somebody said this of their work (`again`: the same person as before). What it was decided to be: the id of a
    trade, or `NONE`; None while nobody has decided."""
    key = _key(said)
    statement = upsert(session)(TradeReview).values(said=key, language=language, count=1, first_at=now)
    table = TradeReview.__table__
    more = {"count": table.c.count + (0 if again else 1)}
    decided: str | None = session.scalar(
        statement.on_conflict_do_update(index_elements=["said"], set_=more).returning(table.c.trade)
    )
    return decided


def waiting(session: Session) -> list[TradeReview]:
    """What is not decided yet, what most people say first."""
    open_ones = select(TradeReview).where(TradeReview.trade.is_(None))
    return list(session.scalars(open_ones.order_by(TradeReview.count.desc(), TradeReview.id)))


def decide(session: Session, said: str, trade: str, now: dt.datetime) -> int:
    """From now on these words mean this trade (`NONE`: no trade); returns how many workers that changed. A decision can
    be changed. Raises `UnknownReview`."""
    key = _key(said)
    review = session.scalar(select(TradeReview).where(TradeReview.said == key))
    if review is None:
        raise UnknownReview(said)
    before = review.trade
    review.trade, review.decided_at = trade, now
    # What was decided keeps the words it was decided from, so that a later decision finds it.
    open_or_decided = [WorkerTrade.trade == _UNKNOWN]
    if before not in (None, NONE):
        open_or_decided.append(WorkerTrade.trade == before)
    rows = session.scalars(select(WorkerTrade).where(WorkerTrade.said.is_not(None), or_(*open_or_decided)))
    meant = [row for row in rows if _key(row.said or "") == key]
    for row in meant:
        _apply(session, row, trade)
    session.flush()
    return len({row.worker_id for row in meant})


def _apply(session: Session, row: WorkerTrade, trade: str) -> None:
    """A worker has a trade once, and keeps one at least, even if nobody knows what it is."""
    others = session.scalars(
        select(WorkerTrade.trade).where(WorkerTrade.worker_id == row.worker_id, WorkerTrade.place != row.place)
    ).all()
    if trade in others or (trade == NONE and others):
        session.delete(row)
    else:
        row.trade = _UNKNOWN if trade == NONE else trade


def _key(said: str) -> str:
    """The same words, however they are typed."""
    return " ".join(for_matching(said).split())[:_LONGEST]
