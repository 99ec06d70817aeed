"""Composition scheme or regular GST for a business: what is allowed, what each costs, what decides."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from bot.services import gst_scheme
from bot.services.gst_scheme import Rules
from bot.tools import reading
from bot.tools.base import Choice, Context, Heard, Known, Said, Value
from bot.tools.choosing import find_choice
from bot.tools.goods import Goods, rate_of
from bot.tools.slots import OneOf, SlotTool, Sum, YesNo, lines, percent, rupees

TOPIC = "gst-composition"
TRADE, TURNOVER, OTHER_STATES, SHARE, PURCHASES, GOODS = (
    "trade", "turnover", "other_states", "share", "purchases", "goods",
)  # fmt: skip
_HIGHEST = 10**11
_SHARES = {"none": 0, "some": 25, "half": 50, "most": 80, "all": 100}  # per cent that the words are taken for
_TOLD = ("none", "half", "most", "all")


class Share(OneOf):
    """Per cent of the sales that go to buyers with a GST number."""

    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """A word for a share; a percentage only if it was asked for, since it may be a rate. Unasked, only words that
        say whose share it is."""
        told = tuple(Choice(value, f"gst_buyers.{value}") for value in _TOLD)
        named = find_choice(text, told, heard.context.content)
        if named is None and asked:
            named = super().read(text, asked, heard)
        if named is not None:
            return _SHARES[named]
        return reading.percent(text, asked=True) if asked else None

    def bare(self, text: str) -> Value:
        """No buyer has a number."""
        named = super().bare(text)
        return None if named is None else _SHARES[named]

    def possible(self, value: Value) -> bool:
        """0 to 100."""
        return bool(0 <= value <= 100)


def _rules(known: Known, context: Context) -> Rules:
    return Rules.of(known[TRADE], context.content.topics[TOPIC].figures)


def _over(known: Known, context: Context) -> bool:
    return int(known[TURNOVER]) > _rules(known, context).limit


def _allowed(known: Known, context: Context) -> bool:
    return known.get(OTHER_STATES) != "yes" and not _over(known, context)


def _rate_open(known: Known, context: Context) -> bool:
    return _allowed(known, context) and known[TRADE] != "restaurant"


class GstSchemeTool(SlotTool):
    """The comparison of the two."""

    id = "gst_scheme"
    intent = "calculate_gst_scheme"
    slots: ClassVar = (
        OneOf(TRADE, key="gst_business", values=("goods", "service", "restaurant")),
        Sum(TURNOVER, label="sums.turnover", limits=(1_000, _HIGHEST)),
        YesNo(OTHER_STATES, key="gst_sells", needed=lambda known, context: not _over(known, context)),
        Share(SHARE, key="gst_share", values=tuple(_SHARES), needed=_allowed, no="none", unknown=None),
        Sum(PURCHASES, label="sums.purchases", limits=(0, _HIGHEST), needed=_allowed, unknown=None, none_is_zero=True),
        Goods(GOODS, needed=_rate_open, unknown=None),
    )

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """As every tool of slots; per cent is a share if that was asked for, and no rate."""
        found = dict(super().read(text, asked, known, heard))
        if asked == SHARE and not isinstance(found.get(GOODS), str):
            found.pop(GOODS, None)
        return found

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """A share is kept as per cent."""
        found = dict(super().pressed(slot, value, known, context))
        return {name: _SHARES.get(said, said) if name == SHARE else said for name, said in found.items()}

    def result(self, known: Known, context: Context) -> list[Said]:
        """Barred, or both sums and which is the smaller."""
        rules, turnover = _rules(known, context), int(known[TURNOVER])
        if not _allowed(known, context):
            reason = "limit" if turnover > rules.limit else "other_states"
            values: dict[str, Any] = {"turnover": rupees(turnover), "limit": rupees(rules.limit), "rests_on": TOPIC}
            return [(f"gst_scheme_barred_{reason}", values)]
        goods = "restaurant" if known[TRADE] == "restaurant" else known.get(GOODS)
        rate = rate_of("service" if goods is None else goods, 0, context)
        found = gst_scheme.compare(
            turnover,
            Decimal(str(known.get(SHARE) or 0)),
            int(known.get(PURCHASES) or 0),
            rate,
            other_states=False,
            rules=rules,
        )
        values = {
            "turnover": rupees(turnover),
            "composition_rate": percent(rules.rate),
            "composition": rupees(found.composition),
            "burden_composition": rupees(found.burden_composition),
            "rate": percent(rate),
            "charged": rupees(found.charged),
            "credit": rupees(found.credit),
            "pay_in": rupees(found.pay_in),
            "burden_regular": rupees(found.burden_regular),
            "share": percent(known.get(SHARE) or 0),
            "decides": lines([(f"gst_scheme_better_{found.better if rules.credit else 'restaurant'}", {})]),
            "notes": lines(_notes(known, rules, rate, goods)),
            "rests_on": TOPIC,
        }
        return [("gst_scheme_result", values)]


def _notes(known: Known, rules: Rules, rate: Decimal, goods: Value) -> list[tuple[str, dict[str, Any]]]:
    """What was assumed."""
    notes: list[tuple[str, dict[str, Any]]] = []
    if goods is None:
        notes.append(("gst_scheme_note_rate", {"rate": percent(rate)}))
    if known.get(PURCHASES) is None:
        notes.append(("gst_scheme_note_purchases", {}))
    if known.get(SHARE) is None:
        notes.append(("gst_scheme_note_share", {}))
    return notes
