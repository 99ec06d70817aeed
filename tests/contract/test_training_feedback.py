"""What people say of a session, over SQLite and over a real PostgreSQL: questions, words, when and who."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.conversation import wishes
from bot.conversation.engine import Say
from bot.conversation.hearing import hear
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.training import feedback as talk
from bot.db.models import Contact, Enrolment, Feedback, OutboxMessage, TimedTask
from bot.db.session import Database
from bot.services.training import feedback
from tests.contract.training_rows import DAY, HOUR, MINUTE, NOW, course, enrol, person, programme, session
from tests.surroundings import around

STARTS = NOW + DAY
ENDS = STARTS + 3 * HOUR
EVENING = ENDS + 2 * HOUR


@pytest.fixture
def gst(database: Database) -> str:
    return course(database, programme(database)[1])


def came(database: Database, who: str, where: str, came_at: dt.datetime | None = STARTS) -> str:
    """Somebody with a place who was there; the enrolment."""
    made = enrol(database, who, where)
    with database.session() as db:
        db.get_one(Enrolment, made).came_at = came_at
    return made


def press(database: Database, who: str, payload: str, now: dt.datetime = EVENING) -> Say:
    with database.session() as db:
        said = wishes.by_payload(db, who, payload, now, around())
    assert said is not None
    return said


def write(database: Database, who: str, hears: str, text: str, now: dt.datetime = EVENING) -> Say | None:
    with database.session() as db:
        return hear(db, who, hears, text, now, around())


def kept(database: Database, enrolment: str) -> Feedback:
    with database.session() as db:
        return db.get_one(Feedback, enrolment)


def acts(say: Say) -> list[str]:
    return [act["payload"] for act in say.values["acts"]]


def test_question_after_question_until_the_thanks(database: Database, gst: str) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS))
    said = press(database, who, f"fb:start:{mine}")
    asked = []
    for number in range(1, 6):
        assert (said.key, said.values["number"], said.values["count"]) == ("feedback_question", number, 5)
        asked.append(acts(said)[0].split(":")[3])
        said = press(database, who, acts(said)[number - 1])
    assert asked == ["useful", "trainer", "pace", "language", "place"]
    assert said.key == "feedback_words"
    assert kept(database, mine).done_at is None
    thanks = write(database, who, said.values["hears"], "ভালো লেগেছে, আমার নম্বর 9830012345 এ ফোন করবেন")
    assert thanks is not None and thanks.key == "feedback_thanks"
    row = kept(database, mine)
    assert row.answers == {"useful": 1, "trainer": 2, "pace": 3, "language": 4, "place": 5}
    assert row.done_at == EVENING and row.words is not None
    assert "9830012345" not in row.words and "ভালো লেগেছে" in row.words


def test_online_the_last_question_is_about_the_connection(database: Database, gst: str) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS, mode="online", place="", link="https://x.example"))
    for question in ("useful", "trainer", "pace", "language"):
        said = press(database, who, f"fb:a:{mine}:{question}:4")
    assert acts(said)[0] == f"fb:a:{mine}:connection:1"
    # A button that does not belong to such a session changes nothing.
    press(database, who, f"fb:a:{mine}:place:5")
    assert "place" not in kept(database, mine).answers


def test_it_goes_on_where_it_stopped(database: Database, gst: str) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS))
    press(database, who, f"fb:a:{mine}:useful:5")
    said = press(database, who, f"fb:start:{mine}", EVENING + DAY)
    assert (said.key, said.values["number"]) == ("feedback_question", 2)


def test_an_old_button_changes_the_answer_of_then(database: Database, gst: str) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS))
    press(database, who, f"fb:a:{mine}:useful:5")
    same = press(database, who, f"fb:a:{mine}:useful:5")
    assert same.key == "feedback_question"  # a double tap is no change
    said = press(database, who, f"fb:a:{mine}:useful:2")
    assert said.key == "feedback_next" and said.values["before"]["key"] == "feedback_changed"
    assert kept(database, mine).answers == {"useful": 2}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4", 4), ("৪", 4), ("५", 5), ("পুরোপুরি", 5), ("puropuri", 5), ("মোটামুটি হবে", 3), ("fully", 5),
        ("काफ़ी हद तक", 4), ("7", None), ("ওএনডিসি কী?", None), ("GST registration korte ki lage", None),
    ],
)  # fmt: skip
def test_an_answer_can_be_typed(database: Database, gst: str, typed: str, value: int | None) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS))
    asked = press(database, who, f"fb:start:{mine}")
    said = write(database, who, asked.values["hears"], typed)
    assert (said is None) == (value is None)
    if value is not None:
        assert kept(database, mine).answers == {"useful": value}


@pytest.mark.parametrize(
    ("channel", "before", "awaited"),
    [
        ("telegram", {}, True), ("whatsapp", {"hears": "fb:old:pace"}, False), ("telegram", {"asking": True}, False),
        ("telegram", {"hears": "quiz:x:1:"}, False), ("web", {}, False), ("whatsapp", {}, False),
    ],
)  # fmt: skip
def test_whoever_is_asked_may_answer_in_words(
    database: Database, gst: str, channel: str, before: dict[str, Any], awaited: bool
) -> None:
    """Unless they are in the middle of something else, or do not see the question yet: they last wrote a day ago."""
    who = person(database, channel=channel)
    mine = came(database, who, session(database, gst, STARTS))
    with database.session() as db:
        db.get_one(Contact, who).state = before
    assert due(database, mine, "feedback", EVENING) == ""
    with database.session() as db:
        state = State.load(db.get_one(Contact, who).state)
    if awaited:
        assert state.hears == f"fb:{mine}:useful" and len(state.offered) == 5
    else:
        assert (state.hears, state.asking, state.offered) == (before.get("hears"), before.get("asking", False), [])


def test_words_can_be_left_out_and_answers_changed_at_the_end(database: Database, gst: str) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS))
    for question in ("useful", "trainer", "pace", "language", "place"):
        said = press(database, who, f"fb:a:{mine}:{question}:4")
    assert press(database, who, acts(said)[0]).key == "feedback_thanks"
    assert kept(database, mine).words is None
    assert press(database, who, f"fb:a:{mine}:pace:1").key == "feedback_kept"
    assert press(database, who, f"fb:start:{mine}").values["before"]["key"] == "feedback_once_more"
    assert kept(database, mine).answers["pace"] == 1 and kept(database, mine).done_at == EVENING


def test_long_words_are_cut(database: Database, gst: str) -> None:
    mine = came(database, person(database), session(database, gst, STARTS))
    with database.session() as db:
        row = feedback.finish(db, mine, "good " * 300, EVENING)
        assert row.words is not None and len(row.words) <= feedback.WORDS_LIMIT
        with pytest.raises(ValueError, match="1 to 5"):
            feedback.rate(db, mine, "useful", 6, EVENING)


@pytest.mark.parametrize(
    ("came_at", "now", "key"),
    [
        (None, EVENING, "feedback_not_there"),
        (STARTS, STARTS + HOUR, "feedback_early"),
        (STARTS, ENDS + 14 * DAY, "feedback_over"),
        (STARTS, ENDS + 14 * DAY - MINUTE, "feedback_question"),
        (STARTS, ENDS, "feedback_question"),
    ],
)
def test_who_can_say_something_and_when(
    database: Database, gst: str, came_at: dt.datetime | None, now: dt.datetime, key: str
) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS), came_at)
    assert press(database, who, f"fb:start:{mine}", now).key == key


def test_nobody_answers_for_another(database: Database, gst: str) -> None:
    mine = came(database, person(database), session(database, gst, STARTS))
    other = person(database)
    assert press(database, other, f"fb:a:{mine}:useful:5").key == "feedback_none"
    assert write(database, other, f"fb:{mine}:words", "very good") is None
    with database.session() as db:
        assert feedback.get(db, mine) is None


def test_a_wish_finds_the_session_that_is_meant(database: Database, gst: str) -> None:
    who = person(database)

    def wish(now: dt.datetime) -> Say:
        with database.session() as db:
            (said,) = talk.fill(db, who, Say("training_feedback"), now, around())
        return said

    assert wish(EVENING).key == "feedback_none"
    one = came(database, who, session(database, gst, STARTS))
    assert wish(STARTS + HOUR).key == "feedback_early"
    assert wish(EVENING).key == "feedback_question"
    other = came(database, who, session(database, course(database, programme(database)[1]), STARTS - HOUR * 24 + HOUR))
    which = wish(EVENING)
    assert which.key == "feedback_which" and acts(which) == [f"fb:start:{one}", f"fb:start:{other}"]
    with database.session() as db:
        feedback.finish(db, one, None, EVENING)
    assert acts(wish(EVENING))[0].startswith(f"fb:a:{other}:")


def due(database: Database, enrolment: str, kind: str, now: dt.datetime, version: str = "1.1") -> str:
    with database.session() as db:
        task = TimedTask(
            kind=kind, subject=enrolment, version=version, due_at=now, useful_until=now + DAY, status="waiting",
            created_at=now,
        )  # fmt: skip
        db.add(task)
        db.flush()
        return talk.HANDLERS[kind](db, task, around(), now)


def sent(database: Database) -> list[dict[str, Any]]:
    with database.session() as db:
        return [row.body for row in db.query(OutboxMessage).order_by(OutboxMessage.id) if row.body is not None]


def test_in_the_evening_the_first_question_is_sent(database: Database, gst: str) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS))
    assert due(database, mine, "feedback", EVENING) == ""
    (body,) = sent(database)
    assert [button["payload"] for button in body["buttons"]] == [f"fb:a:{mine}:useful:{value}" for value in range(1, 6)]
    assert body["template"]["name"] == "feedback_request"
    assert body["template"]["payloads"] == [f"fb:start:{mine}"]
    assert "{" not in body["text"]
    press(database, who, f"fb:a:{mine}:useful:4")
    assert due(database, mine, "feedback_again", EVENING + DAY) == ""
    assert sent(database)[1]["buttons"][0]["payload"] == f"fb:a:{mine}:trainer:1"


def test_who_is_not_asked(database: Database, gst: str) -> None:
    absent = came(database, person(database), session(database, gst, STARTS), None)
    assert due(database, absent, "feedback", EVENING) == "not there"
    done = came(database, person(database), session(database, gst, STARTS))
    with database.session() as db:
        feedback.finish(db, done, None, EVENING)
    assert due(database, done, "feedback_again", EVENING + DAY) == "done"
    assert due(database, done, "feedback", EVENING, version="2.1") == "another version"
    assert due(database, "0" * 32, "feedback", EVENING) == "gone"
    assert sent(database) == []


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_each_reply_reads_whole_in_each_language(database: Database, gst: str, language: Any) -> None:
    who = person(database)
    mine = came(database, who, session(database, gst, STARTS))
    said = [press(database, who, f"fb:start:{mine}")]
    for question in ("useful", "trainer", "pace", "language", "place"):
        said.append(press(database, who, f"fb:a:{mine}:{question}:4"))
    said += [press(database, who, f"fb:a:{mine}:useful:1"), press(database, who, f"fb:skip:{mine}")]
    composer = Composer(around().content, NOW.date())
    for say in said:
        state = State()
        (reply,) = composer.compose([say], language, state)
        assert "{" not in reply.text and reply.text.strip() and "\n\n\n" not in reply.text
        assert all(len(button.title) <= 20 for button in reply.buttons)
        assert state.hears == (say.values.get("hears") or None)
