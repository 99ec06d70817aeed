"""Workers who are asked about a need: in waves, the best first, each once. An employer learns of a worker only after
their yes. What people are told is written in `bot.conversation.offers`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from bot.db.models import Need, NeedOffer, Worker, WorkerContact
from bot.services import audit, candidates, consent, needs
from bot.services.candidates import PURPOSE
from bot.services.matching import Land
from bot.services.officers import Officer

Answer = Literal["yes", "no", "later"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
Outcome = Literal["yes", "no", "later", "gone", "given", "not_agreed"]
"""What came of an answer. gone: the work is no longer open; given: their number went out after an earlier yes;
not_agreed: they no longer want their number passed on to employers."""
TIMES: Final = 3
"""So many times as many workers are asked as are wanted; so many are introduced at most."""
WAIT: Final = dt.timedelta(hours=48)
"""For answers, before others are asked."""
AGAIN: Final = dt.timedelta(days=1)
"""When there was nobody to ask, it is tried again after this: people register every day."""
MOST_AT_ONCE: Final = 150
_OFFERS: Table = NeedOffer.__table__  # type: ignore[assignment]
_NEEDS: Table = Need.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Introduced:
    """A worker who said yes, as the employer learns of them."""

    offer: NeedOffer
    worker: Worker
    need: Need


def due(session: Session, now: dt.datetime) -> list[Need]:
    """The open needs for which workers are to be asked now."""
    return list(
        session.scalars(
            select(Need).where(Need.status == "open", Need.next_wave_at <= now).order_by(Need.next_wave_at, Need.id)
        )
    )


def wave(session: Session, need: Need, land: Land, now: dt.datetime) -> list[NeedOffer]:
    """Asks the next workers about an open need, three times as many as are still wanted, less those who may still
    answer. The questions themselves are yet to be sent."""
    stands = counts(session, need.id)
    wanted = need.count - stands.get("yes", 0)
    size = min(TIMES * wanted - stands.get("asked", 0), MOST_AT_ONCE)
    if wanted <= 0:
        need.next_wave_at = None
        return []
    found = candidates.best(session, need, land, size, now) if size > 0 else []
    made = [
        NeedOffer(
            need_id=need.id, worker_id=one.worker_id, score=one.match.score,
            reasons=[list(reason) for reason in one.match.reasons], status="asked", asked_at=now,
        )
        for one in found
    ]  # fmt: skip
    session.add_all(made)
    need.next_wave_at = now + (WAIT if made or size <= 0 else AGAIN)
    session.flush()
    return made


def counts(session: Session, need_id: str) -> dict[str, int]:
    """How many of those who were asked about a need stand where, by status."""
    rows = session.execute(
        select(_OFFERS.c.status, func.count()).where(_OFFERS.c.need_id == need_id).group_by(_OFFERS.c.status)
    )
    return {status: number for status, number in rows}


def answer(
    session: Session, contact_id: str, offer_id: str, said: Answer, now: dt.datetime
) -> tuple[Outcome, NeedOffer | None]:
    """A worker's answer (or that of who registered them), and the question it belongs to. Late ones and a change of
    mind count as long as the work is open; a number that was given cannot be taken back here."""
    offer = session.scalar(
        select(NeedOffer)
        .join(WorkerContact, WorkerContact.worker_id == NeedOffer.worker_id)
        .where(NeedOffer.id == offer_id, WorkerContact.contact_id == contact_id)
    )
    if offer is None:
        return "gone", None
    if offer.status == "yes":
        return ("yes" if said == "yes" else "given"), offer
    need = session.get_one(Need, offer.need_id)
    if offer.status == "withdrawn" or need.status != "open":
        return "gone", offer
    if said == "yes":
        if not consent.granted(session, offer.worker_id, PURPOSE):
            _move(session, offer, "withdrawn", now)
            return "not_agreed", offer
        if counts(session, need.id).get("yes", 0) >= TIMES * need.count:
            return "gone", offer
    before = offer.status
    if not _move(session, offer, said, now):
        return "gone", offer
    if said == "yes":
        worker = session.get_one(Worker, offer.worker_id)
        audit.note(session, "worker", "introduced", now, about=need.id, offer=offer.id, worker=worker.number)
    elif before == "asked":
        _ask_others(session, need, now)
    return said, offer


def expire(session: Session, now: dt.datetime) -> int:
    """Stops waiting for answers after two days; how many. Who answers later is still heard."""
    old = (_OFFERS.c.status == "asked", _OFFERS.c.asked_at <= now - WAIT)
    done: Any = session.execute(update(_OFFERS).where(*old).values(status="expired"))
    return int(done.rowcount)


def take_back(session: Session, now: dt.datetime) -> int:
    """Takes back the questions of needs that are no longer open, and of workers who withdrew their consent; how
    many."""
    closed = select(_NEEDS.c.id).where(_NEEDS.c.status != "open")
    done: Any = session.execute(
        update(_OFFERS)
        .where(_OFFERS.c.status == "asked", _OFFERS.c.need_id.in_(closed))
        .values(status="withdrawn", answered_at=now)
    )
    asked = list(session.scalars(select(_OFFERS.c.worker_id).where(_OFFERS.c.status == "asked").distinct()))
    agreed = consent.granted_among(session, asked, PURPOSE)
    return int(done.rowcount) + sum(take_back_of(session, one, now) for one in asked if one not in agreed)


def take_back_of(session: Session, worker_id: str, now: dt.datetime) -> int:
    """Takes back all questions of a worker who does not want their number passed on any more; how many."""
    done: Any = session.execute(
        update(_OFFERS)
        .where(_OFFERS.c.worker_id == worker_id, _OFFERS.c.status.in_(("asked", "expired")))
        .values(status="withdrawn", answered_at=now)
    )
    return int(done.rowcount)


def untold(session: Session) -> list[Introduced]:
    """The introductions of which the employer has not yet been told."""
    rows = session.execute(
        _introduced().where(NeedOffer.status == "yes", NeedOffer.told_at.is_(None)).order_by(NeedOffer.id)
    )
    return [Introduced(*row) for row in rows]


def introductions(session: Session, officer: Officer, number: str, reason: str, now: dt.datetime) -> list[Introduced]:
    """The workers who said yes to a need, with name and number, for an official who passes them on to an employer
    without a chat; noted with the reason. Raises as `needs.phone`."""
    need = needs.seen(session, officer, number)
    rows = session.execute(
        _introduced().where(NeedOffer.need_id == need.id, NeedOffer.status == "yes").order_by(NeedOffer.answered_at)
    )
    found = [Introduced(*row) for row in rows]
    needs.phone(session, officer, number, reason, now, [one.worker.name for one in found])
    return found


def of_need(session: Session, officer: Officer, number: str) -> list[tuple[NeedOffer, str]]:
    """Everybody who was asked about a need, the best first, each with their number in the register. Raises
    `UnknownNeed`."""
    need = needs.seen(session, officer, number)
    rows = session.execute(
        select(NeedOffer, Worker.number)
        .join(Worker, Worker.id == NeedOffer.worker_id)
        .where(NeedOffer.need_id == need.id)
        .order_by(NeedOffer.score.desc(), NeedOffer.id)
    )
    return [(offer, worker) for offer, worker in rows]


def _introduced() -> Any:
    return (
        select(NeedOffer, Worker, Need)
        .join(Worker, Worker.id == NeedOffer.worker_id)
        .join(Need, Need.id == NeedOffer.need_id)
    )


def _ask_others(session: Session, need: Need, now: dt.datetime) -> None:
    """When fewer can still say yes than are wanted, others are asked without waiting for the two days."""
    stands = counts(session, need.id)
    if stands.get("asked", 0) < need.count - stands.get("yes", 0):
        need.next_wave_at = now


def _move(session: Session, offer: NeedOffer, status: str, now: dt.datetime) -> bool:
    """One statement that names the state it starts from."""
    done: Any = session.execute(
        update(_OFFERS)
        .where(_OFFERS.c.id == offer.id, _OFFERS.c.status == offer.status)
        .values(status=status, answered_at=now)
    )
    session.refresh(offer)
    return bool(done.rowcount)
