"""GST on a price: taxable value, CGST and SGST or IGST, total."""

from __future__ import annotations

from typing import Any, ClassVar

from bot.services.gst_tax import tax_on
from bot.tools.base import Context, Known, Said
from bot.tools.goods import Goods, has_line, line, rate_of, topic_of
from bot.tools.slots import OneOf, SlotTool, Sum, YesNo, lines, percent, rupees

PRICE, GOODS, PIECE, INCLUDED, OTHER_STATE = "price", "goods", "piece", "included", "other_state"
_HIGHEST = 10**10


def _dear(known: Known, context: Context) -> bool:
    """The price of a piece matters only if the whole sum is above the line."""
    return has_line(known.get(GOODS), context) and int(known[PRICE]) > line(context)


class GstTaxTool(SlotTool):
    """The tax on one price."""

    id = "gst_tax"
    intent = "calculate_gst_tax"
    bare_from: ClassVar = 50  # rupees: below, a bare number in the wish itself is rather a rate
    slots: ClassVar = (
        Sum(PRICE, label="sums.price", limits=(1, _HIGHEST)),
        Goods(GOODS),
        Sum(PIECE, label="sums.piece", limits=(1, _HIGHEST), needed=_dear, unknown=None),
        OneOf(INCLUDED, key="gst_price", values=("without", "with"), unknown="without"),
        YesNo(OTHER_STATE, key="gst_buyer"),
    )

    def result(self, known: Known, context: Context) -> list[Said]:
        """The parts of the bill, and what the rate rests on."""
        price, goods = int(known[PRICE]), known[GOODS]
        piece = known.get(PIECE)
        rate = rate_of(goods, int(piece) if piece is not None else price, context)
        other = known[OTHER_STATE] == "yes"
        tax = tax_on(price, rate, included=known[INCLUDED] == "with", other_state=other)
        notes: list[tuple[str, dict[str, Any]]] = []
        if isinstance(goods, str):
            notes.append(("gst_tax_note_goods", {"goods": {"choice": f"goods.{goods}"}, "rate": percent(rate)}))
            if has_line(goods, context):
                notes.append(("gst_tax_note_line", {"line": rupees(line(context))}))
        values = {
            "taxable": rupees(tax.taxable),
            "rate": percent(rate),
            "half": percent(rate / 2),
            "cgst": rupees(tax.cgst),
            "sgst": rupees(tax.sgst),
            "igst": rupees(tax.igst),
            "total": rupees(tax.total),
            "notes": lines(notes),
            "rests_on": topic_of(goods),
        }
        return [("gst_tax_result_igst" if other else "gst_tax_result", values)]
