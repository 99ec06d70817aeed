"""Whether a message may go to a person now, and in which form. Pure; a table of tests holds every branch.

Answers to what a person wrote always go. What is sent unasked needs their wish for the purpose, respects the night and
the daily limit, and outside the window of a channel (24 hours after they last wrote) goes in the words of a template.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from bot.channels.base import Capabilities, Outgoing
from bot.clock import INDIA
from bot.delivery.outbox import BULK, DEAD, EXPIRED, WITHHELD, Due, Purpose, Status

ANSWER: Purpose = "reply"
ANNOUNCEMENTS: Purpose = "announcements"
TEMPLATE_PAUSE = dt.timedelta(minutes=10)
CAMPAIGN_PAUSE = dt.timedelta(minutes=1)
"""Until a row that came back to the queue of a paused campaign is looked at again."""
STOPPED_REASON = "the campaign was stopped"


@dataclass(frozen=True)
class Rules:
    """What the operator decides. `quiet_from`, `quiet_to`: the night of India, in which nothing in bulk is sent;
    `announcements_a_day`: most of them to one person."""

    quiet_from: dt.time = dt.time(21, 0)
    quiet_to: dt.time = dt.time(8, 0)
    announcements_a_day: int = 2


@dataclass(frozen=True)
class Circumstances:
    """What the database knows beside the message. `wanted`: the person wants messages of this purpose and topic;
    `template_problem`: why its template cannot be used now; `announcements_today`: how many the person had;
    `stopped`, `paused`: the campaign is."""

    wanted: bool = True
    template_problem: str | None = None
    announcements_today: int = 0
    stopped: bool = False
    paused: bool = False


@dataclass(frozen=True)
class Go:
    """Send this."""

    message: Outgoing


@dataclass(frozen=True)
class Wait:
    """Not before `until`."""

    until: dt.datetime
    reason: str


@dataclass(frozen=True)
class Drop:
    """Never."""

    status: Status
    reason: str


Decision = Go | Wait | Drop


def decide(
    due: Due, message: Outgoing | None, channel: Capabilities, known: Circumstances, rules: Rules, now: dt.datetime
) -> Decision:
    """What to do with a message that is due. `message`: None if its text is gone."""
    if due.expires_at is not None and due.expires_at <= now:
        return Drop(EXPIRED, "its time is over")
    if known.stopped:
        return Drop(WITHHELD, STOPPED_REASON)
    if known.paused:
        return Wait(now + CAMPAIGN_PAUSE, "the campaign is paused")
    if message is None:
        return Drop(DEAD, "its text is gone")
    if due.purpose != ANSWER:
        if due.unreachable:
            return Drop(WITHHELD, "the contact is not reachable")
        if not known.wanted:
            return Drop(WITHHELD, f"not wanted: {due.purpose}")
    if due.lane == BULK and (morning := awake(now, rules)) is not None:
        return Wait(morning, "quiet hours")
    if due.purpose == ANNOUNCEMENTS and known.announcements_today >= rules.announcements_a_day:
        return Wait(_next_day(now, rules), "daily limit")
    if window_open(due.seen_at, channel, now):
        return Go(replace(message, template=None))
    if message.template is None:
        return Drop(DEAD, "the window is closed and there is no template")
    if known.template_problem is not None:
        return Wait(now + TEMPLATE_PAUSE, f"template: {known.template_problem}")
    return Go(message)


def window_open(seen_at: dt.datetime, channel: Capabilities, now: dt.datetime) -> bool:
    """Whether the person may be written to in free words."""
    return channel.window is None or now - seen_at < channel.window


def awake(now: dt.datetime, rules: Rules) -> dt.datetime | None:
    """When the night ends, if it is night in India."""
    here = now.astimezone(INDIA)
    time, start, end = here.time(), rules.quiet_from, rules.quiet_to
    if start == end:
        return None
    quiet = start <= time < end if start < end else (time >= start or time < end)
    if not quiet:
        return None
    day = here.date() + dt.timedelta(days=int(time >= end))
    return dt.datetime.combine(day, end, INDIA).astimezone(dt.UTC)


def _next_day(now: dt.datetime, rules: Rules) -> dt.datetime:
    day = now.astimezone(INDIA).date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, rules.quiet_to, INDIA).astimezone(dt.UTC)
