"""Mentors, on both stores: who is chosen, asked, matched and introduced, and what each of the two learns when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.conversation.surroundings import Surroundings
from bot.conversation.training import mentor_tasks, mentors
from bot.db.models import Contact, Course, Learner, Mentor, Mentorship, OutboxMessage, TimedTask, TrainingSession
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.knowledge.programmes import samples
from bot.services import contacts, timing
from bot.services.mentoring import pairs, people, selection_run
from bot.services.training import samples as demo
from bot.services.training.plans import Schedule
from bot.settings import get_settings

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
GST = "SAMPLE-GST"


@pytest.fixture(scope="module")
def around() -> Surroundings:
    return Surroundings(Library(get_settings().content_dir).content())


@pytest.fixture
def db(database: Database, around: Surroundings) -> Iterator[Session]:
    """The samples, with all that is still to come of the GST course taken out: it is complete."""
    with database.session() as session:
        file = samples(get_settings().content_dir)[0]
        demo.load(session, file, around.content, Schedule(around.content.reminders, around.rules), NOW)
        course = session.scalars(select(Course).where(Course.code == GST)).one()
        session.execute(
            delete(TrainingSession).where(TrainingSession.course_id == course.id, TrainingSession.status != "held")
        )
        yield session


def chosen(db: Session, around: Surroundings) -> list[Mentorship]:
    mentors.work(db, around, NOW)
    course = db.scalars(select(Course).where(Course.code == GST)).one()
    return list(db.scalars(select(Mentorship).where(Mentorship.course_id == course.id).order_by(Mentorship.id)))


def real(db: Session, row: Mentorship, sender: str) -> str:
    """Puts a person with a chat into the place of an invented one; their id."""
    person = contacts.find_or_create(db, "telegram", sender, NOW).id
    db.execute(update(Contact).where(Contact.id == person).values(language="bn"))
    db.add(Learner(contact_id=person, name="Mita Das", sector="leather", district="kolkata", updated_at=NOW))
    row.contact_id = person
    db.flush()
    return person


def a_mentor(db: Session, number: int, sender: str) -> tuple[str, Mentor]:
    """One of the sample's mentors in a chat."""
    row = db.scalars(select(Mentor).order_by(Mentor.name)).all()[number]
    person = contacts.find_or_create(db, "telegram", sender, NOW).id
    code = people.issue_code(db, row.id, NOW)
    assert people.verify(db, person, f"MENTOR {code}", NOW) is not None
    return person, row


def told(db: Session, around: Surroundings, now: dt.datetime) -> dict[str, list[str]]:
    """Works the mentors' tasks off; what each contact was told, as it stands in the outbox."""
    before = set(db.scalars(select(OutboxMessage.id)))
    for task in timing.due(db, now, 500):
        if task.kind in mentor_tasks.HANDLERS:
            reason = mentor_tasks.HANDLERS[task.kind](db, task, around, now)
            timing.settle(db, task, timing.DROPPED if reason else timing.DONE, now, reason)
    found: dict[str, list[str]] = {}
    for row in db.scalars(select(OutboxMessage).where(OutboxMessage.id.not_in(before)).order_by(OutboxMessage.id)):
        assert row.body is not None
        found.setdefault(row.contact_id, []).append(str(row.body))
    return found


def test_a_complete_course_is_chosen_from_once(db: Session, around: Surroundings) -> None:
    course = db.scalars(select(Course).where(Course.code == GST)).one()
    assert [one.id for one in selection_run.due(db, NOW)] == [course.id]
    rows = chosen(db, around)
    assert 1 <= len(rows) <= 10 and {row.status for row in rows} == {"chosen"}
    assert selection_run.due(db, NOW) == []
    assert len(chosen(db, around)) == len(rows)
    kinds = db.scalars(select(TimedTask.kind).where(TimedTask.subject == rows[0].id)).all()
    assert sorted(kinds) == ["mentor_again", "mentor_ask"]


def test_a_course_with_sessions_to_come_is_not(db: Session, around: Surroundings) -> None:
    due = {one.code for one in selection_run.due(db, NOW + 100 * DAY)}
    assert due == {GST}  # the others have planned sessions


def test_two_yes_introduce_and_nothing_is_said_before(db: Session, around: Surroundings) -> None:
    row = chosen(db, around)[0]
    person = real(db, row, "100")
    guide, mentor = a_mentor(db, 0, "200")
    asked = told(db, around, NOW)
    assert "mentor:want" in asked[person][0] and guide not in asked
    assert mentors.pressed(db, person, f"mentor:want:{row.id}", NOW, around).key == "mentor_which_help"  # type: ignore[union-attr]
    assert mentors.pressed(db, person, f"mentor:help:{row.id}:export", NOW, around).key == "mentor_noted"  # type: ignore[union-attr]
    mentors.work(db, around, NOW)
    assert row.status == "matched" and row.mentor_id == mentor.id
    proposed = told(db, around, NOW)
    assert set(proposed) == {person, guide}
    everything = "".join(proposed[person] + proposed[guide])
    assert mentor.name not in everything and "Mita Das" not in everything and mentor.phone[3:] not in everything
    assert mentors.pressed(db, person, f"mentor:yes:{row.id}", NOW, around).key == "mentor_waits_for_other"  # type: ignore[union-attr]
    assert told(db, around, NOW) == {} and row.status == "matched"
    assert mentors.pressed(db, guide, f"mentor:yes:{row.id}", NOW, around).key == "mentor_both_agreed"  # type: ignore[union-attr]
    introduced = told(db, around, NOW)
    assert mentor.name in introduced[person][0] and mentor.phone[3:] in introduced[person][0]
    assert "Mita Das" in introduced[guide][0]
    later = NOW + 31 * DAY
    assert set(told(db, around, later)) == {person, guide}
    say = mentors.pressed(db, person, f"mentor:check:{row.id}:30:well", later, around)
    assert say is not None and say.key == "mentor_checked"
    kept = mentors.heard(db, person, say.values["hears"], "She answers my calls on 9830012345 always", later, around)
    assert kept is not None and row.checks["30:mentee"]["said"] == "well"
    assert "98300" not in row.checks["30:mentee"]["words"]
    last = NOW + 92 * DAY
    assert person in told(db, around, last)
    mentors.pressed(db, guide, f"mentor:check:{row.id}:90:so", last, around)
    assert row.status == "ended"


def test_a_no_leads_to_the_next_and_never_back(db: Session, around: Surroundings) -> None:
    row = chosen(db, around)[0]
    person = real(db, row, "100")
    _, first = a_mentor(db, 0, "200")
    db.execute(update(Mentor).values(helps=["export"], languages=["bn"]))
    mentors.pressed(db, person, f"mentor:help:{row.id}:export", NOW, around)
    mentors.work(db, around, NOW)
    assert row.mentor_id == first.id
    assert mentors.pressed(db, person, f"mentor:not:{row.id}", NOW, around).key == "mentor_other_looked_for"  # type: ignore[union-attr]
    assert told(db, around, NOW + DAY) == {}  # what was planned of it fell away
    mentors.work(db, around, NOW)
    assert row.status == "wanted" and row.refused == [first.id]
    _, second = a_mentor(db, 1, "201")
    mentors.work(db, around, NOW)
    assert (row.status, row.mentor_id) == ("matched", second.id)


def test_capacity_is_kept(db: Session, around: Surroundings) -> None:
    rows = chosen(db, around)
    db.execute(update(Mentor).values(capacity=1, helps=["export"], languages=["bn", "hi", "en"]))
    a_mentor(db, 0, "200")
    for number, row in enumerate(rows):
        mentors.pressed(db, real(db, row, str(number)), f"mentor:help:{row.id}:export", NOW, around)
    mentors.work(db, around, NOW)
    mentors.work(db, around, NOW)
    assert sum(row.status == "matched" for row in rows) == 1
    assert sum(row.status == "wanted" for row in rows) == len(rows) - 1


def test_silence_is_a_no(db: Session, around: Surroundings) -> None:
    rows = chosen(db, around)
    later = NOW + pairs.SILENT
    assert pairs.silence(db, later) == len(rows)
    assert {(row.status, row.reason) for row in rows} == {("declined", "silent")}
    assert told(db, around, later) == {}


def test_the_question_comes_again_once(db: Session, around: Surroundings) -> None:
    row = chosen(db, around)[0]
    person = real(db, row, "100")
    counts = [len(told(db, around, NOW + days * DAY).get(person, [])) for days in range(14)]
    assert sum(counts) == 2 and counts[0] == 1


def test_others_buttons_open_nothing(db: Session, around: Surroundings) -> None:
    row = chosen(db, around)[0]
    stranger = contacts.find_or_create(db, "telegram", "999", NOW).id
    for what in ("want", "help", "no", "yes", "not", "check", "end"):
        say = mentors.pressed(db, stranger, f"mentor:{what}:{row.id}:export", NOW, around)
        assert say is not None and say.key == "mentor_over"
    assert row.status == "chosen"


def test_a_mentor_who_ends_frees_who_waits(db: Session, around: Surroundings) -> None:
    row = chosen(db, around)[0]
    person = real(db, row, "100")
    _, mentor = a_mentor(db, 0, "200")
    mentors.pressed(db, person, f"mentor:help:{row.id}:export", NOW, around)
    mentors.work(db, around, NOW)
    people.revoke(db, mentor.id, "test", NOW)
    assert pairs.mentor_ended(db, mentor.id, NOW) == 1
    mentors.work(db, around, NOW)
    assert row.status == "wanted"
