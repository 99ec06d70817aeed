"""What trainers do in the chat, on both stores: becoming known, the code, marking, the link, moving, cancelling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.texts import Texts
from bot.conversation.training import codes, desk
from bot.db.models import Enrolment, TimedTask, Trainer, TrainingSession
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.knowledge.programmes import samples
from bot.services import contacts
from bot.services.training import checkin_code, trainers
from bot.services.training import samples as demo
from bot.services.training.plans import Schedule
from bot.settings import get_settings

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
NORTH, SOUTH, HEAD = "SAMPLE trainer North", "SAMPLE trainer South", "SAMPLE manager North"


@pytest.fixture(scope="module")
def around() -> Surroundings:
    return Surroundings(Library(get_settings().content_dir).content())


@pytest.fixture
def db(database: Database, around: Surroundings) -> Iterator[Session]:
    with database.session() as session:
        file = samples(get_settings().content_dir)[0]
        demo.load(session, file, around.content, Schedule(around.content.reminders, around.rules), NOW)
        yield session


def known(db: Session, name: str, sender: str = "1") -> str:
    """A chat that is this trainer's."""
    person = contacts.find_or_create(db, "telegram", sender, NOW).id
    trainer = db.scalars(select(Trainer).where(Trainer.name == name)).one()
    payload = codes.typed(f"Trainer {trainers.issue_code(db, trainer.id, NOW).lower()}")
    assert payload is not None
    say = desk.pressed(db, person, payload, NOW, Surroundings(None))  # type: ignore[arg-type]
    assert say is not None and say.key == "desk_welcome"
    return person


def of(db: Session, code: str) -> TrainingSession:
    return db.scalars(select(TrainingSession).where(TrainingSession.code == code)).one()


def press(db: Session, person: str, payload: str, around: Surroundings, now: dt.datetime = NOW) -> Say:
    say = desk.pressed(db, person, payload, now, around)
    assert say is not None
    shown(say, around, now)
    return say


def hear(db: Session, person: str, say: Say, text: str, around: Surroundings, now: dt.datetime = NOW) -> Say | None:
    found = desk.heard(db, person, say.values["hears"], text, now, around)
    if found is not None:
        shown(found, around, now)
    return found


def shown(say: Say, around: Surroundings, now: dt.datetime) -> list[str]:
    """The message in each language, with every place filled and every button within the channels' limits."""
    texts = Texts(around.content, now.date())
    found = []
    for language in ("bn", "hi", "en"):
        values = {name: value for name, value in say.values.items() if name not in ("hears", "document")}
        message = texts.message(say.key, language, **values)
        assert "{" not in message.text, message.text
        assert all(len(one.title) <= 20 and len(one.payload.encode()) <= 64 for one in message.buttons)
        found.append(message.text)
    assert len(say.values.get("hears", "")) <= 64
    return found


def titles(say: Say) -> list[str]:
    return [one["title"] for one in say.values.get("acts", ())]


def test_a_stranger_is_told_how_to_become_known(db: Session, around: Surroundings) -> None:
    stranger = contacts.find_or_create(db, "telegram", "9", NOW).id
    (say,) = desk.fill(db, stranger, Say("trainer_desk"), NOW, around)
    assert say.key == "desk_not_known" and shown(say, around, NOW)
    assert hear(db, stranger, say, "what is GST?", around) is None
    wrong = hear(db, stranger, say, "KKKK-2222", around)
    assert wrong is not None and wrong.key == "desk_code_wrong"
    session = of(db, "SAMPLE-S07")
    for what in ("see", "code", "list", "link", "cancel", "move", "do"):
        assert press(db, stranger, f"desk:{what}:{session.id}", around).key == "desk_not_known"
    for _ in range(5):
        wrong = hear(db, stranger, say, "KKKK-2222", around)
    assert wrong is not None and wrong.key == "desk_code_blocked"


@pytest.mark.parametrize(("name", "sees", "not_sees"), [
    (NORTH, "SAMPLE-S07", "SAMPLE-S11"), (HEAD, "SAMPLE-S07", "SAMPLE-S11"), (SOUTH, "SAMPLE-S11", "SAMPLE-S07"),
])  # fmt: skip
def test_each_sees_their_own(db: Session, around: Surroundings, name: str, sees: str, not_sees: str) -> None:
    person = known(db, name)
    assert press(db, person, f"desk:see:{of(db, sees).id}", around).key == "desk_session_shown"
    for what in ("see", "code", "list", "link", "cancel", "move", "do"):
        assert press(db, person, f"desk:{what}:{of(db, not_sees).id}", around).key == "desk_gone"
    place = db.scalars(select(Enrolment.id).where(Enrolment.session_id == of(db, not_sees).id)).first()
    assert press(db, person, f"desk:came:{place}:here", around).key == "desk_gone"
    listed = press(db, person, "desk:today", around)
    assert listed.key == "desk_sessions" and 1 <= len(listed.values["acts"]) <= desk.MOST


def test_the_code_of_the_minute(db: Session, around: Surroundings) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S07")
    assert "desk_code" in titles(press(db, person, f"desk:see:{session.id}", around))
    say = press(db, person, f"desk:code:{session.id}", around)
    assert checkin_code.matches(session.secret.encode(), say.values["code"], NOW)
    assert say.values["document"]["mime"] == "image/png"
    later = press(db, person, f"desk:code:{session.id}", around, NOW + dt.timedelta(minutes=2))
    assert later.values["code"] != say.values["code"]
    assert press(db, person, f"desk:code:{of(db, 'SAMPLE-S08').id}", around).key == "desk_code_early"
    assert press(db, person, f"desk:code:{session.id}", around, session.ends_at).key == "desk_code_over"
    assert desk.scanned("123456", "https://a.example") == "https://a.example/?here=123456"


def test_marking_by_hand(db: Session, around: Surroundings) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S07")
    page = press(db, person, f"desk:list:{session.id}:1", around)
    assert page.key == "desk_list" and len(page.values["lines"]) == 20
    assert press(db, person, f"desk:list:{session.id}:3", around).values["lines"][0]["values"]["number"] == 1
    absent = db.scalars(
        select(Enrolment).where(Enrolment.session_id == session.id, Enrolment.came_at.is_(None)).order_by(Enrolment.id)
    ).all()
    one, two = absent[0], absent[1]
    assert press(db, person, f"desk:who:{one.id}", around).key == "desk_person"
    press(db, person, f"desk:came:{one.id}:here", around)
    assert one.came_at == session.starts_at and one.came_by == "list"
    press(db, person, f"desk:came:{two.id}:late", around)
    assert two.came_at == NOW
    left = NOW + dt.timedelta(minutes=50)
    press(db, person, f"desk:came:{two.id}:left", around, left)
    assert two.left_at == left
    press(db, person, f"desk:came:{one.id}:not", around)
    assert one.came_at is None


def test_marking_after_the_end_asks_for_the_time(db: Session, around: Surroundings) -> None:
    person, session = known(db, SOUTH), of(db, "SAMPLE-S06")
    place = db.scalars(select(Enrolment).where(Enrolment.session_id == session.id, Enrolment.presence == 0)).first()
    assert place is not None
    asked = press(db, person, f"desk:came:{place.id}:late", around)
    assert asked.key == "desk_when_late"
    assert hear(db, person, asked, "who is there?", around) is None
    outside = hear(db, person, asked, "5 pm", around)
    assert outside is not None and outside.key == "desk_when_outside"
    marked = hear(db, person, outside, "দুপুর ১২টা", around)
    assert marked is not None and marked.key == "desk_marked"
    assert place.came_at == session.starts_at + dt.timedelta(hours=1) and place.presence == 50
    kinds = db.scalars(select(TimedTask.kind).where(TimedTask.subject == place.id)).all()
    assert "feedback" in kinds


@pytest.mark.parametrize(("text", "numbers"), [
    ("3, 5 and 8", {3, 5, 8}), ("৩, ৫ আর ৮", {3, 5, 8}), ("3 5 8 aaye", {3, 5, 8}), ("1", {1}),
    ("how many came of 50", None), ("call 9830012345", None), ("2 oclock e ki hobe", None),
])  # fmt: skip
def test_numbers_of_those_who_came(db: Session, around: Surroundings, text: str, numbers: set[int] | None) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S07")
    db.execute(update(Enrolment).where(Enrolment.session_id == session.id).values(came_at=None))
    db.expire_all()
    say = hear(db, person, press(db, person, f"desk:list:{session.id}:1", around), text, around)
    came = db.scalars(select(Enrolment.came_at).where(Enrolment.session_id == session.id)).all()
    assert sum(one is not None for one in came) == len(numbers or ())
    assert (say is None) == (numbers is None)


def test_a_number_that_is_not_there_marks_nobody(db: Session, around: Surroundings) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S07")
    say = hear(db, person, press(db, person, f"desk:list:{session.id}:1", around), "3 and 77", around)
    assert say is not None and say.key == "desk_numbers_unknown"


def test_the_link_now_and_not_again_at_once(db: Session, around: Surroundings) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S08")
    say = press(db, person, f"desk:link:{session.id}", around)
    assert say.key == "desk_link_sent" and say.values["count"] == 38
    assert press(db, person, f"desk:link:{session.id}", around).key == "desk_link_just_now"
    later = NOW + dt.timedelta(minutes=11)
    assert press(db, person, f"desk:link:{session.id}", around, later).key == "desk_link_sent"
    waiting = select(TimedTask).where(TimedTask.group == session.id, TimedTask.kind == "link")
    assert len(db.scalars(waiting.where(TimedTask.status == "waiting")).all()) == 38
    assert press(db, person, f"desk:link:{of(db, 'SAMPLE-S09').id}", around).key == "desk_link_none"


@pytest.mark.parametrize(("text", "day", "time"), [
    ("Friday 2 pm", dt.date(2026, 11, 27), dt.time(14)), ("৫ ডিসেম্বর সকাল ১১টা", dt.date(2026, 12, 5), dt.time(11)),
    ("kal bikel 4 te", dt.date(2026, 11, 23), dt.time(16)), ("5/12/2026", dt.date(2026, 12, 5), dt.time(14)),
])  # fmt: skip
def test_moving_asks_shows_and_then_moves(
    db: Session, around: Surroundings, text: str, day: dt.date, time: dt.time
) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S08")
    length = session.ends_at - session.starts_at
    asked = press(db, person, f"desk:move:{session.id}", around)
    why = hear(db, person, asked, text, around)
    assert why is not None and why.key == "desk_why"
    assert hear(db, person, why, "can I move it twice?", around) is None
    sure = hear(db, person, why, "The hall is closed, call 9830012345", around)
    assert sure is not None and sure.key == "desk_move_sure" and "98300" not in sure.values["reason"]
    before = session.starts_at
    assert session.version == 1 and session.starts_at == before
    done = hear(db, person, sure, "হ্যাঁ", around)
    assert done is not None and done.key == "desk_moved"
    here = session.starts_at.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))
    assert (here.date(), here.time()) == (day, time) and session.ends_at - session.starts_at == length
    changed = select(TimedTask).where(TimedTask.group == session.id, TimedTask.kind == "changed")
    assert len(db.scalars(changed).all()) == 38
    assert press(db, person, f"desk:do:{session.id}", around).key == "desk_left"


@pytest.mark.parametrize(("text", "key"), [
    ("20 November 2026", "desk_move_past"), ("blue", "desk_move_unclear"), ("23 November 2 pm", "desk_move_same"),
])  # fmt: skip
def test_moving_to_what_cannot_be(db: Session, around: Surroundings, text: str, key: str) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S08")
    say = hear(db, person, press(db, person, f"desk:move:{session.id}", around), text, around)
    assert say is not None and say.key == key and session.version == 1


def test_cancelling(db: Session, around: Surroundings) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S08")
    why = press(db, person, f"desk:cancel:{session.id}", around)
    short = hear(db, person, why, "no", around)
    assert short is not None and short.key == "desk_why_length"
    sure = hear(db, person, short, "The trainer is ill", around)
    assert sure is not None and sure.key == "desk_cancel_sure"
    assert press(db, person, f"desk:not:{session.id}", around).key == "desk_left" and session.status == "planned"
    assert press(db, person, f"desk:do:{session.id}", around).key == "desk_left" and session.status == "planned"
    why = press(db, person, f"desk:cancel:{session.id}", around)
    hear(db, person, why, "The trainer is ill", around)
    assert press(db, person, f"desk:do:{session.id}", around).key == "desk_cancelled"
    assert session.status == "cancelled" and session.reason == "The trainer is ill"
    assert press(db, person, f"desk:see:{session.id}", around).key == "desk_session_cancelled"


def test_what_has_begun_stays(db: Session, around: Surroundings) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S07")
    for what in ("cancel", "move", "do"):
        assert press(db, person, f"desk:{what}:{session.id}", around).key == "desk_begun"


def test_an_old_yes_does_nothing(db: Session, around: Surroundings) -> None:
    person, session = known(db, NORTH), of(db, "SAMPLE-S09")
    hear(db, person, press(db, person, f"desk:cancel:{session.id}", around), "The trainer is ill", around)
    later = NOW + dt.timedelta(hours=3)
    assert press(db, person, f"desk:do:{session.id}", around, later).key == "desk_left"
    assert session.status == "planned"
