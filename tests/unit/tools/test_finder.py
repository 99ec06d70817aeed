"""The eligibility finder: what worked people get, and which questions are put."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.conversation.findings import LIMIT, Findings
from bot.conversation.texts import Texts
from bot.knowledge.conditions import FACTS
from bot.knowledge.library import Content
from bot.knowledge.model import LANGUAGES
from bot.tools import profile
from bot.tools.base import Context, Heard
from bot.tools.eligibility import Verdict, facts_of
from bot.tools.finder import QUESTIONS, FinderTool, verdicts
from tests.unit.tools.people import CASES, Case, known

TOOL = FinderTool()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.who)
def test_people(real: Content, case: Case) -> None:
    found = verdicts(real, case.known)
    got = {name: judgement.verdict for name, judgement in found.items()}
    assert {name: got.get(name) for name in case.fits.split()} == dict.fromkeys(case.fits.split(), Verdict.FITS)
    assert {name: got.get(name) for name in case.may.split()} == dict.fromkeys(case.may.split(), Verdict.MAY)
    assert {name: got.get(name, Verdict.NOT) for name in case.fails.split()} == dict.fromkeys(
        case.fails.split(), Verdict.NOT
    )
    assert not set(case.gone.split()) & got.keys()


def test_there_are_people_enough_and_every_one_says_something() -> None:
    assert len(CASES) >= 20
    assert all(case.fits or case.may or case.fails for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.who)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_can_be_read_on_a_phone(context: Context, case: Case, language: Any) -> None:
    ((key, values),) = TOOL.result(case.known, context)
    assert key == "finder_result"
    assert len(values["fits"]) <= 5 and len(values["not"]) <= 3
    reply = Findings(Texts(context.content, context.today)).write(values, language)
    assert len(reply.text) <= LIMIT
    assert "{" not in reply.text
    assert len(reply.buttons) <= 10


def asked_of(context: Context, answers: dict[str, Any]) -> list[str]:
    """The questions that are put to somebody who answers with `answers` and skips the rest."""
    said: dict[str, Any] = {}
    asked: list[str] = []
    while (ask := TOOL.next(said, dataclasses.replace(context, asked=tuple(asked)))) is not None:
        assert ask.slot not in said and len(asked) < QUESTIONS
        asked.append(ask.slot)
        said[ask.slot] = answers.get(ask.slot)
    return asked


@pytest.mark.parametrize("case", [*CASES, Case("who skips everything", {})], ids=lambda case: case.who)
def test_at_most_eight_questions_the_need_first_and_none_twice(context: Context, case: Case) -> None:
    asked = asked_of(context, case.known)
    assert asked[0] == "need"
    assert len(asked) == len(set(asked)) <= QUESTIONS


def test_what_no_longer_matters_is_not_asked(context: Context) -> None:
    everything = CASES[0].known | known(turnover=500_000)
    assert TOOL.next(everything, context) is None
    wants_papers = known(need="certificate", who="entrepreneur")
    of_papers = [
        topic.fits for topic in context.content.topics.values() if topic.fits and "certificate" in topic.fits.needs
    ]
    matter = {fact for fits in of_papers for condition in fits.all for fact in facts_of(condition)}
    assert set(asked_of(context, wants_papers)) <= {"need", *matter} < set(FACTS)


def test_a_question_stays_until_it_is_answered_or_matters_no_more(context: Context) -> None:
    said = known(need="loan")
    first = TOOL.next(said, context)
    assert first is not None
    waiting = dataclasses.replace(context, asked=("need", first.slot))
    other = next(fact for fact in ("gender", "area") if fact != first.slot)
    again = TOOL.next({**said, **known(**{other: {"gender": "woman", "area": "town"}[other]})}, waiting)
    assert again is not None and again.slot == first.slot
    eight = dataclasses.replace(context, asked=("need", "a", "b", "c", "d", "e", "f", "g"))
    assert TOOL.next(said, eight) is None


@pytest.mark.parametrize(
    ("slot", "value", "kept"),
    [
        ("need", "loan", {"need": {"are": ["loan"], "whole": True}}),
        ("age", "skip", {"age": None}),
        ("gender", "woman", {"gender": {"are": ["woman"], "whole": True}}),
        ("gender", "loan", {}),
        ("age", "32", {}),
        ("colour", "red", {}),
    ],
)
def test_pressed(context: Context, slot: str, value: str, kept: dict[str, Any]) -> None:
    assert TOOL.pressed(slot, value, {}, context) == kept


@pytest.mark.parametrize(
    ("age", "possible"), [(0, False), (4, False), (5, True), (17, True), (110, True), (111, False)]
)
def test_ages(age: int, possible: bool) -> None:
    complaint = TOOL.complaint("age", {"low": age, "high": age}, {})
    assert complaint == (None if possible else "finder_age_impossible")


def test_a_question_about_a_scheme_is_no_answer(context: Context) -> None:
    about = Heard(context, "ask", "bn_roman", ("mudra",), "documents")
    assert TOOL.read("mudra loan er kagoj", "need", {}, about) == {}
    assert "need" in TOOL.read("mudra loan chai", "need", {}, dataclasses.replace(about, aspect="what"))


def test_every_question_and_choice_has_its_texts(real: Content) -> None:
    for fact in FACTS:
        ask = TOOL.ask(fact)
        assert ask.key in real.messages
        assert all(choice.key in real.choices for choice in ask.choices)
        assert ask.choices[-1].value == profile.SKIP
        assert f"fact.{fact}" in real.choices
