"""What happens: the first broadcast is written, approved, paused, resumed, its sender killed; the second is stopped."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import sync_playwright
from sqlalchemy import func, select

from benchmarks.broadcast.crew import Crew
from benchmarks.broadcast.officials import SECOND, WRITER, Official, signed_in
from benchmarks.broadcast.pages import Watch
from benchmarks.broadcast.people import SECTORS, TEMPLATE, Size
from benchmarks.row import Say
from bot.db.models import Broadcast, OutboxMessage
from bot.db.session import Database
from bot.delivery import campaigns
from tests.e2e.browsers import launch

MARKS: Final = {"first": "#1101", "second": "#2202"}
"""What stands in the text of each broadcast, by which the stand-ins' messages are told apart."""
TEXTS: Final = {
    "bn": "মালদায় শিল্প মেলা বসছে ৫ ডিসেম্বর। {mark}",
    "hi": "मालदा में उद्योग मेला 5 दिसंबर को लगेगा। {mark}",
    "en": "An industry fair opens in Malda on 5 December. {mark}",
}
SETTLES: Final = 3.0
"""Seconds after a pause until what was under way has arrived."""
STILL: Final = 5.0
"""Seconds of the pause in which nothing may arrive."""
DOWN: Final = 1.0
"""Seconds without a sender after it was killed."""


@dataclass
class Tale:
    """What was seen. `ids`: of the broadcasts; `report`: what the report pages said; `came`, `told`, `refused`: what
    the stand-ins counted; times in seconds."""

    ids: dict[str, str] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)
    live: dict[str, list[int]] = field(default_factory=dict)
    told: dict[str, dict[str, int]] = field(default_factory=dict)
    refused: dict[str, dict[str, int]] = field(default_factory=dict)
    came: list[list[str]] = field(default_factory=list)
    pages: dict[str, Any] = field(default_factory=dict)
    pages_refused: list[str] = field(default_factory=list)
    paused: list[int] = field(default_factory=list)  # messages at the stand-ins: then, after SETTLES, after STILL
    stopped: list[int] = field(default_factory=list)
    at_kill: int = 0
    own_could_approve: bool = False
    waited_for_cap: int = 0
    freezing: float = 0.0
    begun_after: float = 0.0
    sending: list[tuple[int, float]] = field(default_factory=list)  # (messages, seconds) of each stretch


class Story:
    """`run` plays it; what was seen stands in `tale`."""

    def __init__(self, database: Database, crew: Crew, size: Size, say: Say) -> None:
        self.tale = Tale()
        self._database, self._crew, self._size, self._say = database, crew, size, say

    def run(self) -> Tale:
        """From the drafts to the reports."""
        with sync_playwright() as started:
            browser = launch(started)
            url = self._crew.url
            with signed_in(browser, url, WRITER) as writer, signed_in(browser, url, SECOND) as second:
                self._first(writer, second)
                self._second(second, writer)
            browser.close()
        self.tale.came = self._ask("came")
        return self.tale

    def _first(self, writer: Official, second: Official) -> None:
        tale, number, whole = self.tale, self._hand_in("first", writer, TEMPLATE), self._size.first
        writer.opens(number)
        tale.own_could_approve = not writer.cannot("Approve")
        self._approve(second, number)
        with Watch(self._crew.url, second.cookies(), number) as watch:
            self._sends(writer, lambda: writer.dealt() >= whole * 0.2)
            tale.live["first"] = self._moves(writer)
            writer.presses("Pause", "Go on")
            tale.paused = [self._total(), self._after(writer, SETTLES), self._after(writer, STILL)]
            self._say(f"paused: {tale.paused}")
            writer.presses("Go on", "Pause")
            self._sends(writer, lambda: writer.dealt() >= whole * 0.5)
            self._crew.kill("sender")
            tale.at_kill = self._total()
            self._say(f"the sender is killed at {tale.at_kill}")
            self._after(writer, DOWN)
            self._crew.start("sender")
            self._sends(writer, lambda: self._open("first") == 0)
        tale.pages, tale.pages_refused = watch.figures(), watch.refused
        writer.waits(lambda: "Finished" in writer.screen.main.inner_text(), 150, "Finished", 1)
        self._told("first", writer)
        tale.report["first"] = writer.reads_report(number)

    def _second(self, writer: Official, second: Official) -> None:
        tale, number, whole = self.tale, self._hand_in("second", writer), self._size.second
        before = self._total()
        self._approve(second, number)
        writer.opens(number)
        writer.waits(lambda: self._total() - before >= whole * 0.3, what="a third is sent")
        tale.waited_for_cap = self._waiting_for_cap()
        writer.presses("Stop for good", "Stopped")
        tale.stopped = [self._total(), self._after(writer, SETTLES), self._after(writer, STILL)]
        self._say(f"stopped: {tale.stopped}")
        self._told("second", writer)
        tale.report["second"] = writer.reads_report(number)

    def _hand_in(self, name: str, writer: Official, template: str = "") -> str:
        texts = {language: text.format(mark=MARKS[name]) for language, text in TEXTS.items()}
        number = self.tale.ids[name] = writer.writes(f"Fair {name}", texts, SECTORS[name], template)
        return number

    def _approve(self, second: Official, number: str) -> None:
        second.opens(number)
        second.presses("Approve", "Approved")
        approved = time.time()
        wanted = select(Broadcast.status, Broadcast.started_at).where(Broadcast.id == number)
        while True:
            with self._database.session() as session:
                status, started = session.execute(wanted).one()
            if started is not None:
                break
            if time.time() > approved + 120:
                raise TimeoutError(f"it does not begin: {status}")
            time.sleep(0.01)
        if not self.tale.freezing:
            self.tale.freezing = time.time() - started.timestamp()
            self.tale.begun_after = time.time() - approved
            self._say(f"begun; who gets it was frozen in {self.tale.freezing:.2f} s at most")

    def _sends(self, official: Official, until: Callable[[], bool]) -> None:
        """A stretch of sending on the page of the broadcast, which shows itself anew."""
        official.opens(self.tale.ids["first"])
        first, began = self._total(), time.monotonic()
        official.waits(until, pause=0.5 if self._size.first > 1000 else 0.1)
        self.tale.sending.append((self._total() - first, time.monotonic() - began))
        self._say(f"sent {self._total():,} so far")

    def _moves(self, official: Official) -> list[int]:
        """Figures that the page shows one after the other, by itself."""
        seen = [official.dealt()]
        end = time.monotonic() + 20
        while len(seen) < 3 and time.monotonic() < end:
            official.page.wait_for_timeout(200)
            if (now := official.dealt()) != seen[-1]:
                seen.append(now)
        return seen

    def _told(self, name: str, official: Official) -> None:
        """Waits until WhatsApp's stand-in has told what became of all that it took."""

        def all_told() -> bool:
            found = self._ask("told")
            return bool(found.get("delivered", 0) + found.get("failed", 0) == found["taken"])

        official.waits(all_told, 300, "all statuses")
        earlier = self.tale.told.get("first", {})
        self.tale.told[name] = {key: number - earlier.get(key, 0) for key, number in self._ask("told").items()}
        self.tale.refused[name] = self._ask("refused")

    def _after(self, official: Official, seconds: float) -> int:
        official.page.wait_for_timeout(seconds * 1000)
        return self._total()

    def _total(self) -> int:
        return int(self._ask("total"))

    def _ask(self, question: str) -> Any:
        # A plain socket: the browser's own loop runs in this thread.
        with socket.create_connection(("127.0.0.1", self._crew.standins), timeout=60) as line:
            line.sendall(f"{question}\n".encode())
            with line.makefile(encoding="utf-8") as answer:
                return json.loads(answer.readline())

    def _open(self, name: str) -> int:
        """Messages of a broadcast whose fate is open."""
        with self._database.session() as session:
            campaign = session.scalar(select(Broadcast.campaign_id).where(Broadcast.id == self.tale.ids[name]))
            return campaigns.open_rows(session, str(campaign))

    def _waiting_for_cap(self) -> int:
        """Messages that the sender has put off to the next day."""
        wanted = select(func.count()).where(OutboxMessage.status == "queued", OutboxMessage.error == "daily limit")
        with self._database.session() as session:
            return session.scalar(wanted) or 0
