"""What is known of an employer's need while it is asked, and how it is shown before it is kept."""

from __future__ import annotations

from typing import Any, Final

from bot.tools.base import Choice, Known
from bot.tools.need_reading import NOW
from bot.tools.slots import lines
from bot.tools.worker_summary import listed

TRADE, TRADES, COUNT, DISTRICT, DISTRICTS, PLACE = "trade", "trades", "count", "district", "districts", "place"
STARTS, MONTHS, EMPLOYER, PHONE, IDENTITY, CONFIRM = "starts", "months", "employer", "phone", "identity", "confirm"
UNDER_WAY, AGAIN, CLOSE, OWN_PHONE = "under_way", "again", "close", "own_phone"
"""Set by the deed: numbers of the needs under way; what to do then (new, state); the one to close; the channel's own
number."""
SLOTS: Final = (TRADE, COUNT, DISTRICT, STARTS, MONTHS, EMPLOYER, PHONE, IDENTITY)


def summary(known: Known) -> dict[str, Any]:
    """Everything that is known, as values of a message."""
    return {
        "lines": lines(
            [
                ("need_line_trade", {"trade": {"trade": known[TRADE]}, "count": known[COUNT]}),
                ("need_line_place", where(known[DISTRICT], known.get(PLACE))),
                ("need_line_starts", {"start": begins(None if known[STARTS] == NOW else known[STARTS])}),
                ("need_line_months", {"experience": least(known[MONTHS])}),
                ("need_line_employer", {"employer": known[EMPLOYER]}),
                ("need_line_phone", {"phone": local(known[PHONE])}),
                *([("need_line_identity", {"identity": known[IDENTITY]})] if known[IDENTITY] else []),
            ]
        )
    }


def where(district: str, place: str | None) -> dict[str, Any]:
    """The place of work as values of a message."""
    named: Any = {"choice": district_choice(district).key}
    return {"district": listed([{"place": place}, named]) if place else named, "place": ""}


def begins(day: str | None) -> dict[str, Any]:
    """From when, as a value of a message. `day`: ISO 8601; None: at once."""
    return {"key": "need_from_day", "values": {"date": day}} if day else {"key": "need_from_now", "values": {}}


def least(months: int) -> dict[str, Any]:
    """The least experience, as a value of a message."""
    if months <= 0:
        return {"key": "need_experience_any", "values": {}}
    if months % 12:
        return {"key": "need_experience_months", "values": {"months": months}}
    return {"key": "need_experience_years", "values": {"years": months // 12}}


def local(e164: str) -> str:
    """A number as it is dialled here."""
    return e164.removeprefix("+91")


def district_choice(name: str) -> Choice:
    """A district as an answer."""
    value = name.replace("-", "_")
    return Choice(value, f"district.{value}")
