"""Late fee and interest of a GST return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.services.gst_late_fee import Return, Rules, late, needs_turnover
from bot.tools.base import Context, Heard, Known, Said, Value
from bot.tools.days import find_days
from bot.tools.slots import OneOf, Slot, SlotTool, Sum, YesNo, lines, rupees

TOPIC = "gst-late-fee"
RETURN, DAYS, NIL, TURNOVER, UNPAID = "form", "days", "nil", "turnover", "unpaid"
_HIGHEST = 10**11
_LONGEST = 3650  # days
_FORMS: Mapping[str, Return] = {"gstr1": "gstr-1", "gstr3b": "gstr-3b", "gstr4": "gstr-4", "gstr9": "gstr-9"}


@dataclass(frozen=True)
class Days(Slot):
    """How many days late."""

    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """Days, weeks, months, or the due date."""
        return find_days(text, heard.context.today, asked=asked)

    def possible(self, value: Value) -> bool:
        """Late, and not by a lifetime."""
        return bool(1 <= value <= _LONGEST)


def _may_be_nil(known: Known, context: Context) -> bool:
    return bool(known[RETURN] != "gstr9")


def _sized(known: Known, context: Context) -> bool:
    return needs_turnover(_FORMS[known[RETURN]], known.get(NIL) == "yes")


def _taxed(known: Known, context: Context) -> bool:
    return known[RETURN] == "gstr3b" and known.get(NIL) != "yes"


class GstLateFeeTool(SlotTool):
    """Fee with its cap, and interest."""

    id = "gst_late_fee"
    intent = "calculate_gst_late_fee"
    slots: ClassVar = (
        OneOf(RETURN, key="gst_return", values=tuple(_FORMS)),
        Days(DAYS),
        YesNo(NIL, key="gst_nil", needed=_may_be_nil),
        Sum(TURNOVER, label="sums.turnover", limits=(0, _HIGHEST), needed=_sized),
        Sum(UNPAID, label="sums.unpaid", limits=(0, _HIGHEST), needed=_taxed, unknown=None, none_is_zero=True),
    )

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """As every tool of slots; a sum that nothing else claims is the tax in the wish itself, and who owes tax files
        no nil return."""
        found = dict(super().read(text, asked, known, heard))
        if found.get(UNPAID):
            found.setdefault(NIL, "no")
        return found

    def result(self, known: Known, context: Context) -> list[Said]:
        """The fee and how it comes about; of an annual return that is not due, that it is not."""
        rules = Rules.of(context.content.topics[TOPIC].figures, context.content.figures)
        form, days, nil = _FORMS[known[RETURN]], int(known[DAYS]), known.get(NIL) == "yes"
        turnover = int(known[TURNOVER]) if _sized(known, context) else 0
        unpaid = int(known.get(UNPAID) or 0) if _taxed(known, context) else 0
        name: dict[str, Any] = {"form": {"choice": f"gst_return.{known[RETURN]}"}, "rests_on": TOPIC}
        if form == "gstr-9" and turnover <= rules.annual_free:
            return [("gst_late_fee_free", {**name, "limit": rupees(rules.annual_free)})]
        found = late(form, days, nil=nil, turnover=turnover, unpaid=unpaid, rules=rules)
        notes: list[tuple[str, dict[str, Any]]] = []
        if unpaid:
            values = {"unpaid": rupees(unpaid), "rate": {"percent": float(rules.interest)}, "days": days}
            notes.append(("gst_late_fee_interest", {**values, "interest": rupees(found.interest)}))
            notes.append(("gst_late_fee_total", {"total": rupees(found.total)}))
        if _taxed(known, context) and known.get(UNPAID) is None:
            notes.append(("gst_late_fee_note_unpaid", {"rate": {"percent": float(rules.interest)}}))
        values = {
            **name,
            "days": days,
            "day": rupees(found.day),
            "half_day": rupees(found.day // 2),
            "cap": rupees(found.cap),
            "fee": rupees(found.fee),
            "half": rupees(found.half),
            "notes": lines(notes),
        }
        return [("gst_late_fee_capped" if found.capped else "gst_late_fee_result", values)]
