"""The measured broadcast, and its lines of the table."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.broadcast import officials, people
from benchmarks.broadcast.crew import ROLES, Crew
from benchmarks.broadcast.judge import judged
from benchmarks.broadcast.people import Size
from benchmarks.broadcast.story import Story
from benchmarks.delivery import store
from benchmarks.row import Row, Say
from bot.clock import utc_now

SMALL = Size(first=160, second=80, others=10)
QUICK = Size(first=5_000, second=1_000, others=500)
RATE, SMALL_RATE = 1000.0, 8.0
"""Messages a second on each channel. The small one is slow enough to be paused and killed in the middle."""
PAGE_AIM_MS = 200


def played(size: Size, rate: float, say: Say) -> dict[str, Any]:
    """The whole story on SQLite; `faults` is empty if all that was promised holds."""
    began = time.monotonic()
    with store.store("SQLite") as (url, folder), store.opened(url) as database:
        people.enter(database, size, utc_now())
        officials.enter(database)
        say(f"{size.whole:,} people entered after {time.monotonic() - began:.0f} s")
        crew = Crew(url, folder, size, rate)
        try:
            crew.start(*ROLES)
            tale = Story(database, crew, size, say).run()
            verdict = judged(database, size, tale)
            verdict.faults += crew.faults()
        except BaseException:
            say("\n".join(list(crew.log)[-30:]))
            raise
        finally:
            crew.end_all()
    messages, seconds = (sum(part) for part in zip(*tale.sending, strict=True))
    found = {
        "recipients": size.first, "faults": verdict.faults, "arrived": verdict.arrived, "reasons": verdict.reasons,
        "reported": verdict.reported, "doubt": verdict.doubt, "freezing_s": round(tale.freezing, 2),
        "begun_after_s": round(tale.begun_after, 1), "sent": messages, "sending_s": round(seconds, 1),
        "rate": round(messages / seconds, 1), "stretches": [(count, round(took, 1)) for count, took in tale.sending],
        "pages": tale.pages, "paused": tale.paused, "stopped": tale.stopped, "at_kill": tale.at_kill,
        "told": tale.told, "refused": tale.refused, "seconds": round(time.monotonic() - began),
    }  # fmt: skip
    say(f"broadcast: {found}")
    return found


def measured(quick: bool, say: Say) -> dict[str, Any]:
    """On SQLite, which is what a district office runs."""
    return played(QUICK if quick else Size(), RATE, say)


def rows(found: dict[str, Any]) -> list[Row]:
    """The lines of the table."""
    name = f"Broadcast of {found['recipients']:,}, SQLite"
    faults = len(found["faults"])
    unknown, arrived = found["doubt"]
    longest = max(one["p95_ms"] for one in found["pages"].values())
    pages = ", ".join(f"{page} {one['p50_ms']} and {one['p95_ms']}" for page, one in found["pages"].items())
    return [
        Row(f"{name}: report, database and stand-ins differ, came twice, or to somebody wrong",
            f"{faults}; {found['arrived']['first']:,} came, {unknown} in doubt after the kill ({arrived} of them came)",
            "0", not faults),
        Row(f"{name}: who gets it frozen", f"{found['freezing_s']} s"),
        Row(f"{name}: sent", f"{found['rate']} messages/s"),
        Row(f"{name}: pages while it is sent, p50 and p95", f"{pages} ms", f"p95 ≤ {PAGE_AIM_MS} ms",
            longest <= PAGE_AIM_MS),
    ]  # fmt: skip
