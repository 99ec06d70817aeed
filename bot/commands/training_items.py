"""`bot training items`: how the questions of a test did, for their authors (docs/how-to/tests-and-feedback.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import count, say, say_json, table, wrapped
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.services.assessment.results import Papers
    from bot.services.statistics.items import Analysis, ItemFigures

app = typer.Typer(help="How the questions of a test did.")

_MEANS = {
    "too_few": "too few people to say",
    "too_easy": "too easy: more than nine of ten had it right",
    "too_hard": "too hard: fewer than two of ten had it right",
    "wrong_key": "who did well elsewhere had it wrong more often: look at the marked answer and the wording",
    "does_not_separate": "does not tell those who know from those who do not",
    "unused_option": "a wrong answer that nobody took",
    "good": "good",
}


@app.command("items")
def items(
    assessment: Annotated[str, typer.Argument(metavar="TEST", help="Name of a file in content/assessments.")],
    kind: Annotated[str, typer.Option("--test", help="Which of the three: pre, post or late.")] = "post",
    as_json: Json = False,
) -> None:
    """Difficulty and discrimination of each question, and which answers were taken."""
    settings = load_settings()
    from bot.knowledge.library import read
    from bot.services.assessment import attempts, results
    from bot.services.statistics.items import analyse

    if kind not in attempts.KINDS:
        raise UserError(f"--test {kind} is none of them; choose {', '.join(attempts.KINDS)}.")
    banks = read(settings.content_dir).assessments
    bank = banks.get(assessment)
    if bank is None:
        raise UserError(f"There is no test {assessment}; choose {', '.join(sorted(banks))}.")

    def look(session: Session) -> Papers:
        return results.papers(session, bank, attempts.version(bank), kind)

    found = in_database(settings, look)
    figures = analyse(found.questions, found.papers)
    if as_json:
        say_json({"test": assessment, "kind": kind, **_whole(figures), "other_versions": dict(found.others)})
    else:
        say(_lines(assessment, kind, figures, found))


def _whole(figures: Analysis) -> dict[str, Any]:
    return {
        "people": figures.people, "mean": figures.mean, "spread": figures.spread, "reliability": figures.reliability,
        "items": [
            {
                "id": one.id, "difficulty": one.difficulty, "discrimination": one.discrimination,
                "upper_lower": one.upper_lower, "options": dict(one.options), "verdicts": list(one.verdicts),
            }
            for one in figures.items
        ],
    }  # fmt: skip


def _lines(assessment: str, kind: str, figures: Analysis, found: Papers) -> Iterator[str]:
    yield f"{assessment}, test {kind}, people: {figures.people}"
    if figures.mean is not None and figures.spread is not None:
        yield f"Right on average: {figures.mean:.1f} of {len(figures.items)}, spread {figures.spread:.1f}"
    if figures.reliability is not None:
        yield f"Reliability (KR-20): {figures.reliability:.2f}"
    if found.others:
        others = sum(found.others.values())
        yield from wrapped(f"{count(others, 'more test')} of earlier or later versions of the file left out.")
    yield ""
    heads = ("question", "p", "r", "D", "answers")
    yield from table(heads, [_row(one) for one in figures.items])
    yield ""
    yield from wrapped("p: part who had it right. r: correlation with the rest of the test. D: upper less lower 27 %.")
    for one in figures.items:
        if one.verdicts != ("good",):
            yield from wrapped(f"{one.id}: {'; '.join(_MEANS[verdict] for verdict in one.verdicts)}", "  ", "")


def _row(one: ItemFigures) -> tuple[str, ...]:
    taken = " ".join(f"{option}{number}" for option, number in one.options.items()) or "-"
    return (one.id, *(_number(figure) for figure in (one.difficulty, one.discrimination, one.upper_lower)), taken)


def _number(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.2f}"
