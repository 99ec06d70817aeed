"""The figures of the page: each with its plot, its table, and what stands in the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from bot.console import charts, render
from bot.console.insights import labels
from bot.console.insights.asked import Asked
from bot.console.registry.naming import LOANS, NEEDS, titled
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services.insights.scope import SMALL
from bot.services.insights.talk import TOPICS, Talk, Thumbs
from bot.services.insights.work import Handovers, Sending, Trainings
from bot.services.worker_export import harmless

Cell = str | int | float | dt.date | None
KEYS: Final = (
    "messages", "outcomes", "topics", "languages", "registers", "channels", "thumbs", "handovers", "districts",
    "trades", "needs", "loans", "trainings", "broadcasts",
)  # fmt: skip
_BARS: Final = 15
"""Bars of a plot; the table has all."""


@dataclass(frozen=True)
class Found:
    """What the services counted."""

    talk: Talk
    thumbs: Sequence[Thumbs]
    handovers: Handovers
    districts: Counter[str]
    trades: Counter[str]
    needs: Counter[str]
    loans: Counter[str]
    trainings: Trainings
    broadcasts: Sequence[Sending]


@dataclass(frozen=True)
class Figure:
    """`rows`: of the table and the file, headings apart; `chart`: None where there is nothing to draw."""

    key: str
    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    chart: Markup | None = None
    note: str = ""
    wide: bool = field(default=False)


def made(visit: Visit, asked: Asked, found: Found) -> dict[str, Figure]:
    """All figures by their key, in the order of the page."""
    draw = _Drawing(visit, asked)
    content = visit.site.content
    talk, parts = found.talk, found.talk.parts
    names = titled(content, visit.language)
    figures = [
        draw.days(talk.days),
        draw.counted("outcomes", N_("What became of the messages"), N_("Outcome"), parts["outcome"], labels.OUTCOMES),
        draw.topics(parts["topic"]),
        draw.counted("languages", N_("Languages"), N_("Language"), parts["language"], labels.LANGUAGES),
        draw.counted("registers", N_("How people write"), N_("Letters"), parts["register"], labels.REGISTERS),
        draw.counted("channels", N_("Channels"), N_("Channel"), parts["channel"], labels.CHANNELS),
        draw.thumbs(found.thumbs),
        draw.handovers(found.handovers),
        draw.districts(found.districts, {
            one: name for one, name in names.districts.items()
            if visit.officer.sees(one) and asked.district in ("", one)
        }),
        draw.people("trades", N_("Registrations by trade"), N_("Trade"), found.trades, names.trades),
        draw.counted("needs", N_("Employers' needs posted"), N_("State"), found.needs, NEEDS),
        draw.counted("loans", N_("Loan requests"), N_("State"), found.loans, LOANS),
        draw.trainings(found.trainings),
        draw.broadcasts(found.broadcasts),
    ]  # fmt: skip
    return {figure.key: figure for figure in figures}


def as_csv(figure: Figure) -> bytes:
    """The table as a file that spreadsheets read; no cell of it is taken for a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for row in (figure.headings, *figure.rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue().encode("utf-8-sig")  # the mark lets Excel show Bengali


class _Drawing:
    def __init__(self, visit: Visit, asked: Asked) -> None:
        self._visit, self._asked = visit, asked
        self._say = visit.say

    def _number(self, value: float) -> str:
        return render.number(value, self._visit.language)

    def _described(self, items: Sequence[tuple[str, float]]) -> str:
        """What the plot shows, in words: the first few."""
        return "; ".join(f"{name}: {self._number(value)}" for name, value in items[:5])

    def _bars(self, key: str, title: str, items: Sequence[tuple[str, float]]) -> Markup | None:
        items = items[:_BARS]
        return charts.bars(key, title, self._described(items), items, self._number) if items else None

    def days(self, days: Mapping[dt.date, int]) -> Figure:
        title = self._say(N_("Messages by day"))
        items = [(render.day(day, self._visit.language), float(number)) for day, number in days.items()]
        some = any(days.values())
        drawn = charts.line("messages", title, self._described(items[-5:]), items, self._number) if some else None
        headings = (self._say(N_("Day")), self._say(N_("Messages")))
        return Figure("messages", title, headings, list(days.items()) if some else [], drawn, wide=True)

    def counted(self, key: str, title: str, heading: str, counts: Counter[str], texts: Mapping[str, str]) -> Figure:
        title = self._say(title)
        total = sum(counts.values())
        items = [(labels.label(self._visit, texts, value), number) for value, number in counts.most_common() if number]
        rows = [(name, number, self._share(number / total)) for name, number in items]
        shares = [(f"{name} ({self._share(number / total)})", float(number)) for name, number in items]
        headings = (self._say(heading), self._say(N_("How many")), self._say(N_("Share")))
        return Figure(key, title, headings, rows, self._bars(key, title, shares))

    def topics(self, counts: Counter[str]) -> Figure:
        title = self._say(N_("Topics asked about most"))
        named = Counter({value: number for value, number in counts.items() if value})
        top = named.most_common(TOPICS)
        rest = sum(named.values()) - sum(number for _, number in top)
        items = [(labels.topic(self._visit, value), number) for value, number in top]
        rows = [*items, *([(self._say(N_("All other topics")), rest)] if rest else [])]
        headings = (self._say(N_("Topic")), self._say(N_("Messages")))
        return Figure("topics", title, headings, rows, self._bars("topics", title, items))

    def thumbs(self, thumbs: Sequence[Thumbs]) -> Figure:
        title = self._say(N_("Thumbs on answers"))
        rows = [(labels.topic(self._visit, one.topic), one.up, one.down) for one in thumbs]
        names = (self._say(N_("Helpful")), self._say(N_("Not helpful")))
        described = "; ".join(f"{name}: {self._number(up)} / {self._number(down)}" for name, up, down in rows[:5])
        drawn = charts.stacked("thumbs", title, described, rows[:_BARS], names, self._number) if rows else None
        return Figure("thumbs", title, (self._say(N_("Topic")), *names), rows, drawn)

    def handovers(self, found: Handovers) -> Figure:
        title = self._say(N_("Talks with a person"))
        items = [
            (self._say(N_("Asked for a person")), found.asked),
            (self._say(N_("Taken by an official")), found.taken),
        ]
        rows: list[tuple[Cell, ...]] = [*items] if found.asked else []
        note = ""
        if found.minutes is not None:
            minutes = round(found.minutes)
            rows.append((self._say(N_("Minutes until taken (half were faster)")), minutes))
            note = self._say(N_("Half of them were taken within %(minutes)s minutes."), minutes=self._number(minutes))
        headings = (self._say(N_("What")), self._say(N_("How many")))
        drawn = self._bars("handovers", title, items) if found.asked else None
        return Figure("handovers", title, headings, rows, drawn, note)

    def districts(self, counts: Counter[str], names: Mapping[str, str]) -> Figure:
        title = self._say(N_("Registrations by district"))
        rows: list[tuple[Cell, ...]] = [
            (names[one], self._few(counts[one])) for one in sorted(names, key=lambda one: (-counts[one], names[one]))
        ]
        values = {one: (name, self._small(counts[one]), float(counts[one])) for one, name in names.items()}
        described = "; ".join(f"{name}: {number}" for name, number in ((n, self._text(v)) for n, v in rows[:5]))
        drawn = charts.tiles("districts", title, described, values) if any(counts.values()) else None
        headings = (self._say(N_("District")), self._say(N_("Registrations")))
        note = self._say(N_("Each tile is a district, north at the top. The darker, the more registrations."))
        return Figure("districts", title, headings, rows if drawn else [], drawn, note if drawn else "")

    def people(self, key: str, title: str, heading: str, counts: Counter[str], names: Mapping[str, str]) -> Figure:
        """Numbers of people: few of them are not told."""
        title = self._say(title)
        items = [
            (names.get(value, self._say(N_("Trade not known yet"))), number) for value, number in counts.most_common()
        ]
        rows: list[tuple[Cell, ...]] = [(name, self._few(number)) for name, number in items]
        shown = [(name, float(number)) for name, number in items if number >= SMALL]
        headings = (self._say(heading), self._say(N_("Registrations")))
        return Figure(key, title, headings, rows, self._bars(key, title, shown))

    def trainings(self, found: Trainings) -> Figure:
        title = self._say(N_("Trainings"))
        items: list[tuple[str, float]] = [
            (labels.label(self._visit, labels.SESSIONS, status), number) for status, number in found.sessions.items()
        ]
        rows: list[tuple[Cell, ...]] = [*items]
        if items:
            rows.append((self._say(N_("Places taken")), found.enrolled))
            rows.append((self._say(N_("People who came")), found.present))
        people = [(str(name), float(number)) for name, number in rows if isinstance(number, int)]
        headings = (self._say(N_("What")), self._say(N_("How many")))
        return Figure("trainings", title, headings, rows, self._bars("trainings", title, people))

    def broadcasts(self, found: Sequence[Sending]) -> Figure:
        title = self._say(N_("Broadcasts"))
        rows: list[tuple[Cell, ...]] = [
            (one.name, one.started_at.date(), one.recipients, one.sent, one.delivered, one.read) for one in found
        ]
        headings = tuple(
            self._say(text) for text in (
                N_("Broadcast"), N_("Started"), N_("Recipients"), N_("Sent"), N_("Delivered"), N_("Read"),
            )
        )  # fmt: skip
        totals: list[tuple[str, float]] = [
            (headings[place], float(sum(getattr(one, name) for one in found)))
            for place, name in ((2, "recipients"), (3, "sent"), (4, "delivered"), (5, "read"))
        ]
        return Figure("broadcasts", title, headings, rows, self._bars("broadcasts", title, totals) if found else None)

    def _share(self, share: float) -> str:
        return render.percent(share, self._visit.language)

    def _few(self, number: int) -> Cell:
        return f"<{SMALL}" if 0 < number < SMALL else number

    def _small(self, number: int) -> str:
        return self._text(self._few(number))

    def _text(self, cell: Any) -> str:
        written = cell if isinstance(cell, str) else self._number(cell)
        return render.digits(written, self._visit.language)
