"""Settings that officials change while the service runs, on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.channels.base import Capabilities, Outgoing
from bot.channels.wire import to_json
from bot.db.models import AuditEvent, Contact, Option, OutboxMessage
from bot.db.session import Database
from bot.delivery import prepare
from bot.delivery.policy import Go, Rules, Wait
from bot.delivery.prepare import Knowledge
from bot.housekeeping import Housekeeping
from bot.services import options
from bot.services.officers import Forbidden, Officer
from bot.settings import Settings
from tests.register import NOW, officer


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


def checked(settings: Settings) -> options.Check:
    def check(values: Mapping[str, Any]) -> Mapping[str, Any]:
        made = settings.changed(values)
        return {name: getattr(made, name) for name in options.CHANGEABLE}

    return check


def change(database: Database, settings: Settings, who: Officer | None = None, **values: Any) -> dict[str, Any]:
    with database.session() as session:
        return options.change(session, who or officer(), values, checked(settings), NOW)


def acts(database: Database) -> list[tuple[str, dict[str, Any]]]:
    with database.session() as session:
        found = session.scalars(select(AuditEvent).where(AuditEvent.act == "option").order_by(AuditEvent.id))
        return [(one.about, one.details) for one in found]


def test_a_change_is_kept_and_audited(database: Database, settings: Settings) -> None:
    assert change(database, settings, announcements_per_day=5) == {"announcements_per_day": (2, 5)}
    assert change(database, settings, announcements_per_day=5, broadcast_small=50) == {}
    assert acts(database) == [("announcements_per_day", {"before": 2, "after": 5})]
    with database.session() as session:
        assert options.stored(session) == {"announcements_per_day": 5}
        assert options.listed(session, officer())["announcements_per_day"].by == "A. Roy"


@pytest.mark.parametrize("back", [2, None])
def test_back_to_what_the_configuration_says(database: Database, settings: Settings, back: int | None) -> None:
    change(database, settings, announcements_per_day=5)
    assert change(database, settings, announcements_per_day=back) == {"announcements_per_day": (5, 2)}
    with database.session() as session:
        assert options.stored(session) == {}


@pytest.mark.parametrize(
    "values",
    [{"announcements_per_day": -1}, {"announcements_per_day": "many"}, {"quiet_hours": "25:00-08:00"},
     {"audit_retention_days": 30}, {"broadcast_small": 10**9}, {"worker_retention_days": 100}, {"port": 1},
     {"announcements_per_day": 3, "quiet_hours": "night"}],
)  # fmt: skip
def test_what_is_not_valid_changes_nothing(database: Database, settings: Settings, values: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        change(database, settings, **values)
    with database.session() as session:
        assert session.scalars(select(Option)).all() == []
    assert acts(database) == []


@pytest.mark.parametrize(
    "who",
    [officer("malda"), officer(rights=("insights",)),
     Officer("1", "Auditor", None, frozenset({"settings"}), "auditor", reads=True)],
)  # fmt: skip
def test_who_may_not(database: Database, settings: Settings, who: Officer) -> None:
    with pytest.raises(Forbidden):
        change(database, settings, who, announcements_per_day=5)
    assert acts(database) == []


def test_a_value_of_old_that_is_not_valid_any_more_is_left_out(database: Database, settings: Settings) -> None:
    with database.session() as session:
        session.add(Option(name="quiet_hours", value="at night", changed_by="x", changed_at=NOW))
    with database.session() as session:
        assert settings.changed(options.stored(session), lenient=True).quiet_hours == "21:00-08:00"
    assert change(database, settings, announcements_per_day=1) == {"announcements_per_day": (2, 1)}


def test_the_sender_keeps_to_the_new_night_at_once(database: Database, settings: Settings) -> None:
    now = dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)  # 22:30 in India: night as configured
    with database.session() as session:
        session.add(Contact(id="c", channel="telegram", sender="1", created_at=now, seen_at=now))
        session.flush()
        session.add(OutboxMessage(
            key="k", contact_id="c", channel="telegram", lane=1, purpose="service", body=to_json(Outgoing("x", "bn")),
            created_at=now, next_attempt_at=now,
        ))  # fmt: skip

    def rules(session: Any) -> Rules:
        live = settings.changed(options.stored(session), lenient=True)
        return Rules(*live.night, live.announcements_per_day)

    knowledge = Knowledge(lambda _, people, *__: people, lambda *_: None, rules=rules)

    def decided() -> type:
        with database.session() as session:
            channel = Capabilities(text=4096, buttons=3, button_title=20)
            (one,) = prepare.take(session, "telegram", 1, 10, now, "s", channel, knowledge, Rules())
            session.execute(
                update(OutboxMessage).values(status="queued", leased_by=None, leased_until=None, next_attempt_at=now)
            )
            return type(one.decision)

    assert decided() is Wait
    change(database, settings, quiet_hours="23:00-06:00")
    assert decided() is Go


def test_the_night_work_erases_after_the_new_periods(database: Database, settings: Settings) -> None:
    class Nothing:
        async def forget(self, _: Any) -> None: ...

        async def forget_before(self, moment: dt.datetime) -> int:
            asked.append(moment)
            return 0

    asked: list[dt.datetime] = []
    change(database, settings, tracker_retention_days=3)
    asyncio.run(Housekeeping(database, Nothing(), settings, lambda: NOW).nightly())  # type: ignore[arg-type]
    assert asked == [NOW - dt.timedelta(days=3)]


def test_those_without_a_session_see_it_when_they_look_again(database: Database, settings: Settings) -> None:
    live = options.Live(database, lambda values: settings.changed(values, lenient=True).announcements_per_day)
    change(database, settings, announcements_per_day=7)
    assert live.value == 2
    asyncio.run(live.refresh())
    assert live.value == 7
