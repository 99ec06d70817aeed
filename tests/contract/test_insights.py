"""Figures and what waits for officials, on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event

from bot.db.models import Broadcast, Campaign, CampaignCount, HandoverWish, Learner, Need, OutboxMessage
from bot.db.session import Database
from bot.services import channel_view, contacts, ratings, tallies, today
from bot.services.insights import talk, work
from bot.services.insights.scope import BadPeriod, Period
from bot.services.officers import Forbidden
from bot.services.ratings import Judgement
from bot.services.tallies import Turn
from tests.register import NOW, entered, officer

DAY = dt.date(2026, 11, 22)
WEEK = Period(DAY - dt.timedelta(days=6), DAY)
HOUR = dt.timedelta(hours=1)


def turn(database: Database, district: str = "malda", days: int = 0, millis: int = 400, outcome: str = "answered",
         topic: str = "pmegp") -> None:  # fmt: skip
    with database.session() as session:
        day = DAY - dt.timedelta(days=days)
        tallies.count(session, Turn(day, "web", "bn", "bn_roman", topic, outcome, district, millis))


def test_messages_of_a_period(database: Database) -> None:
    for days in (0, 0, 3, 6, 7):
        turn(database, days=days)
    turn(database, "nadia", millis=4000, outcome="declined", topic="")
    with database.session() as session:
        found = talk.talk(session, officer(), WEEK, (), NOW)
        theirs = talk.talk(session, officer("malda"), WEEK, (), NOW)
    assert found.total == 5 and found.days[DAY] == 3 and found.days[WEEK.first] == 1 and len(found.days) == 7
    assert found.parts["outcome"] == {"answered": 4, "declined": 1}
    assert found.parts["topic"] == {"pmegp": 4, "": 1} and found.parts["register"] == {"bn_roman": 5}
    assert found.average == pytest.approx((4 * 400 + 4000) / 5) and (found.median, found.slow) == (400, 5000)
    assert theirs.total == 4 and theirs.parts["outcome"] == {"answered": 4} and theirs.median is None


def test_days_that_are_over_are_read_once_and_today_each_time(database: Database) -> None:
    turn(database, days=2)
    with database.session() as session:
        assert talk.talk(session, officer(), WEEK, (), NOW).total == 1
    turn(database, days=0)
    days: list[object] = []
    event.listen(
        database.engine, "before_cursor_execute",
        lambda *call: days.append(call[3]) if "turn_tallies" in call[2] and "SELECT" in call[2] else None,
    )  # fmt: skip
    with database.session() as session:
        assert talk.talk(session, officer(), WEEK, (), NOW).total == 2
    assert days and all(str(WEEK.first) not in str(one) and "2026, 11, 20" not in str(one) for one in days)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 100), (0.95, 0), (0.75, 200)])
def test_shares_of_times(share: float, expected: int) -> None:
    assert talk.within({50: 1, 100: 1, 200: 1, 0: 1}, share) == expected


def test_thumbs_by_topic(database: Database) -> None:
    with database.session() as session:
        for number, (topic, helpful) in enumerate((("pmegp", True), ("pmegp", False), ("udyam", True))):
            person = contacts.find_or_create(session, "web", str(number), NOW).id
            ratings.rate(session, person, Judgement(topic, "what", "abc", helpful, "bn"), NOW)
            if topic == "udyam":
                session.add(Learner(contact_id=person, district="malda", updated_at=NOW))
    with database.session() as session:
        found = talk.thumbs(session, officer(), WEEK, ())
        assert [(one.topic, one.up, one.down) for one in found] == [("pmegp", 1, 1), ("udyam", 1, 0)]
        assert [one.topic for one in talk.thumbs(session, officer("malda"), WEEK, ())] == ["udyam"]


def test_registrations(database: Database) -> None:
    with database.session() as session:
        entered(session, ("mason", "tailor"), district="malda", registered_at=NOW)
        entered(session, ("mason",), district="nadia", registered_at=NOW)
        entered(session, ("mason",), district="nadia", registered_at=NOW, status="unconfirmed")
        entered(session, ("mason",), district="nadia", registered_at=NOW - dt.timedelta(days=8))
    with database.session() as session:
        districts, trades = work.registrations(session, officer(), WEEK, ())
        assert districts == {"malda": 1, "nadia": 1}
        assert trades["tailor"] == 1
        assert work.registrations(session, officer("malda"), WEEK, ())[0] == {"malda": 1}


def test_handovers_and_their_time(database: Database) -> None:
    with database.session() as session:
        for number, minutes in enumerate((10, 30, None)):
            person = contacts.find_or_create(session, "web", str(number), NOW).id
            taken = NOW + dt.timedelta(minutes=minutes) if minutes else None
            session.add(HandoverWish(contact_id=person, language="bn", created_at=NOW, taken_at=taken, status="open"))
    with database.session() as session:
        assert work.handovers(session, officer(), WEEK, ()) == work.Handovers(3, 2, 20.0)
        assert work.handovers(session, officer("malda"), WEEK, ()).asked == 0


def broadcast(name: str, districts: list[str] | None, **values: object) -> Broadcast:
    return Broadcast(
        **{"name": name, "districts": districts, "created_by": "somebody", "created_at": NOW, "updated_at": NOW,
           "status": "done", **values}
    )  # fmt: skip


def test_broadcasts_within_the_districts(database: Database) -> None:
    with database.session() as session:
        campaign = Campaign(name="x", purpose="announcements", bodies={}, created_at=NOW)
        session.add(campaign)
        session.flush()
        session.add(CampaignCount(campaign_id=campaign.id, state="delivered", count=7))
        session.add(broadcast("Fair", ["malda"], started_at=NOW, recipients=9, campaign_id=campaign.id))
        session.add(broadcast("All", None, started_at=NOW, recipients=90))
    with database.session() as session:
        assert {one.name for one in work.broadcasts(session, officer(), WEEK, ())} == {"Fair", "All"}
        (fair,) = work.broadcasts(session, officer("malda"), WEEK, ())
    assert (fair.name, fair.recipients, fair.delivered, fair.read) == ("Fair", 9, 7, 0)


def test_what_waits_is_counted_within_rights_and_districts(database: Database) -> None:
    with database.session() as session:
        session.add(broadcast("Theirs", ["malda"], status="waiting"))
        session.add(broadcast("Elsewhere", ["nadia"], status="waiting"))
        session.add(broadcast("Own", ["malda"], status="waiting", created_by=officer("malda").id))
        need = {"employer": "E", "phone": "+919800000000", "trade": "mason", "count": 1, "language": "bn",
                "created_at": NOW, "updated_at": NOW}  # fmt: skip
        session.add_all(Need(number=f"N{n}", district=d, **need) for n, d in enumerate(("malda", "nadia")))
    with database.session() as session:
        found = today.waiting(session, officer("malda"), NOW)
        assert (found.counts["approvals"], found.counts["needs"]) == (1, 1)
        nobody = today.waiting(session, officer("malda", rights=frozenset()), NOW)
        assert nobody.counts.keys() <= {"trades"} and nobody.sessions == ()


def test_what_failed_and_what_waits_on_a_channel(database: Database) -> None:
    with database.session() as session:
        person = contacts.find_or_create(session, "telegram", "1", NOW).id
        for number, (status, age) in enumerate((("dead", 1), ("dead", 30), ("queued", 1), ("sent", 2))):
            session.add(OutboxMessage(
                key=f"reply:{number}", contact_id=person, channel="telegram", status=status, body={},
                created_at=NOW - age * HOUR, next_attempt_at=NOW - age * HOUR,
                sent_at=NOW - HOUR if status == "sent" else None, delivered_at=NOW if status == "sent" else None,
            ))  # fmt: skip
    with database.session() as session:
        seen = channel_view.seen(session, officer(), NOW)["telegram"]
        assert (seen.failed, seen.sent_at, seen.receipt_at, seen.heard_at) == (1, NOW - HOUR, NOW, None)
        assert channel_view.queued(session, "telegram", NOW) == 1


def test_without_the_right_there_are_no_figures(database: Database) -> None:
    nobody = officer("malda", rights=frozenset())
    with database.session() as session:
        for service in (talk.thumbs, work.registrations, work.needs, work.referrals, work.handovers, work.trainings,
                        work.broadcasts):  # fmt: skip
            with pytest.raises(Forbidden):
                service(session, nobody, WEEK, ())  # type: ignore[operator]
            with pytest.raises(Forbidden):
                service(session, officer("malda"), WEEK, ("nadia",))  # type: ignore[operator]
        with pytest.raises(Forbidden):
            talk.talk(session, officer("malda"), WEEK, ("nadia",), NOW)
        with pytest.raises(Forbidden):
            channel_view.seen(session, nobody, NOW)


@pytest.mark.parametrize(("first", "last", "reason"), [(DAY, DAY - dt.timedelta(days=1), "order"),
                                                        (DAY - dt.timedelta(days=366), DAY, "long")])  # fmt: skip
def test_periods_that_are_none(first: dt.date, last: dt.date, reason: str) -> None:
    with pytest.raises(BadPeriod) as caught:
        Period(first, last)
    assert caught.value.reason == reason


def test_a_day_is_one_of_india() -> None:
    assert Period(DAY, DAY).begin == dt.datetime(2026, 11, 21, 18, 30, tzinfo=dt.UTC)
    assert Period(DAY, DAY).end - Period(DAY, DAY).begin == dt.timedelta(days=1)
