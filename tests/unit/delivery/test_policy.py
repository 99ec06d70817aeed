"""Whether a message may go now: a row for each branch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest

from bot.channels.base import Capabilities, Outgoing, TemplateCall
from bot.delivery.outbox import BULK, REPLY, Due, Purpose
from bot.delivery.policy import TEMPLATE_PAUSE, Circumstances, Drop, Go, Rules, Wait, awake, decide, window_open

NOON = dt.datetime(2026, 11, 23, 6, 30, tzinfo=dt.UTC)  # 12:00 in India
NIGHT = dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)  # 22:30
EARLY = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)  # 06:30
MORNING = dt.datetime(2026, 11, 24, 2, 30, tzinfo=dt.UTC)  # 08:00 the next day
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
FREE = Capabilities(text=4096, buttons=3, button_title=20)
WINDOW = replace(FREE, window=24 * HOUR)
CALL = TemplateCall("session_reminder", "bn", ("Sunday",))


@dataclass
class Case:
    name: str
    expected: object
    purpose: Purpose = "announcements"
    lane: int = BULK
    now: dt.datetime = NOON
    seen: dt.timedelta = HOUR
    channel: Capabilities = FREE
    known: Circumstances = field(default_factory=Circumstances)
    expires: dt.datetime | None = None
    unreachable: bool = False
    template: TemplateCall | None = None
    text: str | None = "hello"


SENT = Go(Outgoing("hello", "bn"))
WITH_TEMPLATE = Go(Outgoing("hello", "bn", template=CALL))
CASES = [
    Case("wanted", SENT),
    Case("not wanted", Drop("withheld", "not wanted: announcements"), known=Circumstances(wanted=False)),
    Case("an answer is always wanted", SENT, "reply", REPLY, known=Circumstances(wanted=False)),
    Case("gone", Drop("withheld", "the contact is not reachable"), unreachable=True),
    Case("an answer goes to whoever was gone and wrote again", SENT, "reply", REPLY, unreachable=True),
    Case("over", Drop("expired", "its time is over"), expires=NOON),
    Case("not yet over", SENT, expires=NOON + MINUTE),
    Case("stopped campaign", Drop("withheld", "the campaign was stopped"), known=Circumstances(stopped=True)),
    Case("text erased", Drop("dead", "its text is gone"), text=None),
    Case("night", Wait(MORNING, "quiet hours"), now=NIGHT),
    Case("before eight", Wait(MORNING - 24 * HOUR, "quiet hours"), now=EARLY),
    Case("an answer at night", SENT, "reply", REPLY, now=NIGHT),
    Case("news about what the person did, at night", SENT, "service", REPLY, now=NIGHT),
    Case("a reminder in bulk at night", Wait(MORNING, "quiet hours"), "reminders", now=NIGHT),
    Case("one more today", SENT, known=Circumstances(announcements_today=1)),
    Case("enough for today", Wait(MORNING, "daily limit"), known=Circumstances(announcements_today=2)),
    Case("reminders are not counted", SENT, "reminders", known=Circumstances(announcements_today=9)),
    Case("in the window free words", SENT, channel=WINDOW, template=CALL),
    Case("23 hours 59", SENT, channel=WINDOW, seen=24 * HOUR - MINUTE, template=CALL),
    Case("24 hours 01", WITH_TEMPLATE, channel=WINDOW, seen=24 * HOUR + MINUTE, template=CALL),
    Case(
        "24 hours 01 without a template", Drop("dead", "the window is closed and there is no template"),
        channel=WINDOW, seen=24 * HOUR + MINUTE,
    ),
    Case(
        "a template that is paused", Wait(NOON + TEMPLATE_PAUSE, "template: paused"), channel=WINDOW, seen=48 * HOUR,
        template=CALL, known=Circumstances(template_problem="paused"),
    ),
    Case(
        "a paused template does not matter in the window", SENT, channel=WINDOW, template=CALL,
        known=Circumstances(template_problem="paused"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_branch(case: Case) -> None:
    due = Due(
        id=1, channel="x", lane=case.lane, purpose=case.purpose, topic="", campaign_id=None, contact_id="c",
        recipient="r", language="bn", seen_at=case.now - case.seen, unreachable=case.unreachable, body=None, attempts=1,
        parts_sent=0, expires_at=case.expires, in_doubt=False,
    )  # fmt: skip
    message = None if case.text is None else Outgoing(case.text, "bn", template=case.template)
    assert decide(due, message, case.channel, case.known, Rules(), case.now) == case.expected


@pytest.mark.parametrize(
    ("time", "until"),
    [
        ("20:59", None), ("21:00", "08:00 +1"), ("23:59", "08:00 +1"), ("00:00", "08:00"), ("07:59", "08:00"),
        ("08:00", None), ("12:00", None),
    ],
)  # fmt: skip
def test_the_night_over_midnight(time: str, until: str | None) -> None:
    india = dt.timezone(dt.timedelta(hours=5, minutes=30))
    now = dt.datetime.combine(dt.date(2026, 11, 23), dt.time.fromisoformat(time), india)
    expected = None
    if until is not None:
        day = dt.date(2026, 11, 23) + dt.timedelta(days=int(until.endswith("+1")))
        expected = dt.datetime.combine(day, dt.time(8), india)
    assert awake(now, Rules()) == expected


def test_a_night_within_a_day_and_none() -> None:
    nap = Rules(dt.time(12), dt.time(14))
    assert awake(NOON, nap) == NOON + 2 * HOUR
    assert awake(NOON + 2 * HOUR, nap) is None
    assert awake(NIGHT, Rules(dt.time(0), dt.time(0))) is None


def test_channels_without_a_window_are_always_open() -> None:
    assert window_open(NOON - 9999 * HOUR, FREE, NOON)
    assert not window_open(NOON - 24 * HOUR, WINDOW, NOON)
