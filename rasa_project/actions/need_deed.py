"""What the tool `need` does: knows the employer's number, says how the needs under way stand, keeps a new one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from bot.conversation import payloads
from bot.conversation.offers import state
from bot.services import identity, needs, numbers
from bot.services.needs import Posting
from bot.tools.base import Known, Said
from bot.tools.need_reading import NOW
from bot.tools.need_slots import (
    AGAIN,
    CLOSE,
    COUNT,
    DISTRICT,
    EMPLOYER,
    IDENTITY,
    MONTHS,
    OWN_PHONE,
    PHONE,
    PLACE,
    STARTS,
    TRADE,
    UNDER_WAY,
)
from rasa_project.actions.deed import Begun, Who

STATE = {"title": "need_state", "payload": payloads.choose("need", AGAIN, "state")}
"""The button that tells how the needs under way stand."""


class NeedDeed:
    """The deeds of an employer's need. Nothing is kept before the summary was confirmed."""

    def begin(self, session: Session, who: Who, now: dt.datetime) -> Begun:
        """With the number that the channel vouches for, and the needs under way."""
        known: dict[str, Any] = {}
        if (number := identity.channel_number(session, who.contact_id)) is not None:
            known[OWN_PHONE] = number
        if under_way := needs.of_contact(session, who.contact_id):
            known[UNDER_WAY] = [need.number for need in under_way]
        return Begun(known)

    def step(
        self, session: Session, who: Who, before: Known, known: Known, asked: tuple[str, ...], now: dt.datetime
    ) -> tuple[Known, list[Said]]:
        """Nothing is kept on the way."""
        return known, []

    def finish(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """Ends a need, tells how those under way stand, or keeps the new one."""
        if known.get(CLOSE):
            filled = needs.fill(session, who.contact_id, known[CLOSE], now)
            return (
                [("need_filled", {"number": numbers.shown(filled.number)})]
                if filled is not None
                else [("need_gone", {})]
            )
        if known.get(AGAIN) == "state":
            under_way = needs.of_contact(session, who.contact_id)
            return [state(session, need) for need in under_way] or [("need_gone", {})]
        need = needs.post(session, _posting(known), who.contact_id, who.language, now)
        if need is None:
            return [("need_too_many", {"count": needs.MOST_ALIVE})]
        return [
            (
                "need_posted",
                {"number": numbers.shown(need.number), "district": _choice(need.district), "acts": [STATE]},
            )
        ]

    def cancel(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """Nothing was kept."""
        return [("form_cancelled", {})]


def _posting(known: Known) -> Posting:
    return Posting(
        trade=known[TRADE],
        count=known[COUNT],
        district=known[DISTRICT],
        employer=known[EMPLOYER],
        phone=known[PHONE],
        place=known.get(PLACE),
        starts_on=None if known[STARTS] == NOW else dt.date.fromisoformat(known[STARTS]),
        months=known[MONTHS],
        identity=known[IDENTITY] or None,
    )


def _choice(district: str) -> dict[str, str]:
    return {"choice": f"district.{district.replace('-', '_')}"}
