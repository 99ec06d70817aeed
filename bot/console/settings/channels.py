"""The channels: which run, whether they accept us, what moved lately. No secret is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from bot.channels import telegram, whatsapp
from bot.console.guard import visitor
from bot.console.home import health
from bot.console.home.health import CHANNELS, Part
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.delivery import overview
from bot.delivery.states import Standing
from bot.services import channel_view
from bot.services.channel_view import MANY, Seen
from bot.services.officers import Officer

WEBHOOKS: Final[Mapping[str, str]] = {"telegram": telegram.WEBHOOK_PATH, "whatsapp": whatsapp.WEBHOOK_PATH}


@dataclass(frozen=True)
class Shown:
    """One channel. `webhook`: where the service brings messages; empty: it brings none (Telegram is asked instead)."""

    name: str
    part: Part
    webhook: str
    paused_until: dt.datetime | None
    queued: int
    many: bool
    seen: Seen


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/settings/channels")
    async def listed(visit: Visit = visitor(site, "settings")) -> Response:
        states, queues, seen = await visit.run(_look, visit.officer, tuple(CHANNELS), visit.now)
        shown = [_shown(visit, name, states.get(name, Standing()), queues[name], seen.get(name, Seen()))
                 for name in CHANNELS]  # fmt: skip
        page = Part(visit.say(N_("Web page")), visit.say(N_("works")), "good")
        web = Shown("web", page, "", None, 0, many=False, seen=seen.get("web", Seen()))
        return visit.page("settings/channels.html", channels=[*shown, web], public=site.settings.public_url)

    return routes


def _shown(visit: Visit, name: str, standing: Standing, queued: int, seen: Seen) -> Shown:
    if name not in visit.site.channels:
        part = Part(CHANNELS[name], visit.say(N_("is not set up")), "calm")
        return Shown(name, part, "", None, queued, queued >= MANY, seen)
    public = str(visit.site.settings.public_url or "").rstrip("/")
    paused = standing.paused_until if standing.paused_until and standing.paused_until > visit.now else None
    webhook = public + WEBHOOKS[name] if public else ""
    return Shown(name, health.channel(visit, name, standing), webhook, paused, queued, queued >= MANY, seen)


def _look(
    session: Any, officer: Officer, names: tuple[str, ...], now: dt.datetime
) -> tuple[dict[str, Standing], dict[str, int], dict[str, Seen]]:
    queues = {name: channel_view.queued(session, name, now) for name in names}
    return overview.standings(session), queues, channel_view.seen(session, officer, now)
