"""What is taught and how well: courses, the tests with their figures, and what people say afterwards."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from starlette.exceptions import HTTPException

from bot.console.guard import visitor
from bot.console.lists import LENGTH, Page, key
from bot.console.site import Site
from bot.console.training import shared
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services.assessment import for_officials
from bot.services.officers import Officer
from bot.services.training import opinions, sessions_list
from bot.services.training.scorecard_files import SURVEY

Code = Annotated[str, Query(max_length=24, pattern=r"^[A-Za-z0-9-]*$")]
VERDICTS = {
    "too_few": N_("Too few people to say"), "too_easy": N_("Too easy: more than nine of ten had it right"),
    "too_hard": N_("Too hard: fewer than two of ten had it right"),
    "wrong_key": N_("Who did well elsewhere had it wrong more often: look at the marked answer and the wording"),
    "does_not_separate": N_("Does not tell those who know from those who do not"),
    "unused_option": N_("A wrong answer that nobody took"), "good": N_("Good"),
}  # fmt: skip


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get("/training/courses")
    async def courses(visit: Visit = by) -> Response:
        found = await visit.run(sessions_list.courses, visit.officer)
        banks = site.content.assessments
        return visit.page(
            "training/courses.html", tabs=shared.tabs(visit),
            courses=[
                (course, agency, number, shared.titled(visit, course.title),
                 banks[course.assessment].title[visit.language] if course.assessment in banks else "")
                for course, agency, number in found
            ],
            topics=shared.choices(visit, "training_topic"), sectors=shared.choices(visit, "sector"),
            tests=shared.opens(visit.officer, "office"),
        )  # fmt: skip

    @routes.get("/training/assessments")
    async def banks(visit: Visit = by) -> Response:
        shared.require(visit, "office")
        found = [(one.id, one.title[visit.language], len(one.items)) for one in site.content.assessments.values()]
        return visit.page("training/assessments.html", tabs=shared.tabs(visit), banks=sorted(found))

    @routes.get("/training/assessments/{name}")
    async def bank(
        name: Annotated[str, Path(max_length=32, pattern=r"^[a-z0-9-]+$")],
        test: Literal["pre", "post", "late"] = "post",
        visit: Visit = by,
    ) -> Response:
        shared.require(visit, "office")
        found = site.content.assessments.get(name)
        if found is None:
            raise HTTPException(404)
        figures = await visit.run(for_officials.figures, visit.officer, found, test)
        return visit.page(
            "training/assessment.html", tabs=shared.tabs(visit), bank=found, title=found.title[visit.language],
            test=test, tests=shared.said(visit, shared.TESTS), figures=figures.analysis,
            others=sum(figures.others.values()), verdicts=shared.said(visit, VERDICTS),
            questions={item.id: item for item in found.items},
        )  # fmt: skip

    @routes.get("/training/feedback")
    async def feedback(
        agency: Code = "",
        course: Code = "",
        session: Code = "",
        after: Annotated[str, Query(max_length=200)] = "",
        visit: Visit = by,
    ) -> Response:
        survey = site.content.surveys.get(SURVEY)
        questions = {one.id: one.text[visit.language] for one in survey.questions} if survey is not None else {}
        (found, last), options = await visit.run(
            _feedback, visit.officer, list(questions), agency, course, session.upper(), shared.keyed(after)
        )
        agencies, known = options
        return visit.page(
            "training/feedback.html", tabs=shared.tabs(visit), found=found, questions=questions,
            page=Page(found.sentences, key(*last) if last else "", bool(shared.keyed(after))),
            narrowed={"agency": agency, "course": course, "session": session},
            options={
                "agency": [(one.code, f"{one.code} · {one.name}") for one in agencies],
                "course": [(one.code, f"{one.code} · {shared.titled(visit, one.title)}") for one in known],
            },
            titles={one.code: shared.titled(visit, one.title) for one in known},
        )  # fmt: skip

    return routes


def _feedback(
    db: Any, officer: Officer, questions: list[str], agency: str, course: str, session: str, after: Any
) -> Any:
    found = opinions.opinions(
        db, officer, questions, agency=agency, course=course, session=session, limit=LENGTH, after=after
    )
    known = [one[0] for one in sessions_list.courses(db, officer)]
    return found, (sessions_list.agencies(db, officer), known)
