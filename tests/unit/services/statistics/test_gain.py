"""Gain and retention: worked examples, the edges, and pandas on random classes."""

from __future__ import annotations

import math
import random

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.services.statistics import gain
from bot.services.statistics.gain import Marks

SCORES = st.integers(0, 20).map(lambda right: right / 20)


def test_a_published_class() -> None:
    """BMC Medical Education 21 (2021), 210, table 1: of 20 marks the average rose by 11.1, which was 225.8 % of the
    average before; the authors give the class average normalised gain as 0.73 (cut off)."""
    pre = 11.1 / 2.258 / 20
    found = gain.class_gain([Marks(pre, pre + 11.1 / 20)])
    assert found is not None and math.floor(found * 100) / 100 == 0.73
    assert gain.band(found) == "high"


def test_what_stayed_of_a_gain() -> None:
    """R. W. Tyler, Science Education 18 (1934), naming structures in zoology: 22 % before, 62 % after, 31 % a year
    later; he gives 77 % of the gain as lost."""
    kept = gain.gain_kept(0.22, 0.62, 0.31)
    assert kept is not None and math.floor((1 - kept) * 100) == 77
    assert gain.retention(0.62, 0.31) == 0.5


@pytest.mark.parametrize(
    ("pre", "post", "g", "c"),
    [
        (0.4, 0.7, 0.5, 0.5),
        (0.0, 0.3, 0.3, 0.3),
        (0.9, 0.5, -4.0, -4 / 9),
        (0.8, 0.4, -2.0, -0.5),
        (0.5, 0.0, -1.0, -1.0),
        (0.5, 0.5, 0.0, 0.0),
        (0.5, 1.0, 1.0, 1.0),
        (1.0, 0.6, None, -0.4),
        (1.0, 1.0, None, None),
        (0.0, 0.0, 0.0, None),
    ],
)
def test_one_person(pre: float, post: float, g: float | None, c: float | None) -> None:
    """Marx and Cummings (2007): their four cases of the normalised change, beside the normalised gain."""
    assert gain.gain(pre, post) == (pytest.approx(g) if g is not None else None)
    assert gain.change(pre, post) == (pytest.approx(c) if c is not None else None)


@pytest.mark.parametrize(
    ("number", "name"), [(0.7, "high"), (0.699, "medium"), (0.3, "medium"), (0.29, "low"), (-1, "low")]
)
def test_bands(number: float, name: str) -> None:
    assert gain.band(number) == name


@pytest.mark.parametrize(
    ("pre", "post", "late", "kept", "of_gain"),
    [
        (0.2, 0.8, 0.5, 0.625, 0.5),
        (0.2, 0.8, 0.8, 1.0, 1.0),
        (0.2, 0.8, 0.9, 1.125, 7 / 6),
        (0.2, 0.8, 0.1, 0.125, -1 / 6),
        (0.5, 0.5, 0.5, 1.0, None),
        (0.6, 0.5, 0.4, 0.8, None),
        (0.0, 0.0, 0.3, None, None),
    ],
)
def test_what_stayed(pre: float, post: float, late: float, kept: float | None, of_gain: float | None) -> None:
    assert gain.retention(post, late) == (pytest.approx(kept) if kept is not None else None)
    assert gain.gain_kept(pre, post, late) == (pytest.approx(of_gain) if of_gain is not None else None)


def test_a_class_is_those_who_wrote_all_that_is_needed() -> None:
    people = [Marks(0.2, 0.6, 0.4), Marks(0.4, 0.8), Marks(0.0), Marks(None, 1.0, 0.5)]
    assert gain.class_gain(people) == pytest.approx((0.7 - 0.3) / 0.7)
    assert gain.class_retention(people) == pytest.approx(0.45 / 0.8)
    assert gain.class_gain_kept(people) == pytest.approx(0.5)
    assert gain.class_change(people) == pytest.approx((0.5 + 2 / 3) / 2)


def test_a_class_without_a_figure() -> None:
    for people in ([], [Marks(0.5)], [Marks(1.0, 0.5, 0.5)], [Marks(0.0, 0.0, 0.0)]):
        assert gain.class_gain_kept(people) is None
    assert gain.class_gain([Marks(1.0, 0.5)]) is None
    assert gain.class_retention([Marks(0.5, 0.0, 0.4)]) is None
    assert gain.class_change([Marks(1.0, 1.0), Marks(0.0, 0.0)]) is None
    with pytest.raises(ValueError):
        gain.mean([])


@pytest.mark.parametrize("score", [-0.1, 1.1, 55, math.nan])
def test_a_score_that_is_no_share(score: float) -> None:
    with pytest.raises(ValueError, match="share"):
        gain.gain(score, 0.5)
    with pytest.raises(ValueError, match="share"):
        Marks(late=score)


@given(SCORES, SCORES)
def test_change_agrees_with_gain_and_is_bounded(pre: float, post: float) -> None:
    c = gain.change(pre, post)
    assume(c is not None)
    assert c is not None and -1 <= c <= 1
    assert (c > 0) == (post > pre) and (c < 0) == (post < pre)
    if post > pre:
        assert c == gain.gain(pre, post)


@given(SCORES, SCORES, SCORES)
def test_more_after_the_course_is_never_less_gain(pre: float, post: float, better: float) -> None:
    low, high = gain.gain(pre, min(post, better)), gain.gain(pre, max(post, better))
    assert (low is None) == (high is None) == (pre == 1)
    assert low is None or high is None or low <= high


@pytest.mark.parametrize("seed", range(5))
def test_random_classes_as_pandas_reckons_them(seed: int) -> None:
    chance = random.Random(seed)
    scores = [None, *(n / 10 for n in range(11))]  # some tests not written, some with nothing or everything right
    people = [Marks(*(chance.choice(scores) for _ in range(3))) for _ in range(60)]
    frame = pd.DataFrame(
        {name: [getattr(each, name) for each in people] for name in ("pre", "post", "late")}, dtype=float
    )
    both = frame.dropna(subset=["pre", "post"])
    assert gain.class_gain(people) == pytest.approx((both.post.mean() - both.pre.mean()) / (1 - both.pre.mean()))
    stayed = frame.dropna(subset=["post", "late"])
    assert gain.class_retention(people) == pytest.approx(stayed.late.mean() / stayed.post.mean())
    full = frame.dropna()
    rise = full.post.mean() - full.pre.mean()
    kept = (full.late.mean() - full.pre.mean()) / rise if rise > 0 else None
    assert gain.class_gain_kept(people) == (pytest.approx(kept) if kept is not None else None)
    up = ((both.post - both.pre) / (1 - both.pre)).where(both.post > both.pre)
    single = up.fillna(((both.post - both.pre) / both.pre).where(both.post < both.pre))
    single = single.fillna((both.pre * 0).where((both.post == both.pre) & both.pre.between(0.01, 0.99)))
    assert gain.class_change(people) == pytest.approx(single.mean())
