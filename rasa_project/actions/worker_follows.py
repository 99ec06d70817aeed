"""What follows a registration: schemes that fit what was told, and where workers turn to."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from bot.knowledge.library import Content
from bot.tools import profile
from bot.tools import worker_slots as slots
from bot.tools.base import Context, Known
from bot.tools.finder import FinderTool

PORTALS: Final = ("e-shram", "migrant-welfare", "samajik-suraksha")
"""Topics of where every worker can turn to."""
FITS: Final = 3
"""Schemes that are named: what is read on a small phone."""
_NEEDS: Final = {
    "work": ("job",), "training": ("training",), "tools": ("machine",), "loan": ("loan",),
    "business": ("loan", "subsidy"),
}  # fmt: skip
_CRAFTS: Final = frozenset({"artisan", "weaver"})
_FINDER: Final = FinderTool()


def follows(known: Known, content: Content, today: dt.date) -> dict[str, Any]:
    """`fits` and `portals`: ids of topics. Schemes are those that fit without a question left open; the portals that
    are closed, or of which the person has the card already, are left out."""
    found = _FINDER.result(facts(known, content), Context(content, today))
    fitting = [name for key, values in found if key == "finder_result" for name in values["fits"]]
    has_card = known.get(slots.ESHRAM) == slots.YES
    portals = [
        name
        for name in PORTALS
        if name in content.topics and content.topics[name].status != "closed" and not (name == "e-shram" and has_card)
    ]
    return {"fits": [name for name in fitting if name not in portals][:FITS], "portals": portals}


def facts(known: Known, content: Content) -> dict[str, Any]:
    """What the eligibility finder knows of a worker: they went away to work, or may; their trade says what else they
    are; what they want is their need."""
    trades = [content.trade_list[one["id"]] for one in known.get(slots.TRADES) or () if one["id"] in content.trade_list]
    named = ", ".join(name for trade in trades for name in (trade.name.en, trade.name.bn, trade.name.hi))
    by_trade = profile.found(named, None, {}, content) if named else {}
    at_home = known.get(slots.LAST_STATE) == slots.HERE
    who = {"worker" if at_home else "migrant_worker"} | (_CRAFTS & set((by_trade.get("who") or {}).get("are", ())))
    told: dict[str, Any] = {"who": _these(who)}
    if sector := by_trade.get("sector"):
        told["sector"] = sector
    if (gender := known.get(slots.GENDER)) is not None:
        told["gender"] = _these({"third_gender" if gender == "other" else str(gender)})
    if (age := known.get(slots.AGE)) is not None:
        told["age"] = {"low": age, "high": age}
    wants = known.get(slots.WANTS) or ()
    if needs := {need for want in wants for need in _NEEDS.get(want, ())}:
        told["need"] = _these(needs)
    if "business" in wants:
        told["stage"] = _these({"new"})
    return told


def _these(values: set[str]) -> dict[str, Any]:
    return {"are": sorted(values), "whole": True}
