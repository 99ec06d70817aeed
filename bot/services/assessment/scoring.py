"""The score of a test, as a whole and by module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.assessments import Assessment
from bot.services.assessment.marking import Given, right


@dataclass(frozen=True)
class Score:
    """Items answered rightly, of how many. `modules`: the same by module id, in the order of the file, as
    (right, of). One item is one point."""

    right: int
    of: int
    modules: Mapping[str, tuple[int, int]]

    @property
    def share(self) -> float:
        """The part that is right, from 0 to 1."""
        return self.right / self.of


def score(assessment: Assessment, answers: Mapping[str, Given]) -> Score:
    """The score of the answers by item id. An item without an answer counts as not right, so that leaving out gains
    nothing; answers to items that the bank no longer has do not count."""
    modules: dict[str, tuple[int, int]] = {module.id: (0, 0) for module in assessment.modules}
    for item in assessment.items:
        got, of = modules[item.module]
        hit = item.id in answers and right(item, answers[item.id])
        modules[item.module] = got + hit, of + 1
    return Score(sum(got for got, _ in modules.values()), len(assessment.items), modules)
