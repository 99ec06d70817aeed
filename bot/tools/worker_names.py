"""The name of a worker: introduced, bare where it was asked for, corrected, or of a relative who is registered."""

from __future__ import annotations

from typing import Final

from bot.knowledge.library import Content
from bot.language import tokenize
from bot.language.entities import FoundName, find_name, find_phones, to_latin
from bot.language.entities.people.transliterate import is_name_part
from bot.tools.base import Known, Value
from bot.tools.worker_others import their_name
from bot.tools.worker_slots import CONFIRM, CONSENT, LONGEST_NAME, NAME, OTHER
from bot.tools.worker_words import blanked, clauses, corrects, denial, pattern

_LABEL: Final = pattern(r"\bna+me?\w*\b", "নাম", "नाम")
_NEAR: Final = 16  # characters before a name in which the word for it stands
_KNOWN_PARTS: Final = 2  # parts of a bare name in a correction that must be frequent ones


def read(
    text: str, asked: str | None, known: Known, content: Content
) -> tuple[dict[str, Value], list[tuple[int, int]]]:
    """The name, and where it stands: a name may hold that of a town or a trade."""
    shift = 0
    if (label := their_name(text)) is not None and asked in (None, CONSENT, NAME, CONFIRM):
        if asked not in (None, CONSENT, NAME) and not known.get(OTHER):
            return {}, []
        shift = label
    elif their_name(text) is not None and find_name(text, expected=False) is None:
        return {}, []
    part = text[shift:]
    found = find_name(part, expected=asked == NAME)
    if found is None and asked == NAME and (end := _taken_back(part)) is not None:
        shift, part = shift + end, part[end:]
        found = find_name(part, expected=True)
    if found is None and asked == NAME:
        found = _known(find_name(_blanked(part, content), expected=True))
    if found is not None and _is_a_trade(part, found, content):
        found = None
    if found is not None and (end := denial(part, found.start, found.end)) is not None:
        shift, part = shift + end, part[end:]
        found = find_name(part.lstrip(" ,;-"), expected=True)
        shift += len(part) - len(part.lstrip(" ,;-")) if found else 0
    if found is None and asked is None:
        found = _first_of_a_list(part, content)
    if found is None and corrects(text) and known.get(NAME) and asked != NAME:
        found = _after_a_no(part, content)
    if found is None or found.name.casefold() in ("na", "no"):
        return {}, []
    return {NAME: _whole(found.name)[:LONGEST_NAME]}, [(shift + found.start, shift + found.end)]


def _taken_back(text: str) -> int | None:
    """Where the first clause ends that only takes a name back: "Rahim na, Rahim Sheikh"."""
    at, first = clauses(text)[0] if clauses(text) else (0, "")
    words = tokenize(first)
    return at + len(first) + 1 if len(words) > 1 and denial(first, words[0].start, words[-2].end) is not None else None


def _known(found: FoundName | None) -> FoundName | None:
    """A name only if one of its parts is a frequent one."""
    return found if found is not None and any(map(is_name_part, found.name.split())) else None


def _is_a_trade(text: str, found: FoundName, content: Content) -> bool:
    """Whether "I am ..." was read as a name and is what somebody does ("main darzi hoon")."""
    if content.trades is None or _LABEL.search(text[max(0, found.start - _NEAR) : found.start]):
        return False
    return any(one.start <= found.start and found.end <= one.end for one in content.trades.find(text))


def _whole(name: str) -> str:
    """As typed, Latin words in capitals; a name that is all one script stays in it."""
    return to_latin(name) if name.isascii() else name


def _blanked(text: str, content: Content) -> str:
    """The message without what cannot be part of a name, in its length."""
    spans = [(one.start, one.end) for one in find_phones(text, expected=True)]
    spans += [(one.start, one.end) for one in (content.places.find(text) if content.places is not None else [])]
    spans += [(one.start, one.end) for one in (content.trades.find(text) if content.trades is not None else [])]
    return blanked(text, spans)


def _first_of_a_list(text: str, content: Content) -> FoundName | None:
    """ "Rahim Sheikh, Malda, mason": a part with frequent names and nothing else in it."""
    parts = [(at, part) for at, part in clauses(text)]
    if len(parts) < 2:
        return None
    for at, part in parts[:3]:
        if _blanked(part, content) != part:
            continue
        found = find_name(part, expected=True)
        if _known(found) is not None and found is not None:
            return found._replace(start=at + found.start, end=at + found.end)
    return None


def _after_a_no(text: str, content: Content) -> FoundName | None:
    """ "na, Rahim Sheikh" while something else is asked: only what is surely a name."""
    first = tokenize(text)[0]
    rest = text[first.end :].lstrip(" ,;-")
    if _blanked(rest, content) != rest:
        return None
    found = find_name(rest, expected=True)
    known_parts = [word for word in found.name.split() if is_name_part(word)] if found else []
    if found is None or len(known_parts) < _KNOWN_PARTS:
        return None
    shift = len(text) - len(rest)
    return found._replace(start=shift + found.start, end=shift + found.end)
