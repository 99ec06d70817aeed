"""Holds the reports, the database and what the stand-ins counted against each other, and against who the people are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select

from benchmarks.broadcast import people
from benchmarks.broadcast.people import NOT_WANTED, Size, Someone
from benchmarks.broadcast.story import MARKS, Tale
from bot.console.broadcasts import labels
from bot.db.models import Broadcast, Contact, OutboxMessage
from bot.db.session import Database

_COLUMNS: Final = ("recipients", "sent", "delivered", "read", "failed", "others")
_CHANNELS: Final = {"telegram": "Telegram", "whatsapp": "WhatsApp"}


@dataclass
class Verdict:
    """`faults`: what must not be, in words; `arrived`: messages at the stand-ins, by broadcast; `reasons`: why others
    did not go out, as the reports say; `doubt`: of how many nobody knows, and how many of these had arrived."""

    faults: list[str] = field(default_factory=list)
    arrived: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, dict[str, int]] = field(default_factory=dict)
    reported: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    doubt: tuple[int, int] = (0, 0)

    def same(self, what: str, found: Any, counted: Any) -> None:
        """A fault unless both are equal."""
        if found != counted:
            self.faults.append(f"{what}: {found} instead of {counted}")

    def true(self, what: str, holds: bool) -> None:
        """A fault unless it holds."""
        if not holds:
            self.faults.append(what)


def judged(database: Database, size: Size, tale: Tale) -> Verdict:
    """Everything that was promised of the two broadcasts."""
    verdict = Verdict()
    everybody = {(one.channel, one.sender): one for one in people.everybody(size)}
    came: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in MARKS}
    for channel, person, kind, words in tale.came:
        names = [name for name, mark in MARKS.items() if mark in words]
        verdict.true(f"a message of no broadcast came: {words[:80]}", len(names) == 1)
        for name in names:
            came[name][channel, person] += 1
        if channel == "whatsapp":
            closed = everybody[channel, person].closed
            verdict.true(f"the window of {person} is not kept: {kind}", (kind == "template") == closed)
    for name in MARKS:
        _one(verdict, database, name, tale, came[name], everybody)
    _moments(verdict, size, tale)
    return verdict


def _one(
    verdict: Verdict, database: Database, name: str, tale: Tale, came: Counter[tuple[str, str]],
    everybody: dict[tuple[str, str], Someone],
) -> None:  # fmt: skip
    """A broadcast: its report, the rows of the outbox, the stand-ins."""
    meant = {key: one for key, one in everybody.items() if one.group == name}
    rows = _rows(database, tale.ids[name])
    verdict.same(f"{name}: frozen", rows.keys(), meant.keys())
    twice = [key for key, times in came.items() if times > 1]
    verdict.true(f"{name}: came twice: {len(twice)}", not twice)
    strangers = [key for key in came if key not in meant]
    verdict.true(f"{name}: came to people outside of the segment: {len(strangers)}", not strangers)
    for fate in (*NOT_WANTED, "unreachable", "blocked", "no_marketing"):
        got = sum(meant[key].fate == fate for key in came if key in meant)
        verdict.true(f"{name}: {got} people got it who are {fate}", not got)
    capped = sum(meant[key].capped for key in came if key in meant)
    verdict.true(f"{name}: {capped} people got more than the cap allows", not capped)

    doubtful = {key for key, status in rows.items() if status == "unknown"}
    arrived_in_doubt = sum(key in came for key in doubtful)
    verdict.doubt = (verdict.doubt[0] + len(doubtful), verdict.doubt[1] + arrived_in_doubt)
    verdict.true(
        f"{name}: WhatsApp's are never in doubt for good", all(channel == "telegram" for channel, _ in doubtful)
    )
    verdict.arrived[name] = came.total()
    lost = [key for key, status in rows.items() if status == "sent" and key not in came]
    verdict.true(f"{name}: said to be sent, never came: {len(lost)}", not lost)

    report, told = tale.report[name], tale.told[name]
    reasons = {key: report["Not sent, and why"].get(text, [0])[0] for key, text in labels.REASONS.items()}
    verdict.reasons[name] = {key: number for key, number in reasons.items() if number}
    verdict.reported[name] = {title: report["Channel"][title] for title in _CHANNELS.values()}
    for channel, title in _CHANNELS.items():
        line = dict(zip(_COLUMNS, report["Channel"][title], strict=True))
        taken = sum(times for (where, _), times in came.items() if where == channel)
        failed = told.get("failed", 0) if channel == "whatsapp" else 0
        in_doubt = arrived_in_doubt if channel == "telegram" else 0
        verdict.same(f"{name}, {title}: sent in the report", line["sent"], taken - failed - in_doubt)
        verdict.same(f"{name}, {title}: recipients", line["recipients"], sum(where == channel for where, _ in meant))
        if channel == "whatsapp":
            verdict.same(f"{name}: delivered", line["delivered"], told.get("delivered", 0))
            verdict.same(f"{name}: read", line["read"], told.get("read", 0))
    whole = dict(zip(_COLUMNS, report["All messages"]["All"], strict=True))
    verdict.same(f"{name}: all", whole["sent"] + whole["failed"] + whole["others"], len(meant))
    verdict.same(f"{name}: crash", reasons["crash"], len(doubtful))
    _why(verdict, name, reasons, told, meant)
    if name == "second":
        verdict.true("nothing was stopped", reasons["stopped"] > 0)
        verdict.true("nobody came to the cap before the stop", tale.waited_for_cap > 0)


def _why(
    verdict: Verdict, name: str, reasons: dict[str, int], told: dict[str, int], meant: dict[tuple[str, str], Someone]
) -> None:
    """The reasons of the report. In the stopped one each is at most what it would have been."""
    fates = Counter("not_wanted" if one.fate in NOT_WANTED else one.fate for one in meant.values())
    expected = {"not_wanted": fates["not_wanted"], "unreachable": fates["unreachable"]}
    expected["contact_stopped"] = fates["blocked"] + (fates["no_marketing"] if name == "first" else 0)
    verdict.same(f"{name}: refused", reasons["refused"], told.get("failed", 0))
    if name == "first":
        verdict.same("first: undeliverable", reasons["refused"], fates["undeliverable"])
        for key, number in expected.items():
            verdict.same(f"first: {key}", reasons[key], number)
        verdict.same("first: other reasons", sum(reasons[one] for one in ("stopped", "no_template", "late")), 0)
        return
    for key, number in expected.items():
        verdict.true(f"second: {reasons[key]} {key}", reasons[key] <= number)
    closed = sum(one.closed for one in meant.values())
    verdict.true(f"second: {reasons['no_template']} without a template", 0 < reasons["no_template"] <= closed)


def _moments(verdict: Verdict, size: Size, tale: Tale) -> None:
    """What was seen while it went on."""
    verdict.true("whoever wrote it could approve it", not tale.own_could_approve)
    verdict.true(f"the page did not move: {tale.live['first']}", len(tale.live["first"]) >= 3)
    verdict.true(f"something was sent in the pause: {tale.paused}", tale.paused[1] == tale.paused[2])
    verdict.true(f"something was sent after the stop: {tale.stopped}", tale.stopped[1] == tale.stopped[2])
    verdict.true("the sender was killed before or after its work", 0 < tale.at_kill < verdict.arrived["first"])
    verdict.true(f"pages were refused: {tale.pages_refused[:5]}", not tale.pages_refused)


def _rows(database: Database, broadcast: str) -> dict[tuple[str, str], str]:
    """(channel, person) -> what became of the message; each person once."""
    wanted = (
        select(OutboxMessage.channel, Contact.sender, OutboxMessage.status)
        .join(Contact, Contact.id == OutboxMessage.contact_id)
        .where(
            OutboxMessage.campaign_id
            == select(Broadcast.campaign_id).where(Broadcast.id == broadcast).scalar_subquery()
        )
    )
    with database.session() as session:
        found = session.execute(wanted).all()
    rows = {(channel, sender): status for channel, sender, status in found}
    assert len(rows) == len(found), "somebody has two rows"
    return rows
