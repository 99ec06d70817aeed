"""How message templates stand, kept in the database: the same promises on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import event, func, select

from bot.channels.base import TemplateCall, TemplateNews
from bot.db.models import MessageTemplate
from bot.db.session import Database
from bot.services import templates
from bot.services.templates import Standing

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
CALL = TemplateCall("session_reminder", "bn", ("x",))


def tell(
    database: Database, state: str | None = None, category: str | None = None, reason: str = "", *,
    name: str = CALL.name, language: str = "bn", now: dt.datetime = NOW,
) -> None:  # fmt: skip
    with database.session() as session:
        templates.note(session, "whatsapp", TemplateNews(name, language, state, category, reason), now)


def ask(database: Database, purpose: str = "reminders", call: TemplateCall = CALL, channel: str = "whatsapp") -> str:
    """Why not, or nothing."""
    with database.session() as session:
        return templates.usable(session, channel, call, purpose) or ""


def kept(database: Database) -> list[Standing]:
    with database.session() as session:
        return templates.standings(session, "whatsapp")


@pytest.fixture
def alarms() -> Iterator[list[str]]:
    """Texts of the alarms, as they come."""
    found: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno == logging.CRITICAL:
                found.append(record.getMessage())

    handler = Keep()
    templates.logger.addHandler(handler)
    yield found
    templates.logger.removeHandler(handler)


# May it be sent?


def test_an_approved_template_may_be_sent(database: Database) -> None:
    tell(database, "approved", "utility")
    assert ask(database) == ""
    assert kept(database) == [Standing("session_reminder", "bn", "approved", "utility", None, NOW)]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("pending", "has not decided on it yet"),
        ("in_review", "has not decided on it yet"),
        ("rejected", "mend its text in content/templates and `bot templates push`"),
        ("paused", "paused because people judged it badly"),
        ("disabled", "disabled for good: write a new one under another name"),
        ("in_appeal", "not decided on the appeal"),
        ("limit_exceeded", "too many templates"),
        ("deleted", "`bot templates push` submits it"),
        ("pending_deletion", "wait 30 days or use another name"),
        ("archived", "its state is archived: look at it in WhatsApp Manager"),
    ],
)
def test_a_template_that_may_not_be_sent_says_why_in_one_line(database: Database, state: str, says: str) -> None:
    tell(database, state, "utility")
    for purpose in ("reply", "service", "reminders", "announcements"):
        why = ask(database, purpose)
        assert why.startswith("session_reminder (bn): ") and says in why and "\n" not in why


@pytest.mark.parametrize("state", sorted(templates.SENDABLE))
def test_states_in_which_it_may_be_sent(database: Database, state: str) -> None:
    tell(database, state, "utility")
    assert ask(database) == ""


def test_a_template_missing_in_one_language(database: Database) -> None:
    tell(database, "approved", "utility", language="en")
    assert "never submitted, or its state never read" in ask(database)
    assert ask(database, call=TemplateCall(CALL.name, "en")) == ""
    assert "never submitted" in ask(database, call=TemplateCall(CALL.name, "en"), channel="sms")


@pytest.mark.parametrize(
    ("purpose", "free"), [("reply", False), ("service", False), ("reminders", False), ("announcements", True)]
)
def test_a_template_recategorised_as_marketing_is_good_for_announcements_only(
    database: Database, purpose: str, free: bool
) -> None:
    tell(database, "approved", "utility")
    assert ask(database, purpose) == ""
    tell(database, category="marketing")
    assert (ask(database, purpose) == "") is free
    if not free:
        assert "counts as marketing now" in ask(database, purpose)


def test_a_batch_asks_the_database_once_for_a_template(database: Database) -> None:
    tell(database, "approved", "utility")
    with database.session() as session:
        asked: list[str] = []
        event.listen(session.connection(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        assert [templates.usable(session, "whatsapp", CALL, "reminders") for _ in range(50)] == [None] * 50
        assert len(asked) == 1
        templates.note(session, "whatsapp", TemplateNews(CALL.name, "bn", "paused"), NOW)
        assert "paused" in (templates.usable(session, "whatsapp", CALL, "reminders") or "")


# The alarm


def test_template_paused_raises_the_alarm_once_and_goes_on_when_it_is_approved_again(
    database: Database, alarms: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    tell(database, "approved", "utility")
    assert alarms == []
    for hour in range(3):  # webhooks are repeated
        tell(database, "paused", reason="quality", now=NOW + hour * HOUR)
    (alarm,) = alarms
    assert "session_reminder (bn)" in alarm and "paused because people judged it badly" in alarm
    assert "(quality)" in alarm and "waits and is not lost" in alarm
    caplog.clear()
    with caplog.at_level(logging.INFO, logger=templates.logger.name):
        tell(database, "approved")
    assert [record.levelname for record in caplog.records] == ["INFO"] and "can be sent" in caplog.text
    assert ask(database) == "" and len(alarms) == 1
    tell(database, "paused")
    assert len(alarms) == 2


def test_template_recategorised_raises_the_alarm_once(database: Database, alarms: list[str]) -> None:
    tell(database, "approved", "utility")
    for _ in range(2):
        tell(database, category="marketing")
    assert len(alarms) == 1 and "counts as marketing now" in alarms[0]
    tell(database, category="utility")
    tell(database, category="marketing")
    assert len(alarms) == 2


@pytest.mark.parametrize(
    ("states", "number"),
    [
        (["pending"], 0),
        (["pending", "approved"], 0),
        (["pending", "rejected"], 1),
        (["rejected"], 1),
        (["approved", "pending"], 1),  # an approved text was changed: until it is looked at nothing can be sent
        (["approved", "flagged"], 0),
        (["approved", "flagged", "paused", "disabled"], 2),
        (["approved", "paused", "pending", "approved"], 1),
        (["approved", "deleted", "deleted"], 1),
    ],
    ids=str,
)
def test_what_raises_the_alarm(database: Database, alarms: list[str], states: list[str], number: int) -> None:
    for state in states:
        tell(database, state, "utility")
    assert len(alarms) == number


def test_a_template_made_for_announcements_raises_none(database: Database, alarms: list[str]) -> None:
    tell(database, "approved", "marketing", name="announcement_general")
    assert alarms == []


def test_people_judge_a_template_badly(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    tell(database, "approved", "utility")
    with caplog.at_level(logging.WARNING, logger=templates.logger.name):
        tell(database, "flagged", reason="low quality")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "(low quality)" in caplog.text and ask(database) == ""


# What is kept


def test_what_is_not_told_stays(database: Database) -> None:
    tell(database, "approved", "utility")
    tell(database, reason="quality red", now=NOW + HOUR)
    assert kept(database) == [Standing(CALL.name, "bn", "approved", "utility", "quality red", NOW + HOUR)]


def test_news_of_a_template_that_nobody_knew(database: Database, alarms: list[str]) -> None:
    tell(database, category="marketing")
    assert "its state is not known: `bot templates status`" in ask(database)
    tell(database, "approved")
    assert ask(database, "announcements") == "" and alarms == []


def test_long_words_are_cut_and_names_that_cannot_be_ours_left(database: Database) -> None:
    tell(database, "s" * 40, "c" * 40, "r" * 400)
    tell(database, "approved", name="n" * 65)
    tell(database, "approved", language="l" * 9)
    (one,) = kept(database)
    assert (len(one.state), len(one.category), len(one.reason or "")) == (16, 16, 200)


def test_the_list_is_the_whole_truth(database: Database, alarms: list[str]) -> None:
    for language in ("bn", "hi", "en"):
        tell(database, "approved", "utility", language=language)
    listed = [
        TemplateNews(CALL.name, "bn", "approved", "utility"),
        TemplateNews(CALL.name, "hi", "paused", "utility"),
        TemplateNews("hello_world", "en_US", "approved", "marketing"),
    ]
    for _ in range(2):
        with database.session() as session:
            templates.record(session, "whatsapp", listed, NOW + HOUR)
    assert [(one.name, one.language, one.state) for one in kept(database)] == [
        ("hello_world", "en_US", "approved"), (CALL.name, "bn", "approved"), (CALL.name, "en", "deleted"),
        (CALL.name, "hi", "paused"),
    ]  # fmt: skip
    assert len(alarms) == 2
    assert sorted(alarm.partition("(")[2][:2] for alarm in alarms) == ["en", "hi"]


def test_other_channels_are_left_alone(database: Database) -> None:
    with database.session() as session:
        templates.note(session, "sms", TemplateNews(CALL.name, "bn", "approved"), NOW)
        templates.record(session, "whatsapp", [], NOW)
        assert [one.state for one in templates.standings(session, "sms")] == ["approved"]


async def test_the_same_news_at_once_is_one_row(database: Database) -> None:
    news = TemplateNews(CALL.name, "bn", "paused", "utility")
    await asyncio.gather(*(database.run(templates.note, "whatsapp", news, NOW) for _ in range(8)))
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(MessageTemplate)) == 1
