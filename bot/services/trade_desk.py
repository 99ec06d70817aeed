"""Trades that nobody knew, before an official: what people said, how often, and which trade it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import Session

from bot.db.models import TradeReview
from bot.services import audit, trade_reviews
from bot.services.officers import Officer
from bot.services.trade_reviews import UnknownReview

RIGHT: Final = "import"
"""Whoever brings lists in knows what is meant in them."""


class UnknownTrade(ValueError):
    """There is no such trade."""


def queue(
    session: Session, officer: Officer, after: tuple[int, int] | None = None, limit: int = 25
) -> list[TradeReview]:
    """What is not decided, what most people say first, from behind `after` (count and id of a row) on. The words are of
    the whole state: nobody is named with them. Raises `Forbidden`."""
    officer.need(RIGHT)
    order = tuple_(-TradeReview.count, TradeReview.id)
    wanted = select(TradeReview).where(TradeReview.trade.is_(None))
    if after is not None:
        wanted = wanted.where(order > tuple_(literal(-after[0]), literal(after[1])))
    return list(session.scalars(wanted.order_by(TradeReview.count.desc(), TradeReview.id).limit(limit)))


def waiting(session: Session, officer: Officer) -> int:
    """How many wait for a decision. Raises `Forbidden`."""
    officer.need(RIGHT)
    return session.scalar(select(func.count()).where(TradeReview.trade.is_(None))) or 0


def settle(
    session: Session, officer: Officer, review_id: int, trade: str, known: Collection[str], now: dt.datetime
) -> int:
    """These words mean this trade (`trade_reviews.NONE`: none) for everybody who said them, and will say them; how many
    workers that changed. `known`: ids of all trades. Raises `Forbidden`, `UnknownReview`, `UnknownTrade`."""
    officer.need(RIGHT, change=True)
    if trade != trade_reviews.NONE and trade not in known:
        raise UnknownTrade(f"There is no trade {trade}.")
    review = session.get(TradeReview, review_id)
    if review is None:
        raise UnknownReview(str(review_id))
    changed = trade_reviews.decide(session, review.said, trade, now)
    audit.note(
        session, officer.name, "trade_decided", now, review=review.id, trade=trade, people=changed,
        address=officer.address,
    )  # fmt: skip
    return changed
