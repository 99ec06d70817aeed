"""What is due when: pure, so that thousands of random sessions can be tried."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import INDIA
from bot.db.models import Agency, Course, Enrolment, TrainingSession
from bot.delivery.policy import Rules, awake
from bot.knowledge import reminders
from bot.services.timing import Plan
from bot.services.training import plans
from bot.services.training.catalogue import Upcoming
from bot.services.training.plans import Schedule

ROOT = Path(__file__).resolve().parents[4]
REMINDERS = reminders.read(ROOT / "content")
SCHEDULE = Schedule(REMINDERS, Rules())


def at(day: int, clock: str) -> dt.datetime:
    """A time in India in January 2027."""
    return dt.datetime.combine(dt.date(2027, 1, day), dt.time.fromisoformat(clock), INDIA).astimezone(dt.UTC)


def upcoming(starts: dt.datetime, *, hours: float = 2, assessment: str = "", **values: Any) -> Upcoming:
    session = TrainingSession(
        id="s" * 32, version=1, status="planned", mode="classroom", starts_at=starts, announce=False,
        ends_at=starts + dt.timedelta(hours=hours), district="malda", link="", place="DIC",
    )  # fmt: skip
    for name, value in values.items():
        setattr(session, name, value)
    return Upcoming(session, Course(id="c" * 32, assessment=assessment), Agency(id="a" * 32))


def enrolment(**values: Any) -> Enrolment:
    made = Enrolment(id="e" * 32, session_id="s" * 32, contact_id="p" * 32, status="enrolled", round=1)
    for name, value in values.items():
        setattr(made, name, value)
    return made


def shown(found: list[Plan]) -> list[tuple[str, str]]:
    return [(one.kind, f"{one.due_at.astimezone(INDIA):%d %H:%M}") for one in found]


BEFORE = at(1, "12:00")


@pytest.mark.parametrize(
    ("starts", "now", "online", "expected"),
    [
        # By day each comes at its time.
        (at(20, "11:00"), BEFORE, False, [("days3", "17 11:00"), ("day1", "19 11:00"), ("hours2", "20 09:00")]),
        (at(20, "11:00"), BEFORE, True,
         [("days3", "17 11:00"), ("day1", "19 11:00"), ("hours2", "20 09:00"), ("link", "20 10:45")]),
        # Two hours before nine it is night: it comes at eight.
        (at(20, "09:00"), BEFORE, False, [("days3", "17 09:00"), ("day1", "19 09:00"), ("hours2", "20 08:00")]),
        # Eight is too late for a session at eight: it comes in the evening before.
        (at(20, "08:00"), BEFORE, False, [("days3", "17 08:00"), ("day1", "19 08:00"), ("hours2", "19 20:30")]),
        # In the evening there is one already within three hours of that: it falls away.
        (at(20, "22:30"), BEFORE, False, [("days3", "18 08:00"), ("day1", "20 08:00"), ("hours2", "20 20:30")]),
        # Nobody is sent a reminder of what has passed when they enrol.
        (at(20, "11:00"), at(20, "06:00"), True, [("hours2", "20 09:00"), ("link", "20 10:45")]),
        (at(20, "11:00"), at(20, "09:30"), True, [("link", "20 10:45")]),
        # The link comes at once to whoever enrols at the last moment, and at night too.
        (at(20, "11:00"), at(20, "10:55"), True, [("link", "20 10:55")]),
        (at(20, "07:00"), at(20, "06:00"), True, [("link", "20 06:45")]),
        (at(20, "11:00"), at(20, "11:25"), True, []),
    ],
)  # fmt: skip
def test_before_a_session(starts: dt.datetime, now: dt.datetime, online: bool, expected: list[tuple[str, str]]) -> None:
    one = upcoming(starts, mode="online" if online else "classroom")
    assert shown(plans.for_enrolment(SCHEDULE, one, enrolment(), now)) == expected


def test_a_reminder_of_the_evening_falls_away_beside_another() -> None:
    # hours2 of a session at 07:30 would come at 20:30 the evening before; day1 is moved near it here.
    near = {**REMINDERS, "day1": REMINDERS["day1"].model_copy(update={"at": dt.timedelta(hours=-13)})}
    found = plans.for_enrolment(Schedule(near, Rules()), upcoming(at(20, "07:30")), enrolment(), BEFORE)
    assert shown(found) == [("days3", "17 08:00"), ("day1", "19 18:30")]


def test_only_who_has_a_place_in_a_session_that_takes_place() -> None:
    one = upcoming(at(20, "11:00"))
    for status in ("waiting", "cancelled"):
        assert plans.for_enrolment(SCHEDULE, one, enrolment(status=status), BEFORE) == []
    for status in ("cancelled", "held"):
        assert plans.for_enrolment(SCHEDULE, upcoming(at(20, "11:00"), status=status), enrolment(), BEFORE) == []


def test_the_test_before_the_course() -> None:
    found = plans.for_enrolment(SCHEDULE, upcoming(at(20, "11:00"), assessment="gst-basics"), enrolment(), BEFORE)
    assert ("pre_test", "19 15:00") in shown(found)


def test_versions() -> None:
    one, mine = upcoming(at(20, "11:00"), version=3), enrolment(round=2)
    found = plans.for_enrolment(SCHEDULE, one, mine, BEFORE)
    assert {plan.version for plan in found} == {"3.2"} and {plan.group for plan in found} == {one.session.id}
    assert plans.is_of("3.2", one.session, mine) and plans.is_of("3.2.17", one.session, mine)
    assert not plans.is_of("2.2", one.session, mine) and not plans.is_of("3.1", one.session, mine)


@pytest.mark.parametrize(
    ("now", "starts", "before", "due", "urgent"),
    [
        (at(10, "12:00"), at(20, "11:00"), None, "10 12:00", False),
        (at(10, "23:00"), at(20, "11:00"), None, "11 08:00", False),
        # At eight they would be on the way already: at once, at night.
        (at(19, "23:00"), at(20, "09:00"), None, "19 23:00", True),
        # Moved from tomorrow morning to next week: the old start counts.
        (at(19, "23:00"), at(27, "11:00"), at(20, "09:00"), "19 23:00", True),
        (at(19, "23:00"), at(27, "11:00"), at(20, "11:00"), "20 08:00", False),
        # A minute before.
        (at(20, "10:59"), at(27, "11:00"), at(20, "11:00"), "20 10:59", False),
        (at(20, "06:59"), at(27, "11:00"), at(20, "07:00"), "20 06:59", True),
    ],
)
@pytest.mark.parametrize("kind", ["changed", "cancelled"])
def test_news(
    kind: Any, now: dt.datetime, starts: dt.datetime, before: dt.datetime | None, due: str, urgent: bool
) -> None:
    (found,) = plans.news(SCHEDULE, kind, upcoming(starts), enrolment(), now, before=before)
    assert shown([found]) == [(kind, due)] and bool(found.values.get("urgent")) is urgent
    assert found.useful_until == starts


def test_no_news_of_what_has_begun() -> None:
    assert plans.news(SCHEDULE, "changed", upcoming(at(20, "11:00")), enrolment(), at(20, "11:00")) == []


@pytest.mark.parametrize(
    ("now", "until", "expected"),
    [
        (at(10, "12:00"), at(11, "12:00"), [("offer_end", "11 12:00"), ("offer", "10 12:00")]),
        (at(10, "22:00"), at(11, "12:00"), [("offer_end", "11 12:00"), ("offer", "11 08:00")]),
        # It ends before anybody is told in the morning.
        (at(10, "22:00"), at(11, "06:00"), [("offer_end", "11 06:00")]),
        (at(10, "12:00"), None, []),
    ],
)
def test_an_offer(now: dt.datetime, until: dt.datetime | None, expected: list[tuple[str, str]]) -> None:
    offered = enrolment(status="offered", offer_until=until)
    assert shown(plans.for_enrolment(SCHEDULE, upcoming(at(20, "11:00")), offered, now)) == expected


@pytest.mark.parametrize(
    ("starts", "hours", "feedback"),
    [
        (at(20, "11:00"), 2, "20 19:00"),  # the evening
        (at(20, "16:00"), 3, "20 19:30"),  # half an hour after the end
        (at(20, "18:00"), 2.8, "21 08:00"),  # 21:18 is night
    ],
)
def test_after_a_session(starts: dt.datetime, hours: float, feedback: str) -> None:
    one = upcoming(starts, hours=hours, assessment="gst-basics")
    found = plans.after_session(SCHEDULE, one, enrolment(presence=90), one.session.ends_at)
    kinds = dict(shown(found))
    assert kinds["feedback"] == feedback
    # Three hours after the first would be too soon.
    assert kinds.get("feedback_again") == (None if feedback == "21 08:00" else "21 11:00")
    assert {"post_test", "late_test", "late_again"} <= kinds.keys()
    late = {plan.kind: plan for plan in found}["late_test"]
    assert late.due_at.astimezone(INDIA).date() == dt.date(2027, 2, 19)


def test_only_who_was_there_is_asked() -> None:
    one = upcoming(at(20, "11:00"), assessment="gst-basics")
    for presence in (None, 0):
        assert plans.after_session(SCHEDULE, one, enrolment(presence=presence), one.session.ends_at) == []


def test_a_session_that_ended_while_nothing_ran() -> None:
    one = upcoming(at(20, "11:00"))
    found = plans.after_session(SCHEDULE, one, enrolment(presence=100), at(21, "10:00"))
    assert shown(found) == [("feedback", "21 10:00")]
    assert plans.after_session(SCHEDULE, one, enrolment(presence=100), at(23, "10:00")) == []


def test_the_end_and_the_announcement() -> None:
    assert shown(plans.for_session(SCHEDULE, upcoming(at(20, "11:00")), BEFORE)) == [("session_end", "20 13:00")]
    told = upcoming(at(20, "11:00"), announce=True)
    assert shown(plans.for_session(SCHEDULE, told, BEFORE))[1:] == [("announce", "10 11:00")]
    assert shown(plans.for_session(SCHEDULE, told, at(12, "12:00")))[1:] == [("announce", "12 12:00")]
    assert len(plans.for_session(SCHEDULE, told, at(17, "12:00"))) == 1, "too near to be announced"


def test_daily_digests() -> None:
    assert shown(plans.daily(SCHEDULE, at(5, "07:00"))) == [("digest", "05 08:30"), ("digest", "06 08:30")]
    assert shown(plans.daily(SCHEDULE, at(5, "09:00"))) == [("digest", "06 08:30")]


def test_about_anything_else() -> None:
    introduced = at(1, "15:00")
    (found,) = plans.about(SCHEDULE, "mentor_30", "m" * 32, introduced, introduced)
    assert shown([found]) == [("mentor_30", "31 11:00")]
    assert plans.about(SCHEDULE, "mentor_30", "m" * 32, introduced, introduced + dt.timedelta(days=46)) == []


def test_the_link_now_once_a_minute() -> None:
    one = upcoming(at(20, "11:00"), mode="online")
    people = [enrolment(), enrolment(id="f" * 32, status="waiting")]
    (first,) = plans.link_now(one, people, at(20, "10:30"))
    (again,) = plans.link_now(one, people, at(20, "10:30") + dt.timedelta(seconds=30))
    (later,) = plans.link_now(one, people, at(20, "10:31"))
    assert first.version == again.version != later.version and len(first.version) <= 16
    assert plans.link_now(one, people, at(20, "13:00")) == []


MOMENTS = st.datetimes(dt.datetime(2027, 1, 1), dt.datetime(2027, 3, 1), timezones=st.just(dt.UTC))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


@given(
    starts=MOMENTS, ahead=st.timedeltas(dt.timedelta(minutes=-30), dt.timedelta(days=8)), mode=st.booleans(),
    tested=st.booleans(), quiet=st.tuples(TIMES, TIMES),
)  # fmt: skip
def test_what_always_holds_before_a_session(
    starts: dt.datetime, ahead: dt.timedelta, mode: bool, tested: bool, quiet: tuple[dt.time, dt.time]
) -> None:
    rules = Rules(*quiet)
    now = starts - ahead
    one = upcoming(starts, mode="online" if mode else "classroom", assessment="gst" if tested else "")
    found = plans.for_enrolment(Schedule(REMINDERS, rules), one, enrolment(), now)
    assert len({plan.kind for plan in found}) == len(found), "at most one of a kind"
    for plan in found:
        assert plan.useful_until is not None
        assert now <= plan.due_at < plan.useful_until
        if plan.kind == "link":
            assert plan.due_at >= starts - dt.timedelta(minutes=15)
            continue
        assert awake(plan.due_at, rules) is None, "never at night"
        assert plan.useful_until < starts, "never past the session"
        limit = starts + REMINDERS[plan.kind].until  # type: ignore[index]
        assert plan.useful_until == limit


@given(ends=MOMENTS, late=st.timedeltas(dt.timedelta(0), dt.timedelta(days=60)), quiet=st.tuples(TIMES, TIMES))
def test_what_always_holds_after_a_session(
    ends: dt.datetime, late: dt.timedelta, quiet: tuple[dt.time, dt.time]
) -> None:
    rules = Rules(*quiet)
    one = upcoming(ends - dt.timedelta(hours=2), assessment="gst")
    now = ends + late
    found = plans.after_session(Schedule(REMINDERS, rules), one, enrolment(presence=50), now)
    due = {plan.kind: plan for plan in found}
    assert len(due) == len(found)
    for plan in found:
        assert plan.useful_until is not None and now <= plan.due_at < plan.useful_until
        assert awake(plan.due_at, rules) is None
    for first, second in (("feedback", "feedback_again"), ("late_test", "late_again")):
        if second in due:
            assert due[second].due_at - due[first].due_at >= dt.timedelta(hours=12)


@given(now=MOMENTS, ahead=st.timedeltas(dt.timedelta(minutes=1), dt.timedelta(days=10)))
def test_news_is_told_in_time(now: dt.datetime, ahead: dt.timedelta) -> None:
    starts = now + ahead
    (plan,) = plans.news(SCHEDULE, "cancelled", upcoming(starts), enrolment(), now)
    assert now <= plan.due_at < starts
    if awake(plan.due_at, SCHEDULE.quiet) is not None:
        assert plan.values == {"urgent": True} and plan.due_at == now
