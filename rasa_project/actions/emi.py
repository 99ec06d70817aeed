"""The EMI form: amount, time and interest rate in any order, in one message or several; a question in the middle is
answered by its own rule and the form goes on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.language import fold_text, tokenize
from bot.language.entities.numbers.amounts import find_amounts
from bot.language.entities.numbers.quantities import find_durations, find_percents
from bot.services.emi import emi
from rasa_project.actions.base import Events, ServiceAction

AMOUNT, MONTHS, RATE = "emi_amount", "emi_months", "emi_rate"
SLOTS = (AMOUNT, MONTHS, RATE)
EXAMPLE_RATE = 12.0  # per cent a year, for who does not know theirs; the result says that it is an example
LIMITS: dict[str, tuple[float, float]] = {AMOUNT: (1_000, 100_000_000), MONTHS: (1, 360), RATE: (0, 60)}
_NO_QUESTION = frozenset({"nlu_fallback", "out_of_scope", "ask_without_topic", "unsure", "affirm", "repeat"})
_SHORT = 3  # words: a longer message with a bare number in it is a question of its own when it is understood as one
_UNKNOWN = frozenset(
    fold_text(words, "medium")
    for words in (
        "জানি না", "জানিনা", "jani na", "janina", "বলতে পারব না", "पता नहीं", "मालूम नहीं", "नहीं पता", "pata nahi", "malum nahi",
        "nahi pata", "don't know", "i don't know", "dont know", "no idea", "not sure",
    )
)  # fmt: skip


class ValidateEmiForm(ServiceAction):
    """Reads what a message says about the loan."""

    def name(self) -> str:
        """As in the domain."""
        return "validate_emi_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Sets the slots that the message fills. Nothing set hands the message to the other rules."""
        message = tracker.latest_message
        text, intent = str(message.get("text") or ""), str((message.get("intent") or {}).get("name"))
        if text.startswith("/"):
            return []
        asked = tracker.get_slot("requested_slot")
        found = read(text, asked, intent)
        events: Events = []
        for slot, value in found.items():
            low, high = LIMITS[slot]
            if low <= value <= high:
                events.append(SlotSet(slot, value))
            else:
                events += [SlotSet(slot, None), *self._say(dispatcher, f"{slot}_impossible")]
        if not found and asked in SLOTS and intent in _NO_QUESTION:
            # Set to nothing: the form asks again, and no other rule answers.
            events += [SlotSet(asked, None), *self._say(dispatcher, "form_not_understood")]
        return events


def read(text: str, asked: str | None, intent: str) -> dict[str, float]:
    """Slot -> value of what a message says; `asked`: the slot that the form has just asked for. Of a range the upper
    end counts, so that nobody plans with too little."""
    found = _values(text, None)
    if asked in SLOTS and asked not in found:
        questions = intent == "ask" and len(tokenize(text)) > _SHORT
        if not questions:
            found = {**_values(text, asked), **found}
        if asked == RATE and fold_text(text, "medium") in _UNKNOWN:
            found[RATE] = EXAMPLE_RATE
    return found


def _values(text: str, asked: str | None) -> dict[str, float]:
    amounts = find_amounts(text, expected=asked == AMOUNT)
    months = find_durations(text, expected=asked == MONTHS)
    rates = find_percents(text, expected=asked == RATE)
    found: dict[str, float] = {}
    if amounts:
        found[AMOUNT] = amounts[0].high
    if months:
        found[MONTHS] = months[0].high
    if rates:
        found[RATE] = float(rates[0].high)
    return {asked: found[asked]} if asked in found and asked is not None else found if asked is None else {}


class EmiResult(ServiceAction):
    """Says what the loan costs each month."""

    def name(self) -> str:
        """As in the domain."""
        return "action_emi_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reckons, answers and forgets the loan."""
        amount, months, rate = (tracker.get_slot(slot) for slot in SLOTS)
        result = emi(int(amount), Decimal(str(rate)), int(months))
        self._say(
            dispatcher,
            "emi_result",
            amount={"rupees": int(amount)},
            months=int(months),
            rate={"percent": rate},
            monthly={"rupees": result.monthly},
            total={"rupees": result.total},
            interest={"rupees": result.interest},
        )
        return forget()


class EmiCancel(ServiceAction):
    """The person does not want to go on."""

    def name(self) -> str:
        """As in the domain."""
        return "action_emi_cancel"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Forgets what was said about the loan."""
        self._say(dispatcher, "form_cancelled")
        return forget()


def forget() -> Events:
    """No loan is being reckoned."""
    return [SlotSet(slot, None) for slot in SLOTS]


ACTIONS: tuple[type[ServiceAction], ...] = (ValidateEmiForm, EmiResult, EmiCancel)
