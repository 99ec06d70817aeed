"""What the tool `referral` does: knows who asks, keeps the request once it may be passed on, and says what follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from bot.services import identity, numbers, referrals
from bot.services.referrals import Request, TooMany
from bot.tools.base import Known, Said
from bot.tools.referral import MANY, OVER, OWN_PHONE, REFUSED, paper_lines
from bot.tools.referral_reading import AMOUNT, DISTRICT, DOCUMENTS, NAME, PAPERS, PHONE, PURPOSE
from rasa_project.actions.deed import Begun, Who


class ReferralDeed:
    """The deeds of loan help. Nothing is kept before the last yes."""

    def begin(self, session: Session, who: Who, now: dt.datetime) -> Begun:
        """With name, number and district as known; whoever has two requests under way is told so at once."""
        if not referrals.room(session, who.contact_id):
            return Begun({OVER: MANY})
        person = identity.known(session, who.contact_id)
        own_phone = person.phone_e164 if person.proven else None
        prefilled = {NAME: person.name, PHONE: person.phone_e164, OWN_PHONE: own_phone, DISTRICT: person.district}
        return Begun({slot: value for slot, value in prefilled.items() if value})

    def step(
        self, session: Session, who: Who, before: Known, known: Known, asked: tuple[str, ...], now: dt.datetime
    ) -> tuple[Known, list[Said]]:
        """Nothing is kept on the way."""
        return known, []

    def finish(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """Keeps the consent and the request; after a refusal the refusal alone."""
        if known.get(OVER) == MANY:
            return [("referral_too_many", {"count": referrals.MOST_OPEN})]
        version = who.content.notices[referrals.PURPOSE].version
        refused = known.get(OVER) == REFUSED
        referrals.answer(session, who.contact_id, not refused, version, who.language, now)
        if refused:
            return [("referral_refused", {})]
        try:
            saved = referrals.create(session, who.contact_id, _request(known, who.language), now)
        except TooMany:
            return [("referral_too_many", {"count": referrals.MOST_OPEN})]
        values: dict[str, Any] = {
            "number": numbers.shown(saved.number),
            "district": {"choice": f"district.{known[DISTRICT].replace('-', '_')}"},
            "missing": _missing(known),
        }
        return [("referral_sent" if saved.fresh else "referral_changed", values)]

    def cancel(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """Nothing was kept."""
        return [("form_cancelled", {})]


def _request(known: Known, language: str) -> Request:
    return Request(
        known[PURPOSE], known.get(AMOUNT), known[DISTRICT], tuple(known.get(DOCUMENTS) or ()), known[NAME],
        known[PHONE], language,
    )  # fmt: skip


def _missing(known: Known) -> Any:
    """Papers of the check list that are not ready, as lines below each other; nothing if all are."""
    left = [paper for paper in PAPERS if paper not in (known.get(DOCUMENTS) or ())]
    return [{"key": "referral_get_ready", "values": {}}, *paper_lines(left)] if left else ""
