"""The first page: what waits for the official today, and whether the service is well."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from bot.clock import INDIA
from bot.console import areas
from bot.console.guard import visitor
from bot.console.home import health
from bot.console.registry.naming import titled
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import today
from bot.services.today import MANY


@dataclass(frozen=True)
class Card:
    """Something that waits. `many`: there may be more than `number`."""

    title: str
    number: int
    path: str
    query: Mapping[str, str]
    many: bool = False


_CARDS: Final[tuple[tuple[str, str, str, Mapping[str, str]], ...]] = (
    ("approvals", N_("Broadcasts wait for your approval"), "/broadcasts", {"status": "waiting"}),
    ("handovers", N_("People wait for somebody to talk to"), "/conversations", {"tab": "waiting"}),
    ("mine", N_("Talks that you have, or should take"), "/conversations", {"tab": "mine"}),
    ("sessions", N_("Training sessions today"), "/training/sessions", {}),
    ("needs", N_("Employers' needs to check"), "/needs", {"status": "unverified"}),
    ("loans", N_("Loan requests wait for a word"), "/referrals", {"late": "yes"}),
    ("trades", N_("Trades that nobody knows yet"), "/workers/trades", {}),
    ("stale", N_("Answers are past their review day"), "/knowledge", {"due": "yes"}),
    ("questions", N_("Questions without an answer"), "/knowledge/questions", {}),
    ("templates", N_("WhatsApp templates cannot be sent"), "/settings/templates", {}),
    ("failed", N_("Messages failed since yesterday"), "/settings/channels", {}),
)
"""Kind, what it is, and where it is worked on."""
_BEGINNINGS: Final[Mapping[str, str]] = {
    "conversations": N_("Answer people who asked for a person."),
    "workers": N_("Find registered workers of your districts."),
    "needs": N_("Check what employers look for, and see whom we asked."),
    "referrals": N_("Bring loan requests to the bank, and note what became of them."),
    "training": N_("See sessions, take attendance, look at results."),
    "broadcasts": N_("Send news to many people at once."),
    "knowledge": N_("Read and mend the answers that people get."),
    "insights": N_("See how many write, what about, and what becomes of it."),
    "audit": N_("See which official did what, and when."),
    "settings": N_("Officials, limits, templates and channels."),
}


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/")
    async def first(visit: Visit = visitor(site)) -> Response:
        found, standing = await asyncio.gather(
            visit.run(today.waiting, visit.officer, visit.now), health.standing(visit)
        )
        counts = dict(found.counts)
        if visit.officer.may("content"):
            counts["stale"] = _stale(visit)
        return visit.page(
            "home/first.html", cards=_cards(visit, counts), sessions=found.sessions, standing=standing,
            districts=titled(site.content, visit.language).districts, beginnings=_beginnings(visit),
        )  # fmt: skip

    return routes


def _cards(visit: Visit, counts: Mapping[str, int]) -> list[Card]:
    return [
        Card(visit.say(title), counts[kind], path, query, counts[kind] >= MANY)
        for kind, title, path, query in _CARDS
        if counts.get(kind)
    ]


def _stale(visit: Visit) -> int:
    day = visit.now.astimezone(INDIA).date()
    return sum(topic.review_by < day for topic in visit.site.content.topics.values())


def _beginnings(visit: Visit) -> list[dict[str, Any]]:
    """The parts that are open to the official, with what they are for."""
    return [
        {"path": area.path, "title": visit.say(area.title), "text": visit.say(_BEGINNINGS[area.name])}
        for area in areas.AREAS
        if area.name in _BEGINNINGS and visit.officer.may(area.right)
    ]
