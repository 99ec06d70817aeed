"""Erasing a person everywhere in this database. What stays is one row of consent for each contact and registration,
with a keyed hash: that somebody withdrew everything on that day (the law asks for a proof of it).

The row of the contact itself, and the message that asked for it, go a moment later (`purge`): the person is still to be
told. What the engine remembers is another database (services/engine_memory.py).
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_, cast, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from bot.db.models import (
    AnswerRating,
    Certificate,
    Contact,
    Draft,
    Enrolment,
    HandoverMessage,
    HandoverNote,
    HandoverWish,
    InboundMessage,
    Learner,
    MarketingCount,
    Mentor,
    Need,
    NeedOffer,
    OutboxMessage,
    PhoneCode,
    Preference,
    Referral,
    ReferralStep,
    TradeReview,
    Unanswered,
    Worker,
    WorkerContact,
    WorkerTrade,
)
from bot.delivery import outbox
from bot.delivery.outbox import PAUSED, QUEUED
from bot.language import for_matching
from bot.services import consent, gaps, numbers
from bot.services.privacy import trainings
from bot.services.privacy.people import Person

LONGEST_WAIT = dt.timedelta(hours=24)
"""After so long a contact goes even if the last message to them could not be sent."""

_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]
_INBOUND: Table = InboundMessage.__table__  # type: ignore[assignment]
_CONTACTS: Table = Contact.__table__  # type: ignore[assignment]
_WITHHELD = "withheld"
_NATIONAL = 10  # digits of an Indian mobile number
_SHORTEST = 3  # letters of a name that is looked for in other people's messages


@dataclass(frozen=True)
class Erased:
    """What went: whose, and how many rows of each kind."""

    person: Person
    rows: Counter[str]


def person(session: Session, who: Person, now: dt.datetime) -> Erased:
    """Erases everything of a person. Registrations that they only made for others stay, without the link."""
    rows: Counter[str] = Counter()
    subjects = [(contact, consent.subject_of_contact(session, contact)) for contact in who.contacts]
    mentioned = _mentioned(session, who)
    for worker_id in who.workers:
        rows += worker(session, worker_id, now)
    for contact_id in who.contacts:
        rows += _contact(session, contact_id, now)
    consent.erase(session, subjects, now)
    rows["messages to others"] += _in_other_messages(session, mentioned)
    return Erased(who, +rows)


def worker(session: Session, worker_id: str, now: dt.datetime) -> Counter[str]:
    """Erases one registration, whoever made it, with its offers and referrals; contacts stay."""
    known = session.get(Worker, worker_id)
    rows: Counter[str] = Counter()
    if known is None:
        return rows
    subject = consent.subject_of_phone(known.phone)
    for said in session.scalars(select(WorkerTrade.said).where(WorkerTrade.worker_id == worker_id)).all():
        _unsay(session, said)
    rows["referrals"] += _referrals(session, Referral.worker_id == worker_id)
    rows["offers"] += _gone(session, NeedOffer, NeedOffer.worker_id == worker_id)
    _gone(session, PhoneCode, PhoneCode.worker_id == worker_id)
    _gone(session, WorkerContact, WorkerContact.worker_id == worker_id)
    _gone(session, WorkerTrade, WorkerTrade.worker_id == worker_id)
    session.expunge(known)
    rows["registrations"] += _gone(session, Worker, Worker.id == worker_id)
    consent.erase(session, [(worker_id, subject)], now)
    return rows


def contact(session: Session, contact_id: str, now: dt.datetime) -> Counter[str]:
    """Erases what hangs on a contact, and what they agreed to on this channel; their registration stays."""
    subject = consent.subject_of_contact(session, contact_id)
    rows = _contact(session, contact_id, now)
    consent.erase(session, [(contact_id, subject)], now)
    return rows


def purge(session: Session, now: dt.datetime, limit: int = 500) -> list[str]:
    """Deletes contacts that were erased and have nothing more to be told (or waited a day); returns their ids."""
    waiting = or_(
        exists().where(_OUTBOX.c.contact_id == _CONTACTS.c.id, _OUTBOX.c.status == QUEUED),
        exists().where(_INBOUND.c.contact_id == _CONTACTS.c.id, _INBOUND.c.status == "new"),
    )
    late = _CONTACTS.c.erased_at < now - LONGEST_WAIT
    found = session.scalars(
        select(_CONTACTS.c.id).where(_CONTACTS.c.erased_at.is_not(None), or_(~waiting, late)).limit(limit)
    ).all()
    for contact_id in found:
        # A message that had come just before may have left something again.
        subject = consent.subject_of_contact(session, contact_id)
        _contact(session, contact_id, now, keep_unread=False)
        consent.erase(session, [(contact_id, subject)], now)
        session.execute(delete(_CONTACTS).where(_CONTACTS.c.id == contact_id))
    return list(found)


def _contact(session: Session, contact_id: str, now: dt.datetime, *, keep_unread: bool = True) -> Counter[str]:
    rows: Counter[str] = Counter()
    wishes = select(HandoverWish.id).where(HandoverWish.contact_id == contact_id)
    _gone(session, HandoverMessage, HandoverMessage.wish_id.in_(wishes))
    _gone(session, HandoverNote, HandoverNote.wish_id.in_(wishes))
    rows["conversations with a person"] += _gone(session, HandoverWish, HandoverWish.contact_id == contact_id)
    for table in (AnswerRating, Preference, MarketingCount, Draft, PhoneCode, WorkerContact):
        _gone(session, table, table.contact_id == contact_id)
    needs = select(Need.id).where(Need.contact_id == contact_id)
    _gone(session, NeedOffer, NeedOffer.need_id.in_(needs))
    rows["needs"] += _gone(session, Need, Need.contact_id == contact_id)
    rows["referrals"] += _referrals(session, Referral.contact_id == contact_id)
    rows += trainings.erase(session, contact_id, now)
    rows["questions"] += _gone(session, Unanswered, Unanswered.whose == gaps.whose(contact_id))
    # What is just being sent has left this database already: its row goes, and the sender finds it gone.
    rows["messages"] += _unqueued(session, contact_id)
    # The message that is being answered stays until the answer is out; its words go with the turn.
    unread = InboundMessage.status != "new" if keep_unread else InboundMessage.id.is_not(None)
    rows["messages"] += _gone(session, InboundMessage, and_(InboundMessage.contact_id == contact_id, unread))
    session.execute(
        update(_CONTACTS).where(_CONTACTS.c.id == contact_id).values(state={}, turns=0, erased_at=now, stopped_at=now)
    )
    session.expire_all()
    return rows


def _unqueued(session: Session, contact_id: str) -> int:
    """Campaigns count what is still to be sent: that is less now."""
    queued = session.execute(
        select(_OUTBOX.c.campaign_id, _OUTBOX.c.status, func.count())
        .where(
            _OUTBOX.c.contact_id == contact_id, _OUTBOX.c.status.in_((QUEUED, PAUSED)),
            _OUTBOX.c.campaign_id.is_not(None),
        )
        .group_by(_OUTBOX.c.campaign_id, _OUTBOX.c.status)
    ).all()  # fmt: skip
    outbox.count(session, Counter({(campaign, status): -number for campaign, status, number in queued}))
    return _gone(session, OutboxMessage, OutboxMessage.contact_id == contact_id)


def _referrals(session: Session, which: ColumnElement[bool]) -> int:
    ids = select(Referral.id).where(which)
    _gone(session, ReferralStep, ReferralStep.referral_id.in_(ids))
    return _gone(session, Referral, which)


def _unsay(session: Session, said: str | None) -> None:
    """Words for a trade that only this person used go from the officials' list too."""
    key = " ".join(for_matching(said or "").split())[:80]
    review = session.scalar(select(TradeReview).where(TradeReview.said == key)) if key else None
    if review is None:
        return
    if review.count > 1:
        review.count -= 1
    elif review.trade is None:
        session.delete(review)
    session.flush()


@dataclass(frozen=True)
class _Words:
    """What names a person in messages to others: surely (number, telephone), or perhaps (a name)."""

    surely: frozenset[str]
    perhaps: frozenset[str]


def _mentioned(session: Session, who: Person) -> _Words:
    workers = session.scalars(select(Worker).where(Worker.id.in_(who.workers))).all()
    needs = session.scalars(select(Need).where(Need.contact_id.in_(who.contacts))).all()
    referrals = session.scalars(select(Referral).where(Referral.contact_id.in_(who.contacts))).all()
    phones = {phone[-_NATIONAL:] for rows in (workers, needs, referrals) for phone in (one.phone for one in rows)}
    senders = session.scalars(select(Contact.sender).where(Contact.id.in_(who.contacts))).all()
    phones |= {sender[-_NATIONAL:] for sender in senders if sender[-_NATIONAL:].isdigit() and len(sender) >= _NATIONAL}
    spaced = {f"{phone[:5]} {phone[5:]}" for phone in phones}
    owned = {number for rows in (workers, needs, referrals) for number in (one.number for one in rows)}
    shown = {numbers.shown(number) for number in owned}
    names = {one.name for one in workers} | {one.name for one in referrals} | {need.employer for need in needs}
    mentors = session.scalars(select(Mentor).where(Mentor.contact_id.in_(who.contacts))).all()
    for phone in (one.phone[-_NATIONAL:] for one in mentors if one.phone):
        phones |= {phone, f"{phone[:5]} {phone[5:]}"}
    certified = select(Certificate.name).join(Enrolment, Enrolment.id == Certificate.enrolment_id)
    names |= {one.name for one in mentors} | set(
        session.scalars(certified.where(Enrolment.contact_id.in_(who.contacts)))
    )
    names |= {
        name for name in session.scalars(select(Learner.name).where(Learner.contact_id.in_(who.contacts))) if name
    }
    return _Words(
        frozenset(phones | spaced | owned | shown), frozenset(name for name in names if len(name) >= _SHORTEST)
    )


def _in_other_messages(session: Session, words: _Words) -> int:
    """Messages to others that name the person lose their words; one that is still to be sent is withheld if it names
    them surely, since a name may be somebody else's too."""
    if not words.surely and not words.perhaps:
        return 0
    body = cast(_OUTBOX.c.body, String)
    kept = _OUTBOX.c.body.is_not(None)
    surely, perhaps = (_holds(session, body, some) for some in (words.surely, words.perhaps))
    withheld: Any = session.execute(
        update(_OUTBOX).where(kept, surely, _OUTBOX.c.status == QUEUED).values(body=None, status=_WITHHELD)
    )
    blank: Any = session.execute(
        update(_OUTBOX).where(kept, or_(surely, perhaps), _OUTBOX.c.status != QUEUED).values(body=None)
    )
    return int(withheld.rowcount) + int(blank.rowcount)


def _holds(session: Session, body: ColumnElement[str], words: Iterable[str]) -> ColumnElement[bool]:
    position = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    # JSON columns are written with all but ASCII escaped.
    return or_(*(position(body, json.dumps(word)[1:-1]) > 0 for word in sorted(words)), _OUTBOX.c.id.is_(None))


def _gone(session: Session, table: Any, which: ColumnElement[bool]) -> int:
    done: Any = session.execute(delete(table).where(which).execution_options(synchronize_session=False))
    return int(done.rowcount)
