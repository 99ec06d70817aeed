"""The simulated programme, judged by what the stand-in took and by what was so; and its lines of the table."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from benchmarks.delivery import processes, store
from benchmarks.programme.history import ACTIVE, NIGHT, History, Message
from benchmarks.programme.simulation import Simulation
from benchmarks.programme.story import Size
from benchmarks.row import Row, Say
from bot.clock import INDIA
from bot.db.models import Contact, OutboxMessage, TimedTask
from bot.db.session import Database

SEED = 20261122
SMALL = Size(people=60, sessions=6, days=30, kills=2)
QUICK = Size(people=600, sessions=20, days=60, kills=8)
AIMED_AT = ("days3", "day1", "hours2", "link", "changed", "cancelled")
"""Kinds of which it is known, apart from the scheduler, who had to get them."""
OF_PLACE = ("days3", "day1", "hours2", "link")
ANY_HOUR = ("link",)
"""May come at night."""
FAULTS = {
    "missing": "never came", "unexpected": "came unasked", "doubled": "came twice",
    "of_cancelled": "of cancelled sessions", "of_old_time": "of an old time", "at_night": "at night",
    "strangers": "unknown",
}  # fmt: skip
"""What must not be, and how the table says it."""
_SHOWN = 5


@dataclass
class Verdict:
    """What was found. All lists should be empty."""

    messages: int = 0
    due: int = 0
    missing: list[Message] = field(default_factory=list)
    unexpected: list[Message] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    of_cancelled: list[str] = field(default_factory=list)
    of_old_time: list[str] = field(default_factory=list)
    at_night: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """How many in all."""
        return sum(len(getattr(self, fault)) for fault in FAULTS)


def simulated(name: str, size: Size, say: Say, seed: int = SEED) -> dict[str, Any]:
    """A programme on a database of this kind."""
    began = time.monotonic()
    with store.store(name) as (url, folder), processes.stand_in(url) as port, store.opened(url) as database:
        simulation = Simulation(database, folder, port, size, seed)
        simulation.run()
        verdict = judged(database, simulation.history, simulation.arrived())
        became = _became(database)
    found = {
        "people": size.people, "sessions": size.sessions, "days": size.days, "killed": simulation.killed,
        "killed_at_work": simulation.killed_at_work, "happened": simulation.happened, "messages": verdict.messages,
        "due": verdict.due, "became": became, "seconds": round(time.monotonic() - began, 1),
        **{fault: len(getattr(verdict, fault)) for fault in FAULTS},
        "examples": [str(one) for fault in FAULTS for one in getattr(verdict, fault)[:_SHOWN]],
    }  # fmt: skip
    say(f"programme, {name}: {found}")
    return found


def judged(database: Database, history: History, arrived: dict[str, int]) -> Verdict:
    """Compares what the stand-in took ("key recipient moment" -> how often) with what was so."""
    with database.session() as db:
        queued = {
            f"o{row.id}": (row.key, row.sender)
            for row in db.execute(
                select(OutboxMessage.id, OutboxMessage.key, Contact.sender)
                .join(Contact, Contact.id == OutboxMessage.contact_id)
            )
        }  # fmt: skip
        tasks = {
            f"timed:{row.id}": (row.kind, row.subject, row.version)
            for row in db.execute(select(TimedTask.id, TimedTask.kind, TimedTask.subject, TimedTask.version))
        }
    verdict, came = Verdict(messages=sum(arrived.values())), Counter[Message]()
    for line, times in arrived.items():
        name, recipient, moment = line.split(" ")
        key, sender = queued.get(name.partition(".")[0], ("", ""))
        if sender != recipient or key not in tasks:
            verdict.strangers.append(line)
            continue
        kind, subject, version = message = tasks[key]
        came[message] += times
        at = dt.datetime.fromisoformat(moment)
        if kind not in ANY_HOUR and _night(at):
            verdict.at_night.append(f"{kind} {moment}")
        if kind in OF_PLACE and (then := history.at(subject, at)) is not None:
            if then.session.status == "cancelled" or then.place.status not in ACTIVE:
                verdict.of_cancelled.append(f"{message} {moment}")
            if version != f"{then.session.version}.{then.place.round}":
                verdict.of_old_time.append(f"{message} {moment}")
    verdict.doubled = [str(message) for message, times in came.items() if times > 1]
    due = history.due()
    told = {message for message in came if message[0] in AIMED_AT}
    verdict.due, verdict.missing, verdict.unexpected = len(due), sorted(due - told), sorted(told - due)
    return verdict


def measured(quick: bool, say: Say) -> dict[str, Any]:
    """On both databases; the whole programme on SQLite, which is what a district office runs."""
    return {
        "SQLite": simulated("SQLite", QUICK if quick else Size(), say),
        "PostgreSQL": simulated("PostgreSQL", SMALL if quick else QUICK, say),
    }


def rows(found: dict[str, Any]) -> list[Row]:
    """The lines of the table."""
    lines = []
    for name, one in found.items():
        killed = sum(one["killed"].values())
        said = ", ".join(f"{one[fault]} {words}" for fault, words in FAULTS.items())
        size = f"{one['people']:,} people, {one['sessions']} sessions, {one['days']} days, {killed} kills"
        lines.append(
            Row(f"Programme, {name}: {size}", f"{one['messages']:,} messages in {one['seconds']:.0f} s; {said}",
                "0 of each", not any(one[fault] for fault in FAULTS))
        )  # fmt: skip
        lines.append(Row(f"Programme, {name}: what was dropped, and why", _said(one["became"])))
    return lines


def _said(became: dict[str, int]) -> str:
    found = [f"{number:,} {name}" for name, number in sorted(became.items()) if not name.startswith("done")]
    return ", ".join(found) or "nothing"


def _became(database: Database) -> dict[str, int]:
    with database.session() as db:
        rows = db.execute(
            select(TimedTask.status, TimedTask.reason, func.count()).group_by(TimedTask.status, TimedTask.reason)
        )
        return {f"{status}: {reason}" if reason else status: number for status, reason, number in rows}


def _night(moment: dt.datetime) -> bool:
    hour = moment.astimezone(INDIA).hour
    return hour >= NIGHT[0] or hour < NIGHT[1]
