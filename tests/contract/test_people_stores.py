"""What people want to be sent, and conversations with officials, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.conversation import handover as telling
from bot.conversation.handover import Desk, owed
from bot.db.models import Contact, HandoverMessage, HandoverWish, OutboxMessage, Preference
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import contacts, handover, preferences
from bot.services.handover import NotNow, UnknownWish
from bot.services.preferences import PURPOSES, Purpose
from bot.settings import get_settings

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def somebody(database: Database, sender: str = "42", channel: str = "telegram", **values: Any) -> str:
    with database.session() as session:
        made = contacts.find_or_create(session, channel, sender, NOW).id
        if values:
            session.execute(update(Contact).where(Contact.id == made).values(**values))
    return made


def wished(database: Database, person: str, now: dt.datetime = NOW, language: str = "bn") -> str:
    with database.session() as session:
        handover.wish(session, person, "pmegp", language, now)
    with database.session() as session:
        return session.scalars(select(HandoverWish.id).where(HandoverWish.status == "open")).one()


def queued(database: Database) -> list[OutboxMessage]:
    with database.session() as session:
        return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def texts(database: Database) -> list[str]:
    return [row.body["text"] for row in queued(database) if row.body is not None]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Library(get_settings().content_dir), {"telegram": None, "whatsapp": DAY})


# ---- What people want

Said = tuple[Purpose, str, bool]


@pytest.mark.parametrize(
    ("said", "stopped", "asked", "topic", "wanted"),
    [
        ([], False, "service", "", True),
        ([], False, "reminders", "", False),
        ([], False, "announcements", "gst", False),
        ([("service", "", False)], False, "service", "", False),
        ([("announcements", "", True)], False, "announcements", "gst", True),
        ([("announcements", "", True)], False, "reminders", "", False),
        ([("announcements", "gst", True)], False, "announcements", "gst", True),
        ([("announcements", "gst", True)], False, "announcements", "loans", False),
        ([("announcements", "gst", True)], False, "announcements", "", False),
        ([("announcements", "", True), ("announcements", "gst", False)], False, "announcements", "gst", False),
        ([("announcements", "", True), ("announcements", "gst", False)], False, "announcements", "loans", True),
        ([("announcements", "gst", True), ("announcements", "", False)], False, "announcements", "gst", False),
        ([("announcements", "", True), ("service", "", True)], True, "announcements", "", False),
        ([], True, "service", "", False),
        ([("reminders", "", True), ("reminders", "", False)], False, "reminders", "", False),
    ],
)
def test_who_may_be_sent_something(
    database: Database, said: list[Said], stopped: bool, asked: Purpose, topic: str, wanted: bool
) -> None:
    person, other = somebody(database), somebody(database, "43")
    with database.session() as session:
        for purpose, of, wish in said:
            preferences.set(session, person, purpose, wish, NOW, topic=of)
        if stopped:
            contacts.stop(session, person, NOW)
    with database.session() as session:
        found = preferences.wants(session, [person, "nobody"], asked, topic)
        assert found == ({person} if wanted else set())
        assert preferences.wants(session, [person, other], "service") - {person} == {other}
        assert preferences.wants(session, [], asked, topic) == set()


def test_more_people_than_a_query_takes_parameters(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "_AT_ONCE", 7)
    people = [somebody(database, str(number)) for number in range(20)]
    with database.session() as session:
        for person in people[::2]:
            preferences.set(session, person, "reminders", True, NOW)
    with database.session() as session:
        assert preferences.wants(session, people, "reminders") == set(people[::2])


def test_who_asks_for_one_kind_after_a_stop_gets_that_and_nothing_else(database: Database) -> None:
    person = somebody(database)
    with database.session() as session:
        preferences.start(session, person, NOW)
        contacts.stop(session, person, NOW)
        preferences.set(session, person, "reminders", False, NOW)
        stopped = preferences.overview(session, person)
        assert stopped is not None and stopped.stopped and not any(stopped.on.values())
        preferences.set(session, person, "announcements", True, NOW)
    with database.session() as session:
        now = preferences.overview(session, person)
        assert now is not None and not now.stopped
        assert now.on == {"service": False, "reminders": False, "announcements": True}


def test_a_start_switches_everything_on_once(database: Database) -> None:
    person = somebody(database)
    with database.session() as session:
        preferences.set(session, person, "announcements", False, NOW, topic="gst")
        assert preferences.start(session, person, NOW)
        assert not preferences.start(session, person, NOW)
        now = preferences.overview(session, person)
        assert now is not None and now.on == dict.fromkeys(PURPOSES, True) and now.topics == {}
        contacts.stop(session, person, NOW)
        assert preferences.start(session, person, NOW)


def test_topics_that_differ_show_in_the_overview(database: Database) -> None:
    person = somebody(database)
    with database.session() as session:
        preferences.set(session, person, "announcements", True, NOW, topic="gst")
        preferences.set(session, person, "announcements", False, NOW, topic="loans")
        now = preferences.overview(session, person)
    assert now is not None and now.topics == {"announcements": {"gst": True}}


def test_wishes_of_somebody_unknown_are_left_alone(database: Database) -> None:
    with database.session() as session:
        preferences.set(session, "nobody", "reminders", True, NOW)
        assert not preferences.start(session, "nobody", NOW)
        assert preferences.overview(session, "nobody") is None
        assert handover.wish(session, "nobody", None, "bn", NOW) == (NOW, True)
    with database.session() as session:
        assert session.scalars(select(Preference)).all() == session.scalars(select(HandoverWish)).all() == []


# ---- Conversations with officials


def test_a_conversation_from_wish_to_end(database: Database, desk: Desk) -> None:
    person = somebody(database, language="en")
    wish = wished(database, person)
    with database.session() as session:
        assert handover.taken(session, person) is None
        desk.take(session, wish, "official-7", None, NOW)
        assert handover.taken(session, person) == wish
        handover.heard_from_person(session, wish, "my loan is stuck", NOW)
        number = desk.say(session, wish, "official-7", "Which bank?", NOW)
        desk.close(session, wish, "official-7", NOW + MINUTE)
        assert handover.taken(session, person) is None
    with database.session() as session:
        said = handover.conversation(session, wish)
        assert [(one.official, one.text) for one in said] == [(False, "my loan is stuck"), (True, "Which bank?")]
        assert handover.conversation(session, wish, after=said[0].id) == said[1:]
        assert said[1].id == number
        listed, total = handover.wishes(session)
    assert (total, listed[0].status, listed[0].official, listed[0].ended_at) == (
        1,
        "closed",
        "official-7",
        NOW + MINUTE,
    )
    told = texts(database)
    assert "the help desk" in told[0] and "BOT" in told[0] and "official-7" not in " ".join(told)
    assert told[1] == "Answer of the help desk:\nWhich bank?"
    assert "over" in told[2]
    assert {row.purpose for row in queued(database)} == {"reply"}


def test_the_name_that_an_official_wants_shown_is_told(database: Database, desk: Desk) -> None:
    wish = wished(database, somebody(database, language="en"))
    with database.session() as session:
        desk.take(session, wish, "official-7", "Mita Das, DIC Malda", NOW)
        desk.say(session, wish, "official-7", "Come on Monday", NOW, shown="Mita Das, DIC Malda")
        desk.say(session, wish, "official-7", "Or on Tuesday", NOW)
    taken, first, second = texts(database)
    assert "Mita Das, DIC Malda" in taken
    assert first == "Answer of Mita Das, DIC Malda:\nCome on Monday"
    assert second == "Answer of the help desk:\nOr on Tuesday"


@pytest.mark.parametrize(("language", "roman"), [("bn", False), ("hi", False), ("en", False), ("bn", True)])
def test_people_are_told_in_their_language_and_letters(
    database: Database, desk: Desk, language: str, roman: bool
) -> None:
    wish = wished(database, somebody(database, language=language, roman=roman), language="en")
    with database.session() as session:
        desk.take(session, wish, "a", None, NOW)
        desk.say(session, wish, "a", "কাল আসুন", NOW)
    note, answer = queued(database)
    assert note.body is not None and answer.body is not None
    assert (note.body["language"], bool(note.body.get("roman"))) == (language, roman)
    assert note.body["text"].isascii() == (language == "en" or roman)
    assert answer.body["text"].endswith("\nকাল আসুন"), "what an official wrote stays as it is"


def acts(desk: Desk) -> dict[str, Any]:
    return {
        "take": lambda session, wish, official: desk.take(session, wish, official, None, NOW),
        "say": lambda session, wish, official: desk.say(session, wish, official, "x", NOW),
        "close": lambda session, wish, official: desk.close(session, wish, official, NOW),
        "give back": lambda session, wish, official: desk.give_back(session, wish, official, NOW),
    }


@pytest.mark.parametrize(
    ("status", "possible"),
    [
        ("open", {"take", "close"}), ("taken", {"say", "close", "give back"}), ("closed", set()), ("returned", set()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("act", ["take", "say", "close", "give back"])
def test_what_can_be_done_in_each_state(
    database: Database, desk: Desk, status: str, possible: set[str], act: str
) -> None:
    wish = wished(database, somebody(database))
    owner = None if status == "open" else "a"
    with database.session() as session:
        values = {"status": status, "official": owner, "active_at": NOW if owner else None}
        session.execute(update(HandoverWish).values(**values))
    if act in possible:
        with database.session() as session:
            acts(desk)[act](session, wish, "a")
        return
    with pytest.raises(NotNow, match=status), database.session() as session:
        acts(desk)[act](session, wish, "a")
    assert queued(database) == []


@pytest.mark.parametrize("act", ["say", "close", "give back"])
def test_only_who_took_a_conversation_acts_on_it(database: Database, desk: Desk, act: str) -> None:
    wish = wished(database, somebody(database))
    with database.session() as session:
        handover.take(session, wish, "a", NOW)
    with pytest.raises(NotNow, match="Another official"), database.session() as session:
        acts(desk)[act](session, wish, "b")
    with pytest.raises(UnknownWish), database.session() as session:
        acts(desk)[act](session, "0" * 32, "a")


def test_of_two_officials_at_once_one_takes_it(database: Database) -> None:
    wish = wished(database, somebody(database))
    together, results = Barrier(2, timeout=20), []

    def worker(name: str) -> None:
        together.wait()
        try:
            with database.session() as session:
                handover.take(session, wish, name, NOW)
            results.append(name)
        except NotNow:
            results.append("")

    threads = [Thread(target=worker, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(results)[0] == "" and sorted(results)[1] in "ab"
    with database.session() as session:
        assert session.get_one(HandoverWish, wish).official == sorted(results)[1]


def test_what_is_given_back_can_be_taken_again(database: Database, desk: Desk) -> None:
    person = somebody(database)
    wish = wished(database, person)
    with database.session() as session:
        desk.take(session, wish, "a", None, NOW)
        desk.give_back(session, wish, "a", NOW + MINUTE)
        assert handover.taken(session, person) is None
        desk.take(session, wish, "b", None, NOW + 2 * MINUTE)
        assert handover.taken(session, person) == wish
    assert len(queued(database)) == 3


@pytest.mark.parametrize(
    ("taken", "after", "ended"),
    [
        (False, 23 * HOUR + 59 * MINUTE, None),
        (False, 24 * HOUR, "unanswered"),
        (True, 29 * MINUTE, None),
        (True, 30 * MINUTE, "idle"),
    ],
)
def test_what_is_overdue_returns_to_the_bot_and_the_person_is_told_once(
    database: Database, desk: Desk, taken: bool, after: dt.timedelta, ended: str | None
) -> None:
    person = somebody(database, language="en")
    wish = wished(database, person)
    if taken:
        with database.session() as session:
            handover.take(session, wish, "a", NOW)
    for _ in range(2):
        with database.session() as session:
            desk.overdue(session, NOW + after, 24 * HOUR, 30 * MINUTE)
    with database.session() as session:
        status = session.get_one(HandoverWish, wish).status
        assert handover.taken(session, person) == (wish if taken and ended is None else None)
    assert status == ("returned" if ended else "taken" if taken else "open")
    told = texts(database)
    assert len(told) == (1 if ended else 0)
    if ended:
        assert ("nobody" in told[0]) == (ended == "unanswered")


def test_an_act_of_the_official_keeps_the_conversation(database: Database, desk: Desk) -> None:
    wish = wished(database, somebody(database))
    with database.session() as session:
        desk.take(session, wish, "a", None, NOW)
        desk.say(session, wish, "a", "x", NOW + 20 * MINUTE)
        assert desk.overdue(session, NOW + 49 * MINUTE, 24 * HOUR, 30 * MINUTE) == []
        assert [one.wish_id for one in desk.overdue(session, NOW + 50 * MINUTE, 24 * HOUR, 30 * MINUTE)] == [wish]


def test_the_person_goes_back_to_the_bot(database: Database) -> None:
    person = somebody(database)
    wish = wished(database, person)
    with database.session() as session:
        assert not handover.leave(session, person, NOW)
        handover.take(session, wish, "a", NOW)
        assert handover.wish(session, person, None, "bn", NOW + MINUTE) == (NOW, False)
        assert handover.leave(session, person, NOW + MINUTE)
        assert handover.wish(session, person, None, "bn", NOW + MINUTE) == (NOW + MINUTE, True)


@pytest.mark.parametrize(("away", "called"), [(23 * HOUR + 59 * MINUTE, False), (24 * HOUR + MINUTE, True)])
def test_outside_the_window_a_template_calls_and_the_answer_follows(
    database: Database, desk: Desk, away: dt.timedelta, called: bool
) -> None:
    person = somebody(database, channel="whatsapp")
    wish = wished(database, person)
    then = NOW + away
    with database.session() as session:
        handover.take(session, wish, "a", then)
        desk.say(session, wish, "a", "Come on Monday", then)
        session.execute(update(OutboxMessage).values(status="sent"))
    for _ in range(2):
        with database.session() as session:
            assert owed(session, "nobody", then + HOUR) == 0
            owed(session, person, then + HOUR)
    rows = queued(database)
    assert all(row.body is not None and row.body["text"].endswith("Come on Monday") for row in rows)
    assert [bool(row.body and row.body.get("template")) for row in rows] == ([True, False] if called else [True])
    assert rows[0].body["template"]["name"] == telling.TEMPLATE  # type: ignore[index]


def test_lists_are_filtered_and_paged(database: Database) -> None:
    for number in range(5):
        person = somebody(database, str(number))
        with database.session() as session:
            handover.wish(session, person, "gst" if number % 2 else "pmegp", "bn", NOW + number * MINUTE)
    with database.session() as session:
        found, total = handover.wishes(session, offset=1, limit=2)
        assert (total, [one.created_at for one in found]) == (5, [NOW + MINUTE, NOW + 2 * MINUTE])
        assert handover.wishes(session, "open", "gst")[1] == 2
        assert handover.wishes(session, "taken") == ([], 0)


def test_old_words_are_forgotten_when_the_conversation_is_over(database: Database) -> None:
    wish = wished(database, somebody(database))
    with database.session() as session:
        handover.take(session, wish, "a", NOW)
        handover.heard_from_person(session, wish, "secret", NOW)
        assert handover.forget_texts(session, NOW + DAY) == 0, "an official still reads it"
        handover.close(session, wish, "a", NOW)
        assert handover.forget_texts(session, NOW) == 0
        assert handover.forget_texts(session, NOW + DAY) == 1
    with database.session() as session:
        assert session.scalars(select(HandoverMessage.body)).all() == [None]
