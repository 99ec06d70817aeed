"""What a loan costs each month: amount, time and interest rate in any order, in one message or several."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.language import tokenize
from bot.services.emi import Emi, emi, schedule
from bot.tools import reading
from bot.tools.base import Ask, Context, Heard, Known, Said, Tool, Value
from bot.tools.slots import lines, percent, rupees

AMOUNT, MONTHS, RATE, TABLE = "amount", "months", "rate", "table"
SLOTS = (AMOUNT, MONTHS, RATE)
EXAMPLE_RATE = 12.0  # per cent a year, for who does not know theirs; the result says that it is an example
LIMITS: dict[str, tuple[float, float]] = {AMOUNT: (1_000, 100_000_000), MONTHS: (1, 360), RATE: (0, 60)}
_SHORT = 3  # words: a longer message with a bare number in it is a question of its own when it is understood as one


class EmiTool(Tool):
    """The instalment of a loan."""

    id = "emi"
    intent = "calculate_emi"

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """What a message says about the loan."""
        found = _values(text, None)
        if asked in SLOTS and asked not in found:
            if heard.intent != "ask" or len(tokenize(text)) <= _SHORT:
                found = {**_values(text, asked), **found}
            if asked == RATE and reading.unknown(text):
                found[RATE] = EXAMPLE_RATE
        return found

    def next(self, known: Known, context: Context) -> Ask | None:
        """Amount, time, rate."""
        return next((self.ask(slot) for slot in SLOTS if known.get(slot) is None), None)

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """The button below a result asks for its table; it holds the loan, which is forgotten by then."""
        parts = value.split("-")
        if slot != TABLE or len(parts) != len(SLOTS):
            return {}
        try:
            return {AMOUNT: int(parts[0]), MONTHS: int(parts[1]), RATE: float(parts[2]), TABLE: True}
        except ValueError:
            return {}

    def complaint(self, slot: str, value: Value, known: Known) -> str | None:
        """Loans of ₹1,000 to ₹10 crore, one month to 30 years, 0 to 60 % a year."""
        low, high = LIMITS.get(slot, (value, value))
        return None if low <= value <= high else f"emi_{slot}_impossible"

    def result(self, known: Known, context: Context) -> list[Said]:
        """Instalment, interest and all that is paid back; or the table, if that was asked for."""
        amount, months, rate = int(known[AMOUNT]), int(known[MONTHS]), float(known[RATE])
        values = {"amount": rupees(amount), "months": months, "rate": percent(rate)}
        if known.get(TABLE):
            return [("emi_table", {**values, "rows": _rows(amount, months, rate)})]
        result: Emi = emi(amount, Decimal(str(rate)), months)
        values |= {
            "monthly": rupees(result.monthly),
            "total": rupees(result.total),
            "interest": rupees(result.interest),
            "choices": [{"key": "emi.table", "tool": self.id, "slot": TABLE, "value": f"{amount}-{months}-{rate:g}"}],
        }
        return [("emi_result", values)]


def _rows(amount: int, months: int, rate: float) -> list[dict[str, Any]]:
    """A line for each year, or for each few years of a long loan."""
    return lines(
        [
            (
                "emi_table_year" if row.first == row.last else "emi_table_years",
                {
                    "first": row.first,
                    "last": row.last,
                    "principal": rupees(row.principal),
                    "interest": rupees(row.interest),
                    "balance": rupees(row.balance),
                },
            )
            for row in schedule(amount, Decimal(str(rate)), months)
        ]
    )


def _values(text: str, asked: str | None) -> dict[str, Value]:
    """What is said so that it cannot be mistaken, or (of the slot `asked`) what is said bare."""
    found = {
        AMOUNT: reading.amount(text, asked=asked == AMOUNT),
        MONTHS: reading.months(text, asked=asked == MONTHS),
        RATE: reading.percent(text, asked=asked == RATE),
    }
    return {slot: value for slot, value in found.items() if value is not None and asked in (None, slot)}
