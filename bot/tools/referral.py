"""Help with a bank loan: what for, how much, where, which papers are ready, who asks, and whether it may be passed on.

What comes of it, the request at the bank desk of the district, is the deed's (rasa_project/actions/referral_deed.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.tools import referral_reading as reading
from bot.tools.base import Ask, Choice, Context, Heard, Known, Said, Tool, Value
from bot.tools.choosing import find_choice
from bot.tools.referral_reading import (
    AMOUNT,
    CHANGE,
    CONFIRM,
    DISTRICT,
    DOCUMENTS,
    DONE,
    NAME,
    NO,
    PHONE,
    PLACE,
    PURPOSE,
    SHARE,
    SKIP,
    YES,
    Message,
)  # fmt: skip
from bot.tools.words import stops

OVER = "over"
"""Known when there is nothing to ask (any more), with the reason."""
REFUSED, MANY = "refused", "many"
OWN_PHONE = "own_phone"
"""The number that the channel vouches for, if `phone` was taken from there: shown with its middle hidden."""
LEAST, MOST = 1000, 100_000_000
"""Rupees. The least that is worth a bank's file, and the most that a district's desk for small enterprises sees."""
_SEND = "confirm"
_CHANGES = (PURPOSE, AMOUNT, PLACE, DOCUMENTS, NAME, PHONE)


class ReferralTool(Tool):
    """A loan that a person wants help with. Known besides the slots: `place` (districts in which a name lies),
    `papers_done`, `change`, `over`, `own_phone`."""

    id = "referral"
    intent = "loan_help"
    private = True

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """What a message says, in any order; consent and the last yes only as the answer to their questions."""
        if asked is not None and stops(text):
            return {}  # "no, leave it" gives up, whatever was asked
        message = Message(text, asked, known, heard.context.content)
        found = dict(reading.found(message))
        if not found and asked == SHARE:
            found = _shared(reading.agreed(message))
        elif not found and asked == CONFIRM:
            found = self._confirmed(message)
        return _settled(found, known)

    def choices(self, slot: str) -> tuple[Choice, ...]:
        """All that were ever offered for a slot."""
        match slot:
            case "purpose":
                return tuple(Choice(value, f"loan_purpose.{value}") for value in reading.PURPOSES)
            case "amount":
                return (Choice(SKIP, "answer.skip"),)
            case "documents":
                every = (*reading.PAPERS, reading.ALL, reading.NONE, reading.ENOUGH)
                return tuple(Choice(value, f"loan_paper.{value}") for value in every)
            case "share":
                return (Choice(YES, "yes_no.yes"), Choice(NO, "yes_no.no"))
            case "confirm":
                return tuple(Choice(value, f"loan_change.{value}") for value in (_SEND, *_CHANGES))
        return ()

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """What a button says. One of consent or confirmation counts only while its question stands: an old one from
        further up in the chat agrees to nothing."""
        if slot == DISTRICT and reading.district_choice(reading.district_id(value)).key in context.content.choices:
            return _settled(reading.located([reading.district_id(value)]), known)
        if all(choice.value != value for choice in self.choices(slot)):
            return {}
        if slot in (SHARE, CONFIRM):
            ask = self.next(known, context)
            if ask is None or ask.slot != slot:
                return {}
            return _shared(value == YES) if slot == SHARE else _chosen(value)
        if slot == DOCUMENTS:
            return _settled(reading.with_paper(value, known), known)
        return _settled({slot: None if value == SKIP else value}, known)

    def next(self, known: Known, context: Context) -> Ask | None:
        """What is to be changed; else the first thing that is missing; at last the summary."""
        if known.get(OVER):
            return None
        slot = known.get(CHANGE) or _missing(known)
        return self._question(slot, known) if slot is not None else None

    def result(self, known: Known, context: Context) -> list[Said]:
        """Nothing by itself: what comes of the request is said where it is kept."""
        return []

    def complaint(self, slot: str, value: Value, known: Known) -> str | None:
        """A purpose that no business loan is for, a sum beyond reason, a number that is none."""
        if slot == PURPOSE and value in reading.DECLINED:
            return f"referral_no_{value}"
        if slot == AMOUNT and not LEAST <= value <= MOST:
            return "referral_amount_impossible"
        if slot == PHONE and isinstance(value, Mapping):
            return f"referral_phone_{value['problem']}"
        return None

    def _confirmed(self, message: Message) -> dict[str, Value]:
        offered = self.choices(CONFIRM)
        if chosen := find_choice(message.text, offered, message.content, asked=True):
            return _chosen(chosen)
        return _chosen(_SEND) if reading.agreed(message) else {}

    def _question(self, slot: str, known: Known) -> Ask:
        if slot == DISTRICT:
            offered = tuple(reading.district_choice(name) for name in known[PLACE])
            return Ask(DISTRICT, "form_ask_referral_district", offered)
        if slot == DOCUMENTS:
            ready = known.get(DOCUMENTS) or []
            key = "form_ask_referral_more" if ready else "form_ask_referral_documents"
            return Ask(DOCUMENTS, key, reading.offered_papers(known), {"papers": paper_lines(ready)} if ready else {})
        if slot == SHARE:
            district = {"choice": reading.district_choice(known[DISTRICT]).key}
            return self.ask(SHARE, notice={"notice": "share_banks"}, district=district)
        return self.ask(slot, **({"lines": summary(known)} if slot == CONFIRM else {}))


def summary(known: Known) -> list[dict[str, Any]]:
    """All that would be passed on, a line each, for the person to look at."""
    lines = [
        _line("purpose", purpose={"choice": f"loan_purpose.{known[PURPOSE]}"}),
        _line("amount", amount={"rupees": known[AMOUNT]}) if known.get(AMOUNT) else _line("no_amount"),
        _line("district", district={"choice": reading.district_choice(known[DISTRICT]).key}),
        _line("name", name=known[NAME]),
        _line("phone", phone=_shown(known)),
    ]
    ready = known.get(DOCUMENTS) or []
    return [*lines, _line("papers"), *paper_lines(ready)] if ready else [*lines, _line("no_papers")]


def paper_lines(papers: list[str]) -> list[dict[str, Any]]:
    """Papers, a line each."""
    return [_line("paper", paper={"choice": f"loan_paper.{paper}"}) for paper in papers]


def _line(name: str, /, **values: Any) -> dict[str, Any]:
    return {"key": f"referral_line_{name}", "values": values}


def _shown(known: Known) -> str:
    """The number with its middle hidden where the service knew it, so that no look at the phone reveals it; as typed
    where a mistyped digit would be found only here."""
    digits = str(known[PHONE]).removeprefix("+91")
    return f"{digits[:2]}xxxxxx{digits[-2:]}" if known.get(OWN_PHONE) == known[PHONE] else digits


def _missing(known: Known) -> str | None:
    if not known.get(PURPOSE):
        return PURPOSE
    if AMOUNT not in known:
        return AMOUNT
    if not known.get(DISTRICT):
        return DISTRICT if known.get(PLACE) else PLACE
    if not known.get(DONE):
        return DOCUMENTS
    return next((slot for slot in (NAME, PHONE, SHARE, CONFIRM) if not known.get(slot)), None)


def _settled(found: dict[str, Value], known: Known) -> dict[str, Value]:
    """A value that was to be changed is changed; to the desk of another district nothing was agreed yet."""
    if (changing := known.get(CHANGE)) and changing in found:
        found = {**found, CHANGE: None}
    district = found.get(DISTRICT, known.get(DISTRICT))
    if known.get(SHARE) and district != known.get(DISTRICT):
        found = {**found, SHARE: None}
    return found


def _shared(answer: bool | None) -> dict[str, Value]:
    if answer is None:
        return {}
    return {SHARE: YES} if answer else {SHARE: NO, OVER: REFUSED}


def _chosen(value: str) -> dict[str, Value]:
    if value == _SEND:
        return {CONFIRM: YES}
    return {CHANGE: value, **({DOCUMENTS: [], DONE: False} if value == DOCUMENTS else {})}
