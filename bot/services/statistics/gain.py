"""What people learnt, and what stayed: gain and retention of one person and of a class.

Scores are shares of the questions answered rightly, from 0 to 1; anything else raises `ValueError`. None means that the
figure is not defined there, which is not the same as 0. Figures of a class rest on the people who wrote all the tests
that the figure needs: somebody who only wrote the first one would shift an average without having learnt or lost.

None of this says that the training was the cause: there is no group without training to compare with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

Band = Literal["low", "medium", "high"]
"""Of a class's gain, as Hake (1998) reads it."""
HIGH, MEDIUM = 0.7, 0.3


@dataclass(frozen=True)
class Marks:
    """The scores of one person in the test before, right after, and some weeks later; None: not written."""

    pre: float | None = None
    post: float | None = None
    late: float | None = None

    def __post_init__(self) -> None:
        for score in (self.pre, self.post, self.late):
            if score is not None:
                _check(score)


def gain(pre: float, post: float) -> float | None:
    """Normalised gain g = (post - pre) / (1 - pre): the part of what could still be learnt that was learnt. At most 1;
    below 0 for who scores less afterwards, without a lower end (from 0.9 down to 0.5 is -4), so for people who lose
    take `change`. None at pre = 1: nothing was left to learn.

    R. R. Hake, "Interactive-engagement versus traditional methods", American Journal of Physics 66 (1998), 64-74,
    who defines it for averages; for single people as in `class_gain` of one.
    """
    _check(pre, post)
    return None if pre == 1 else (post - pre) / (1 - pre)


def class_gain(people: Iterable[Marks]) -> float | None:
    """Average normalised gain <g> = (<post> - <pre>) / (1 - <pre>) of the averages of a class (Hake 1998), over the
    people who wrote both tests. Not the average of single gains: that one is not defined as soon as somebody began
    with everything right, and a few people near the top outweigh all others (L. Bao, American Journal of Physics 74
    (2006), 917-922, compares the two). None if nobody wrote both, or if all began with everything right.
    """
    pairs = [(person.pre, person.post) for person in people if person.pre is not None and person.post is not None]
    return gain(mean([pre for pre, _ in pairs]), mean([post for _, post in pairs])) if pairs else None


def band(gained: float) -> Band:
    """How Hake (1998) reads the gain of a class: high from 0.7, medium from 0.3, else low."""
    return "high" if gained >= HIGH else "medium" if gained >= MEDIUM else "low"


def change(pre: float, post: float) -> float | None:
    """Normalised change c, from -1 to 1: who gains, as `gain`, the part of what could still be learnt; who loses,
    (post - pre) / pre, the part of what was known that is lost; 0 if nothing changed. None for who has everything
    right both times, or nothing: the test was too easy or too hard to show a change, and they are left out.
    At pre = 1 a loss is defined, other than with `gain`.

    J. D. Marx and K. Cummings, "Normalized change", American Journal of Physics 75 (2007), 87-91.
    """
    _check(pre, post)
    if pre == post:
        return None if pre in (0, 1) else 0.0
    return (post - pre) / (1 - pre) if post > pre else (post - pre) / pre


def changes(people: Iterable[Marks]) -> list[float]:
    """The normalised change of each person who wrote both tests, without those for whom it is not defined."""
    found = (change(each.pre, each.post) for each in people if each.pre is not None and each.post is not None)
    return [each for each in found if each is not None]


def class_change(people: Iterable[Marks]) -> float | None:
    """The average of `changes`, as Marx and Cummings (2007) advise for a class. None if there are none."""
    found = changes(people)
    return mean(found) if found else None


def retention(post: float, late: float) -> float | None:
    """The share of the score right after the course that is still there later: late / post, as the per cent retained
    of E. J. F. M. Custers, "Long-term retention of basic science knowledge: a review study", Advances in Health
    Sciences Education 15 (2010), 109-128. Above 1 for who knows more later. None at post = 0: nothing to keep.

    It counts what somebody knew before the course as kept, so it is kinder than `gain_kept`.
    """
    _check(post, late)
    return None if post == 0 else late / post


def gain_kept(pre: float, post: float, late: float) -> float | None:
    """The share of what was gained in the course that is still there later: (late - pre) / (post - pre), which is 1
    minus the part of the gain lost of R. W. Tyler, "Some findings from studies in the field of college biology",
    Science Education 18 (1934), 133-142. Above 1 for who knows more later than right after the course, below 0 for who
    knows less than before it. None if nothing was gained (post <= pre): there is nothing to keep, and the quotient
    would turn losses into praise.
    """
    _check(pre, post, late)
    return None if post <= pre else (late - pre) / (post - pre)


def class_retention(people: Iterable[Marks]) -> float | None:
    """`retention` of the averages of a class, over those who wrote the test right after and the late one. Of averages
    for the reason given at `class_gain`. None if nobody did, or if all had nothing right."""
    pairs = [(person.post, person.late) for person in people if person.post is not None and person.late is not None]
    return retention(mean([post for post, _ in pairs]), mean([late for _, late in pairs])) if pairs else None


def class_gain_kept(people: Iterable[Marks]) -> float | None:
    """`gain_kept` of the averages of a class, over those who wrote all three tests. None if nobody did, or if the
    average did not rise."""
    full = [
        (person.pre, person.post, person.late)
        for person in people
        if person.pre is not None and person.post is not None and person.late is not None
    ]
    if not full:
        return None
    pre, post, late = (mean(scores) for scores in zip(*full, strict=True))
    return gain_kept(pre, post, late)


def mean(numbers: Sequence[float]) -> float:
    """The average; the same in whatever order the numbers come. Raises `ValueError` for none."""
    if not numbers:
        raise ValueError("no numbers, no average")
    return fsum(numbers) / len(numbers)


def _check(*scores: float) -> None:
    for score in scores:
        if not 0 <= score <= 1:
            raise ValueError(f"a score is a share from 0 to 1, not {score}: divide by what could be reached")
