"""Whom to ask for an employer's need: workers who agreed to it, want work, can be reached and fit, the best first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from bot.db.models import Contact, Need, NeedOffer, Worker, WorkerContact, WorkerTrade
from bot.services import consent, preferences
from bot.services.matching import Candidate, Land, Match, Wanted, best_possible, match
from bot.services.workers import WANTS

PURPOSE: Final = "share_employers"
MOST_QUESTIONS: Final = 2
"""So many unanswered questions a worker may have at once, of all needs together."""
REST: Final = dt.timedelta(days=14)
"""Who said "not now" is left alone for so long."""
_PAGE: Final = 200
_MONTHS: Final = func.coalesce(Worker.experience_months, 0)


@dataclass(frozen=True)
class Found:
    """A worker to ask, and how well they fit. `months`: of experience; ties go to the more experienced, then to those
    who registered first."""

    worker_id: str
    match: Match
    months: int
    registered_at: dt.datetime

    @property
    def rank(self) -> tuple[int, int, dt.datetime, str]:
        """Best first."""
        return -self.match.score, -self.months, self.registered_at, self.worker_id


def best(session: Session, need: Need, land: Land, size: int, now: dt.datetime) -> list[Found]:
    """The `size` best workers who were never asked about this need, the best first; fewer if there are not so many."""
    found: dict[str, Found] = {}
    for district in land.around(need.district):
        km = land.km(need.district, district) or 0.0
        ranked = sorted(found.values(), key=_rank)
        if len(ranked) >= size and ranked[size - 1].match.score > best_possible(km):
            break  # whoever lives farther away cannot be better
        for kind in _kinds(need.trade, land):
            for one in _of_kind(session, need, land, district, kind, size, now):
                found.setdefault(one.worker_id, one)
    return sorted(found.values(), key=_rank)[:size]


def reached(session: Session, worker_ids: Collection[str]) -> dict[str, str]:
    """Worker to the contact by which they are asked, of those who can be and want to be written to: their own before a
    helper's, the one seen last before others."""
    rows = session.execute(
        select(WorkerContact.worker_id, Contact.id)
        .join(Contact, Contact.id == WorkerContact.contact_id)
        .where(WorkerContact.worker_id.in_(worker_ids), *_REACHABLE)
        .order_by(WorkerContact.role == "self", Contact.seen_at)
    ).all()
    wanted = preferences.wants(session, {row.id for row in rows}, "service")
    return {row.worker_id: row.id for row in rows if row.id in wanted}  # the last one of a worker counts


_REACHABLE: Final[tuple[ColumnElement[bool], ...]] = (
    Contact.stopped_at.is_(None), Contact.unreachable_at.is_(None), Contact.erased_at.is_(None),
)  # fmt: skip


def _rank(found: Found) -> tuple[int, int, dt.datetime, str]:
    return found.rank


def _kinds(trade: str, land: Land) -> Iterator[ColumnElement[bool]]:
    """What a trade of a worker may be to the wanted one, the best first. Within each, whoever worked longer fits no
    worse, so that the database can sort them."""
    yield and_(WorkerTrade.trade == trade, WorkerTrade.place == 0)
    yield and_(WorkerTrade.trade == trade, WorkerTrade.place > 0)
    if family := land.family(trade):
        yield WorkerTrade.trade.in_(family)


def _of_kind(
    session: Session, need: Need, land: Land, district: str, kind: ColumnElement[bool], size: int, now: dt.datetime
) -> list[Found]:
    taken: list[Found] = []
    query = _query(need, district, kind, now)
    for first in range(0, 1_000_000_000, _PAGE):
        page = session.execute(query.offset(first).limit(_PAGE)).all()
        agreed = consent.granted_among(session, [row.id for row in page], PURPOSE)
        able = reached(session, agreed)
        taken += _judged(session, need, land, [row for row in page if row.id in able])
        if len(page) < _PAGE or len(taken) >= size:
            break
    return taken


def _judged(session: Session, need: Need, land: Land, rows: Sequence[Any]) -> Iterator[Found]:
    trades: dict[str, list[str]] = {row.id: [] for row in rows}
    of_them = select(WorkerTrade.worker_id, WorkerTrade.trade).where(WorkerTrade.worker_id.in_(trades))
    for worker_id, trade in session.execute(of_them.order_by(WorkerTrade.place)):
        trades[worker_id].append(trade)
    wanted = Wanted(need.trade, need.district, need.months)
    for row in rows:
        fits = match(wanted, Candidate(tuple(trades[row.id]), row.district, row.experience_months), land)
        if fits is not None:
            yield Found(row.id, fits, row.experience_months or 0, row.registered_at)


def _query(need: Need, district: str, kind: ColumnElement[bool], now: dt.datetime) -> Select[Any]:
    asked, open_ones = aliased(NeedOffer), aliased(NeedOffer)
    before = select(asked.id).where(
        asked.worker_id == Worker.id,
        or_(asked.need_id == need.id, and_(asked.status == "later", asked.answered_at > now - REST)),
    )
    waiting = (
        select(func.count())
        .select_from(open_ones)
        .where(open_ones.worker_id == Worker.id, open_ones.status == "asked")
        .scalar_subquery()
    )
    contact = (
        select(Contact.id)
        .join(WorkerContact, WorkerContact.contact_id == Contact.id)
        .where(WorkerContact.worker_id == Worker.id, *_REACHABLE)
    )
    return (
        select(Worker.id, Worker.district, Worker.experience_months, Worker.registered_at)
        .where(
            Worker.id.in_(select(WorkerTrade.worker_id).where(WorkerTrade.district == district, kind)),
            Worker.status == "active",
            Worker.district == district,
            Worker.wants.op("&")(WANTS["work"]) != 0,
            need.months <= _MONTHS,
            ~before.exists(),
            waiting < MOST_QUESTIONS,
            contact.exists(),
        )
        .order_by(_MONTHS.desc(), Worker.registered_at, Worker.id)
    )
