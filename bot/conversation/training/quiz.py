"""Tests before, right after and a month after a session, one question after the other: answered by button or typed,
stopped and gone on with at any time. What can be written, and what came of it, is told by `quiz_list`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import quiz_words, telling
from bot.conversation.training.quiz_list import about, bank, offered, overview, payload, scored
from bot.db.models import Attempt, Contact, Enrolment, TimedTask
from bot.knowledge.assessments import Assessment, Item
from bot.knowledge.model import Language
from bot.services.assessment import attempts
from bot.services.assessment.attempts import KINDS, Kind, Place, Stands
from bot.services.assessment.marking import Given, read_answer
from bot.services.training import catalogue, certificates, enrolments, plans
from bot.services.training.enrolments import Mine
from bot.services.training.plans import Schedule

_START: Final = re.compile(rf"quiz:start:(?P<enrolment>[0-9a-f]{{32}}):(?P<kind>{'|'.join(KINDS)})")
_BUTTON: Final = re.compile(
    r"quiz:(?:(?P<act>go|later):(?P<of>[0-9a-f]{32})"
    r"|(?P<how>[amd]):(?P<attempt>[0-9a-f]{32}):(?P<number>[0-9]{1,3}):(?P<said>[a-e]{1,5}|[tf-]))"
)
_HEARS: Final = re.compile(r"quiz:(?P<attempt>[0-9a-f]{32}):(?P<number>[0-9]{1,3}):(?P<picked>[a-e]{0,5})")
_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "pre_test": "test_due_pre",
        "post_test": "test_due_post",
        "late_test": "test_due_late",
        "late_again": "test_due_late_again",
    }
)
"""By kind, where content/reminders.yml names no other."""
_OF_TASK: Mapping[str, Kind] = MappingProxyType(
    {"pre_test": "pre", "post_test": "post", "late_test": "late", "late_again": "late"}
)


def by_payload(session: Session, contact_id: str, pressed: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """A button of a test; None if it is another one."""
    if pressed == "quiz:mine":
        return overview(session, contact_id, now, around)
    if (match := _START.fullmatch(pressed)) is not None:
        return _start(session, contact_id, match["enrolment"], cast(Kind, match["kind"]), now, around)
    if (match := _BUTTON.fullmatch(pressed)) is None:
        return None
    known = _Go.find(session, contact_id, match["of"] or match["attempt"], now, around)
    if isinstance(known, Say):
        return known
    if match["act"] == "later":
        return known.later()
    if match["act"] == "go":
        return known.resume()
    item = known.at(int(match["number"]))
    if item is None:  # answered already, or no longer in the test: on with the one that is open
        return known.resume()
    said = match["said"]
    if match["how"] == "m" and item.kind == "multiple":
        return known.ask(picked="" if said == "-" else said)
    given = _pressed(item, match["how"], said)
    return known.answer(item, given) if given is not None or said == "-" else known.resume()


def heard(
    session: Session, contact_id: str, hears: str, text: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """A typed answer; None if it is none, so that a question in between goes to the engine."""
    match = _HEARS.fullmatch(hears)
    known = _Go.find(session, contact_id, match["attempt"], now, around) if match is not None else None
    if match is None or known is None or isinstance(known, Say):
        return None
    place = known.place
    if place is None:
        return None
    item = place.item
    if quiz_words.says_not_known(text):
        return known.answer(item, None)
    contact = session.get_one(Contact, contact_id)
    language = cast(Language, contact.language or around.default)
    given = read_answer(item, text, attempts.sheet(known.attempt), language)
    if given is None:
        return None
    if item.kind == "multiple" and isinstance(given, list | tuple) and len(given) == 1:
        # One letter is one more of those that they pick; several at once are the whole answer.
        picked = match["picked"] if known.at(int(match["number"])) is item else ""
        return known.ask(picked="".join(sorted(set(picked) ^ {str(given[0])})))
    return known.answer(item, given)


def remind(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """That a test can be written now, to those who have not; none to whoever was not there."""
    kind = _OF_TASK[task.kind]
    enrolment = session.get(Enrolment, task.subject, populate_existing=True)
    upcoming = catalogue.get(session, enrolment.session_id) if enrolment is not None else None
    if enrolment is None or upcoming is None:
        return "gone"
    if not plans.is_of(task.version, upcoming.session, enrolment):
        return "another version"
    mine = Mine(enrolment, upcoming)
    how = attempts.stands(session, enrolment, upcoming.session, bank(mine, around), kind, now)
    if how.standing not in ("open", "begun"):
        return how.standing.replace("_", " ")
    reminder = around.content.reminders[task.kind]  # type: ignore[index]
    # The template says until which day.
    until = {"day": {"on": how.until.isoformat()}} if how.until is not None else {}
    message = reminder.message or _MESSAGES[task.kind]
    return telling.tell(
        session, task, enrolment.contact_id, message, offered(mine, kind, how, around), around, now,
        parameters=telling.in_words(upcoming, **until), payloads=(payload(enrolment.id, kind),),
    )  # fmt: skip


HANDLERS: Mapping[str, Callable[[Session, TimedTask, Surroundings, dt.datetime], str]] = MappingProxyType(
    dict.fromkeys(_OF_TASK, remind)
)
"""By kind (see `bot.scheduler.kinds`)."""


# ---- One go


class _Go:
    """A person at a test, in one turn."""

    def __init__(
        self, session: Session, attempt: Attempt, mine: Mine, questions: Assessment, now: dt.datetime,
        around: Surroundings,
    ) -> None:  # fmt: skip
        self._session, self._mine, self._now, self._around = session, mine, now, around
        self.attempt, self._bank = attempt, questions

    @classmethod
    def find(
        cls, session: Session, contact_id: str, attempt_id: str, now: dt.datetime, around: Surroundings
    ) -> _Go | Say:
        """The go of that id, if it is under way; else what is said of it."""
        own = attempts.own(session, contact_id, attempt_id)
        mine = enrolments.get(session, contact_id, own[1].id) if own is not None else None
        questions = bank(mine, around) if mine is not None else None
        if own is None or mine is None or questions is None:
            return Say("quiz_gone", {"hears": ""})
        attempt = own[0]
        if attempt.done_at is not None:
            return Say("quiz_done_already", {**scored(attempt, mine), "hears": ""})
        kind = cast(Kind, attempt.kind)
        how = attempts.stands(session, mine.enrolment, mine.upcoming.session, questions, kind, now)
        if how.standing != "begun":
            return _refused(how, mine, kind)
        return cls(session, attempt, mine, questions, now, around)

    @property
    def place(self) -> Place | None:
        """The question that comes next."""
        return attempts.next_place(self.attempt, self._bank)

    def at(self, number: int) -> Item | None:
        """The question of that number of the sheet, if it is the one that is asked now."""
        place = self.place
        return place.item if place is not None and quiz_words.position(self.attempt, place.item) == number else None

    def ask(self, picked: str = "", before: Mapping[str, Any] | None = None) -> Say:
        """The question that comes next; the result if there is none."""
        attempts.touch(self._session, self.attempt, self._now)
        return self._on(self.place, picked, before)

    def resume(self) -> Say:
        """The question at which they stopped."""
        return self._on(attempts.resume(self._session, self.attempt, self._bank, self._now), "", None)

    def answer(self, item: Item, given: Given | None) -> Say:
        """Keeps an answer, says what it was worth, and asks the next question."""
        hit = attempts.answer(self._session, self.attempt, self._bank, item.id, given, self._now)
        if hit is None:
            return self.resume()
        return self._on(self.place, "", quiz_words.verdict(item, given, hit, self.attempt.kind))

    def later(self) -> Say:
        """They stop for now."""
        attempts.touch(self._session, self.attempt, self._now)
        kind = cast(Kind, self.attempt.kind)
        how = attempts.stands(
            self._session, self._mine.enrolment, self._mine.upcoming.session, self._bank, kind, self._now
        )
        go_on = {"title": "quiz_go_on", "payload": f"quiz:go:{self.attempt.id}", "values": {}}
        return Say("quiz_stopped", {**about(self._mine.upcoming, kind, how), "acts": [go_on], "hears": ""})

    def _on(self, place: Place | None, picked: str, before: Mapping[str, Any] | None) -> Say:
        if place is not None:
            return quiz_words.question(self.attempt, place, picked, before)
        if self.attempt.kind == "post":
            schedule = Schedule(self._around.content.reminders, self._around.rules)
            certificates.plan(self._session, self._mine.enrolment.id, self._now, schedule=schedule)
        others = attempts.finished(self._session, self._mine.enrolment.id)
        title = self._mine.upcoming.course.title
        return quiz_words.result(self.attempt, self._bank, self._around.content, title, others, before)


def _start(
    session: Session, contact_id: str, enrolment_id: str, kind: Kind, now: dt.datetime, around: Surroundings
) -> Say:
    mine = enrolments.get(session, contact_id, enrolment_id)
    questions = bank(mine, around) if mine is not None else None
    if mine is None or questions is None:
        return Say("quiz_gone", {"hears": ""})
    how = attempts.begin(session, mine.enrolment, mine.upcoming.session, questions, kind, now)
    if how.standing == "done" and how.attempt is not None:
        return Say("quiz_done_already", {**scored(how.attempt, mine), "hears": ""})
    if how.standing != "begun" or how.attempt is None:
        return _refused(how, mine, kind)
    return _Go(session, how.attempt, mine, questions, now, around).resume()


def _refused(how: Stands, mine: Mine, kind: Kind) -> Say:
    """Why a test cannot be written now."""
    if how.standing == "too_early":
        return Say("quiz_early", {**about(mine.upcoming, kind, how), "hears": ""})
    keys = {"over": "quiz_over_pre" if kind == "pre" else "quiz_over", "not_there": "quiz_not_there"}
    return Say(keys.get(how.standing, "quiz_gone"), {"hears": ""})


def _pressed(item: Item, how: str | None, said: str) -> Given | None:
    """What the button of an answer means; None if it does not fit the question."""
    if item.kind == "true_false":
        return {"t": True, "f": False}.get(said) if how == "a" else None
    if item.kind == "single" and how == "a":
        return said if said in item.letters else None
    if item.kind == "multiple" and how == "d" and set(said) <= set(item.letters):
        return sorted(said)
    return None
