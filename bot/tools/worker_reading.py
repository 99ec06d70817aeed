"""What a message says of a worker, whatever was asked: in any order, with corrections of what was said before."""

from __future__ import annotations

from typing import Final

from bot.language import tokenize
from bot.language.entities import find_phones
from bot.tools import worker_names as names
from bot.tools import worker_numbers as numbers
from bot.tools import worker_places as places
from bot.tools import worker_trades as trades
from bot.tools.base import Heard, Known, Value
from bot.tools.words import stops, unknown, yes_no
from bot.tools.worker_answers import READERS, Bare
from bot.tools.worker_others import for_other
from bot.tools.worker_slots import (
    CHANGING,
    CODE,
    CONFIRM,
    CONSENT,
    DISTRICT,
    DISTRICTS,
    ENOUGH,
    EXPERIENCE,
    FIELDS,
    LAST_PLACE,
    LONGEST_TOOLS,
    NAME,
    OPTIONAL,
    OTHER,
    OVER,
    PHONE,
    REQUIRED,
    SHARE,
    TOOLS,
    TRADE,
    TRADES,
    UPDATES,
    WANTS,
    YES,
    passed,
)
from bot.tools.worker_words import (
    agreement,
    changes,
    clauses,
    enough,
    field_named,
    passes,
)

PROBLEM: Final = numbers.PROBLEM


def read(text: str, asked: str | None, known: Known, heard: Heard) -> dict[str, Value]:
    """Slots and values; see the module."""
    found = _consent(text, asked) if asked == CONSENT else {}
    if OVER in found or CONSENT in found:
        return found
    if asked in (None, CONSENT) and not known.get(OTHER) and for_other(text):
        found[OTHER] = True
    changing = known.get(CHANGING)
    found |= _values(text, asked, known, heard)
    if not found or set(found) == {OTHER}:
        found |= _around(text, asked, known)
    if changing and (
        changing in found or (changing == TRADES and TRADE in found) or (changing == DISTRICT and DISTRICTS in found)
    ):
        found.setdefault(CHANGING, None)
    if TRADES in found and found[TRADES] is None and not known.get(TRADES):
        found.pop(TRADES)
    return passed(found, known)


def _values(text: str, asked: str | None, known: Known, heard: Heard) -> dict[str, Value]:
    """Everything that is a value."""
    content = heard.context.content
    if asked == CODE and (said := numbers.code(text)):
        return said
    found: dict[str, Value] = {}
    name, spans = names.read(text, asked, known, content)
    found |= name
    spans += [(one.start, one.end) for one in find_phones(text, expected=asked == PHONE)]
    there = [one for one in places.states(text, content) if not _inside(one.start, one.end, spans)]
    found |= places.home(text, asked, known, content, [*spans, *((one.start, one.end) for one in there)])
    outside = [*spans, *((one.start, one.end) for one in there)]
    if asked != NAME or NAME not in found or "," in text:
        found |= trades.read(text, asked, known, heard, outside)
    found |= numbers.years(text, asked, known, alone=not found and not spans)
    if there and EXPERIENCE not in found:
        months = numbers.worked_there(text, there[-1].start, there[-1].end)
        found |= {} if months is None else {EXPERIENCE: months}
    for slot in sorted(READERS, key=lambda slot: slot == asked):
        if slot == WANTS and asked in (SHARE, TOOLS):
            continue  # names of what can be wanted are answers to these
        alone = not found and not spans
        bare = Bare(text if alone else _rest(text, outside), alone) if slot == asked else None
        value = READERS[slot](text, bare, known, content)
        if value is not None:
            found[slot] = value
    if there or asked == LAST_PLACE:
        wanted = asked == LAST_PLACE and not passes(text)
        found |= places.last_place(text, heard, asked=wanted, taken=found)
    found |= numbers.phone(text, asked == PHONE, known, alone=not found)
    if not found and asked in (TRADES, TRADE):
        found |= trades.strange(text, known, heard)
    if not found and asked == TOOLS and not passes(text):
        found |= _own_tools(text, heard)
    if not found and asked in (UPDATES, CONFIRM):
        found |= _answered(text, asked)
    return found


def _rest(text: str, spans: list[tuple[int, int]]) -> str:
    """The parts of a message that hold none of what was found at these places: what may be a bare answer."""
    return ", ".join(part for at, part in clauses(text) if not _inside(at, at + len(part), spans))


def _consent(text: str, asked: str | None) -> dict[str, Value]:
    answer = agreement(text)
    if answer is None:
        return {}
    return {CONSENT: YES} if answer else {CONSENT: "no", OVER: "refused"}


def _around(text: str, asked: str | None, known: Known) -> dict[str, Value]:
    """What no value is said with: a way past the question, or the wish to change something."""
    if changes(text) and (field := field_named(text, FIELDS)) is not None and asked != field:
        return {CHANGING: field}
    if asked == CODE and not stops(text) and (unknown(text) or yes_no(text) is False):
        return {CODE: None}
    if asked == TRADE and unknown(text):
        return trades.as_said(known)
    if known.get(CHANGING) and (unknown(text) or yes_no(text) is False):
        return {CHANGING: None}
    if asked in OPTIONAL:
        if enough(text):
            return {ENOUGH: True}
        if unknown(text):
            return {str(asked): None}
    if asked in REQUIRED and (unknown(text) or enough(text)):
        return {str(asked): f"{PROBLEM}needed"}
    return {}


def _answered(text: str, asked: str) -> dict[str, Value]:
    answer = agreement(text) if asked == CONFIRM else yes_no(text)
    if answer is None:
        return {}
    if asked == CONFIRM:
        return {CONFIRM: YES if answer else f"{PROBLEM}which"}
    return {asked: YES if answer else "no"}


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)


def _own_tools(text: str, heard: Heard) -> dict[str, Value]:
    if yes_no(text) is False:
        return {TOOLS: None}
    if (yes_no(text) is True and len(tokenize(text)) == 1) or heard.intent in ("ask", "greet", "thanks"):
        return {}
    return {TOOLS: text.strip()[:LONGEST_TOOLS]} if any(char.isalpha() for char in text) else {}
