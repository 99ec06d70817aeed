"""Everything that is stored of a person, for the person: as data, and as numbers for a summary in the chat."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.models import (
    AnswerRating,
    Base,
    Contact,
    Draft,
    HandoverMessage,
    HandoverWish,
    InboundMessage,
    Need,
    NeedOffer,
    OutboxMessage,
    Preference,
    Referral,
    ReferralStep,
    Unanswered,
    Worker,
    WorkerContact,
    WorkerTrade,
)
from bot.services import consent, gaps, workers
from bot.services.privacy import trainings
from bot.services.privacy.people import Person

_MEANINGLESS = frozenset(
    {"id", "contact_id", "worker_id", "wish_id", "need_id", "referral_id", "holder", "whose", "code"}
)
"""Columns that only this database can read."""


@dataclass(frozen=True)
class Summary:
    """How much is stored. `received`, `sent`: messages that are known of; `texts`: sent ones whose words are still
    kept; `official`: messages of talks with an official whose words are still kept."""

    workers: tuple[Worker, ...]
    helped: int
    received: int
    sent: int
    texts: int
    questions: int
    handovers: int
    official: int
    drafts: int
    offers: int
    needs: int
    referrals: int
    trainings: int = 0


def everything(session: Session, who: Person, now: dt.datetime) -> dict[str, Any]:
    """All of it, in words and values that JSON knows. Telephone numbers are whole: they are the person's own. Of people
    whom they only helped to register, nothing but the number of the registration."""
    helped = session.scalars(select(Worker.number).where(Worker.id.in_(who.helped)).order_by(Worker.number)).all()
    events = consent.history(session, (*who.contacts, *who.workers))
    return {
        "as_of": now.isoformat(timespec="seconds"),
        "channels": [_channel(session, contact_id) for contact_id in who.contacts],
        "registrations": [_registration(session, worker_id) for worker_id in who.workers],
        "registered_for_others": list(helped),
        "permissions": [_plain(event) for event in events],
    }


def document(data: Any) -> bytes:
    """As a file for people and programs: UTF-8, letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def summary(session: Session, who: Person) -> Summary:
    """How much is stored of a person."""
    wishes = select(HandoverWish.id).where(HandoverWish.contact_id.in_(who.contacts))

    def count(table: Any, *conditions: Any) -> int:
        return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0

    own = session.scalars(select(Worker).where(Worker.id.in_(who.workers)).order_by(Worker.number)).all()
    return Summary(
        workers=tuple(own),
        helped=len(who.helped),
        received=count(InboundMessage, InboundMessage.contact_id.in_(who.contacts)),
        sent=count(OutboxMessage, OutboxMessage.contact_id.in_(who.contacts)),
        texts=count(OutboxMessage, OutboxMessage.contact_id.in_(who.contacts), OutboxMessage.body.is_not(None)),
        questions=count(Unanswered, Unanswered.whose.in_(map(gaps.whose, who.contacts))),
        handovers=count(HandoverWish, HandoverWish.contact_id.in_(who.contacts)),
        official=count(HandoverMessage, HandoverMessage.wish_id.in_(wishes), HandoverMessage.body.is_not(None)),
        drafts=count(Draft, Draft.contact_id.in_(who.contacts)),
        offers=count(NeedOffer, NeedOffer.worker_id.in_(who.workers)),
        needs=count(Need, Need.contact_id.in_(who.contacts)),
        referrals=len(_referrals(session, who.contacts, who.workers)),
        trainings=trainings.count(session, who.contacts),
    )


def _channel(session: Session, contact_id: str) -> dict[str, Any]:
    found = _all(session, HandoverWish, HandoverWish.contact_id == contact_id)
    outbox = select(OutboxMessage).where(OutboxMessage.contact_id == contact_id, OutboxMessage.body.is_not(None))
    return {
        "person": _plain(session.get_one(Contact, contact_id)),
        "wishes": _each(session, Preference, Preference.contact_id == contact_id),
        "messages_received": _each(session, InboundMessage, InboundMessage.contact_id == contact_id),
        "texts_sent": [
            {"created_at": _value(row.created_at), "status": row.status, "text": (row.body or {}).get("text")}
            for row in session.scalars(outbox.order_by(OutboxMessage.id))
        ],
        "questions_without_answer": _each(session, Unanswered, Unanswered.whose == gaps.whose(contact_id)),
        "judgements": _each(session, AnswerRating, AnswerRating.contact_id == contact_id),
        "talks_with_officials": [
            {**_plain(wish), "messages": _each(session, HandoverMessage, HandoverMessage.wish_id == wish.id)}
            for wish in found
        ],
        "begun_forms": [
            {"tool": draft.tool, "updated_at": _value(draft.updated_at), "known": json.loads(draft.known)}
            for draft in _all(session, Draft, Draft.contact_id == contact_id)
        ],
        "workers_looked_for": _each(session, Need, Need.contact_id == contact_id),
        "loan_help": [_referral(session, one) for one in _referrals(session, (contact_id,), ())],
        **trainings.everything(session, contact_id),
    }


def _registration(session: Session, worker_id: str) -> dict[str, Any]:
    row = session.get_one(Worker, worker_id)
    others = [one for one in _referrals(session, (), (worker_id,))]
    return {
        **_plain(row),
        "wants": sorted(workers.wishes(row.wants)),
        "trades": _each(session, WorkerTrade, WorkerTrade.worker_id == worker_id),
        "channels": [
            {"role": link.role, "since": _value(link.since)}
            for link in _all(session, WorkerContact, WorkerContact.worker_id == worker_id)
        ],
        "offers": _each(session, NeedOffer, NeedOffer.worker_id == worker_id),
        "loan_help": [_referral(session, one) for one in others],
    }


def _referral(session: Session, row: Referral) -> dict[str, Any]:
    return {**_plain(row), "steps": _each(session, ReferralStep, ReferralStep.referral_id == row.id)}


def _referrals(session: Session, contacts: Collection[str], own: Collection[str]) -> list[Referral]:
    which = Referral.contact_id.in_(contacts) | Referral.worker_id.in_(own)
    return list(session.scalars(select(Referral).where(which).order_by(Referral.created_at)))


def _all(session: Session, table: Any, which: Any) -> Iterable[Any]:
    return session.scalars(select(table).where(which).order_by(*table.__table__.primary_key.columns)).all()


def _each(session: Session, table: Any, which: Any) -> list[dict[str, Any]]:
    return [_plain(row) for row in _all(session, table, which)]


def _plain(row: Base) -> dict[str, Any]:
    """A row with the columns that mean something outside this database."""
    names = (column.key for column in row.__table__.columns if column.key not in _MEANINGLESS)
    return {name: _value(getattr(row, name)) for name in names}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
