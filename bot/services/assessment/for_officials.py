"""How the questions of tests did, for officials. Agencies and trainers do not see it: whoever teaches must not read the
answers that are marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.knowledge.assessments import Assessment
from bot.services.assessment import attempts, results
from bot.services.officers import Forbidden, Officer
from bot.services.statistics.items import Analysis, analyse
from bot.services.training import scope


@dataclass(frozen=True)
class Figures:
    """Of one of the three tests. `others`: finished goes at other versions of the questions, which are left out."""

    analysis: Analysis
    others: Mapping[str, int]


def figures(db: Session, officer: Officer, bank: Assessment, kind: attempts.Kind) -> Figures:
    """The figures over everybody who wrote the test, wherever. Raises `Forbidden`."""
    officer.need(scope.RIGHT)
    if scope.narrow(officer):
        raise Forbidden("The figures of tests are for officials of the department.")
    found = results.papers(db, bank, attempts.version(bank), kind)
    return Figures(analyse(found.questions, found.papers), found.others)
