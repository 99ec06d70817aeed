"""What an exporter gets back for a product, as far as the content knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language import to_ascii_digits
from bot.services.export_incentive import Product, product_of, refund
from bot.tools.base import Context, Heard, Known, Said, Value
from bot.tools.slots import OneOf, SlotTool, Sum, percent, rupees

TOPIC: Final = "rodtep"
PRODUCT, FOB = "product", "fob"
_PRODUCTS: tuple[Product, ...] = (
    "leather",
    "leather_goods",
    "leather_footwear",
    "footwear",
    "garment",
    "farm",
    "other",
)
# After one of these a number is a code; four digits and more without one only if a code was asked for.
_CODE = regex.compile(
    r"(?:\bhsn?\b|chapter|chaptar|heading|code|চ্যাপ্টার|অধ্যায়|কোড|चैप्टर|अध्याय|कोड|এইচএস|एचएस)[\s:.#-]*(?:code|কোড|कोड)?[\s:.#-]*"
    r"(\d{2}(?:[ .]?\d{2}){0,3})(?!\d)",
    regex.I,
)
_BARE = regex.compile(r"\s*(\d{2}(?:[ .]?\d{2}){0,3})\s*")


@dataclass(frozen=True)
class ProductSlot(OneOf):
    """A product by name, or by its HS code."""

    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """The code tells it exactly; without one the name."""
        digits = to_ascii_digits(text)
        code = _CODE.search(digits) or (_BARE.fullmatch(digits) if asked else None)
        by_code = product_of(code[1]) if code else None
        return by_code or super().read(text, asked, heard)


class RodtepTool(SlotTool):
    """The refund, or where to look."""

    id = "rodtep"
    intent = "calculate_rodtep"
    bare_from: ClassVar = None  # a bare number may be a code
    slots: ClassVar = (
        ProductSlot(PRODUCT, key="export_product", values=_PRODUCTS),
        Sum(
            FOB,
            label="sums.fob",
            limits=(1, 10**11),
            needed=lambda known, context: known[PRODUCT] != "garment",
            unknown=None,
        ),
    )

    def result(self, known: Known, context: Context) -> list[Said]:
        """The rate that was printed, the range, or the other scheme; and how old that is."""
        figures, product = context.content.topics[TOPIC].figures, known[PRODUCT]
        value = known.get(FOB)
        values: dict[str, Any] = {"product": {"choice": f"export_product.{product}"}, "rests_on": TOPIC}
        found = refund(product, int(value) if value is not None and product != "garment" else None, figures)
        if found.before is None or found.now is None:
            return [("rodtep_garment", values)]
        cut, until = figures["cut"].since, figures["valid_until"].date
        assert cut is not None and until is not None
        values |= {
            "before": percent(found.before[0]),
            "before_high": percent(found.before[1]),
            "now": percent(found.now[0]),
            "now_high": percent(found.now[1]),
            "cut": {"date": cut.isoformat()},
            "until": {"date": until.isoformat()},
        }
        amounts: list[tuple[str, dict[str, Any]]] = []
        if found.amount is not None and value is not None:
            low, high = found.amount
            shown = {"fob": rupees(value), "amount": rupees(low), "high": rupees(high)}
            amounts.append(("rodtep_amount" if found.exact else "rodtep_amounts", shown))
        values["amount"] = [{"key": key, "values": shown} for key, shown in amounts]
        kind = "rate" if found.exact else "farm" if product == "farm" else "range"
        return [(f"rodtep_{kind}", values)]
