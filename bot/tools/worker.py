"""The registration of a worker in chat: what is asked, in which order, what buttons mean, what is shown at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.tools import worker_numbers as numbers
from bot.tools import worker_reading as reading
from bot.tools import worker_summary as shown
from bot.tools import worker_trades as trades
from bot.tools.base import Ask, Choice, Context, Heard, Known, Said, Tool, Value
from bot.tools.worker_slots import (
    AGAIN,
    AGE,
    ALL,
    ANOTHER,
    CHANGING,
    CHILD,
    CHOICES,
    CODE,
    CODE_SENT,
    CONFIRM,
    CONSENT,
    DISTRICT,
    DISTRICTS,
    ENOUGH,
    FIELDS,
    HERE,
    KNOWN_ALREADY,
    LAST_PLACE,
    LAST_STATE,
    MORE,
    NO,
    NOTICE,
    OPTIONAL,
    OTHER,
    OVER,
    OWN_PHONE,
    PHONE,
    REQUIRED,
    SHARE,
    SHARED,
    SKIP,
    TRADE,
    TRADES,
    WANTS,
    YES,
    choices,
    district,
    open_districts,
    open_trades,
    passed,
    trade,
    trade_of,
    wants_all_said,
)


class WorkerTool(Tool):
    """The registration. Known at the start, if the deed knows it: `own_phone` (the channel's number), `is_known` (an
    earlier registration), `for_other` (somebody else is registered), `notice` (the text that is agreed to)."""

    id = "worker"
    intent = "register_worker"
    also = ("change_registration",)
    private = True
    keeps = 6

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """Everything that a message says of the person. Below a long summary the buttons are numbered too."""
        if asked == CONFIRM and (value := shown.numbered(text, known)) is not None:
            return passed(self._of_the_summary(value, known), known)
        return reading.read(text, asked, known, heard)

    def next(self, known: Known, context: Context) -> Ask | None:
        """Consent; what is being changed; what is needed; what may be said; the code that was sent; the summary."""
        if known.get(OVER) or (known.get(CONFIRM) == YES and self._open(known) is None):
            return None
        slot = self._open(known)
        if slot is None:
            return self._summary(known)
        return self._question(slot, known, again=context.asked[-1:] == (slot,))

    def result(self, known: Known, context: Context) -> list[Said]:
        """What was agreed to be saved; nothing of a registration that was refused."""
        return [] if known.get(OVER) else [("worker_summary", {"lines": shown.summary(known)})]

    def choices(self, slot: str) -> tuple[Choice, ...]:
        """All buttons of a question."""
        return choices(slot)

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """What a button says. One of a question that is not put (any more) and that decides something, a consent or the
        end, says nothing."""
        found = self._pressed(slot, value, known)
        if found and known.get(CHANGING) == slot:
            found = {**found, CHANGING: None}
        return passed(found, known)

    def complaint(self, slot: str, value: Value, known: Known) -> str | None:
        """Why a value cannot be; a trade that nobody knows is remarked on."""
        if slot == trades.NOTED:
            return "worker_trade_noted" if value else None
        if isinstance(value, str) and value.startswith(numbers.PROBLEM):
            problem = value.removeprefix(numbers.PROBLEM)
            return "worker_needed" if problem == "needed" else f"worker_{slot}_{problem}"
        return numbers.impossible(slot, value, known)

    def noted(self, before: Known, after: Known, asked: str | None) -> list[Said]:
        """What came out of turn, and what was corrected. Until the person agreed nothing is noted."""
        if before.get(CONSENT) != YES or bool(after.get(OTHER)) != bool(before.get(OTHER)):
            return []
        answered = TRADES if asked == TRADE else asked
        told = shown.changed(before, after, answered)
        return [("worker_noted", {"lines": told})] if told else []

    def _open(self, known: Known) -> str | None:
        """The slot that is asked for next; None when only the end is left."""
        if known.get(CHILD):
            return AGE  # before anything else: nobody is asked to agree to what is not done
        if known.get(CONSENT) != YES:
            return CONSENT
        if open_districts(known):
            return DISTRICT
        if open_trades(known):
            return TRADE
        if (changing := known.get(CHANGING)) in FIELDS:
            return str(changing)
        for slot in REQUIRED:
            if not known.get(slot):
                return slot
        if not wants_all_said(known):
            for slot in OPTIONAL:
                if slot not in known or (known[slot] is None and slot in (known.get(AGAIN) or ())):
                    return slot
        return CODE if known.get(CODE_SENT) and not known.get(CODE) else None

    def _question(self, slot: str, known: Known, *, again: bool) -> Ask:
        """`again`: it was just asked; the notice is not said twice, a button shows it."""
        if slot == CONSENT:
            key = "form_ask_worker_consent_other" if known.get(OTHER) else "form_ask_worker_consent"
            if again:
                return Ask(CONSENT, f"{key}_again", choices(CONSENT))
            return Ask(CONSENT, key, choices(CONSENT), {NOTICE: known.get(NOTICE) or ""})
        if slot == DISTRICT and (among := open_districts(known)):
            return Ask(DISTRICT, "form_ask_worker_which_district", tuple(district(name) for name in among))
        if slot == TRADE:
            named = (known.get(TRADE) or {}).get("said") or ""
            return Ask(
                TRADE, "form_ask_worker_trade", tuple(trade(name) for name in open_trades(known)), {"said": named}
            )
        if slot == PHONE:
            return self._ask_phone(known)
        if slot == AGE and known.get(CHILD):
            return Ask(AGE, "form_ask_worker_age")
        if known.get(CHANGING) == slot:
            return Ask(slot, f"form_ask_worker_{slot}", (*CHOICES.get(slot, ()), Choice("keep", "worker.keep")))
        return self.ask(slot)

    def _ask_phone(self, known: Known) -> Ask:
        if known.get(OTHER):
            return Ask(PHONE, "form_ask_worker_phone_other")
        own = known.get(OWN_PHONE)
        if own and known.get(CHANGING) != PHONE:
            return Ask(PHONE, "form_ask_worker_phone_own", choices(PHONE), {"number": shown.masked(str(own))})
        keep = (Choice("keep", "worker.keep"),) if known.get(CHANGING) == PHONE else ()
        return Ask(PHONE, "form_ask_worker_phone", keep)

    def _summary(self, known: Known) -> Ask:
        key = "form_ask_worker_confirm_change" if known.get(KNOWN_ALREADY) else "form_ask_worker_confirm"
        return Ask(CONFIRM, key, shown.buttons(known), {"lines": shown.summary(known)})

    def _pressed(self, slot: str, value: str, known: Known) -> dict[str, Any]:
        if slot == DISTRICT and any(district(name).value == value for name in open_districts(known)):
            return {DISTRICT: value.replace("_", "-"), DISTRICTS: None}
        if slot == TRADE and (name := trade_of(value, open_trades(known))) is not None:
            return trades.settled(name, known)
        if value == "keep":
            return {CHANGING: None} if known.get(CHANGING) == slot else {}
        if all(choice.value != value for choice in choices(slot)):
            return {}
        if slot == CONSENT:
            agreed = {CONSENT: YES} if value == YES else {CONSENT: NO, OVER: "refused"}
            return agreed if known.get(CONSENT) != YES else {}
        if slot == CONFIRM:
            return self._of_the_summary(value, known)
        if slot == PHONE:
            return {OWN_PHONE: None} if value == ANOTHER else {PHONE: known[OWN_PHONE]} if known.get(OWN_PHONE) else {}
        if value in (SKIP, ENOUGH):
            return {slot: None} if value == SKIP else {ENOUGH: True}
        if slot == LAST_PLACE:
            return {LAST_PLACE: "", LAST_STATE: HERE}
        if slot == SHARE:
            return {SHARE: list(SHARED) if value == ALL else [value]}
        return {slot: [value] if slot == WANTS else value}

    def _of_the_summary(self, value: str, known: Known) -> dict[str, Any]:
        if value == YES:
            return {CONFIRM: YES} if self._open(known) is None else {}
        if value == MORE:
            return {ENOUGH: False, AGAIN: [slot for slot in OPTIONAL if known.get(slot) is None]}
        return {CHANGING: value}
