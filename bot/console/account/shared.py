"""What the steps of signing in share: where they lead afterwards, who is there already, limits, labels."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.console import guard
from bot.console.guard import NotSignedIn
from bot.console.site import Site, Wait
from bot.console.visit import Visit, inside, written
from bot.console.words import N_
from bot.services import console_sessions, passwords
from bot.services.accounts import Outcome
from bot.services.console_sessions import Signed

Next = Annotated[str, Query(alias="next", max_length=300)]
ROLE_NAMES: Final[Mapping[str, str]] = {
    "state_admin": N_("State administrator"),
    "district_officer": N_("District officer"),
    "agency": N_("Training agency"),
    "trainer": N_("Trainer"),
    "content_editor": N_("Editor of answers"),
    "help_desk": N_("Help desk"),
    "auditor": N_("Auditor (reads only)"),
    "program": N_("Program"),
}
WEAK: Final[Mapping[str, str]] = {
    "short": N_("Please take at least 12 characters. A short sentence that only you know is good."),
    "long": N_("Please take at most 128 characters."),
    "name": N_("Your name must not be in it."),
    "common": N_("This one is guessed quickly. Take several words that do not belong together."),
    "same": N_("Please take another one than you have now."),
}
_WITHIN = re.compile(r"/?[A-Za-z0-9_~-]+(/[A-Za-z0-9_~-]+)*")
_STEPS: Final = {"second": "/second-factor", "enrol": "/second-factor", "password": "/new-password"}


def after(text: str) -> str:
    """A page of the console to go to, out of an address or a form: words between strokes; anything else is the first
    page. Nothing in it can lead out of the console (no host, no dots, no backslash)."""
    return "/" + text.lstrip("/") if _WITHIN.fullmatch(text) else "/"


def step(outcome: Outcome, then: str) -> str:
    """The page of the next step."""
    page = _STEPS.get(outcome.step, "")
    if not page:
        return after(then)
    kept = after(then).lstrip("/")
    return page + (f"?{urlencode({'next': kept})}" if kept and page != "/new-password" else "")


def entered(site: Site, request: Request, outcome: Outcome, then: str) -> Response:
    """On to the next step, with the cookie of the new session."""
    return guard.give(site, RedirectResponse(inside(request, step(outcome, then)), 303), outcome.cookie)


async def present(site: Site, request: Request) -> Signed | None:
    """Whoever is signed in, be it half; None: nobody."""
    cookie = request.cookies.get(guard.cookie_name(site), "")
    return await site.database.run(console_sessions.find, cookie, site.clock(), site.span, guard.address(request))


def knocked(site: Site, request: Request) -> None:
    """Counts a try to sign in. Raises `Wait` if there were too many from one address (of IPv6: one network of 64
    bits, which is one household or office)."""
    address = guard.address(request)
    try:
        known = ipaddress.ip_address(address)
        if known.version == 6:
            address = str(ipaddress.ip_network((known, 64), strict=False))
    except ValueError:
        pass
    wait = site.knock(f"sign-in:{address}")
    if wait > 0:
        raise Wait(wait)


def agent(request: Request) -> str:
    """What the browser calls itself."""
    return "".join(char for char in request.headers.get("user-agent", "")[:200] if char.isprintable())


def device(visit: Visit, agent: str) -> str:
    """Browser and system out of what a browser calls itself, in words that its owner knows; it may say anything."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
                ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
    systems = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
               ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
    named = [next((name for mark, name in known if mark in agent), "") for known in (browsers, systems)]
    return ", ".join(filter(None, named)) or visit.say(N_("unknown device"))


def whole(visit: Visit) -> None:
    """Raises `NotSignedIn` for somebody who has not finished signing in."""
    if not visit.signed.proven:
        raise NotSignedIn("second")
    if visit.signed.must_change:
        raise NotSignedIn("password")


def outside(site: Site, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for somebody who is not signed in."""
    language = guard.spoken(site, request, None)
    return HTMLResponse(written(site, request, template, language, None, values), status)


def weak(visit: Visit, error: passwords.Weak) -> str:
    """Why a password is not taken."""
    return visit.say(WEAK[error.fault])


def district_names(visit: Visit) -> dict[str, str]:
    """All districts by id, in the reader's language, in its order."""
    found = {
        key.removeprefix("district.").replace("_", "-"): choice.title[visit.language]
        for key, choice in visit.site.content.choices.items() if key.startswith("district.")
    }  # fmt: skip
    return dict(sorted(found.items(), key=lambda one: one[1]))
