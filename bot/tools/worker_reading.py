"""What a message says of a worker, whatever was asked: in any order, with corrections of what was said before."""

from __future__ import annotations

from typing import Final

from bot.language import for_matching, tokenize
from bot.language.entities import find_phones
from bot.tools import worker_names as names
from bot.tools import worker_numbers as numbers
from bot.tools import worker_places as places
from bot.tools import worker_trades as trades
from bot.tools.base import Heard, Known, Value
from bot.tools.words import asks, stops, unknown, yes_no
from bot.tools.worker_answers import READERS, Bare
from bot.tools.worker_others import for_other
from bot.tools.worker_slots import (
    AGE,
    CHANGING,
    CHILD,
    CODE,
    CONFIRM,
    CONSENT,
    DISTRICT,
    DISTRICTS,
    EDUCATION,
    ENOUGH,
    EXPERIENCE,
    FIELDS,
    GENDER,
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
    corrects,
    enough,
    field_named,
    lacks,
    overlaps,
    passes,
    without,
)

PROBLEM: Final = numbers.PROBLEM
_LONGEST_NAMES: Final = 6  # words: names of tools, not a question about them
_NO_TOOLS: Final = frozenset(
    for_matching(words)
    for words in (
        "none", "nothing", "nil", "kichu nei", "kichui nei", "kuch nahi", "kuch bhi nahi", "কিছু নেই", "কিছুই নেই",
        "कुछ नहीं", "कुछ भी नहीं", "कोई नहीं",
    )
)  # fmt: skip
_CORRECTED: Final = (EXPERIENCE, AGE, GENDER, EDUCATION, WANTS)
"""What may be corrected bare, right after it was answered: "no, 7 years"."""


def read(text: str, asked: str | None, known: Known, heard: Heard) -> dict[str, Value]:
    """Slots and values; see the module."""
    found = _consent(text, asked) if asked == CONSENT else {}
    if OVER in found or CONSENT in found:
        return found
    if asked in (None, CONSENT) and not known.get(OTHER) and for_other(text):
        found[OTHER] = True
    changing = known.get(CHANGING)
    found |= _corrected(text, asked, known, heard) or _values(text, asked, known, heard)
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
    there = [one for one in places.states(text, content) if not overlaps(one.start, one.end, spans)]
    found |= places.home(text, asked, known, content, [*spans, *((one.start, one.end) for one in there)])
    outside = [*spans, *((one.start, one.end) for one in there)]
    named = content.places.find(text) if content.places is not None else []
    located = [*outside, *((one.start, one.end) for one in named)]
    if asked != NAME or NAME not in found or "," in text:
        found |= trades.read(text, asked, known, heard, located)
    found |= numbers.years(_without_digits(text, located), asked, known)
    if there and EXPERIENCE not in found:
        months = numbers.worked_there(text, there[-1].start, there[-1].end)
        found |= {} if months is None else {EXPERIENCE: months}
    if EXPERIENCE not in found and asked not in (AGE, EXPERIENCE):
        months = numbers.worked_as(_without_digits(text, located), content.trades)
        found |= {} if months is None else {EXPERIENCE: months}
    for slot in sorted(READERS, key=lambda slot: slot == asked):
        if slot == WANTS and asked in (SHARE, TOOLS):
            continue  # names of what can be wanted are answers to these
        alone = not found and not spans
        bare = Bare(text if alone else without(text, outside), alone) if slot == asked else None
        value = READERS[slot](text, bare, known, content)
        if value is not None:
            found[slot] = value
    if there or asked == LAST_PLACE:
        wanted = asked == LAST_PLACE and not passes(text)
        found |= places.last_place(
            without(text, spans) if spans else text, heard, asked=wanted, taken=[*found, *([PHONE] if spans else [])]
        )
    found |= numbers.phone(text, asked == PHONE, known, alone=not found)
    if not found and asked in (TRADES, TRADE):
        found |= trades.strange(text, known, heard)
    if not found and asked == EXPERIENCE and not passes(text):
        found |= numbers.no_years(text)
    if not found and asked == TOOLS and not passes(text):
        found |= _own_tools(text, heard)
    if not found and asked in (UPDATES, CONFIRM) and not enough(text):
        found |= _answered(text, asked)
    return found


def _corrected(text: str, asked: str | None, known: Known, heard: Heard) -> dict[str, Value]:
    """The answer before this question, taken back and given anew in a few words; nothing if it is something else."""
    before = [slot for slot in heard.context.asked if slot != asked and known.get(slot) is not None]
    if not before or before[-1] not in _CORRECTED or not corrects(text):
        return {}
    slot, rest = before[-1], text[tokenize(text)[0].end :].lstrip(" ,;.-।")
    if len(tokenize(rest)) > _LONGEST_NAMES or yes_no(rest) is not None or passes(rest):
        return {}
    if _values(text, None, known, heard):
        return {}  # it says by itself what it is about
    if asked in _CORRECTED and _values(rest, asked, known, heard).get(asked) is not None:
        return {}  # it answers this question
    found = _values(rest, slot, known, heard)
    new = {name for name, value in found.items() if value != known.get(name)}
    return found if new - {CHILD} == {slot} and found[slot] is not None else {}


def _without_digits(text: str, spans: list[tuple[int, int]]) -> str:
    """The message with the digits of `spans` hidden: the 24 of "24 Parganas" counts no years."""
    for start, end in spans:
        text = text[:start] + "".join("#" if char.isdecimal() else char for char in text[start:end]) + text[end:]
    return text


def _consent(text: str, asked: str | None) -> dict[str, Value]:
    answer = agreement(text)
    if answer is None:
        return {}
    return {CONSENT: YES} if answer else {CONSENT: "no", OVER: "refused"}


def _around(text: str, asked: str | None, known: Known) -> dict[str, Value]:
    """What no value is said with: a way past the question, or the wish to change something."""
    if changes(text) and (field := field_named(text, FIELDS)) is not None and asked != field:
        return {CHANGING: field}
    if asked == CODE and not stops(text) and (unknown(text) or yes_no(text) is False or lacks(text)):
        return {CODE: None}
    if asked == CONFIRM and enough(text):
        return {ENOUGH: True}  # nothing is to be changed: the summary once more, to be agreed to
    if asked == CONFIRM and unknown(text) and not stops(text):
        return {CONFIRM: f"{PROBLEM}which"}
    if asked == TRADE and unknown(text):
        return trades.as_said(known)
    if known.get(CHANGING) and (unknown(text) or yes_no(text) is False):
        return {CHANGING: None}
    if asked == AGE and known.get(CHILD) and (unknown(text) or enough(text)):
        return {AGE: f"{PROBLEM}child"}
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


def _own_tools(text: str, heard: Heard) -> dict[str, Value]:
    if yes_no(text) is False or for_matching(text).strip() in _NO_TOOLS:
        return {TOOLS: None}
    if (yes_no(text) is True and len(tokenize(text)) == 1) or heard.intent in ("greet", "thanks"):
        return {}
    if heard.intent == "ask" and (len(tokenize(text)) > _LONGEST_NAMES or asks(text, heard.register)):
        return {}  # "welding machine" names a topic too, and asks nothing
    return {TOOLS: text.strip()[:LONGEST_TOOLS]} if any(char.isalpha() for char in text) else {}
