"""How far a programme has come: sessions held and people who came, against the plan, as a picture (SVG, PNG).

A burn-up: two rising lines over the same days, what was planned (from milestone to milestone) and what was done. A
picture of the work done against the plan, of which nothing is worked out: no forecast.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, Final

from bot.knowledge.model import BotMessage, Language
from bot.language import format_date, format_number
from bot.services.statistics import picture
from bot.services.statistics.suppression import SMALL, is_small

if TYPE_CHECKING:  # Matplotlib takes a second to load: only when something is drawn
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_PLAN, _DONE, _GRID = "#6b6b6b", "#0b5d4b", "#e2e2e2"
_SIZE: Final = (8.0, 7.0)  # inches
_MOST_MONTHS: Final = 8
"""Names of months below the picture: of more, only some are written."""

Point = tuple[dt.date, float]


@dataclass(frozen=True)
class Milestone:
    """What is planned in all until the end of a day."""

    day: dt.date
    sessions: int
    people: int


@dataclass(frozen=True)
class Held:
    """What took place on a day: sessions, and people who came to them (somebody who came to two counts twice)."""

    day: dt.date
    sessions: int
    people: int


@dataclass(frozen=True)
class Progress:
    """A programme, or an agency's part of it. `name`: as the title shows it; `start`: the first day of the plan;
    `until`: the last day that counts as done. Raises `ValueError` if milestones go back, or numbers are below 0."""

    name: str
    start: dt.date
    until: dt.date
    milestones: Sequence[Milestone]
    held: Sequence[Held]

    def __post_init__(self) -> None:
        before = Milestone(self.start, 0, 0)
        for each in self.milestones:
            if each.day <= before.day or each.sessions < before.sessions or each.people < before.people:
                raise ValueError(f"the milestone of {each.day} lies before the one of {before.day}, or asks for less")
            before = each
        if any(each.sessions < 0 or each.people < 0 for each in self.held):
            raise ValueError("numbers of sessions and people are not below 0")


@dataclass(frozen=True)
class Line:
    """What is drawn of one kind: corners of the planned line, steps of the done one, and both on the last day, with
    what is planned in all. `merged`: whether days with fewer than 5 people are shown with another one; `done` is None
    if there were fewer than 5 people in all."""

    planned: tuple[Point, ...]
    steps: tuple[Point, ...]
    done: int | None
    due: int
    whole: int
    merged: bool = False


def svg(progress: Progress, messages: Mapping[str, BotMessage], language: Language) -> bytes:
    """The picture as a document that stands by itself; its description says the figures in sentences."""
    title, lines = _title(progress, messages, language), described(progress, messages, language)
    with picture.drawing("burnup"):
        return picture.svg(_figure(progress, messages, language), title, " ".join(lines), language)


def png(progress: Progress, messages: Mapping[str, BotMessage], language: Language) -> bytes:
    """The picture for a chat."""
    with picture.drawing("burnup"):
        return picture.png(_figure(progress, messages, language))


def sessions_line(progress: Progress) -> Line:
    """The figures of the sessions."""
    planned, due, whole = _planned(progress, lambda each: each.sessions)
    steps = _summed(_by_day(progress, lambda each: each.sessions))
    return Line(planned, steps, int(steps[-1][1]) if steps else 0, due, whole)


def people_line(progress: Progress) -> Line:
    """The figures of the people. From the height of a step one could read how many came on that day: a day with fewer
    than 5 is drawn with the next one, or, at the end, with the one before."""
    planned, due, whole = _planned(progress, lambda each: each.people)
    days = [(day, number) for day, number in _by_day(progress, lambda each: each.people) if number]
    merged: list[tuple[dt.date, int]] = []
    waiting = 0
    for day, number in days:
        waiting += number
        if waiting >= SMALL:
            merged.append((day, waiting))
            waiting = 0
    if waiting and merged:
        merged[-1] = (merged[-1][0], merged[-1][1] + waiting)
    steps = _summed(merged)
    done = int(steps[-1][1]) if steps else None if waiting else 0
    return Line(planned, steps, done, due, whole, any(is_small(number) for _, number in days))


def described(progress: Progress, messages: Mapping[str, BotMessage], language: Language) -> tuple[str, ...]:
    """The figures in sentences, as they stand below the title."""
    people = people_line(progress)
    sentences = []
    for key, line in (("burnup_sessions_line", sessions_line(progress)), ("burnup_people_line", people)):
        few = messages["burnup_few"].text[language]
        values = {
            "date": format_date(progress.until, language),
            "count": few if line.done is None else format_number(line.done, language),
            "due": format_number(line.due, language),
            "all": format_number(line.whole, language),
        }
        sentences.append(messages[key].text[language].format_map(values))
    if people.merged and people.done is not None:
        sentences.append(messages["burnup_small"].text[language])
    return tuple(sentences)


def _planned(progress: Progress, of: Callable[[Milestone], int]) -> tuple[tuple[Point, ...], int, int]:
    """The corners of the planned line, what it has reached on the last day (straight between two milestones, whole
    ones), and its end."""
    corners = [(progress.start, 0), *((each.day, of(each)) for each in progress.milestones)]
    whole = corners[-1][1]
    due = whole if progress.until >= corners[-1][0] else 0
    for (one, low), (other, high) in pairwise(corners):
        if one <= progress.until < other:
            due = low + floor((high - low) * (progress.until - one).days / (other - one).days)
    return tuple((day, float(number)) for day, number in corners), due, whole


def _by_day(progress: Progress, of: Callable[[Held], int]) -> list[tuple[dt.date, int]]:
    """Numbers of the days that count, in order, each day once."""
    days: dict[dt.date, int] = {}
    for each in progress.held:
        if each.day <= progress.until:
            days[each.day] = days.get(each.day, 0) + of(each)
    return sorted(days.items())


def _summed(days: Sequence[tuple[dt.date, int]]) -> tuple[Point, ...]:
    total, found = 0, []
    for day, number in days:
        total += number
        found.append((day, float(total)))
    return tuple(found)


def _title(progress: Progress, messages: Mapping[str, BotMessage], language: Language) -> str:
    return messages["burnup_title"].text[language].format(name=progress.name)


def _figure(progress: Progress, messages: Mapping[str, BotMessage], language: Language) -> Figure:
    from matplotlib.figure import Figure

    def word(key: str) -> str:
        return messages[key].text[language]

    figure = Figure(figsize=_SIZE, layout="constrained")
    figure.suptitle(_title(progress, messages, language), fontsize=15)
    upper, lower = figure.subplots(2, 1, sharex=True)
    for axes, name, line in (
        (upper, "burnup_sessions", sessions_line(progress)),
        (lower, "burnup_people", people_line(progress)),
    ):
        _draw(axes, progress, line, language, (word("burnup_planned"), word("burnup_reached")))
        axes.set_ylabel(word(name), fontsize=13)
    upper.legend(loc="upper left", fontsize=12, frameon=False)
    first, second, *more = described(progress, messages, language)
    upper.set_title(first, fontsize=10, loc="left")
    lower.set_title(second, fontsize=10, loc="left")
    figure.supxlabel(" ".join(more), fontsize=10, color=_PLAN)
    _months(lower, progress, language)
    return figure


def _draw(axes: Axes, progress: Progress, line: Line, language: Language, labels: tuple[str, str]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    days = [day.toordinal() for day, _ in line.planned]
    axes.plot(days, [number for _, number in line.planned], "--o", color=_PLAN, linewidth=1.6, ms=5, label=labels[0])
    first, last = min(progress.start, progress.until).toordinal(), progress.until.toordinal()
    done = [(first, 0.0), *((day.toordinal(), number) for day, number in line.steps)]
    done.append((last, done[-1][1]))
    axes.plot(*zip(*done, strict=True), color=_DONE, linewidth=2.6, drawstyle="steps-post", label=labels[1])
    axes.set_ylim(0, max(line.whole, line.done or 0, 1) * 1.08)
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: format_number(round(value), language)))
    axes.grid(color=_GRID)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _months(axes: Axes, progress: Progress, language: Language) -> None:
    """The names of the months, each below its first day."""
    first = min([progress.start, progress.until, *(each.day for each in progress.held if each.day <= progress.until)])
    last = max([progress.until, *(each.day for each in progress.milestones)])
    starts, day = [], first.replace(day=1)
    while day <= last:
        starts.append(day)
        day = (day + dt.timedelta(days=31)).replace(day=1)
    if len(starts) > 1 and (starts[1] - first) * _MOST_MONTHS < last - first:
        starts = starts[1:]  # its name would run into the next one
    shown = starts[:: -(-len(starts) // _MOST_MONTHS)]
    # "1 November 2026" without its day.
    names = [format_date(each, language).partition(" ")[2] for each in shown]
    axes.set_xticks([max(each, first).toordinal() for each in shown], names, ha="left", fontsize=10)
    axes.set_xlim(first.toordinal() - 1, last.toordinal() + 2)
