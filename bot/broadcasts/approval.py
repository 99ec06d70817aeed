"""From a draft to a broadcast that may go: handing in, the word of a second official, the time at which it begins.

Nobody lets go what they wrote in themselves. One for few people (the setting broadcast_small) needs no second official.
What may go is begun by the scheduler at its time (a task of kind "broadcast"), so that it survives a restart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.broadcasts import attachments, doubles, reach, running
from bot.broadcasts.checks import Problem, problems
from bot.broadcasts.messages import goes_in, outgoing
from bot.broadcasts.reach import Cost, Prices, Reach
from bot.broadcasts.record import (
    APPROVED,
    DRAFT,
    WAITING,
    Broadcast,
    NotNow,
    draft_of,
    locked,
    of_rows,
    writers,
)
from bot.channels.base import Capabilities
from bot.db import models
from bot.delivery.policy import Rules, awake
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.services import audit, timing
from bot.services.officers import Officer
from bot.services.timing import Plan

TASK: Final = "broadcast"
"""Kind of the timed task that begins a broadcast."""
ASK: Final = "broadcast_ask"
"""Kind of the timed task that shows a broadcast to those who may approve it, in their chats."""
ANSWER: Final = "broadcast_answer"
"""Kind of the timed task that tells those who wrote a broadcast what became of it."""
AHEAD: Final = dt.timedelta(minutes=10)
"""Least time between scheduling and the beginning, so that a mistake can be taken back."""
FAR: Final = dt.timedelta(days=90)
LEAST_REASON: Final = 5
"""Characters of a reason for a refusal."""


class Unready(ValueError):
    """The draft is not ready to be handed in. `problems`: what is wrong, field by field; of the segment: nobody."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("The draft is not ready: " + ", ".join(f"{one.field}: {one.key}" for one in found))
        self.problems = found


@dataclass(frozen=True)
class Terms:
    """What the operator decides. `small`: most people of a broadcast that needs no second official; `prices`: of
    WhatsApp; `rules`: night and daily limit; `capabilities`: of the channels that run; `default_language`: of people of
    whom none is known."""

    small: int
    prices: Prices
    rules: Rules
    capabilities: Mapping[str, Capabilities]
    default_language: Language = "bn"


def submit(
    session: Session, officer: Officer, content: Content, broadcast_id: str, version: int, terms: Terms,
    now: dt.datetime, *, when: dt.datetime | None = None, again: bool = False,
) -> Broadcast:  # fmt: skip
    """Hands a draft in; what it reaches and costs is written down as it is now. `when`: the moment at which it is to
    begin (None: as soon as it may); `again`: the same text to the same people within a day is meant. It is approved
    then (few people) or waits for a second official. Raises `Forbidden`, `UnknownBroadcast`, `NotNow` (also early,
    night, far), `Changed`, `Unready` and `doubles.Again`."""
    row = locked(session, officer, broadcast_id, DRAFT, version=version)
    draft = draft_of(row)
    found = problems(content, draft, terms.capabilities)
    document = attachments.document(session, row.upload_id)
    if found:
        raise Unready(found)
    if row.upload_id is not None and document is None:
        raise Unready([Problem("upload_id", "empty")])
    for language in goes_in(draft):
        outgoing(content, draft, language)
    _check_time(when, terms.rules, now)
    people = running.people(session, row, now)
    counted = reach.of_people(
        session, people, row.topic, row.template, goes_in(draft), terms.rules, terms.capabilities, now,
        default_language=terms.default_language,
    )  # fmt: skip
    if not counted.total:
        raise Unready([Problem("segment", "nobody")])
    row.digest = doubles.digest(draft, row.districts)
    if not again and row.retry_of is None and (before := doubles.earlier(session, row, now)) is not None:
        raise doubles.Again(before)
    everybody = list(dict.fromkeys([*writers(row), officer.id]))
    row.estimate = {"writers": everybody, "small": terms.small, **estimate(counted, reach.cost(counted, terms.prices))}
    row.again, row.submitted_at, row.scheduled_at = again, now, when
    row.decided_by, row.decided_at, row.decision = None, None, ""
    few = counted.total <= terms.small
    _move(session, row, APPROVED if few else WAITING, now)
    session.flush()
    audit.note(
        session, officer.name, "broadcast_submit", now, about=row.id, address=officer.address, people=counted.total,
        approved=few, again=again, digest=row.digest[:16],
    )  # fmt: skip
    return of_rows(session, [row])[0]


def approve(
    session: Session, officer: Officer, broadcast_id: str, version: int, now: dt.datetime, *, remark: str = ""
) -> Broadcast:
    """Lets another official's broadcast go, now or at its time. Raises `Forbidden`, `UnknownBroadcast`, `NotNow` (also
    own) and `Changed`."""
    row = _theirs(session, officer, broadcast_id, version)
    row.decided_by, row.decided_at, row.decision = officer.id, now, remark.strip()[:300]
    _move(session, row, APPROVED, now)
    timing.plan(session, [Plan(ANSWER, row.id, now, str(row.version))], now)
    session.flush()
    audit.note(
        session, officer.name, "broadcast_approve", now, about=row.id, reason=remark, address=officer.address,
        people=row.estimate.get("total", 0), digest=row.digest[:16],
    )  # fmt: skip
    return of_rows(session, [row])[0]


def refuse(
    session: Session, officer: Officer, broadcast_id: str, version: int, reason: str, now: dt.datetime
) -> Broadcast:
    """Another official's broadcast becomes a draft again, with the reason. Raises as `approve`, and `NotNow` (reason)
    if none is given."""
    row = _theirs(session, officer, broadcast_id, version)
    reason = " ".join(reason.split())
    if not audit.says_enough(reason, LEAST_REASON):
        raise NotNow("reason")
    row.decided_by, row.decided_at, row.decision = officer.id, now, reason[:300]
    _move(session, row, DRAFT, now)
    timing.plan(session, [Plan(ANSWER, row.id, now, str(row.version))], now)
    session.flush()
    audit.note(session, officer.name, "broadcast_refuse", now, about=row.id, reason=reason, address=officer.address)
    return of_rows(session, [row])[0]


def schedule(
    session: Session, officer: Officer, broadcast_id: str, version: int, when: dt.datetime | None, rules: Rules,
    now: dt.datetime,
) -> Broadcast:  # fmt: skip
    """Moves the beginning of a broadcast that was handed in; None: as soon as it may. Raises `Forbidden`,
    `UnknownBroadcast`, `NotNow` (also early, night, far) and `Changed`."""
    row = locked(session, officer, broadcast_id, WAITING, APPROVED, version=version)
    _check_time(when, rules, now)
    row.scheduled_at = when
    _move(session, row, row.status, now)
    session.flush()
    audit.note(
        session, officer.name, "broadcast_schedule", now, about=row.id, address=officer.address,
        at=when.isoformat() if when is not None else "at once",
    )  # fmt: skip
    return of_rows(session, [row])[0]


def withdraw(session: Session, officer: Officer, broadcast_id: str, version: int, now: dt.datetime) -> Broadcast:
    """Takes back what was handed in and has not begun: it is a draft again. Raises `Forbidden`, `UnknownBroadcast`,
    `NotNow` and `Changed`."""
    row = locked(session, officer, broadcast_id, WAITING, APPROVED, version=version)
    _move(session, row, DRAFT, now)
    session.flush()
    audit.note(session, officer.name, "broadcast_withdraw", now, about=row.id, address=officer.address)
    return of_rows(session, [row])[0]


def may_decide(officer: Officer, broadcast: Broadcast) -> str:
    """Why the official may not approve it: right, own, status; empty if they may."""
    if not officer.may("approve") or officer.reads:
        return "right"
    if officer.id in broadcast.writers:
        return "own"
    return "" if broadcast.status == WAITING else "status"


def estimate(counted: Reach, costs: Cost) -> dict[str, Any]:
    """Counts and cost (rupees as text) as they are kept with a broadcast."""
    return {
        "total": counted.total, "goes": counted.goes, "by_language": counted.by_language,
        "by_channel": counted.by_channel, "left_out": counted.left_out, "templates": costs.templates,
        "service": costs.service, "net": str(costs.net), "gst": str(costs.gst), "cost": str(costs.total),
    }  # fmt: skip


def _theirs(session: Session, officer: Officer, broadcast_id: str, version: int) -> models.Broadcast:
    row = locked(session, officer, broadcast_id, WAITING, right="approve", version=version)
    if officer.id in writers(row):
        raise NotNow("own")
    return row


def _check_time(when: dt.datetime | None, rules: Rules, now: dt.datetime) -> None:
    if when is None:
        return
    if when < now + AHEAD:
        raise NotNow("early")
    if when > now + FAR:
        raise NotNow("far")
    if awake(when, rules) is not None:
        raise NotNow("night")


def _move(session: Session, row: models.Broadcast, status: str, now: dt.datetime) -> None:
    """Into another state; the task that begins it is planned or cancelled with it."""
    row.status, row.version, row.updated_at = status, row.version + 1, now
    timing.cancel(session, now, subjects=[row.id], kinds=[TASK, ASK, ANSWER])
    if status == APPROVED:
        due = max(row.scheduled_at, now) if row.scheduled_at is not None else now
        timing.plan(session, [Plan(TASK, row.id, due, str(row.version))], now)
    elif status == WAITING:
        timing.plan(session, [Plan(ASK, row.id, now, str(row.version))], now)
