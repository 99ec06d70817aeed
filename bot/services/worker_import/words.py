"""Words and lines of lists that mean something other than a person's data."""

from __future__ import annotations

import re
from typing import Final

import regex

from bot.language import for_matching
from bot.services.worker_import.columns import Columns
from bot.services.worker_import.headings import heading
from bot.services.worker_import.reading import Row
from bot.services.worker_import.samples import is_empty, mobiles

OF_WHOM: Final = re.compile(
    r"\b(?:[swdch]\s*/\s*o|son of|wife of|daughter of)\b.*|(?:পিতা|স্বামী|पिता|पति)\s*[:\-–].*", re.IGNORECASE | re.DOTALL
)
"""Whose child or spouse somebody is, up to the end of the cell."""
YES: Final = frozenset(
    ("yes", "y", "ya", "available", "হ্যাঁ", "হ্যা", "আছে", "हाँ", "हां", "है", "ha", "han", "ache", "1", "true")
)
NO: Final = frozenset(("no", "n", "not available", "না", "নেই", "नहीं", "nahi", "na", "nei", "0", "false"))
HOME: Final = frozenset(("west bengal", "wb", "w b", "পশ্চিমবঙ্গ", "पश्चिम बंगाल", "bengal"))
"""The state that nobody has returned from."""
PHONE_FAULTS: Final = {
    "too_short": "has fewer than ten digits",
    "too_long": "has more than ten digits",
    "wrong_start": "is no mobile number: these begin with 6, 7, 8 or 9",
    "letters": "has letters in it",
    "foreign": "is of another country",
}
_TOTAL: Final = frozenset(
    ("total", "grand total", "sub total", "subtotal", "all total", "page total", "মোট", "সর্বমোট", "कुल", "कुल योग", "योग")
)
_OLD_FONT: Final = regex.compile(r"[\u00a1-\u00ff\u0152-\u0192\u02c6\u2020-\u2022\u2026\u2030\u20ac\u2122\ufffd]")


def is_total(text: str) -> bool:
    """Whether a cell begins a line of sums."""
    plain = for_matching(text)
    return any(plain == word or plain.startswith(f"{word} ") for word in _TOTAL)


def is_no_person(row: Row, columns: Columns) -> bool:
    """Whether a line holds nobody: a sum, the headings once more, a title of a section, a signature."""
    said = [(at, text) for at, text in enumerate(row.cells) if not is_empty(text)]
    has_phone = any(mobiles(text) for _, text in said)
    if not has_phone and any(is_total(text) for _, text in said[:3]):
        return True
    titles = columns.titles
    again = sum(heading(text) is not None and at < len(titles) and titles[at] == text for at, text in said)
    if again >= 2:
        return True
    people = {*columns.of.get("name", ()), *columns.of.get("phone", ())}
    serial = columns.of.get("serial", ())
    beside_serial = [at for at, _ in said if at not in serial]
    # A person whose number is missing still has a name and something else, or a serial number before the name.
    return not has_phone and not (people & set(beside_serial) and len(said) > 1)


def garbled(text: str) -> bool:
    """Whether letters are those of an old Bengali font, which read as western signs."""
    return _OLD_FONT.search(text) is not None


def titled(text: str) -> str:
    """Western words with a capital, others as they are."""
    return " ".join(word[:1].upper() + word[1:].lower() if word.isascii() else word for word in text.split())
