"""Surveys: texts level in the three languages, and answers that fit on buttons and differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from bot.knowledge.check_levels import check_level, length
from bot.knowledge.model import LANGUAGES
from bot.knowledge.problems import Place, Problem, Spot, schema_problems
from bot.knowledge.strict import Trilingual
from bot.knowledge.surveys import ANSWER_LIMIT, parse

QUESTION_LIMIT = 200


def check_survey(spot: Spot) -> Iterator[Problem]:
    """What is wrong in the file of a survey."""
    try:
        survey = parse(spot.located.data)
    except ValidationError as error:
        yield from schema_problems(spot, error)
        return
    yield from _answers(spot, ("answers",), survey.answers)
    yield from check_level(spot, ("words",), survey.words)
    for number, question in enumerate(survey.questions):
        place = ("questions", number, "text")
        yield from check_level(spot, place, question.text)
        for language in LANGUAGES:
            if length(question.text[language]) > QUESTION_LIMIT:
                yield spot.problem((*place, language), f"longer than {QUESTION_LIMIT} characters", "shorten it")
        if question.answers is not None:
            yield from _answers(spot, ("questions", number, "answers"), question.answers)


def _answers(spot: Spot, at: Place, answers: Sequence[Trilingual]) -> Iterator[Problem]:
    for language in LANGUAGES:
        seen: set[str] = set()
        for number, answer in enumerate(answers):
            place, text = (*at, number, language), answer[language]
            # Channels count characters here, not letters as a reader does.
            if len(text) > ANSWER_LIMIT:
                yield spot.problem(place, f"{len(text)} characters, a button has {ANSWER_LIMIT}", "shorten it")
            if text.casefold() in seen:
                yield spot.problem(place, f"{text!r} stands twice", "let the five answers differ")
            seen.add(text.casefold())
