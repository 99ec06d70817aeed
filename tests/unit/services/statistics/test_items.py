"""Item statistics: a published data set, pandas on random tests, verdicts."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.statistics import items
from bot.services.statistics.items import Paper, Question, Verdict, analyse

LSAT = [
    3,
    6,
    2,
    11,
    1,
    1,
    3,
    4,
    1,
    8,
    0,
    16,
    0,
    3,
    2,
    15,
    10,
    29,
    14,
    81,
    3,
    28,
    15,
    80,
    16,
    56,
    21,
    173,
    11,
    61,
    28,
    298,
]
"""How many of 1,000 people gave each pattern of answers, from 00000 to 11111."""


def lsat() -> list[list[bool]]:
    return [[digit == "1" for digit in f"{i:05b}"] for i, number in enumerate(LSAT) for _ in range(number)]


def test_section_6_of_the_lsat() -> None:
    """Data of R. D. Bock and M. Lieberman, Psychometrika 35 (1970), 179-197; D. Rizopoulos, Journal of Statistical
    Software 17 (2006), no. 5, describes them: parts right, point-biserial correlation with the question left out
    of the total, Cronbach's alpha 0.295."""
    papers = [Paper({str(i): got for i, got in enumerate(row)}) for row in lsat()]
    found = analyse([Question(str(i)) for i in range(5)], papers)
    assert [item.difficulty for item in found.items] == [0.924, 0.709, 0.553, 0.763, 0.87]
    assert [round(item.discrimination or 0, 4) for item in found.items] == [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]
    assert found.reliability == pytest.approx(0.2950, abs=5e-5)
    assert found.people == 1000 and found.mean == pytest.approx(3.819)


def random_test(seed: int, people: int = 90, questions: int = 8) -> list[list[bool]]:
    chance = random.Random(seed)
    able = [chance.gauss(0, 1) for _ in range(people)]
    hard = [chance.gauss(0, 0.7) for _ in range(questions)]
    return [[chance.gauss(each, 1) > limit for limit in hard] for each in able]


@pytest.mark.parametrize("seed", range(6))
def test_random_tests_as_pandas_reckons_them(seed: int) -> None:
    matrix = random_test(seed)
    frame = pd.DataFrame(matrix).astype(int)
    total = frame.sum(axis=1)
    found = analyse([Question(str(i)) for i in range(8)], [Paper({str(i): g for i, g in enumerate(r)}) for r in matrix])
    size = round(0.27 * len(frame))
    for i, item in enumerate(found.items):
        assert item.difficulty == pytest.approx(frame[i].mean())
        assert item.discrimination == pytest.approx(frame[i].corr(total - frame[i]))
        assert item.upper_lower == pytest.approx(by_shares(frame[i], total, size))
    alpha = 8 / 7 * (1 - frame.var(ddof=1).sum() / total.var(ddof=1))
    assert found.reliability == pytest.approx(alpha) == pytest.approx(items.alpha(matrix))
    assert found.spread == pytest.approx(total.std(ddof=0))


def by_shares(right: pd.Series, total: pd.Series, size: int) -> float:
    """D from weights: 1 inside a group, a part for those at its edge."""
    ends = []
    for rank in (total.rank(method="min", ascending=False), total.rank(method="min")):
        ties = rank.map(rank.value_counts())
        weight = ((size + 1 - rank) / ties).clip(0, 1)
        ends.append(float((right * weight).sum() / size))
    return ends[0] - ends[1]


def test_points_of_a_questionnaire() -> None:
    frame = pd.DataFrame([[4, 5, 3], [2, 2, 1], [5, 4, 5], [3, 3, 2], [1, 2, 2], [4, 4, 4]])
    theirs = 3 / 2 * (1 - frame.var().sum() / frame.sum(axis=1).var())
    assert items.alpha(frame.to_numpy().tolist()) == pytest.approx(theirs)


@pytest.mark.parametrize("matrix", [[], [[True, False]], [[True]] * 9, [[True, False]] * 9])
def test_no_reliability(matrix: list[list[bool]]) -> None:
    assert items.kr20(matrix) is None


def test_figures_that_are_not_there() -> None:
    assert items.discrimination([True] * 5, [1, 2, 3, 4, 5]) is None
    assert items.discrimination([True, False], [1, 0]) is None  # all had the same in the rest
    assert items.upper_lower([True, False], [3, 3]) is None
    assert items.upper_lower([], []) is None
    with pytest.raises(ValueError):
        items.difficulty([])


@pytest.mark.parametrize(
    ("people", "easy", "compared"), [(4, False, False), (5, True, False), (29, True, False), (30, True, True)]
)
def test_how_many_people_it_takes(people: int, easy: bool, compared: bool) -> None:
    papers = [Paper({"a": i % 2 == 0, "b": i % 3 == 0, "c": i % 2 == 0}, {"a": ("A",)}) for i in range(people)]
    found = analyse([Question("a", ("A", "B"), ("A",)), Question("b"), Question("c")], papers)
    first = found.items[0]
    assert (first.difficulty is not None, found.mean is not None, bool(first.options)) == (easy, easy, easy)
    assert (first.discrimination is not None, first.upper_lower is not None, found.reliability is not None) == (
        compared, compared, compared,
    )  # fmt: skip
    assert (first.verdicts == ("too_few",)) == (not compared)


def test_a_wrong_key_is_noticed_and_options_are_counted() -> None:
    """Three questions separate; of the fourth the key is wrong: those who know take B, the others A."""
    questions = [*(Question(name, ("A", "B", "C"), ("A",)) for name in "abc"), Question("d", ("A", "B", "C"), ("A",))]
    papers = []
    for i in range(40):
        knows = i < 20
        taken = {name: ("A",) if knows else ("B", "C")[i % 2 :][:1] for name in "abc"} | {
            "d": ("B",) if knows else ("A",)
        }
        papers.append(Paper({name: option == ("A",) for name, option in taken.items()}, taken))
    found = {item.id: item for item in analyse(questions, papers).items}
    assert found["d"].verdicts == ("wrong_key", "unused_option") and found["d"].discrimination == pytest.approx(-1)
    assert found["d"].upper_lower == pytest.approx(-1)
    assert dict(found["d"].options) == {"A": 20, "B": 20, "C": 0}
    assert found["a"].verdicts == ("good",) and dict(found["a"].options) == {"A": 20, "B": 10, "C": 10}


def test_an_unanswered_question_is_not_right_and_several_options_count_each() -> None:
    papers = [Paper({"a": True}, {"a": ("A", "B", "A")}), *([Paper({})] * 5)]
    (item,) = analyse([Question("a", ("A", "B"), ("A", "B"))], papers).items
    assert item.difficulty == pytest.approx(1 / 6) and dict(item.options) == {"A": 1, "B": 1}


@pytest.mark.parametrize(
    ("p", "r", "options", "expected"),
    [
        (0.5, 0.4, {}, ("good",)),
        (0.95, 0.1, {}, ("too_easy",)),
        (1.0, None, {"A": 9, "B": 0}, ("too_easy",)),
        (0.1, 0.3, {}, ("too_hard",)),
        (0.5, 0.19, {}, ("does_not_separate",)),
        (0.5, 0.2, {}, ("good",)),
        (0.5, None, {}, ("does_not_separate",)),
        (0.5, -0.01, {}, ("wrong_key",)),
        (0.1, -0.3, {}, ("wrong_key", "too_hard")),
        (0.5, 0.3, {"A": 5, "B": 0, "C": 3}, ("unused_option",)),
        (0.5, 0.3, {"A": 0, "B": 3}, ("good",)),
        (None, None, {}, ("too_few",)),
    ],
)
def test_verdicts(p: float | None, r: float | None, options: dict[str, int], expected: tuple[Verdict, ...]) -> None:
    assert items.verdicts(p, r, options, ("A",)) == expected


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=30, max_size=60), st.randoms())
def test_the_order_of_the_people_does_not_matter(matrix: list[list[bool]], chance: random.Random) -> None:
    papers = [Paper({str(i): got for i, got in enumerate(row)}) for row in matrix]
    mixed = list(papers)
    chance.shuffle(mixed)
    questions = [Question(str(i)) for i in range(4)]
    for one, other in zip(analyse(questions, papers).items, analyse(questions, mixed).items, strict=True):
        assert one.difficulty == other.difficulty
        assert one.discrimination == pytest.approx(other.discrimination, abs=1e-12)
        assert one.upper_lower == pytest.approx(other.upper_lower, abs=1e-12)
        for figure in (one.discrimination, one.upper_lower):
            assert figure is None or -1 - 1e-12 <= figure <= 1 + 1e-12
