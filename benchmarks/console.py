"""The pages of the console among a million people: server time, weight and queries of each, as a state administrator
and as an officer of two districts see it; and the acts that count people."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final

import httpx
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import event

from benchmarks import console_data
from benchmarks.console_data import Made, Size, key
from benchmarks.registry_people import NOW
from benchmarks.row import Row, Say
from bot import app
from bot.app import Parts
from bot.broadcasts import reach, segments
from bot.console import areas
from bot.console import site as console_site
from bot.console.areas import STATIC
from bot.console.broadcasts import terms
from bot.console.site import PATH, Site
from bot.db.models import Officer as OfficerRow
from bot.services import console_sessions, officers
from bot.services.console_sessions import Span
from bot.services.officers import Officer
from bot.settings import Settings
from scripts.with_postgres import postgres_server

AIM_MS, AIM_KB = 200.0, 150.0
NAMES: Final = ("PostgreSQL", "SQLite")
TIMES: Final = 5
SLOW: Final = 8
"""Pages that are named, the slowest."""
NO_MODEL: Any = None  # nobody writes here
_SPAN: Final = Span(dt.timedelta(days=1), dt.timedelta(days=2))
_PARTS: Final = re.compile(r'(?:href|src)="(?:[^"]*/)?static/([\w./-]+)')
_PICTURES: Final = re.compile(r'<img[^>]* src="([^"]+)"')
_PLACES: Final = re.compile(r"\{(\w+)(?::\w+)?\}")
LEFT_OUT: Final[Mapping[str, str]] = {
    "/training/import/{upload}": "an uploaded list", "/workers/import/{upload}": "an uploaded list",
    "/workers/import/{upload}/done": "an uploaded list", "/workers/import/{upload}/result.xlsx": "a file",
    "/knowledge/{folder}/{name}/history/{number}": "a version of a text", "/audit/list.csv": "a file",
    "/insights/{key}.csv": "a file", "/training/scorecard.xlsx": "a file",
    "/broadcasts/{broadcast_id}/report.xlsx": "a file",
    "/training/sessions/{code}/attendance.csv": "a file", "/conversations/replies/{wish_id}": "a prepared answer",
    "/knowledge/messages/{name}/texts/{key}": "a text", "/second-factor": "before the sign-in",
    "/new-password": "before the sign-in", "/sign-in": "before the sign-in", "/language": "before the sign-in",
}  # fmt: skip
"""Pages that are not measured, and what they are of."""
ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "/workers": ("?trade=mason", "?district={district}", "?gender=woman&since=2026-01-01", "?status=unconfirmed"),
    "/conversations": ("?tab=mine", "?tab=others", "?tab=ended", "?tab=ended&q=loan", "?tab=waiting&topic={topic}",
                       "?tab=ended&language=hi&channel=web", "?tab=ended&district={district}"),
    "/needs": ("?status=all", "?status=closed&district={district}"),
    "/referrals": ("?status=all", "?late=yes"),
    "/training/sessions": ("?when=past", "?view=week", "?when=past&district={district}"),
    "/training/certificates": ("?code=C00000001",),
    "/broadcasts": ("?status=done",),
    "/knowledge/questions": ("?q=loan", "?language=bn"),
    "/insights": ("?span=7", "?span=90", "?span=30&district={district}"),
    "/audit": ("?actor=Bench%201", "?act=unmask", "?actor=Bench%201&act=unmask", "?since=2026-06-01&until=2026-06-02",
               "?about=" + "0" * 32),
    "/broadcasts/{broadcast_id}": ("?step=people", "?step=preview", "?step=send"),
}  # fmt: skip
"""Pages that are asked in other ways, too."""


def measured(quick: bool, say: Say, names: tuple[str, ...] = NAMES) -> dict[str, Any]:
    """Each database by its name."""
    size = Size().times(0.02) if quick else Size()
    found: dict[str, Any] = {}
    for name in names:
        with _desk(name) as desk:
            began = time.perf_counter()
            made = console_data.make(desk.parts.database, desk.parts.library.content(), size)
            say(f"{name}: {size.contacts:,} contacts made in {time.perf_counter() - began:.0f} s")
            found[name] = {"contacts": size.contacts, **asked(desk, made, say)}
        say(f"{name}: slowest page {found[name]['pages'][0]['ms']} ms")
    return found


class Desk:
    """A console with its officials."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.site, self.app = _built(parts)
        self.queries = 0
        event.listen(parts.database.engine, "before_cursor_execute", self._count)

    def _count(self, *_: Any) -> None:
        self.queries += 1

    def officials(self, districts: tuple[str, ...]) -> dict[str, tuple[Officer, str]]:
        """Who asks: an official and the cookie of their session."""
        found = {}
        with self.parts.database.session() as db:
            for number, (name, role, own) in enumerate(
                (("Bench State", "state_admin", None), ("Bench District", "district_officer", sorted(districts))), 1
            ):
                row = OfficerRow(id=key("official", number), name=name, role=role, districts=own, language="bn",
                                 rights=[], created_at=NOW)  # fmt: skip
                db.add(row)
                db.flush()
                cookie = console_sessions.start(db, row.id, NOW, _SPAN, proven=True)
                found[role] = (officers.of_row(row), cookie)
        return found

    async def get(self, path: str, cookie: str) -> tuple[httpx.Response, float, int]:
        """A page, the milliseconds that it took, and its queries."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://bench", cookies={"console": cookie}
        ) as client:
            self.queries, began = 0, time.perf_counter()
            answer = await client.get(f"{PATH}{path}")
            return answer, (time.perf_counter() - began) * 1000, self.queries


def asked(desk: Desk, made: Made, say: Say) -> dict[str, Any]:
    """All pages as both officials see them, the slowest first, and the acts."""
    who = desk.officials(made.districts)
    pages: list[dict[str, Any]] = []
    with asyncio.Runner() as runner:
        for role, (_, cookie) in who.items():
            for path in paths(desk.site, made):
                one = runner.run(_page(desk, path, cookie))
                if one is not None:
                    pages.append({"role": role, **one})
    pages.sort(key=lambda one: -float(one["ms"]))
    acts = {
        f"{name}, {role}": _counted(desk, officer, definition)
        for name, definition in _segments(made).items() for role, (officer, _) in who.items()
    }  # fmt: skip
    return {"pages": pages, "acts": acts}


def paths(site: Site, made: Made) -> list[str]:
    """Every page with a GET, filled with what there is, and in the ways of `ASKED`."""
    content = site.content
    topic = sorted(content.topics)[0]
    values = {
        "district": made.districts[0], "topic": topic, "broadcast_id": made.broadcast, "officer_id": key("official", 2),
        "wish_id": made.wish, "which": made.worker, "code": "S-1", "folder": content.topics[topic].area,
        "part": "about", "event_id": "100", "upload": "0" * 32, "number": "1",
    }  # fmt: skip
    of = {"/knowledge/messages/{name}": "chat", "/training/assessments/{name}": sorted(content.assessments)[0],
          "/needs/{number}": "ND1", "/referrals/{number}": "LN1"}  # fmt: skip
    found = []
    for route in get_routes(site):
        if route in LEFT_OUT:
            continue
        own = of.get(route, topic if "{name}" in route else "1")

        def filled(text: str, own: str = own, route: str = route) -> str:
            return _PLACES.sub(lambda at: own if at[1] == "name" or (route in of and at[1] == "number")
                               else values[at[1]], text)  # fmt: skip

        found += [filled(route + more) for more in ("", *ASKED.get(route, ()))]
        if route == "/broadcasts/{broadcast_id}":
            found += [f"/broadcasts/{made.draft}{more}" for more in ("", *ASKED[route])]
    return found


def get_routes(site: Site) -> list[str]:
    """All addresses of pages."""
    return sorted(
        {str(route.path) for router in areas.routers(site) for route in iter_route_contexts(router.routes)
         if "GET" in (route.methods or ())}
    )  # fmt: skip


async def _page(desk: Desk, path: str, cookie: str) -> dict[str, Any] | None:
    """None: not open to this official."""
    answer, first, cold = await desk.get(path, cookie)
    if answer.status_code in (403, 303):
        return None
    times, queries = [], 0
    for _ in range(TIMES):
        _, took, queries = await desk.get(path, cookie)
        times.append(took)
    return {
        "path": path, "status": answer.status_code, "ms": round(median(times), 1), "first_ms": round(first, 1),
        "queries": queries, "first_queries": cold, "kb": round(await _weight(desk, answer, cookie) / 1000, 1),
    }  # fmt: skip


async def _weight(desk: Desk, answer: httpx.Response, cookie: str) -> int:
    """Bytes of a page with all that it brings."""
    weight: int = len(answer.content)
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return weight
    weight += sum((STATIC / name).stat().st_size for name in set(map(str, _PARTS.findall(answer.text))))
    for address in set(_PICTURES.findall(answer.text)):
        if address.startswith("data:"):
            continue
        picture, _, _ = await desk.get(address.replace("&amp;", "&").removeprefix(PATH), cookie)
        weight += len(picture.content)
    return weight


def _segments(made: Made) -> dict[str, Any]:
    def one(field: str, *values: str, negated: bool = False) -> dict[str, Any]:
        return {"field": field, "not": negated, "values": list(values)}

    home = made.districts[0]
    return {
        "everybody": {},
        "one district": {"any": [{"all": [one("district", home)]}]},
        "a trade in a district": {"any": [{"all": [one("district", home), one("trade", "mason", "tailor")]}]},
        "course or women-led, not Hindi": {"any": [
            {"all": [one("course", "CO-1"), one("language", "hi", negated=True)]},
            {"all": [one("women_led", "yes"), one("language", "hi", negated=True)]},
        ]},
        "registered this year, active within 90 days": {"any": [{"all": [
            one("registered_after", "2026-01-01"), one("active_within", "90"),
        ]}]},
        "interest, not in a district": {"any": [{"all": [
            one("interest", "gst-registration"), one("district", home, negated=True),
        ]}]},
    }  # fmt: skip


def _counted(desk: Desk, officer: Officer, definition: Any) -> dict[str, Any]:
    about = terms.terms(desk.site)
    began = time.perf_counter()
    with desk.parts.database.session() as db:
        found = reach.count(
            db, officer, segments.parse(definition), "", "", {"bn": "bn", "hi": "hi", "en": "en"}, about.rules,
            about.capabilities, NOW, default_language=about.default_language,
        )  # fmt: skip
    return {"ms": round((time.perf_counter() - began) * 1000), "people": found.total, "goes": found.goes}


def rows(found: dict[str, Any]) -> list[Row]:
    """The lines of the table."""
    lines = []
    for name, result in found.items():
        pages = result["pages"]
        slow = [one for one in pages if one["ms"] > AIM_MS]
        slowest = ", ".join(f"{one['path']} {one['ms']:.0f} ms" for one in pages[:3])
        lines.append(Row(
            f"Console, {name}: {len(pages)} pages among {result['contacts']:,} contacts, server time",
            f"median {median(one['ms'] for one in pages):.0f} ms, longest {pages[0]['ms']:.0f} ms ({slowest}); "
            f"{len(slow)} above the aim", f"each ≤ {AIM_MS:.0f} ms", not slow,
        ))  # fmt: skip
        heavy = max(pages, key=lambda one: float(one["kb"]))
        lines.append(Row(
            f"Console, {name}: weight of a page with styles and pictures",
            f"heaviest {heavy['kb']:.0f} kB ({heavy['path']})",
            f"≤ {AIM_KB:.0f} kB", heavy["kb"] <= AIM_KB,
        ))  # fmt: skip
        acts = result["acts"]
        lines.append(Row(
            f"Console, {name}: counting a segment",
            "; ".join(f"{words} ({one['people']:,} people) {one['ms']:,} ms" for words, one in acts.items()),
        ))  # fmt: skip
    return lines


def _built(parts: Parts) -> tuple[Site, FastAPI]:
    """The application, and the parts that its console works with."""
    found: list[Site] = []
    before = console_site.create_console

    def kept(site: Site) -> FastAPI:
        found.append(site)
        return before(site)

    try:
        console_site.create_console = kept
        whole = app.create_app(parts)
    finally:
        console_site.create_console = before
    return found[0], whole


@contextmanager
def _desk(name: str) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        if name == "PostgreSQL":
            with postgres_server() as url:
                yield from _opened(Path(folder), url)
        else:
            yield from _opened(Path(folder), "")


def _opened(folder: Path, url: str) -> Iterator[Desk]:
    settings = Settings(
        data_dir=folder, database_url=url, console_rate_limit="1000000/minute", telegram_bot_token="1:bench",
        whatsapp_token="bench", whatsapp_phone_number_id="1", whatsapp_app_secret="bench",
        whatsapp_verify_token="bench",
    )  # fmt: skip
    parts = app.assemble(settings, NO_MODEL, lambda: NOW)
    try:
        yield Desk(parts)
    finally:
        with asyncio.Runner() as runner:
            runner.run(parts.engine.close())
        parts.memory.close()
        parts.database.close()
