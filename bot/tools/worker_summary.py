"""All that is known of a worker, one line a field, as it is shown before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.language import to_ascii_digits
from bot.tools.base import Choice, Known
from bot.tools.slots import lines
from bot.tools.worker_slots import (
    AGE,
    BANK,
    CHOICES,
    CONFIRM,
    DISTRICT,
    EDUCATION,
    ELSEWHERE,
    ESHRAM,
    EXPERIENCE,
    FIELDS,
    GENDER,
    LAST_PLACE,
    LAST_STATE,
    MORE,
    NAME,
    OPTIONAL,
    PHONE,
    PLACE,
    SHARE,
    TOOLS,
    TRADES,
    UPDATES,
    WANTS,
    YES,
    district,
)
from bot.tools.worker_trades import UNKNOWN

_MONTHS = 12


def summary(known: Known) -> list[dict[str, Any]]:
    """The lines, as messages."""
    said = [(f"worker_line_{key}", values) for field in FIELDS for key, values in _line(field, known)]
    return lines(said)


def changed(before: Known, after: Known, answered: str | None) -> list[dict[str, Any]]:
    """The lines that are new or different now, without the one that was asked for."""
    fields = [field for field in FIELDS if field != answered and _line(field, after) != _line(field, before)]
    return lines([(f"worker_line_{key}", values) for field in fields for key, values in _line(field, after)])


def buttons(known: Known) -> tuple[Choice, ...]:
    """All right; what can be added; each field that is known."""
    told = {choice.value: choice for choice in CHOICES[CONFIRM]}
    open_ones = any(known.get(field) is None for field in OPTIONAL)
    return (
        told[YES],
        *((told[MORE],) if open_ones else ()),
        *(told[field] for field in FIELDS if known.get(field) is not None),
    )


def numbered(text: str, known: Known) -> str | None:
    """The value of the button whose number is all that a message says."""
    digits = to_ascii_digits(text).strip(" .)।")
    offered = buttons(known)
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 2 or not 1 <= int(digits) <= len(offered):
        return None
    return offered[int(digits) - 1].value


def written(e164: str) -> str:
    """A mobile number as it is read in India: 98300 12345."""
    national = e164.removeprefix("+91")
    return f"{national[:5]} {national[5:]}" if len(national) == 10 else e164


def masked(e164: str) -> str:
    """As `written`, with the middle left out: 98xxxxxx45."""
    national = e164.removeprefix("+91")
    return f"{national[:2]}{'x' * (len(national) - 4)}{national[-2:]}"


def listed(parts: Sequence[Any]) -> Any:
    """Several values in one line."""
    *before, last = parts
    for part in reversed(before):
        last = {"key": "worker_and", "values": {"first": part, "rest": last}}
    return last


def _line(field: str, known: Known) -> list[tuple[str, dict[str, Any]]]:
    value = known.get(field)
    if value is None or value == []:
        return []
    if field in (NAME, TOOLS, AGE):
        return [(field, {"value": value})]
    if field == PHONE:
        return [(field, {"value": written(str(value))})]
    if field == DISTRICT:
        named = {"choice": district(str(value)).key}
        return [(field, {"value": listed([{"place": known[PLACE]}, named]) if known.get(PLACE) else named})]
    if field == TRADES:
        return [(field, {"value": listed([_trade(one) for one in value])})]
    if field == EXPERIENCE:
        years, months = divmod(int(value), _MONTHS)
        key = "years" if not months else "months" if not years else "both"
        amount = {"key": f"worker_time_{key}", "values": {"years": years, "months": months}}
        return [(field, {"value": amount})]
    if field == LAST_PLACE:
        state = known.get(LAST_STATE)
        parts = [
            *([value] if value else []),
            *([{"choice": f"state.{state}"}] if state not in (None, ELSEWHERE) else []),
        ]
        return [(field, {"value": listed(parts)})] if parts else []
    groups = {WANTS: "worker_want", GENDER: "worker_gender", EDUCATION: "worker_school", SHARE: "worker_share"}
    if field in groups:
        several = value if isinstance(value, list) else [value]
        return [(field, {"value": listed([{"choice": f"{groups[field]}.{one}"} for one in several])})]
    assert field in (BANK, ESHRAM, UPDATES)
    return [(field, {"value": {"choice": f"yes_no.{value}"}})]


def _trade(one: dict[str, str]) -> Any:
    return one["said"] if one["id"] == UNKNOWN else {"trade": one["id"]}
