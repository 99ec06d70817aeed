"""Whether a business is micro, small, medium or above."""

from __future__ import annotations

from typing import ClassVar

from bot.services.msme_class import Limits, classify
from bot.tools.base import Context, Known, Said
from bot.tools.slots import SlotTool, Sum, rupees

TOPIC = "msme-definition"
INVESTMENT, TURNOVER = "investment", "turnover"
_HIGHEST = 10**12


class MsmeClassTool(SlotTool):
    """The class, and what each of the two tests says."""

    id = "msme_class"
    intent = "calculate_msme_class"
    slots: ClassVar = (
        Sum(INVESTMENT, label="sums.investment", limits=(0, _HIGHEST), none_is_zero=True),
        Sum(TURNOVER, label="sums.turnover", limits=(0, _HIGHEST), none_is_zero=True),
    )

    def result(self, known: Known, context: Context) -> list[Said]:
        """Class by both tests together and by each."""
        limits = Limits.of(context.content.topics[TOPIC].figures)
        found = classify(int(known[INVESTMENT]), int(known[TURNOVER]), limits)
        values = {
            "size": {"choice": f"msme_size.{found.size}"},
            "investment": rupees(known[INVESTMENT]),
            "turnover": rupees(known[TURNOVER]),
            "by_investment": {"choice": f"msme_size.{found.by_investment}"},
            "by_turnover": {"choice": f"msme_size.{found.by_turnover}"},
            "rests_on": TOPIC,
        }
        same = found.by_investment == found.by_turnover
        return [("msme_class_result_same" if same else "msme_class_result", values)]
