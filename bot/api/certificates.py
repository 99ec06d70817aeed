"""`GET /c`, `GET /c/{code}`: anybody who holds a certificate in the hand checks whether it was issued.

A page without script. It shows what stands on the paper, to those who know its code, and nothing more.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sqlalchemy.orm import Session

from bot.api.rate import Rate
from bot.clock import INDIA
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.knowledge.model import Language
from bot.language import LANGUAGE_NAMES, LANGUAGES, format_date, localise_digits
from bot.services.training import certificate_code, certificates

PATH: Final = "/c"
_FOLDER: Final = Path(__file__).resolve().parent / "templates"
_STYLE: Final = (_FOLDER / "certificate.css").read_text(encoding="utf-8")
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
    "Vary": "Accept-Language",
}
_OWN_NAMES: Final = [(language, LANGUAGE_NAMES[language][language]) for language in LANGUAGES]
_LONGEST: Final = 100  # characters of what is typed


@dataclass(frozen=True)
class Shown:
    """What the page says of a certificate. `course`, `agency`: by language; English stands in for one that is missing;
    `first`, `last`: days of the course in India; `sample`: made for trying out."""

    name: str
    course: Mapping[Language, str]
    first: dt.date
    last: dt.date
    agency: Mapping[Language, str]
    sample: bool = False


Find = Callable[[Session, str], Shown | None]
"""Looks a certificate up by its code as it is stored; None if there is none, or it was taken back."""


def issued(session: Session, code: str) -> Shown | None:
    """What the service itself has issued under a code; None: nothing, or it was taken back."""
    found = certificates.find(session, code)
    if found is None or found.revoked:
        return None
    first, last = (moment.astimezone(INDIA).date() for moment in (found.starts_at, found.ends_at))
    return Shown(found.name, found.title, first, last, {"en": found.agency}, found.sample)  # type: ignore[arg-type]


def create_router(database: Database, library: Library, find: Find, rate: Rate, default: Language = "bn") -> APIRouter:
    """The routes. `rate`: how often one address may look a code up; `default`: the language of those whose browser asks
    for none of ours."""
    router = APIRouter(include_in_schema=False)
    pages = _Pages(library)

    @router.api_route(PATH, methods=["GET", "HEAD"])
    async def form(
        request: Request,
        code: Annotated[str, Query()] = "",
        lang: Annotated[str, Query()] = "",
        accept_language: Annotated[str, Header()] = "",
    ) -> Response:
        language = chosen(lang, accept_language, default)
        typed = code[:_LONGEST].strip()
        root = _root(request)
        if not typed:
            return pages.answer(root, language)
        known = certificate_code.valid(typed)
        if known is None:
            return pages.answer(root, language, 404, problem=pages.text("check_mistyped", language), typed=typed)
        return RedirectResponse(f"{root}/{known}?lang={language}", 303, HEADERS)

    @router.api_route(PATH + "/{code}", methods=["GET", "HEAD"])
    async def checked(
        request: Request,
        code: str,
        lang: Annotated[str, Query()] = "",
        accept_language: Annotated[str, Header()] = "",
    ) -> Response:
        language = chosen(lang, accept_language, default)
        root, typed = _root(request), code[:_LONGEST].strip()
        here = f"{root}/{quote(typed, safe='')}"
        known = certificate_code.valid(typed)
        if known is None:
            problem = pages.text("check_mistyped", language)
            return pages.answer(root, language, 404, here=here, problem=problem, typed=typed)
        wait = rate.take(f"certificates:{request.client.host if request.client is not None else ''}")
        if wait > 0:
            seconds = str(math.ceil(wait))
            problem = pages.text("check_wait", language, seconds=localise_digits(seconds, language))
            answer = pages.answer(root, language, 429, here=here, problem=problem, typed=typed)
            answer.headers["Retry-After"] = seconds
            return answer
        found = await database.run(find, known)
        if found is None:
            problem = pages.text("check_unknown", language)
            return pages.answer(root, language, 404, here=here, problem=problem, typed=certificate_code.shown(known))
        return pages.answer(root, language, here=here, found=found, code=certificate_code.shown(known))

    return router


def chosen(wanted: str, accepted: str, default: Language) -> Language:
    """The language of the page: the one that was pressed, else the best of the browser's (RFC 9110, 12.5.4) that we
    have, else the default."""
    best, weight = default, 0.0
    for part in accepted[:500].split(","):
        tag, _, parameter = part.strip().partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            quality = float(value) if name.strip().lower() == "q" else 1.0
        except ValueError:
            continue
        for language in LANGUAGES:
            if tag.strip().lower().partition("-")[0] == language and weight < quality <= 1:
                best, weight = language, quality
    return next((language for language in LANGUAGES if language == wanted), best)


class _Pages:
    """The page in one of its states."""

    def __init__(self, library: Library) -> None:
        self._library = library
        environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
        self._template = environment.get_template("certificate.html")

    def text(self, key: str, language: Language, **values: str) -> str:
        return self._library.content().messages[key].text[language].strip().format_map(values)

    def answer(
        self, root: str, language: Language, status: int = 200, *, here: str | None = None, problem: str = "",
        typed: str = "", found: Shown | None = None, code: str = "",
    ) -> HTMLResponse:  # fmt: skip
        values: dict[str, Any] = {}
        if found is not None:
            days = sorted({found.first, found.last})
            values = {
                "course": _in(found.course, language),
                "agency": _in(found.agency, language),
                "days": " – ".join(format_date(day, language) for day in days),
            }
        written = self._template.render(
            language=language, languages=_OWN_NAMES, here=here or root, form=root, problem=problem,
            typed=typed, found=found, code=code, style=Markup(_STYLE),
            text=lambda key: self.text(key, language), **values,
        )  # fmt: skip
        return HTMLResponse(written, status, HEADERS)


def _in(texts: Mapping[Language, str], language: Language) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def _root(request: Request) -> str:
    """The address of the form, below whatever path a proxy puts us."""
    return f"{request.scope.get('root_path', '')}{PATH}"
