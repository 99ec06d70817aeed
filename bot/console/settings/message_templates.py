"""The templates of WhatsApp: how each stands in each language, and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.language import LANGUAGES
from bot.services import templates
from bot.services.templates import Standing

CHANNEL: Final = "whatsapp"
_MISSING: Final = ("bad", N_("Not handed in"), N_("Ask whoever runs the service to hand it in at WhatsApp."))
_LOOK: Final = N_("Ask whoever runs the service to look into WhatsApp Manager.")
_STATES: Final[Mapping[str, tuple[str, str, str]]] = {
    "approved": ("good", N_("Can be sent"), ""),
    "reinstated": ("good", N_("Can be sent"), ""),
    "unarchived": ("good", N_("Can be sent"), ""),
    "unlocked": ("good", N_("Can be sent"), ""),
    "flagged": ("busy", N_("Can be sent, people complain"),
                N_("Send it to fewer people, to those who want it: WhatsApp pauses it if complaints go on.")),
    "pending": ("busy", N_("WhatsApp is looking at it"), N_("Wait: it takes up to two days.")),
    "in_review": ("busy", N_("WhatsApp is looking at it"), N_("Wait: it takes up to two days.")),
    "in_appeal": ("busy", N_("Objection under way"), N_("Wait for WhatsApp's answer.")),
    "unknown": ("busy", N_("Not known"), N_("Ask whoever runs the service to read the states again.")),
    "rejected": ("bad", N_("Rejected"), N_("Word it anew and hand it in again, or object at WhatsApp.")),
    "paused": ("bad", N_("Paused: people complained"), N_("Wait some hours: then send it to fewer people.")),
    "disabled": ("bad", N_("Switched off for good"), N_("Write a new one under another name.")),
    "limit_exceeded": ("bad", N_("Too many templates"), N_("Delete some at WhatsApp, then hand it in again.")),
    "deleted": ("bad", N_("Deleted at WhatsApp"), N_("Hand it in again.")),
    "pending_deletion": ("bad", N_("Being deleted"), N_("Use another name, or wait 30 days.")),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One template in one language. `reason`: as WhatsApp said it, in English; `dearer`: it counts as advertisement,
    though it should not."""

    name: str
    language: str
    tone: str
    state: str
    mend: str
    reason: str
    dearer: bool
    checked_at: dt.datetime | None


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/settings/templates")
    async def listed(visit: Visit = visitor(site, "settings")) -> Response:
        found = await visit.run(_standings)
        lines = lines_of(visit, found)
        return visit.page(
            "settings/templates.html", lines=lines, runs=CHANNEL in site.channels,
            bad=sum(line.tone == "bad" or line.dearer for line in lines),
        )  # fmt: skip

    return routes


def lines_of(visit: Visit, found: Mapping[tuple[str, str], Standing]) -> list[Line]:
    """Those of the content, in each language; those that need something first."""
    lines = []
    for name, template in visit.site.content.templates.items():
        for language in LANGUAGES:
            one = found.get((name, language))
            tone, state, mend = (
                _MISSING if one is None else _STATES.get(one.state, ("bad", N_("Cannot be sent"), _LOOK))
            )
            dearer = one is not None and one.category == "marketing" and template.purpose != "announcements"
            lines.append(Line(
                name, language, tone, visit.say(state), visit.say(mend) if mend else "",
                (one.reason or "") if one is not None else "", dearer, one.checked_at if one is not None else None,
            ))  # fmt: skip
    order = {"bad": 0, "busy": 1, "good": 2}
    return sorted(lines, key=lambda line: (order[line.tone] if not line.dearer else 0, line.name, line.language))


def _standings(session: Any) -> dict[tuple[str, str], Standing]:
    return {(one.name, one.language): one for one in templates.standings(session, CHANNEL)}
