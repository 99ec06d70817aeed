"""From leased rows to decisions: the text of each, what the database knows beside it, and the policy's word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from bot.channels.base import Capabilities, Outgoing, TemplateCall
from bot.channels.wire import from_json
from bot.clock import INDIA
from bot.db.models import Campaign, MarketingCount
from bot.db.upsert import upsert
from bot.delivery import outbox
from bot.delivery.outbox import Due, Outcome, Unasked
from bot.delivery.policy import ANNOUNCEMENTS, ANSWER, Circumstances, Decision, Drop, Rules, decide

Wants = Callable[[Session, Collection[str], Unasked, str], Collection[str]]
"""(contacts, purpose, topic) -> those of them that want it."""
TemplateProblem = Callable[[Session, str, TemplateCall, str], str | None]
"""(channel, call, purpose) -> why the template cannot be used now, or None."""


_COUNTS: Table = MarketingCount.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Knowledge:
    """What delivery asks the services."""

    wants: Wants
    template_problem: TemplateProblem
    default_language: str = "bn"
    declined: Callable[[Session, str, dt.datetime], None] | None = None
    """Is told of a person who, as their service says, wants no announcements."""
    rules: Callable[[Session], Rules] | None = None
    """What officials decided meanwhile, over the rules of the start."""


@dataclass(frozen=True)
class Prepared:
    """A leased row and what to do with it."""

    due: Due
    decision: Decision


def take(
    session: Session, channel: str, lane: int, limit: int, now: dt.datetime, sender: str, capabilities: Capabilities,
    knowledge: Knowledge, rules: Rules,
) -> list[Prepared]:  # fmt: skip
    """Leases what is due and decides on each; messages that are dropped count as announcements of the day no more."""
    due = outbox.claim(session, channel, lane, limit, now, sender)
    if not due:
        return []
    if knowledge.rules is not None:
        rules = knowledge.rules(session)
    campaigns = _campaigns(session, {one.campaign_id for one in due if one.campaign_id})
    wanted = _wanted(session, due, knowledge.wants)
    counts = _announcements(session, due, now)
    found: list[Prepared] = []
    for one in due:
        campaign = campaigns.get(one.campaign_id)
        stopped = campaign is not None and campaign.stopped_at is not None
        paused = campaign is not None and campaign.paused_at is not None
        message = _message(one, campaign, knowledge.default_language)
        problem = None
        if message is not None and message.template is not None and capabilities.window is not None:
            problem = knowledge.template_problem(session, channel, message.template, one.purpose)
        known = Circumstances(one.id in wanted, problem, counts.get(one.contact_id, 0), stopped, paused)
        found.append(Prepared(one, decide(one, message, capabilities, known, rules, now)))
    return found


def count_announcements(session: Session, sent: Sequence[Due], now: dt.datetime) -> None:
    """Announcements that went out, for the daily limit."""
    people = sorted(one.contact_id for one in sent if one.purpose == ANNOUNCEMENTS)  # so that two senders do not cross
    if people:
        day = now.astimezone(INDIA).date()
        statement = upsert(session)(_COUNTS).values(contact_id=bindparam("contact"), day=bindparam("on"), count=1)
        statement = statement.on_conflict_do_update(
            index_elements=["contact_id", "day"], set_={"count": _COUNTS.c.count + 1}
        )
        session.execute(statement, [{"contact": contact, "on": day} for contact in people])


def dropped(prepared: Sequence[Prepared]) -> list[Outcome]:
    """The rows that are never sent."""
    return [
        Outcome(one.due, one.decision.status, error=one.decision.reason, parts_sent=one.due.parts_sent)
        for one in prepared
        if isinstance(one.decision, Drop)
    ]


def _message(due: Due, campaign: Any, default: str) -> Outgoing | None:
    if campaign is None:
        return _read(due.body)
    bodies = campaign.bodies
    language = next(name for name in (due.language, default, *bodies) if name in bodies)
    message = _read(bodies[language])
    # Another language may stand in for the reader's, by choice: then the template is in that one too.
    if message is not None and message.template is not None and message.template.language != message.language:
        message = replace(message, template=replace(message.template, language=message.language))
    return message


def _read(body: dict[str, Any] | None) -> Outgoing | None:
    """None for a text that is erased or that this version cannot read: it must not hold up the others."""
    try:
        return from_json(body) if body is not None else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _campaigns(session: Session, ids: set[str]) -> dict[str | None, Any]:
    if not ids:
        return {}
    columns = (Campaign.id, Campaign.bodies, Campaign.stopped_at, Campaign.paused_at)
    rows = session.execute(select(*columns).where(Campaign.id.in_(ids)))
    return {row.id: row for row in rows}


def _wanted(session: Session, due: Sequence[Due], wants: Wants) -> set[int]:
    """Of which rows the person wants the purpose and topic; answers are always wanted."""
    found = {one.id for one in due if one.purpose == ANSWER}
    asked: set[tuple[Unasked, str]] = {(one.purpose, one.topic) for one in due if one.purpose != "reply"}
    for purpose, topic in asked:
        rows = [one for one in due if (one.purpose, one.topic) == (purpose, topic)]
        people = wants(session, [one.contact_id for one in rows], purpose, topic)
        found |= {one.id for one in rows if one.contact_id in people}
    return found


def _announcements(session: Session, due: Sequence[Due], now: dt.datetime) -> dict[str, int]:
    people = {one.contact_id for one in due if one.purpose == ANNOUNCEMENTS}
    if not people:
        return {}
    day = now.astimezone(INDIA).date()
    rows = session.execute(
        select(MarketingCount.contact_id, MarketingCount.count).where(
            MarketingCount.day == day, MarketingCount.contact_id.in_(people)
        )
    )
    return {contact: number for contact, number in rows}
