"""What PMEGP gives to a project: subsidy, own money, bank loan."""

from __future__ import annotations

from typing import Any, ClassVar

from bot.services.pmegp import Category, Place, Rules, split
from bot.tools.base import Context, Known, Said
from bot.tools.slots import OneOf, SlotTool, Sum, lines, percent, rupees

TOPIC = "pmegp"
COST, WORK, CATEGORY, PLACE = "cost", "work", "category", "place"
# Of who does not know: nobody plans with too much.
_LOWEST_CATEGORY: Category = "general"
_LOWEST_PLACE: Place = "town"


class PmegpTool(SlotTool):
    """The parts of a project's cost."""

    id = "pmegp"
    intent = "calculate_pmegp"
    slots: ClassVar = (
        Sum(COST, label="sums.cost", limits=(10_000, 1_000_000_000)),
        OneOf(WORK, key="pmegp_work", values=("making", "service")),
        OneOf(
            CATEGORY,
            key="pmegp_category",
            values=("general", "special"),
            strongest="special",
            no="general",
            unknown=None,
        ),
        OneOf(PLACE, key="pmegp_place", values=("village", "town"), unknown=None),
    )

    def result(self, known: Known, context: Context) -> list[Said]:
        """The parts, what counts above the ceiling, the class 8 rule where it applies."""
        category: Category = known[CATEGORY] or _LOWEST_CATEGORY
        place: Place = known[PLACE] or _LOWEST_PLACE
        rules = Rules.of(context.content.topics[TOPIC].figures)
        found = split(int(known[COST]), known[WORK], category, place, rules)
        notes: list[tuple[str, dict[str, Any]]] = []
        if found.above:
            notes.append(("pmegp_note_above", {"counted": rupees(found.counted), "above": rupees(found.above)}))
        if found.class8:
            notes.append(("pmegp_note_class8", {"limit": rupees(rules.class8[known[WORK]])}))
        if known[CATEGORY] is None or known[PLACE] is None:
            notes.append(("pmegp_note_lowest", {}))
        values = {
            "cost": rupees(known[COST]),
            "work": {"choice": f"pmegp_work.{known[WORK]}"},
            "category": {"choice": f"pmegp_category.{category}"},
            "place": {"choice": f"pmegp_place.{place}"},
            "rate": percent(found.rate),
            "subsidy": rupees(found.subsidy),
            "own_rate": percent(found.own_rate),
            "own": rupees(found.own),
            "loan": rupees(found.loan),
            "to_repay": rupees(found.to_repay),
            "notes": lines(notes),
            "rests_on": TOPIC,
        }
        return [("pmegp_result", values)]
