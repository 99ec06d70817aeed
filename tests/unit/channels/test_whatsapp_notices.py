"""What WhatsApp tells of messages, people, templates and the account."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.channels.base import ContactStopped, Marketing, NeedsTemplate, Permanent, Receipt, TemplateNews
from bot.channels.whatsapp.parse import Alarm, Batch, parse
from tests.standins.graph_wire import NUMBER, PERSON, USER, change, ids, request

Json = dict[str, Any]
AT = dt.datetime(2026, 11, 22, 3, 30, tzinfo=dt.UTC)
STAMP = str(int(AT.timestamp()))


def read(*changes: Json) -> Batch:
    return parse(request(*changes), NUMBER)


def status(state: str, **extra: Any) -> Json:
    return {"id": "wamid.a", "status": state, "timestamp": STAMP, "recipient_id": PERSON, **extra}


@pytest.mark.parametrize(
    ("said", "state"),
    [("sent", "sent"), ("delivered", "delivered"), ("read", "read"), ("played", "read"), ("failed", "failed")],
)
def test_receipts(said: str, state: Any) -> None:
    batch = read(change({"statuses": [status(said, biz_opaque_callback_data="reply:7")]}))
    assert batch.events == [Receipt("wamid.a", state, AT, "reply:7")]


@pytest.mark.parametrize("said", ["deleted", "warning", "something_new"])
def test_receipts_that_change_nothing(said: str) -> None:
    assert read(change({"statuses": [status(said)]})) == Batch()


@pytest.mark.parametrize(("code", "kind"), [(131047, NeedsTemplate), (131026, Permanent), (131050, ContactStopped)])
def test_failed_after_sent_says_why(code: int, kind: type[Exception]) -> None:
    said = [status("sent"), status("failed", errors=[{"code": code, "title": "x", "error_data": {"details": "y"}}])]
    events = read(change({"statuses": said})).events
    assert [e.state for e in events if isinstance(e, Receipt)] == ["sent", "failed"]
    last = events[-1]
    assert isinstance(last, Receipt) and type(last.error) is kind


def preference(said: str, number: str | None = PERSON, user: str | None = None, **extra: Any) -> Json:
    return {**ids(number, user)[1], "detail": "x", "category": "marketing_messages", "value": said, **extra}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (preference("stop"), [Marketing(PERSON, False)]),
        (preference("resume"), [Marketing(PERSON, True)]),
        (preference("stop", user=USER), [Marketing(USER, False), Marketing(PERSON, False)]),
        (preference("signup"), [Marketing(PERSON, True)]),
        (preference("stop", number=None, user=USER), [Marketing(USER, False)]),
        (preference("stop", category="something_else"), []),
    ],
)
def test_stop_and_resume_in_whatsapps_own_settings(part: Json, expected: list[Marketing]) -> None:
    assert read(change({"user_preferences": [part]}, "user_preferences")) == Batch(events=list(expected))


@pytest.mark.parametrize("part", [preference("maybe"), preference("stop", number=None), {}, None])
def test_preferences_that_cannot_be_read(part: Any) -> None:
    assert read(change({"user_preferences": [part]}, "user_preferences")) == Batch(unread=["user_preferences"])


TEMPLATE = {"message_template_id": 1, "message_template_name": "reminder", "message_template_language": "en-US"}


@pytest.mark.parametrize(
    ("name", "part", "expected"),
    [
        ("message_template_status_update", {"event": "PAUSED", "reason": "NONE"}, {"state": "paused"}),
        ("message_template_status_update", {"event": "REJECTED", "reason": "INVALID_FORMAT"},
         {"state": "rejected", "reason": "invalid_format"}),
        ("message_template_status_update", {"event": "APPROVED", "message_template_category": "UTILITY"},
         {"state": "approved", "category": "utility"}),
        ("template_category_update", {"previous_category": "UTILITY", "new_category": "MARKETING"},
         {"category": "marketing"}),
        ("template_category_update", {"correct_category": "MARKETING", "new_category": "UTILITY"},
         {"reason": "becomes marketing within 24 hours"}),
        ("message_template_quality_update", {"previous_quality_score": "GREEN", "new_quality_score": "RED"},
         {"reason": "quality red"}),
    ],
)  # fmt: skip
def test_template_paused_or_recategorised(name: str, part: Json, expected: Json) -> None:
    batch = read(change({**TEMPLATE, **part}, name))
    assert batch == Batch(events=[TemplateNews("reminder", "en_US", **expected)])


@pytest.mark.parametrize(
    "name", ["message_template_status_update", "template_category_update", "message_template_quality_update"]
)
@pytest.mark.parametrize("part", [{}, TEMPLATE, {"event": "PAUSED", "new_category": "X", "new_quality_score": "RED"}])
def test_template_news_that_cannot_be_read(name: str, part: Json) -> None:
    assert read(change(part, name)) == Batch(unread=[name])


@pytest.mark.parametrize(
    ("name", "part", "alarm"),
    [
        ("account_update", {"event": "DISABLED_UPDATE"}, Alarm("account_update: DISABLED_UPDATE", True)),
        ("account_update", {"event": "ACCOUNT_RESTRICTION"}, Alarm("account_update: ACCOUNT_RESTRICTION", True)),
        ("account_review_update", {"decision": "REJECTED"}, Alarm("account_review_update: REJECTED", True)),
        ("account_review_update", {"decision": "APPROVED"}, Alarm("account_review_update: APPROVED", False)),
        ("phone_number_quality_update", {"event": "DOWNGRADE", "current_limit": "TIER_1K"},
         Alarm("phone_number_quality_update: DOWNGRADE (TIER_1K)", False)),
        ("phone_number_quality_update", {"event": "UPGRADE", "max_daily_conversations_per_business": "TIER_2K"},
         Alarm("phone_number_quality_update: UPGRADE (TIER_2K)", False)),
        ("business_capability_update", {"max_daily_conversations_per_business": "TIER_2K"},
         Alarm("business_capability_update: changed (TIER_2K)", False)),
        ("security", {"event": "PIN_CHANGED", "requester": "1"}, Alarm("security: PIN_CHANGED", False)),
        ("account_alerts", {"alert_info": {"alert_type": "OBA_DONE"}}, Alarm("account_alerts: OBA_DONE", False)),
        ("account_update", {"event": "call 98300 12345"}, Alarm("account_update: unknown", False)),
        ("messages", {"errors": [{"code": 130429, "title": "x"}]}, Alarm("error 130429 of the number", False)),
    ],
)  # fmt: skip
def test_what_happens_to_the_account_is_an_alarm(name: str, part: Json, alarm: Alarm) -> None:
    assert read(change(part, name)) == Batch(alarms=[alarm])
