"""How the questions of a test did: for their authors, from the answers of all who wrote it.

Classical item analysis: L. Crocker and J. Algina, Introduction to Classical and Modern Test Theory (1986), chapters 14
(difficulty, discrimination) and 7 (reliability). A question that was not answered counts as not right.

The verdicts are hints for an author who looks at the question again, and no proof: with fifty people a coefficient of
discrimination is known to about ± 0.25.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, fsum, sqrt
from typing import Literal

FEWEST, FEWEST_TO_COMPARE = 5, 30
"""People for a difficulty to be shown, and for discrimination, groups and reliability, which compare people."""
TOO_EASY, TOO_HARD = 0.9, 0.2
"""Difficulties (parts who had it right) above and below which a question tells next to nothing about people."""
SEPARATES = 0.2
"""Least corrected discrimination; below it a question is poor (R. L. Ebel and D. A. Frisbie, Essentials of Educational
Measurement (1991), who ask for 0.2 at least and call 0.4 very good)."""
GROUP = 0.27
"""Part of the people in the upper and in the lower group: T. L. Kelley, "The selection of upper and lower groups for
the validation of test items", Journal of Educational Psychology 30 (1939), 17-24."""

Verdict = Literal["too_few", "too_easy", "too_hard", "wrong_key", "does_not_separate", "unused_option", "good"]
"""Keys for authors. `wrong_key`: who did better in the rest of the test had this one wrong more often; is the right
answer marked, is the question misleading? `unused_option`: a wrong answer that nobody took."""


@dataclass(frozen=True)
class Paper:
    """What one person handed in: question -> whether it was right, and question -> the options that were taken (none
    for a number or a text)."""

    right: Mapping[str, bool]
    taken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What the analysis must know of a question. `options`: all, `key`: the right ones; both empty for a number."""

    id: str
    options: tuple[str, ...] = ()
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemFigures:
    """How a question did. None: too few people, or all alike."""

    id: str
    people: int
    difficulty: float | None
    """p: the part of the people who had it right; the higher, the easier."""
    discrimination: float | None
    """Corrected point-biserial correlation with the rest of the test, -1 to 1."""
    upper_lower: float | None
    """D: part right in the upper group less part right in the lower group, -1 to 1."""
    options: Mapping[str, int]
    """How many people took each option; empty below `FEWEST` people."""
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Analysis:
    """How a test did: `mean` and `spread` (standard deviation over the people who wrote it) in questions right."""

    people: int
    mean: float | None
    spread: float | None
    reliability: float | None
    """KR-20."""
    items: tuple[ItemFigures, ...]


def analyse(questions: Sequence[Question], papers: Sequence[Paper]) -> Analysis:
    """The figures of a test and of each of its questions, in the order of the questions."""
    matrix = [[paper.right.get(question.id, False) for question in questions] for paper in papers]
    totals = [sum(row) for row in matrix]
    enough, compare = len(papers) >= FEWEST, len(papers) >= FEWEST_TO_COMPARE
    items = []
    for column, question in enumerate(questions):
        right = [row[column] for row in matrix]
        p = difficulty(right) if enough else None
        r = discrimination(right, totals) if compare else None
        taken = Counter(option for paper in papers for option in set(paper.taken.get(question.id, ())))
        options = {option: taken[option] for option in question.options} if enough else {}
        items.append(
            ItemFigures(
                question.id, len(papers), p, r, upper_lower(right, totals) if compare else None, options,
                verdicts(p, r, options, question.key, compare),
            )
        )  # fmt: skip
    mean = fsum(totals) / len(totals) if enough else None
    return Analysis(
        len(papers), mean, sqrt(_variance(totals)) if enough else None, kr20(matrix) if compare else None, tuple(items)
    )


def difficulty(right: Sequence[bool]) -> float:
    """p, the part of the people who had a question right. Raises `ValueError` for nobody."""
    if not right:
        raise ValueError("nobody answered")
    return sum(right) / len(right)


def discrimination(right: Sequence[bool], totals: Sequence[int]) -> float | None:
    """Point-biserial correlation between a question and the number right in the *other* questions of the test
    (corrected: with the question itself in the total, even chance answers would seem to separate). None if all people
    did the same in one of them.

    S. Henrysson, "Correction of item-total correlations in item analysis", Psychometrika 28 (1963), 211-218, whose
    corrected coefficient this is, before the correction for the number of questions.
    """
    rest = [total - got for total, got in zip(totals, right, strict=True)]
    spread = sqrt(_variance(rest) * _variance(right))
    if spread < 1e-12:
        return None
    mean_right, mean_rest = fsum(right) / len(right), fsum(rest) / len(rest)
    together = fsum((got - mean_right) * (other - mean_rest) for got, other in zip(right, rest, strict=True))
    return max(-1.0, min(1.0, together / len(right) / spread))


def upper_lower(right: Sequence[bool], totals: Sequence[int]) -> float | None:
    """D: the part of the upper group (the 27 % with the highest totals) who had the question right, less the part of
    the lower group (Kelley 1939). Of people with the same total at the edge of a group each counts in part, so that it
    does not matter in which order they come. None if all totals are the same."""
    if not totals or min(totals) == max(totals):
        return None
    size = max(1, floor(GROUP * len(totals) + 0.5))
    return _edge(right, [-total for total in totals], size) - _edge(right, totals, size)


def kr20(matrix: Sequence[Sequence[bool]]) -> float | None:
    """Reliability of a test of right and wrong: k / (k - 1) · (1 - Σ p(1 - p) / σ²), with k questions and the variance
    σ² of the totals over the people who wrote it (formula 20 of G. F. Kuder and M. W. Richardson, Psychometrika 2
    (1937), 151-160). At most 1; below 0 if the questions contradict each other. None for fewer than two questions or if
    all totals are the same."""
    return alpha(matrix)


def alpha(matrix: Sequence[Sequence[float]]) -> float | None:
    """Reliability of a test whose questions give points, or of a questionnaire: coefficient alpha, k / (k - 1) ·
    (1 - Σ σᵢ² / σ²), of L. J. Cronbach, Psychometrika 16 (1951), 297-334; equals `kr20` for right and wrong.
    Rows are people. None as for `kr20`."""
    if len(matrix) < 2 or len(matrix[0]) < 2:
        return None
    k = len(matrix[0])
    whole = _variance([fsum(row) for row in matrix])
    if whole < 1e-12:
        return None
    parts = fsum(_variance([row[column] for row in matrix]) for column in range(k))
    return k / (k - 1) * (1 - parts / whole)


def verdicts(
    p: float | None, r: float | None, options: Mapping[str, int], key: Iterable[str], compare: bool = True
) -> tuple[Verdict, ...]:
    """What an author should look at, the gravest first; "good" if nothing. `compare`: there are people enough."""
    if p is None or not compare:
        return ("too_few",)
    found: list[Verdict] = []
    if r is not None and r < 0:
        found.append("wrong_key")
    if p > TOO_EASY:
        found.append("too_easy")
    elif p < TOO_HARD:
        found.append("too_hard")
    if (r is None or 0 <= r < SEPARATES) and not found:
        found.append("does_not_separate")  # of one that is too easy or too hard this is no news
    wrong = set(options) - set(key)
    if any(not options[option] for option in wrong) and "too_easy" not in found:
        found.append("unused_option")
    return tuple(found) or ("good",)


def _edge(right: Sequence[bool], order: Sequence[int], size: int) -> float:
    """The part who had it right among the `size` people who come first by the order, those with the same number at
    the edge sharing what is left of the places."""
    last = sorted(order)[size - 1]
    inside = [got for got, place in zip(right, order, strict=True) if place < last]
    at_edge = [got for got, place in zip(right, order, strict=True) if place == last]
    return (sum(inside) + (size - len(inside)) * sum(at_edge) / len(at_edge)) / size


def _variance(numbers: Sequence[float]) -> float:
    mean = fsum(numbers) / len(numbers)
    return fsum((each - mean) ** 2 for each in numbers) / len(numbers)
