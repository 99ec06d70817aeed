"""What came of a broadcast: figures in tables, a drawing, a workbook to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from bot.broadcasts import report, report_files
from bot.broadcasts.report import Line, Report
from bot.console.broadcasts import choices, common, labels
from bot.console.broadcasts.common import Id
from bot.console.guard import visitor
from bot.console.render import moment, number, percent
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.language import LANGUAGE_NAMES

_SILENT: Final = frozenset({"telegram", "web"})
"""Channels that tell neither what arrived nor what was read."""
Table = tuple[str, list[str], list[tuple[str, list[str]]]]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/broadcasts/{broadcast_id}/report")
    async def page(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        found = await _found(visit, broadcast_id)
        status = found.broadcast.status
        return visit.page(
            "broadcasts/report.html", one=found.broadcast, tables=_tables(visit, found),
            state=labels.said(visit, labels.STATUSES, status), tone=labels.TONES.get(status, "calm"),
            over=status in ("done", "stopped"), picture=bool(found.whole.recipients),
            takes=visit.officer.may("export"),
        )  # fmt: skip

    @routes.get("/broadcasts/{broadcast_id}/report.xlsx")
    async def workbook(broadcast_id: Id, visit: Visit = visitor(site, "export")) -> Response:
        found = await _found(visit, broadcast_id)
        data = await visit.run(report_files.xlsx, visit.officer, found, visit.now, _say(visit))
        return visit.file(data, f"broadcast-{visit.now:%Y-%m-%d}.xlsx", report_files.MEDIA)

    @routes.get("/broadcasts/{broadcast_id}/plot.svg")
    async def plot(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        found = await _found(visit, broadcast_id)
        title = visit.say(N_("How far the messages came"))
        described = visit.say(N_("Bars by channel; the same figures stand in the table of the report."))
        drawn = await run_in_threadpool(report_files.svg, found, title, described, visit.language, _say(visit))
        # As a picture it runs nothing; opened by itself it may show nothing but its own shapes.
        policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        return Response(drawn, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})

    return routes


async def _found(visit: Visit, broadcast_id: str) -> Report:
    await common.found(visit, broadcast_id)
    return await visit.run(report.report, visit.officer, broadcast_id, visit.now)


def _say(visit: Visit) -> Callable[[str], str]:
    """The names that the files use, in the official's language."""
    districts = choices.districts(visit)
    spoken = {one: LANGUAGE_NAMES[one][visit.language] for one in LANGUAGE_NAMES}

    def say(word: str) -> str:
        if word in districts or word in spoken:
            return districts.get(word) or spoken[word]  # type: ignore[index]
        for table in (labels.CHANNELS, labels.STATUSES, labels.REASONS, labels.PROGRESS):
            if word in table:
                return visit.say(table[word])
        return visit.say(word)

    return say


def _tables(visit: Visit, found: Report) -> list[Table]:
    say = _say(visit)
    heads = [say(word) for word in ("Recipients", "Sent", "Delivered", "Read", "Failed", "Not sent")]
    made: list[Table] = [(visit.say(N_("All messages")), ["", *heads], [_row(visit, say("All"), found.whole)])]
    for word, lines in (
        ("Channel", found.by_channel),
        ("Language", found.by_language),
        ("District", found.by_district),
    ):
        rows = [_row(visit, say(line.key) if line.key else say("Not known"), line) for line in lines]
        made.append((say(word), [say(word), *heads], rows))
    hours = [(moment(when, visit.language), [number(count, visit.language)]) for when, count in found.by_hour]
    made.append((visit.say(N_("Sent, by hour")), [say("Hour"), say("Sent")], hours))
    reasons: list[Any] = [
        (labels.said(visit, labels.REASONS, why), [number(count, visit.language)])
        for why, count in found.failures.items()
    ]
    made.append((visit.say(N_("Not sent, and why")), [say("Reason"), say("Messages")], reasons))
    return made


def _row(visit: Visit, name: str, line: Line) -> tuple[str, list[str]]:
    """Numbers, each with its share: of all recipients, for arrived and read of the sent ones. A dash where the channel
    does not tell."""
    parts: list[tuple[int, float | None]] = [
        (line.recipients, None), (line.sent, line.sent_share), (line.delivered, line.delivered_share),
        (line.read, line.read_share), (line.failed, line.failed_share), (line.others, None),
    ]  # fmt: skip
    cells = []
    for place, (count, share) in enumerate(parts):
        if line.key in _SILENT and place in (2, 3):
            cells.append("–")
            continue
        told = f" ({percent(share, visit.language)})" if share is not None else ""
        cells.append(number(count, visit.language) + told)
    return name, cells
