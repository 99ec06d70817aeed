"""What is known of the refund of taxes on an exported product (RoDTEP), by the chapter of its HS code.

Source: the notices of DGFT that content/export/rodtep.yml names: a rate of the FOB value for each product (Appendix
4R), halved since February 2026 except for chapters 1 to 24. Garments and made-ups (chapters 61 to 63) have a scheme of
their own, RoSCTL. Only rates that a source printed are known here; of everything else only the range is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from bot.knowledge.model import Figure
from bot.language import to_ascii_digits
from bot.services.money import part, percent

Product = Literal["leather", "leather_goods", "leather_footwear", "footwear", "garment", "farm", "other"]
"""Finished leather, things made of leather, leather shoes, other shoes, garments and made-ups, chapters 1 to 24, and
everything else."""
_RATES: dict[Product, str] = {
    "leather": "finished",
    "leather_goods": "products",
    "leather_footwear": "shoes",
    "footwear": "other_shoes",
}
_CODE = re.compile(r"\d{2}(?:\d{2}){0,3}")
_LEATHER_FOOTWEAR = "6403"
_FARM_CHAPTERS, _LAST_CHAPTER = 24, 97


class Refund(NamedTuple):
    """Per cent of the FOB value. `before`, `now`: lowest and highest rate before the cut and after it (equal if the
    rate is known, None: another scheme). `amount`: whole rupees of lowest and highest refund on the shipment, if its
    value was given."""

    before: tuple[Decimal, Decimal] | None
    now: tuple[Decimal, Decimal] | None
    amount: tuple[int, int] | None

    @property
    def exact(self) -> bool:
        """Whether one rate is known, not only a range."""
        return self.before is not None and self.before[0] == self.before[1]


def product_of(code: str) -> Product | None:
    """The product group of an HS code of 2, 4, 6 or 8 digits; None if it is none (chapters run from 01 to 97)."""
    digits = to_ascii_digits(code).replace(".", "").replace(" ", "")
    if _CODE.fullmatch(digits) is None or not 1 <= (chapter := int(digits[:2])) <= _LAST_CHAPTER:
        return None
    if chapter <= _FARM_CHAPTERS:
        return "farm"
    if chapter == 64:
        return "leather_footwear" if digits.startswith(_LEATHER_FOOTWEAR) else "footwear"
    groups: dict[int, Product] = {41: "leather", 42: "leather_goods", 61: "garment", 62: "garment", 63: "garment"}
    return groups.get(chapter, "other")


def refund(product: Product, fob: int | None, figures: Mapping[str, Figure]) -> Refund:
    """The refund on a shipment of `fob` rupees (None: not told), with the figures of the topic rodtep. Raises
    LookupError if one is missing, ValueError unless the value is positive."""
    if fob is not None and fob <= 0:
        raise ValueError("the value of a shipment must be positive")
    if product == "garment":
        return Refund(None, None, None)
    name = _RATES.get(product)
    lowest, highest = (name, name) if name else ("low", "high")
    before = percent(figures, lowest), percent(figures, highest)
    left = Decimal(1) if product == "farm" else 1 - percent(figures, "cut") / 100
    now = before[0] * left, before[1] * left
    return Refund(before, now, None if fob is None else (part(fob, now[0]), part(fob, now[1])))
