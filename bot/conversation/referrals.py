"""Loans that people asked help with, as they see them in the chat: how each stands, by what the desk noted and no more;
how one is withdrawn; what they are told when the desk moves one on; and the reminders to the desks."""

from __future__ import annotations

import datetime as dt
import logging
import re
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.channels.base import TemplateCall
from bot.clock import INDIA
from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.db.models import Contact, Referral
from bot.delivery import enqueue
from bot.knowledge.library import Library
from bot.knowledge.model import Language
from bot.services import numbers, referral_desk, referrals
from bot.services.officers import Officer
from bot.services.referrals import Moved, Standing, Status

logger = logging.getLogger(__name__)

TEMPLATE: Final = "loan_update"
"""Message template that brings the news to somebody who has not written for long; the details follow in the chat."""
_NEWS_LASTS: Final = dt.timedelta(days=14)
_DROP = re.compile(r"loan:(?P<id>[0-9a-f]{32}):drop")


class LoanDesk:
    """What a bank desk does, and that the person is told of it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def change(
        self, session: Session, officer: Officer, number: str, status: Status, reason: str, now: dt.datetime
    ) -> Moved:
        """Moves a request on and tells the person, by day and if they want such messages; a mere note is shown when
        they ask. Raises what `services.referrals.change` raises."""
        moved = referrals.change(session, officer, number, status, reason, now)
        if moved.told:
            self._tell(session, moved, now)
        logger.info("referral %s: %s", moved.referral.id, moved.step.status)
        return moved

    def _tell(self, session: Session, moved: Moved, now: dt.datetime) -> None:
        referral = moved.referral
        contact = session.get_one(Contact, referral.contact_id)
        language: Language = contact.language or referral.language  # type: ignore[assignment]
        composer = Composer(self._library.content(), now.astimezone(INDIA).date())
        news = composer.remark(
            f"loan_told_{referral.status}", language, contact.roman, number=numbers.shown(referral.number),
            note=_note(moved.step.reason), **_about(referral),
        )  # fmt: skip
        enqueue.message(
            session, contact.id, replace(news, template=TemplateCall(TEMPLATE, language, payloads=("me:loans",))),
            f"loan:{referral.id}:{moved.step.id}", now, expires_at=now + _NEWS_LASTS, bulk=True,
        )  # fmt: skip


def status(session: Session, contact_id: str, say: Say, now: dt.datetime) -> list[Say]:
    """For "what became of my loan request": each request with what was asked, when, and what the desk noted last."""
    found = referrals.own(session, contact_id)
    return [_standing(one) for one in found] if found else [Say("loan_status_none")]


def pressed(session: Session, contact_id: str, payload: str, now: dt.datetime) -> Say | None:
    """Withdraws the request of a button; None if the button is none of these."""
    match = _DROP.fullmatch(payload)
    if match is None:
        return None
    dropped = referrals.drop(session, contact_id, match["id"], now)
    if dropped is None:
        return Say("loan_not_open")
    logger.info("referral %s: withdrawn", dropped.id)
    return Say("loan_dropped", {"number": numbers.shown(dropped.number)})


def remind(session: Session, now: dt.datetime) -> dict[str, int]:
    """Once a day: withdraws what people no longer want banks to know, and says in the log how much waits at each desk,
    by district. The desk sees the same first in its list."""
    if gone := referrals.drop_unshared(session, now):
        logger.info("%d referrals withdrawn with the consent they rested on", gone)
    waiting = referral_desk.waiting(session, now)
    for district, count in waiting.items():
        logger.warning("%d referrals of %s wait", count, district)
    return waiting


def _standing(standing: Standing) -> Say:
    referral, noted = standing.referral, standing.noted
    own_wish = referral.status == "dropped" and referral.reason is None
    values: dict[str, Any] = {
        "number": numbers.shown(referral.number), "date": _day(referral.created_at), **_about(referral),
        "state": {"key": "loan_state_withdrawn" if own_wish else f"loan_state_{referral.status}", "values": {}},
        "noted": {"key": "loan_noted_nothing", "values": {}},
    }  # fmt: skip
    if noted is not None:
        told = {"date": _day(noted.at), "what": {"key": f"loan_did_{noted.status}", "values": {}}}
        values["noted"] = {"key": "loan_noted", "values": {**told, "note": _note(noted.reason)}}
    if referral.status in referrals.OPEN:
        values["acts"] = [
            {"title": "loan_drop", "payload": f"loan:{referral.id}:drop", "values": {"number": referral.number}}
        ]
    return Say("loan_status_one", values)


def _about(referral: Referral) -> dict[str, Any]:
    return {
        "purpose": {"choice": f"loan_purpose.{referral.purpose}"},
        "amount": {"key": "loan_amount", "values": {"amount": {"rupees": referral.amount}}} if referral.amount else "",
        "district": {"choice": f"district.{referral.district.replace('-', '_')}"},
    }


def _note(reason: str | None) -> Any:
    """What the desk wrote, as it wrote it."""
    return {"key": "loan_note", "values": {"reason": reason}} if reason else ""


def _day(moment: dt.datetime) -> str:
    return moment.astimezone(INDIA).date().isoformat()
