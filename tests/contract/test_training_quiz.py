"""Tests before, after and a month after a session, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation import wishes
from bot.conversation.engine import Say
from bot.conversation.hearing import hear
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import quiz, quiz_list
from bot.db.models import Attempt, AuditEvent, Contact, Enrolment, OutboxMessage, TimedTask
from bot.db.session import Database
from bot.knowledge.assessments import Assessment, parse
from bot.services.assessment import attempts
from bot.services.assessment.marking import Given
from bot.services.assessment.results import papers
from bot.services.training import enrolments, learners
from bot.services.training.enrolments import Mine
from tests.contract.training_rows import DAY, HOUR, MINUTE, NOW, SCHEDULE, course, enrol, person, programme, session
from tests.surroundings import around as real

STARTS = NOW + DAY
ENDS = STARTS + 3 * HOUR
LATE = ENDS + 31 * DAY


def three(text: str) -> dict[str, str]:
    return {"en": text, "bn": text, "hi": text}


def item(id: str, kind: str, answer: Any, module: str = "one", letters: str = "", **more: Any) -> dict[str, Any]:
    options = [{"id": letter, "text": three(f"{id} option {letter}")} for letter in letters]
    return {
        "id": id, "module": module, "kind": kind, "rests_on": "gst-threshold", "question": three(f"Question {id}?"),
        "options": options, "answer": answer, "explanation": three(f"Because of {id}."), **more,
    }  # fmt: skip


def made(**changes: Any) -> Assessment:
    items = {
        "pick": item("pick", "single", "b", letters="abcd"),
        "short": item("short", "single", "a", letters="ab"),
        "many": item("many", "multiple", ["a", "c"], "two", "abc"),
        "holds": item("holds", "true_false", True, "two"),
        "count": item("count", "number", 18, "two", unit=three("per cent")),
        **changes,
    }
    modules = [{"id": "one", "title": three("Module one")}, {"id": "two", "title": three("Module two")}]
    whole = {"id": "small", "title": three("Small"), "modules": modules}
    return parse({**whole, "items": [one for one in items.values() if one]})


def around(bank: Assessment | None = None) -> Surroundings:
    content = replace(real().content, assessments={"small": bank or made()})
    return replace(real(), content=content)


RIGHT: dict[str, Given] = {"pick": "b", "short": "a", "many": ["a", "c"], "holds": True, "count": 18}
WRONG: dict[str, Given] = {"pick": "a", "short": "b", "many": ["a", "b"], "holds": False, "count": 5}


@pytest.fixture
def small(database: Database) -> str:
    return course(database, programme(database)[1], assessment="small")


def came(database: Database, who: str, where: str, came_at: dt.datetime | None = STARTS) -> str:
    enrolment = enrol(database, who, where)
    with database.session() as db:
        db.get_one(Enrolment, enrolment).came_at = came_at
    return enrolment


@pytest.fixture
def who(database: Database) -> str:
    return person(database)


@pytest.fixture
def mine(database: Database, small: str, who: str) -> str:
    return came(database, who, session(database, small, STARTS))


def press(database: Database, who: str, payload: str, now: dt.datetime = ENDS, bank: Assessment | None = None) -> Say:
    with database.session() as db:
        said = wishes.by_payload(db, who, payload, now, around(bank))
    assert said is not None
    return said


def write(database: Database, who: str, hears: str, text: str, now: dt.datetime = ENDS) -> Say | None:
    with database.session() as db:
        return hear(db, who, hears, text, now, around())


def the(database: Database, enrolment: str, kind: str = "post") -> Attempt:
    with database.session() as db:
        wanted = select(Attempt).where(Attempt.enrolment_id == enrolment, Attempt.kind == kind)
        found = db.scalars(wanted.order_by(Attempt.number.desc())).first()
        assert found is not None
        return found


def acts(say: Say) -> dict[str, str]:
    return {act["payload"]: act["title"] for act in say.values["acts"]}


def asked(say: Say) -> str:
    """Id of the question that is asked."""
    return str(say.values["question"]["said"]["en"]).removeprefix("Question ").removesuffix("?")


def solve(
    database: Database, who: str, say: Say, answers: dict[str, Given], now: dt.datetime = ENDS, steps: int = 9
) -> Say:
    """Answers question after question by buttons and typing, as each is asked."""
    while steps and "question" in say.values:
        steps -= 1
        given, id = answers[asked(say)], say.values["hears"].split(":")[1:3]
        at = ":".join(id)
        if isinstance(given, bool):
            say = press(database, who, f"quiz:a:{at}:{'t' if given else 'f'}", now)
        elif isinstance(given, str):
            say = press(database, who, f"quiz:a:{at}:{given}", now)
        elif isinstance(given, list):
            say = press(database, who, f"quiz:d:{at}:{''.join(given)}", now)
        else:
            heard = write(database, who, say.values["hears"], str(given), now)
            assert heard is not None
            say = heard
    return say


def begin(database: Database, who: str, enrolment: str, kind: str = "post", now: dt.datetime = ENDS) -> Say:
    return press(database, who, f"quiz:start:{enrolment}:{kind}", now)


def test_from_the_first_question_to_the_result(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    assert (said.key, said.values["number"], said.values["count"]) == ("quiz_question", 1, 5)
    done = solve(database, who, said, {**RIGHT, "count": 12})
    assert done.key == "quiz_done_post" and (done.values["right"], done.values["count"]) == (4, 5)
    assert [line["values"]["right"] for line in done.values["modules"]] == [2, 2]
    assert done.values["read"]["values"]["module"]["said"]["en"] == "Module two"
    assert list(acts(done)) == ["ask:gst-threshold"]
    row = the(database, mine)
    assert (row.right, row.total, row.modules) == (4, 5, {"one": [2, 2], "two": [2, 3]})
    assert row.answers["count"] == {"given": 12, "right": False} and row.done_at == ENDS


def test_questions_and_options_are_shuffled_by_the_attempt(database: Database, small: str) -> None:
    where = session(database, small, STARTS, capacity=20)
    orders = set()
    for _ in range(8):
        who = person(database)
        enrolment = came(database, who, where)
        begin(database, who, enrolment)
        orders.add(tuple(the(database, enrolment).sheet["items"]))
    assert len(orders) > 1


def test_before_the_course_nothing_is_explained(database: Database, who: str, mine: str) -> None:
    early = NOW + HOUR
    said = begin(database, who, mine, "pre", early)
    heads = []
    while "question" in said.values:
        said = solve(database, who, said, WRONG, early, steps=1)
        heads.append(said.values["before"]["key"])
    assert set(heads) == {"quiz_noted"}
    assert said.key == "quiz_done_pre" and "modules" not in said.values
    shown = Composer(around().content, NOW.date()).compose([said], "en", State())[0].text
    assert "Because" not in shown and "0 of 5" not in shown
    again = begin(database, who, mine, "pre", early)
    assert again.key == "quiz_done_already" and again.values["score"] == ""


def test_right_and_wrong_are_told_after_it(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    for answers, key in ((RIGHT, "quiz_right"), (WRONG, "quiz_wrong")):
        said = solve(database, who, said, answers, steps=1)
        assert said.values["before"]["key"] == key
        assert said.values["before"]["values"]["explanation"]["said"]["en"].startswith("Because of")


def test_several_right_ones_by_buttons(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    while asked(said) != "many":
        said = solve(database, who, said, RIGHT, steps=1)
    assert "quiz_ready" not in acts(said).values()
    at = ":".join(said.values["hears"].split(":")[1:3])
    said = press(database, who, f"quiz:m:{at}:a")
    assert acts(said)[f"quiz:m:{at}:-"] == "quiz_picked" and acts(said)[f"quiz:d:{at}:a"] == "quiz_ready"
    said = press(database, who, f"quiz:m:{at}:ac")
    assert acts(said)[f"quiz:m:{at}:c"] == acts(said)[f"quiz:m:{at}:a"] == "quiz_picked"
    assert the(database, mine).answers.get("many") is None
    press(database, who, f"quiz:d:{at}:ac")
    assert the(database, mine).answers["many"] == {"given": ["a", "c"], "right": True}


def test_several_right_ones_typed(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    while asked(said) != "many":
        said = solve(database, who, said, RIGHT, steps=1)
    order = the(database, mine).sheet["options"]["many"]
    letter = {option: "ABC"[place] for place, option in enumerate(order)}
    one = write(database, who, said.values["hears"], letter["a"])
    assert one is not None and one.values["hears"].endswith(":a")  # one letter is picked, and no answer yet
    said = write(database, who, one.values["hears"], f"{letter['a']} and {letter['c']}") or one
    assert the(database, mine).answers["many"]["right"] is True


@pytest.mark.parametrize(("text", "given"), [("18", 18), ("১৮ শতাংশ", 18), ("jani na", None), ("পাঁচ", 5)])
def test_a_number_is_typed(database: Database, who: str, mine: str, text: str, given: int | None) -> None:
    said = begin(database, who, mine)
    while asked(said) != "count":
        said = solve(database, who, said, RIGHT, steps=1)
    assert said.values["typed"] is True
    heard = write(database, who, said.values["hears"], text)
    assert heard is not None
    assert the(database, mine).answers["count"] == {"given": given, "right": given == 18}


def test_a_question_in_between_is_left_to_the_engine(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    assert write(database, who, said.values["hears"], "GST registration er jonno ki ki lage?") is None
    assert the(database, mine).answers == {}


def test_an_old_button_changes_nothing(database: Database, who: str, mine: str) -> None:
    first = begin(database, who, mine)
    payload = next(iter(acts(first)))
    if asked(first) == "many":
        payload = payload.replace("quiz:m:", "quiz:d:")
    second = press(database, who, payload)
    before = the(database, mine).answers
    again = press(database, who, payload)
    assert again.key == "quiz_question" and again.values["number"] == second.values["number"] == 2
    assert the(database, mine).answers == before and len(before) == 1


def test_later_and_on_again_at_the_same_question(database: Database, who: str, mine: str) -> None:
    said = solve(database, who, begin(database, who, mine), RIGHT, steps=2)
    attempt = said.values["hears"].split(":")[1]
    stopped = press(database, who, f"quiz:later:{attempt}")
    assert stopped.key == "quiz_stopped" and stopped.values["hears"] == ""
    on = press(database, who, f"quiz:go:{attempt}", ENDS + 2 * DAY)
    assert (asked(on), on.values["number"]) == (asked(said), 3)
    assert asked(begin(database, who, mine, now=ENDS + 3 * DAY)) == asked(said)


def test_breaks_do_not_count(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    said = solve(database, who, said, RIGHT, ENDS + 2 * MINUTE, steps=1)
    said = solve(database, who, said, RIGHT, ENDS + 3 * HOUR, steps=1)
    solve(database, who, said, RIGHT, ENDS + 3 * HOUR + MINUTE)
    assert the(database, mine).seconds == 180


def test_once_unless_it_is_allowed_again(database: Database, who: str, mine: str) -> None:
    solve(database, who, begin(database, who, mine), WRONG)
    assert begin(database, who, mine).key == "quiz_done_already"
    later = ENDS + 10 * DAY  # the test itself is closed by then
    with database.session() as db:
        assert attempts.allow_again(db, mine, "late", "Mita Das", later) is None
        assert attempts.allow_again(db, mine, "post", "Mita Das", later) == later + 7 * DAY
    assert solve(database, who, begin(database, who, mine, now=later), RIGHT, later).values["right"] == 5
    assert the(database, mine).number == 2
    assert begin(database, who, mine, now=later + HOUR).key == "quiz_done_already"
    with database.session() as db:
        (row,) = attempts.results(db)
        assert row.post == 1.0
        assert db.scalars(select(AuditEvent.act).where(AuditEvent.about == mine)).all() == ["test_again"]


@pytest.mark.parametrize(
    ("kind", "now", "key"),
    [
        ("pre", NOW, "quiz_question"),
        ("pre", STARTS + 29 * MINUTE, "quiz_question"),
        ("pre", STARTS + 30 * MINUTE, "quiz_over_pre"),
        ("post", STARTS + HOUR, "quiz_early"),
        ("post", ENDS - 15 * MINUTE, "quiz_question"),
        ("post", ENDS + 7 * DAY, "quiz_over"),
        ("late", ENDS + 29 * DAY, "quiz_early"),
        ("late", ENDS + 30 * DAY - 3 * HOUR, "quiz_question"),  # the same day in India
        ("late", ENDS + 40 * DAY, "quiz_over"),
    ],
)
def test_when_each_can_be_written(
    database: Database, who: str, mine: str, kind: str, now: dt.datetime, key: str
) -> None:
    assert begin(database, who, mine, kind, now).key == key


def test_who_was_not_there_writes_none_after_it(database: Database, small: str, who: str) -> None:
    absent = came(database, who, session(database, small, STARTS), None)
    assert begin(database, who, absent).key == "quiz_not_there"
    assert begin(database, who, absent, "pre", NOW).key == "quiz_question"


def test_nobody_writes_for_another(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    other = person(database)
    attempt = said.values["hears"].split(":")[1]
    assert press(database, other, f"quiz:go:{attempt}").key == "quiz_gone"
    assert press(database, other, next(iter(acts(said)))).key == "quiz_gone"
    assert write(database, other, said.values["hears"], "A") is None
    assert begin(database, other, mine).key == "quiz_gone"


def test_who_takes_another_date_keeps_the_test_before(database: Database, small: str, who: str, mine: str) -> None:
    solve(database, who, begin(database, who, mine, "pre", NOW), RIGHT, NOW)
    with database.session() as db:
        db.get_one(Enrolment, mine).came_at = None
    where = session(database, small, STARTS + DAY)
    with database.session() as db:
        moved = enrolments.transfer(db, who, mine, where, NOW + HOUR, schedule=SCHEDULE)
        assert moved.kind == "enrolled" and moved.enrolment is not None
        new = moved.enrolment.id
    assert begin(database, who, new, "pre", NOW + HOUR).key == "quiz_done_already"
    with database.session() as db:
        assert [(row.enrolment_id, row.pre) for row in attempts.results(db)] == [(new, 1.0)]


# ---- A bank that changes while somebody is at it


def test_a_question_that_is_gone_is_not_asked_any_more(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    left = [id for id in RIGHT if id != asked(said)]
    smaller = made(**{left[0]: None, left[1]: None})
    press_on = said
    with database.session() as db:
        attempt = db.scalars(select(Attempt)).one()
        for id in (asked(said), left[2], left[3]):
            assert attempts.answer(db, attempt, smaller, id, RIGHT[id], ENDS) is True
        assert (attempt.right, attempt.total, attempt.done_at) == (3, 3, ENDS)
    assert press_on.values["count"] == 5


def test_what_was_answered_before_the_rest_went_counts(database: Database, who: str, mine: str) -> None:
    said = begin(database, who, mine)
    only = asked(said)
    solve(database, who, said, RIGHT, steps=1)
    rest = made(**{id: None for id in RIGHT if id != only})
    attempt = the(database, mine)
    done = press(database, who, f"quiz:go:{attempt.id}", bank=rest)
    assert done.key == "quiz_done_post" and (done.values["right"], done.values["count"]) == (1, 1)


def test_all_answers_are_marked_by_the_bank_as_it_is_at_the_end(database: Database, who: str, mine: str) -> None:
    begin(database, who, mine)
    mended = made(pick=item("pick", "single", "a", letters="abcd"))  # the key was wrong
    with database.session() as db:
        attempt = db.scalars(select(Attempt)).one()
        assert attempts.answer(db, attempt, made(), "pick", "a", ENDS) is False
        for id in ("short", "many", "holds", "count"):
            attempts.answer(db, attempt, mended, id, RIGHT[id], ENDS)
        assert attempt.right == 5 and attempt.answers["pick"]["right"] is True


def test_a_bank_that_has_nothing_of_the_sheet_ends_the_test(database: Database, who: str, mine: str) -> None:
    begin(database, who, mine)
    other = made(
        **dict.fromkeys(RIGHT, None), new=item("new", "true_false", True), more=item("more", "number", 3, "two")
    )
    attempt = the(database, mine)
    assert press(database, who, f"quiz:go:{attempt.id}", bank=other).key == "quiz_gone"


# ---- The results


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [(WRONG, RIGHT, "quiz_gained"), (RIGHT, RIGHT, "quiz_as_before"), (RIGHT, WRONG, "quiz_as_before")],
)
def test_after_is_compared_with_before(
    database: Database, who: str, mine: str, first: dict[str, Given], second: dict[str, Given], key: str
) -> None:
    solve(database, who, begin(database, who, mine, "pre", NOW), first, NOW)
    done = solve(database, who, begin(database, who, mine), second)
    assert done.values["compared"]["key"] == key
    assert done.values["compared"]["values"]["right"] == (5 if first is RIGHT else 0)
    late = solve(database, who, begin(database, who, mine, "late", LATE), WRONG, LATE)
    assert late.values["compared"]["key"] == ("quiz_faded" if second is RIGHT else "quiz_kept")


def test_everything_right_offers_nothing_to_read(database: Database, who: str, mine: str) -> None:
    done = solve(database, who, begin(database, who, mine), RIGHT)
    assert done.values["read"] == "" and acts(done) == {}
    assert done.values["compared"] == ""


def test_rows_for_the_scorecard(database: Database, small: str, who: str, mine: str) -> None:
    solve(database, who, begin(database, who, mine, "pre", NOW), WRONG, NOW)
    solve(database, who, begin(database, who, mine), RIGHT)
    begin(database, who, mine, "late", LATE)  # not finished: it does not count
    with database.session() as db:
        learners.describe(db, who, True, "obc", NOW)
        (row,) = attempts.results(db, course_ids=[small])
        assert (row.pre, row.post, row.late) == (0.0, 1.0, None)
        assert (row.women_led, row.group, row.post_done_at, row.contact_id) == (True, "obc", ENDS, who)
        assert attempts.results(db, course_ids=["0" * 32]) == [] == attempts.results(db, session_ids=[])
        assert attempts.results(db, programme_id="0" * 32) == []


def test_papers_for_the_authors(database: Database, who: str, mine: str) -> None:
    solve(database, who, begin(database, who, mine), {**RIGHT, "pick": "c"})
    with database.session() as db:
        found = papers(db, made(), attempts.version(made()), "post")
        assert [question.id for question in found.questions] == list(RIGHT)
        (paper,) = found.papers
        assert paper.right == {"pick": False, "short": True, "many": True, "holds": True, "count": True}
        assert (paper.taken["pick"], paper.taken["many"], paper.taken["count"]) == (("c",), ("a", "c"), ())
        changed = made(pick=item("pick", "single", "a", letters="abcd"))
        other = papers(db, changed, attempts.version(changed), "post")
        assert other.papers == () and other.others == {attempts.version(made()): 1}


# ---- Wishes and timed messages


def wish(database: Database, who: str, now: dt.datetime) -> Say:
    with database.session() as db:
        (said,) = quiz_list.fill(db, who, Say("training_test"), now, around())
    return said


def test_what_is_open_and_what_came_of_it(database: Database, small: str, who: str) -> None:
    assert wish(database, who, NOW).key == "quiz_none"
    mine = came(database, who, session(database, small, STARTS))
    offered = wish(database, who, NOW)
    assert offered.key == "quiz_offer" and acts(offered) == {f"quiz:start:{mine}:pre": "quiz_start"}
    begin(database, who, mine, "pre", NOW)
    assert acts(wish(database, who, NOW)) == {f"quiz:start:{mine}:pre": "quiz_go_on"}
    coming = wish(database, who, STARTS + HOUR)
    assert coming.key == "quiz_nothing_open" and len(coming.values["coming"]) == 2
    second = course(database, programme(database)[1], assessment="small")
    other = came(database, who, session(database, second, STARTS + DAY))
    which = wish(database, who, ENDS)
    assert which.key == "quiz_which" and list(acts(which)) == [f"quiz:start:{mine}:post", f"quiz:start:{other}:pre"]
    solve(database, who, begin(database, who, mine), RIGHT)
    results = wish(database, who, ENDS).values["results"]
    assert [score["key"] for score in results[0]["values"]["scores"]] == ["quiz_score_post"]


def due(database: Database, enrolment: str, kind: str, now: dt.datetime, version: str = "1.1.7") -> str:
    with database.session() as db:
        task = TimedTask(
            kind=kind, subject=enrolment, version=version, due_at=now, useful_until=now + DAY, status="waiting",
            created_at=now,
        )  # fmt: skip
        db.add(task)
        db.flush()
        return quiz.HANDLERS[kind](db, task, around(), now)


def test_timed_messages_go_to_those_who_can_write_it(database: Database, small: str, who: str, mine: str) -> None:
    assert due(database, mine, "pre_test", NOW) == ""
    assert due(database, mine, "post_test", ENDS) == ""
    solve(database, who, begin(database, who, mine), RIGHT)
    assert due(database, mine, "late_test", LATE) == ""
    assert due(database, mine, "post_test", ENDS + MINUTE, "1.1.8") == "done"
    assert due(database, mine, "late_again", LATE, "2.1") == "another version"
    assert due(database, mine, "late_again", ENDS + 40 * DAY) == "over"
    absent = came(database, person(database), session(database, small, STARTS), None)
    assert due(database, absent, "post_test", ENDS) == "not there"
    with database.session() as db:
        bodies = [row.body for row in db.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]
    kinds = ("pre", "post", "late")
    assert [body["buttons"][0]["payload"] for body in bodies if body] == [f"quiz:start:{mine}:{kind}" for kind in kinds]
    for body, kind in zip(bodies, kinds, strict=True):
        assert body is not None and "{" not in body["text"]
        assert body["template"]["payloads"] == [f"quiz:start:{mine}:{kind}"]


def test_two_taps_on_begin_are_one_go(database: Database, small: str, who: str, mine: str) -> None:
    with database.session() as db:
        found = enrolments.get(db, who, mine)
        assert isinstance(found, Mine)
        one = attempts.begin(db, found.enrolment, found.upcoming.session, made(), "post", ENDS)
        two = attempts.begin(db, found.enrolment, found.upcoming.session, made(), "post", ENDS)
        assert one.attempt is not None and two.attempt is not None and one.attempt.id == two.attempt.id


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_each_reply_reads_whole_in_each_language(database: Database, who: str, mine: str, language: Any) -> None:
    with database.session() as db:
        db.get_one(Contact, who).language = language
    said = [wish(database, who, NOW)]
    say = begin(database, who, mine, "pre", NOW)
    steps: list[Callable[[Say], Say]] = [
        lambda say: solve(database, who, say, RIGHT, NOW, steps=1),
        lambda say: solve(database, who, say, WRONG, NOW, steps=9),
        lambda _: wish(database, who, STARTS + HOUR),
        lambda _: begin(database, who, mine, "post", STARTS + HOUR),
        lambda _: begin(database, who, mine),
        lambda say: solve(database, who, say, WRONG, steps=2),
        lambda say: press(database, who, f"quiz:later:{say.values['hears'].split(':')[1]}"),
        lambda _: begin(database, who, mine),
        lambda say: solve(database, who, say, RIGHT),
        lambda _: begin(database, who, mine),
        lambda _: wish(database, who, ENDS),
        lambda _: solve(database, who, begin(database, who, mine, "late", LATE), WRONG, LATE),
        lambda _: begin(database, who, mine, "pre", STARTS + HOUR),
    ]
    for step in steps:
        said.append(say)
        say = step(say)
    composer = Composer(around().content, NOW.date())
    for one in [*said, say]:
        (reply,) = composer.compose([one], language, State())
        assert "{" not in reply.text and reply.text.strip(), one.key
        assert "\n\n\n" not in reply.text
        assert all(len(button.title) <= 20 and len(button.payload.encode()) <= 64 for button in reply.buttons)
        assert len(one.values.get("hears") or "") <= 64
