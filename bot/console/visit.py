"""One request of an official who is signed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from bot.console import areas, render
from bot.console.site import PATH, Site
from bot.console.words import Words, words
from bot.knowledge.model import Language
from bot.language import LANGUAGE_NAMES, LANGUAGES
from bot.services import console_sessions
from bot.services.console_sessions import Signed
from bot.services.officers import Officer

T = TypeVar("T")


@dataclass
class Visit:
    """Who is there, what they sent, and how to answer. `form`: the fields of a POST, whose token was checked."""

    site: Site
    request: Request
    signed: Signed
    language: Language
    form: FormData

    @property
    def officer(self) -> Officer:
        """The official, to be given to every service."""
        return self.signed.officer

    @property
    def now(self) -> dt.datetime:
        """The moment."""
        return self.site.clock()

    @property
    def words(self) -> Words:
        """What the console says, in the official's language."""
        return words(self.language)

    def say(self, message: str, **values: Any) -> str:
        """A text of the catalogues, with its values."""
        return self.words.say(message, **values)

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """`work(session, *args)` in one transaction."""
        return await self.site.database.run(work, *args)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A template, with the frame of the console around it. Notes that waited are on it."""
        return HTMLResponse(written(self.site, self.request, template, self.language, self.signed, values), status)

    async def go(self, path: str, note: str = "", tone: str = "good") -> Response:
        """To another page (a path within the console), which shows the note."""
        if note:
            await self.run(console_sessions.note, self.signed.id, tone, note)
        return RedirectResponse(inside(self.request, path), 303)

    def file(self, data: bytes, name: str, media_type: str) -> Response:
        """A download. `name`: in ASCII."""
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return Response(data, media_type=media_type, headers=headers)


def inside(request: Request, path: str) -> str:
    """The address of a page of the console: always within it, whatever was asked for."""
    root = request.scope.get("root_path", "") or PATH
    return root + "/" + path.lstrip("/\\")


def written(
    site: Site, request: Request, template: str, language: Language, signed: Signed | None, values: dict[str, Any]
) -> str:
    """The page as HTML."""
    here = request.url.path.removeprefix(request.scope.get("root_path", "")) or "/"
    names = [(one, LANGUAGE_NAMES[one][one]) for one in LANGUAGES]

    def url(path: str, **query: Any) -> str:
        kept = {key: value for key, value in query.items() if value not in (None, "", [])}
        return inside(request, path) + (f"?{urlencode(kept, doseq=True)}" if kept else "")

    def again(**changed: Any) -> str:
        """This page with other values of its query."""
        before: Iterable[tuple[str, str]] = [
            (key, value) for key, value in request.query_params.multi_items() if key not in changed
        ]
        after = [(key, str(value)) for key, value in changed.items() if value not in (None, "")]
        return inside(request, here) + f"?{urlencode([*before, *after])}"

    frame = {
        "signed": signed, "officer": signed.officer if signed is not None else None, "languages": names, "here": here,
        "nav": areas.visible(signed.officer, here, words(language)) if signed is not None and signed.proven else [],
        "notes": signed.notes if signed is not None else (), "csrf": signed.csrf if signed is not None else "",
        "url": url, "again": again, "now": site.clock(), "sample": site.settings.demo,
    }  # fmt: skip
    return render.page(template, language, frame | values)
