"""Who is there, and whether the request is really theirs: cookie, session, token against forged requests (CSRF)."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from bot.console.site import Site, Wait
from bot.console.visit import Visit, inside, written
from bot.console.words import N_, Words, words
from bot.knowledge.model import Language
from bot.language import LANGUAGES
from bot.services import console_sessions
from bot.services.console_sessions import Signed
from bot.services.officers import Forbidden

SAFE: Final = frozenset({"GET", "HEAD"})
LANGUAGE_COOKIE: Final = "console_language"
TROUBLES: Final = {
    400: N_("The request could not be read."),
    403: N_("This is not open to you."),
    404: N_("There is no such page."),
    405: N_("This cannot be done here."),
    413: N_("That was too large."),
    422: N_("Something in the address or the form is not valid."),
    429: N_("Too many requests. Please wait a little."),
    500: N_("An error on our side. Please try again in a few minutes."),
}

REFUSALS: Final = {
    "right": N_("Your role has no right to this. Ask the administrator if you need it for your work."),
    "reads": N_("Your role may read everything here and change nothing."),
    "district": N_("That belongs to a district that you do not see."),
}
"""Why a service refuses something, by `Forbidden.why`."""


class NotSignedIn(Exception):
    """Nobody is signed in. `half`: the second factor, or a new password, is asked for first."""

    def __init__(self, half: str = "") -> None:
        super().__init__(half)
        self.half = half


def visitor(site: Site, right: str = "", *, half: bool = False) -> Any:
    """The dependency that gives the `Visit`, or turns the request away. `right`: that the official needs (services ask
    again); `half`: pages that finish signing in."""

    async def visit(request: Request) -> Visit:
        signed = await _signed(site, request)
        if signed is None:
            raise NotSignedIn
        if not half and not signed.proven:
            raise NotSignedIn("second")
        if not half and signed.must_change:
            raise NotSignedIn("password")
        wait = site.take(f"console:{signed.officer.id}")
        if wait > 0:
            raise Wait(wait)
        form = FormData()
        if request.method not in SAFE:
            form = await request.form(max_files=2, max_fields=2000)
            genuine(site, request, signed.csrf, str(form.get("csrf", "")))
            if signed.officer.reads and not half:
                signed.officer.changes()
        if right:
            signed.officer.need(right)
        if signed.notes and request.method in SAFE and not live(request):
            await site.database.run(console_sessions.shown, signed.id)
        return Visit(site, request, signed, spoken(site, request, signed), form)

    return Depends(visit)


def live(request: Request) -> str:
    """Whether a page asks by itself for its newest state: "idle" (nobody touched it since: then the session must be
    able to end on a desk that was left), "used", or nothing."""
    return request.headers.get("x-live", "") if request.method in SAFE else ""


async def _signed(site: Site, request: Request) -> Signed | None:
    cookie, touch = request.cookies.get(cookie_name(site), ""), live(request) != "idle"
    return await site.database.run(console_sessions.find, cookie, site.clock(), site.span, address(request), touch)


def genuine(site: Site, request: Request, expected: str, shown: str) -> None:
    """Raises `Forbidden` unless the request comes from our own page: it shows the token, and the browser names no other
    origin."""
    origin = request.headers.get("origin", "")
    # "null" (a sandboxed frame, a file) has no host: it is nobody's own.
    own = {request.headers.get("host", ""), urlsplit(str(site.settings.public_url or "")).netloc} - {""}
    foreign = bool(origin) and urlsplit(origin).netloc not in own
    elsewhere = request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    right = bool(expected) and hmac.compare_digest(shown.encode("utf-8", "replace"), expected.encode())
    if foreign or elsewhere or not right:
        raise Forbidden(
            N_("The page was too old, or the request came from elsewhere. Go back, load it again, and retry.")
        )


def cookie_name(site: Site) -> str:
    """With the prefix that browsers hold to where all is encrypted."""
    return "__Host-console" if secure(site) else "console"


def secure(site: Site) -> bool:
    """Whether people reach us encrypted."""
    return str(site.settings.public_url or "").startswith("https:")


def give(site: Site, answer: Response, cookie: str) -> Response:
    """Puts the cookie of a session on an answer; an empty one takes it away."""
    name = cookie_name(site)
    if cookie:
        answer.set_cookie(name, cookie, path="/", secure=secure(site), httponly=True, samesite="lax")
    else:
        answer.delete_cookie(name, path="/", secure=secure(site), httponly=True, samesite="lax")
    return answer


def address(request: Request) -> str:
    """From where the request comes, as the server knows it (behind a proxy: what uvicorn trusts)."""
    return request.client.host if request.client is not None else ""


def spoken(site: Site, request: Request, signed: Signed | None) -> Language:
    """The official's language, else the one pressed before signing in, else the browser's, else the service's."""
    wanted = [signed.language if signed is not None else None, request.cookies.get(LANGUAGE_COOKIE)]
    accepted = [part.split(";")[0].split("-")[0].strip() for part in
                request.headers.get("accept-language", "")[:200].split(",")]  # fmt: skip
    for one in (*wanted, *accepted):
        for language in LANGUAGES:
            if one == language:
                return language
    return site.settings.default_language


def to_sign_in(site: Site, request: Request, error: NotSignedIn) -> Response:
    """Where to sign in, or to finish it. What was asked for comes afterwards, if it was a page."""
    page = {"": "sign-in", "second": "second-factor", "password": "new-password"}[error.half]
    here = request.url.path.removeprefix(request.scope.get("root_path", ""))
    after = f"?next={here.lstrip('/')}" if request.method in SAFE and not error.half and here.strip("/") else ""
    return RedirectResponse(inside(request, page) + after, 303)


def refusal(error: Forbidden, said: Words) -> str:
    """Why this is not open to the reader, in their language; nothing where the catalogues have no words for it."""
    message = REFUSALS.get(error.why, str(error))
    text = said.gettext(message)
    return text if said.language == "en" or text != message else ""


async def trouble(
    site: Site, request: Request, status: int, *, refused: Forbidden | None = None, seconds: float = 0
) -> Response:
    """A page that says what was wrong, in the reader's language."""
    signed = await _signed(site, request)
    language = spoken(site, request, signed)
    said = words(language)
    title = said.gettext(TROUBLES.get(status, TROUBLES[500 if status >= 500 else 400]))
    values = {"title": title, "detail": refusal(refused, said) if refused else "", "status": status}
    answer = HTMLResponse(written(site, request, "error.html", language, signed, values), status)
    if seconds:
        answer.headers["Retry-After"] = str(int(seconds) + 1)
    return answer


Needs = Callable[..., Any]
