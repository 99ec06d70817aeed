"""What people agreed to, over both stores: the latest word counts, nothing can be changed, an erasure leaves a mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot.channels.base import ContactStopped, Marketing, Receipt, Stopped
from bot.db.models import ConsentEvent, ConsentNotice, OutboxMessage
from bot.db.session import Database
from bot.delivery import enqueue
from bot.delivery.recorder import stop_contact
from bot.knowledge.consent import PURPOSES, CommonFile, Notice, NoticeFile, Terms, notice
from bot.services import consent, contacts, notices, preferences

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
PHONE = "+919831012345"


def person(session: Session, sender: str = "42", channel: str = "telegram") -> str:
    return contacts.find_or_create(session, channel, sender, NOW).id


def said(session: Session, holder: str, purpose: str | None = None) -> list[tuple[str, str, str]]:
    rows = consent.history(session, [holder])
    return [(row.purpose, row.kind, row.via) for row in rows if purpose in (None, row.purpose)]


def test_the_latest_word_counts(database: Database) -> None:
    subject = consent.subject_of_phone(PHONE)
    with database.session() as session:
        assert not consent.granted(session, "w1", "share_banks")
        for kind, expected in (("refused", False), ("granted", True), ("withdrawn", False), ("granted", True)):
            consent.record(session, "w1", subject, "share_banks", kind, NOW)  # type: ignore[arg-type]
            assert consent.granted(session, "w1", "share_banks") is expected
            assert not consent.granted(session, "w1", "share_training")
        consent.record(session, "w2", subject, "share_banks", "refused", NOW)
        assert consent.granted_among(session, ["w1", "w2", "w3"], "share_banks") == {"w1"}
        assert consent.granted_among(session, [], "share_banks") == set()


def test_many_holders_are_asked_at_once(database: Database) -> None:
    with database.session() as session:
        for number in range(30):
            kind: consent.Kind = "granted" if number % 3 else "withdrawn"
            consent.record(session, f"w{number}", "s", "registry", "granted", NOW)
            consent.record(session, f"w{number}", "s", "registry", kind, NOW)
        everybody = [f"w{number}" for number in range(20_030)]
        assert consent.granted_among(session, everybody, "registry") == {f"w{n}" for n in range(30) if n % 3}


@pytest.mark.parametrize(("purpose", "kind"), [("marketing", "granted"), ("registry", "erased"), ("", "refused")])
def test_what_is_no_consent_is_refused(database: Database, purpose: str, kind: Any) -> None:
    with pytest.raises(ValueError, match="no consent"), database.session() as session:
        consent.record(session, "w", "s", purpose, kind, NOW)


@pytest.mark.parametrize(
    "change",
    [
        update(ConsentEvent).values(kind="granted"),
        update(ConsentEvent).values(at=NOW + SECOND),
        delete(ConsentEvent),
        delete(ConsentEvent).where(ConsentEvent.kind == "withdrawn"),
    ],
)
def test_nobody_changes_a_row(database: Database, change: Any) -> None:
    with database.session() as session:
        consent.record(session, "w", "s", "registry", "granted", NOW)
        consent.record(session, "w", "s", "registry", "withdrawn", NOW)
    with pytest.raises(DatabaseError, match=r"never changed|are kept"), database.session() as session:
        session.execute(change)
    with database.session() as session:
        assert said(session, "w") == [("registry", "granted", "self"), ("registry", "withdrawn", "self")]


def test_an_erasure_leaves_one_mark(database: Database) -> None:
    subject = consent.subject_of_phone(PHONE)
    with database.session() as session:
        consent.record(session, "w", subject, "registry", "granted", NOW, version="1-abc", language="bn")
        consent.record(session, "other", "s", "registry", "granted", NOW)
    with database.session() as session:
        consent.erase(session, [("w", subject), ("never asked", "x")], NOW + SECOND)
    with database.session() as session:
        (mark,) = consent.history(session, ["w", "never asked"])
        assert (mark.kind, mark.purpose, mark.subject, mark.version, mark.language) == (
            "erased", "everything", subject, "", "",
        )  # fmt: skip
        assert not consent.granted(session, "w", "registry") and consent.granted(session, "other", "registry")
    with pytest.raises(DatabaseError, match="are kept"), database.session() as session:
        session.execute(delete(ConsentEvent).where(ConsentEvent.kind == "erased"))


def test_a_hash_says_nothing_and_stays_the_same(database: Database) -> None:
    with database.session() as session:
        one = person(session)
        assert consent.subject_of_phone(PHONE) == consent.subject_of_phone(PHONE) != PHONE
        assert "9831012345" not in consent.subject_of_phone(PHONE)
        assert consent.subject_of_contact(session, one) != consent.subject_of_contact(session, person(session, "43"))


def _stop(session: Session, who: str) -> None:
    contacts.stop(session, who, NOW)


def _all_on(session: Session, who: str) -> None:
    preferences.start(session, who, NOW)


def _on(session: Session, who: str) -> None:
    preferences.set(session, who, "reminders", True, NOW)


def _off(session: Session, who: str) -> None:
    preferences.set(session, who, "reminders", False, NOW)


def _resume(session: Session, who: str) -> None:
    preferences.resume(session, who, NOW)


def _channel_no(session: Session, who: str) -> None:
    notices.take(session, "telegram", Marketing("42", wanted=False), NOW)


def _channel_yes(session: Session, who: str) -> None:
    notices.take(session, "telegram", Marketing("42", wanted=True), NOW)


def _gone(session: Session, who: str) -> None:
    notices.take(session, "telegram", Stopped("42"), NOW)


def _told_while_sending(session: Session, who: str) -> None:
    stop_contact(session, who, True, NOW, preferences.no_announcements)


def _told_later(session: Session, who: str) -> None:
    from bot.channels.base import Outgoing

    number = enqueue.message(session, who, Outgoing("x", "bn"), "k", NOW, purpose="announcements")
    row = session.get_one(OutboxMessage, number)
    row.status, row.external_id = "sent", "ext"
    error = ContactStopped("no marketing", marketing=True)
    notices.take(session, "telegram", Receipt("ext", "failed", NOW, error=error), NOW)


R, A = "reminders", "announcements"
STEPS: list[tuple[list[Callable[[Session, str], None]], list[tuple[str, str, str]]]] = [
    ([_on], [(R, "granted", "self")]),
    ([_on, _on], [(R, "granted", "self")]),
    ([_off], [(R, "withdrawn", "self")]),
    ([_on, _off, _off, _on], [(R, "granted", "self"), (R, "withdrawn", "self"), (R, "granted", "self")]),
    ([_stop], [(R, "withdrawn", "self"), (A, "withdrawn", "self")]),
    ([_stop, _stop], [(R, "withdrawn", "self"), (A, "withdrawn", "self")]),
    ([_all_on, _stop], [(R, "granted", "self"), (A, "granted", "self"), (R, "withdrawn", "self"),
                        (A, "withdrawn", "self")]),
    ([_on, _stop, _resume], [(R, "granted", "self"), (R, "withdrawn", "self"), (A, "withdrawn", "self"),
                             (R, "granted", "self")]),
    ([_on, _stop, _on], [(R, "granted", "self"), (R, "withdrawn", "self"), (A, "withdrawn", "self"),
                         (R, "granted", "self")]),
    ([_resume], []),
    ([_channel_yes, _channel_no], [(A, "granted", "channel"), (A, "withdrawn", "channel")]),
    ([_channel_no, _channel_no], [(A, "withdrawn", "channel")]),
    ([_all_on, _told_while_sending], [(R, "granted", "self"), (A, "granted", "self"), (A, "withdrawn", "channel")]),
    ([_all_on, _told_later], [(R, "granted", "self"), (A, "granted", "self"), (A, "withdrawn", "channel")]),
    ([_on, _gone], [(R, "granted", "self")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "expected"), STEPS, ids=lambda value: str([getattr(v, "__name__", v) for v in value])
)
def test_each_wish_is_a_row(
    database: Database, steps: list[Callable[[Session, str], None]], expected: list[tuple[str, str, str]]
) -> None:
    with database.session() as session:
        who = person(session)
        consent.record(session, "worker", "s", "registry", "granted", NOW)
        for step in steps:
            step(session, who)
        assert said(session, who) == expected
        assert consent.granted(session, "worker", "registry")  # a stop is no word on the register


@pytest.mark.parametrize("wanted", [True, False])
def test_a_topic_is_part_of_its_purpose(database: Database, wanted: bool) -> None:
    with database.session() as session:
        who = person(session)
        preferences.set(session, who, "announcements", wanted, NOW, topic="gst")
        preferences.set(session, who, "service", wanted, NOW)
        assert said(session, who) == ([(A, "granted", "self")] if wanted else [])


def made(number: int = 1, words: str = "words", terms: Terms | None = None) -> Notice:
    three = {"bn": words, "hi": words, "en": words}
    parts = {part: three for part in NoticeFile.model_fields if part != "version"}
    common = CommonFile.model_validate(
        dict.fromkeys(("agree", "read"), three)
        | {"complain": {"bn": "{grievance}", "hi": "-", "en": "-"}, "desk": three}
    )
    return notice("reminders", NoticeFile.model_validate(parts | {"version": number}), common, terms or Terms())


def test_the_words_are_kept_as_they_were(database: Database) -> None:
    first, second = made(1, "one"), made(2, "two")
    with database.session() as session:
        who = person(session)
        preferences.set(session, who, "reminders", True, NOW)
        consent.keep_notices(session, [first], NOW)
        consent.keep_notices(session, [first], NOW + SECOND)
        preferences.set(session, who, "reminders", False, NOW)
        consent.keep_notices(session, [second], NOW + 2 * SECOND)
        preferences.set(session, who, "reminders", True, NOW)
        consent.keep_notices(session, [first], NOW + 3 * SECOND)  # somebody went back to the old words
        preferences.set(session, who, "reminders", False, NOW)
        assert [row.version for row in consent.history(session, [who])] == [
            "",
            first.version,
            second.version,
            first.version,
        ]
        kept = {row.version: row for row in session.scalars(select(ConsentNotice))}
        assert kept.keys() == {first.version, second.version}
        assert kept[first.version].first_at == NOW
        assert kept[first.version].texts["bn"]["text"] == "one" and "one" in kept[first.version].texts["hi"]["full"]


def test_all_purposes_have_a_holder() -> None:
    assert {*consent.OF_CONTACT, *consent.OF_CHAT, *consent.OF_WORKER} == set(PURPOSES)
