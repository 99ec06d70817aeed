"""What people say of a session: five questions with buttons, then a sentence; asked in the evening, once more the next
day, and whenever they wish to say something."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import telling
from bot.db.models import Contact, Enrolment, Feedback, TimedTask
from bot.knowledge.assessments import LETTERS, Option
from bot.knowledge.strict import Language
from bot.knowledge.surveys import Question, Survey
from bot.services.assessment.choosing import chosen
from bot.services.training import catalogue, enrolments, feedback, plans
from bot.services.training.enrolments import Mine

SURVEY: Final = "feedback"
"""Name of the file in content/surveys."""
_MESSAGES: Mapping[str, str] = MappingProxyType({"feedback": "feedback_ask", "feedback_again": "feedback_again"})
"""By kind, where content/reminders.yml names no other."""
MOST: Final = 8
"""Sessions in one list: what every channel can show as choices."""
_BUTTON: Final = re.compile(
    r"fb:(?:(?P<act>start|skip):(?P<of>[0-9a-f]{32})"
    r"|a:(?P<enrolment>[0-9a-f]{32}):(?P<question>[a-z_]{1,12}):(?P<value>[1-5]))"
)
_HEARS: Final = re.compile(r"fb:(?P<enrolment>[0-9a-f]{32}):(?P<question>[a-z_]{1,12})")
_WORDS: Final = "words"
"""In place of a question: the sentence at the end is awaited."""


def payload(enrolment_id: str) -> str:
    """The payload of a button that begins or goes on with the questions."""
    return f"fb:start:{enrolment_id}"


def fill(session: Session, contact_id: str, say: Say, now: dt.datetime, around: Surroundings) -> list[Say]:
    """ "I want to say something about the class": the questions at once if only one session is meant, else which."""
    standing = [
        (mine, feedback.stands(session, mine.enrolment, mine.upcoming.session, now))
        for mine in enrolments.of_contact(session, contact_id, now)
    ]
    still = [mine for mine, how in standing if how == "open"] or [mine for mine, how in standing if how == "done"]
    if not still:
        early = any(how == "too_early" for _, how in standing)
        return [Say("feedback_early" if early else "feedback_none")]
    if len(still) == 1:
        return [_start(session, still[0], now, around)]
    shown = sorted(still, key=lambda mine: mine.upcoming.session.ends_at, reverse=True)[:MOST]
    lines = [
        {"key": "feedback_line", "values": {"number": number, **telling.of_session(mine.upcoming)}}
        for number, mine in enumerate(shown, 1)
    ]
    acts = [
        {"title": "feedback_nth", "payload": payload(mine.enrolment.id), "values": {"number": number}}
        for number, mine in enumerate(shown, 1)
    ]
    return [Say("feedback_which", {"lines": lines, "acts": acts})]


def by_payload(session: Session, contact_id: str, pressed: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """A button of the questions; None if it is another one. An old one changes the answer of then."""
    match = _BUTTON.fullmatch(pressed)
    if match is None:
        return None
    mine = enrolments.get(session, contact_id, match["of"] or match["enrolment"])
    if mine is None or (refused := _refused(session, mine, now)) is not None:
        return refused if mine is not None else Say("feedback_none")
    if match["act"] == "start":
        return _start(session, mine, now, around)
    if match["act"] == "skip":
        return _finished(session, mine, None, now)
    survey = around.content.surveys[SURVEY]
    question = next((one for one in _questions(survey, mine) if one.id == match["question"]), None)
    if question is None:  # asked no more
        return _next(session, mine, now, survey)
    return _rated(session, mine, question, int(match["value"]), now, survey)


def heard(
    session: Session, contact_id: str, hears: str, text: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """The sentence at the end, or a typed answer to a question; None if it is none."""
    match = _HEARS.fullmatch(hears)
    mine = enrolments.get(session, contact_id, match["enrolment"]) if match is not None else None
    if match is None or mine is None or _refused(session, mine, now) is not None:
        return None
    if match["question"] == _WORDS:
        return _finished(session, mine, text, now)
    survey = around.content.surveys[SURVEY]
    question = next((one for one in _questions(survey, mine) if one.id == match["question"]), None)
    value = _typed(session, contact_id, survey, question, text, around) if question is not None else None
    return _rated(session, mine, question, value, now, survey) if question is not None and value is not None else None


def ask(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """In the evening, and once more: the first question with its answers, or where they stopped."""
    enrolment = session.get(Enrolment, task.subject, populate_existing=True)
    upcoming = catalogue.get(session, enrolment.session_id) if enrolment is not None else None
    if enrolment is None or upcoming is None:
        return "gone"
    if not plans.is_of(task.version, upcoming.session, enrolment):
        return "another version"
    how = feedback.stands(session, enrolment, upcoming.session, now)
    if how != "open":
        return how.replace("_", " ")
    survey, mine = around.content.surveys[SURVEY], Mine(enrolment, upcoming)
    open_ = _open(survey, mine, feedback.get(session, enrolment.id))
    session_values = telling.of_session(upcoming)
    if open_ is None:  # only the sentence is missing: nobody is called back for that
        return "only the sentence is missing"
    reminder = around.content.reminders[task.kind]  # type: ignore[index]
    question = {"key": "feedback_question", "values": _values(survey, mine, open_)}
    values = {
        **session_values, "question": question, "acts": _acts(survey, mine, open_), "hears": _hears(mine, open_.id),
    }  # fmt: skip
    message = reminder.message or _MESSAGES[task.kind]
    return telling.tell(
        session, task, enrolment.contact_id, message, values, around, now,
        parameters=telling.in_words(upcoming), payloads=(payload(enrolment.id),),
    )  # fmt: skip


HANDLERS: Mapping[str, Callable[[Session, TimedTask, Surroundings, dt.datetime], str]] = MappingProxyType(
    {"feedback": ask, "feedback_again": ask}
)
"""By kind (see `bot.scheduler.kinds`)."""


# ---- One question after the other


def _start(session: Session, mine: Mine, now: dt.datetime, around: Surroundings) -> Say:
    known = feedback.get(session, mine.enrolment.id)
    survey = around.content.surveys[SURVEY]
    if known is not None and known.done_at is not None:
        # Said already: from the first question on, to change what they want.
        return _question(survey, mine, _questions(survey, mine)[0], before="feedback_once_more")
    return _next(session, mine, now, survey)


def _rated(session: Session, mine: Mine, question: Question, value: int, now: dt.datetime, survey: Survey) -> Say:
    _, changed = feedback.rate(session, mine.enrolment.id, question.id, value, now)
    return _next(session, mine, now, survey, changed="feedback_changed" if changed else "")


def _typed(
    session: Session, contact_id: str, survey: Survey, question: Question, text: str, around: Surroundings
) -> int | None:
    """Which answer, from 1 to 5, typed words name; None if they name none."""
    contact = session.get_one(Contact, contact_id)
    language = cast(Language, contact.language or around.default)
    shown = [
        Option(id=letter, text=answer) for letter, answer in zip(LETTERS, survey.answers_of(question), strict=True)
    ]
    letter = chosen(text, shown, language)
    return 1 + LETTERS.index(letter) if letter is not None else None


def _hears(mine: Mine, question: str) -> str:
    return f"fb:{mine.enrolment.id}:{question}"


def _next(session: Session, mine: Mine, now: dt.datetime, survey: Survey, changed: str = "") -> Say:
    known = feedback.get(session, mine.enrolment.id)
    question = _open(survey, mine, known)
    if question is not None:
        return _question(survey, mine, question, before=changed)
    if known is not None and known.done_at is not None:
        return Say("feedback_kept", {"hears": ""})
    skip = {"title": "feedback_skip", "payload": f"fb:skip:{mine.enrolment.id}", "values": {}}
    return Say("feedback_words", {
        "before": _before(changed), "words": {"said": dict(survey.words)}, "acts": [skip], "typed": True,
        "hears": _hears(mine, _WORDS),
    })  # fmt: skip


def _question(survey: Survey, mine: Mine, question: Question, before: str = "") -> Say:
    values = {"before": _before(before), **_values(survey, mine, question), "hears": _hears(mine, question.id)}
    key = "feedback_next" if before else "feedback_question"
    return Say(key, {**values, "acts": _acts(survey, mine, question)})


def _values(survey: Survey, mine: Mine, question: Question) -> dict[str, Any]:
    asked = _questions(survey, mine)
    return {"number": asked.index(question) + 1, "count": len(asked), "question": {"said": dict(question.text)}}


def _acts(survey: Survey, mine: Mine, question: Question) -> list[dict[str, Any]]:
    return [
        {
            "title": "as_said", "payload": f"fb:a:{mine.enrolment.id}:{question.id}:{value}",
            "values": {"text": {"said": dict(answer)}},
        }
        for value, answer in enumerate(survey.answers_of(question), 1)
    ]  # fmt: skip


def _questions(survey: Survey, mine: Mine) -> list[Question]:
    return survey.of(mine.upcoming.session.mode)


def _open(survey: Survey, mine: Mine, known: Feedback | None) -> Question | None:
    """The first question without an answer."""
    said = known.answers if known is not None else {}
    return next((one for one in _questions(survey, mine) if one.id not in said), None)


def _finished(session: Session, mine: Mine, words: str | None, now: dt.datetime) -> Say:
    feedback.finish(session, mine.enrolment.id, words, now)
    return Say("feedback_thanks", {"hears": ""})


def _refused(session: Session, mine: Mine, now: dt.datetime) -> Say | None:
    """Why they cannot say anything of this session now; None: they can."""
    how = feedback.stands(session, mine.enrolment, mine.upcoming.session, now)
    if how in ("open", "done"):
        return None
    if how == "too_early":
        return Say("feedback_early")
    return Say("feedback_over" if how == "over" else "feedback_not_there")


def _before(key: str) -> Any:
    return {"key": key, "values": {}} if key else ""
