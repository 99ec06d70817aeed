"""The commands of officials as they are typed, and the words that a broadcast takes as they stand. Pure."""

from __future__ import annotations

import re
from typing import Final

from bot.language import to_ascii_digits

FLOW: Final = "bc"
"""What payloads of broadcasts, and `hears` of their questions, begin with."""
HOME: Final = f"{FLOW}:home"
_BROADCAST: Final = re.compile(r"/broadcast(?:@\w{1,64})?", re.IGNORECASE)
_OFFICIAL: Final = re.compile(r"/official(?:@\w{1,64})?(?:\s+(?P<rest>.{1,40}))?", re.IGNORECASE)
_CODE: Final = re.compile(r"(?:\d[\s-]?){6}")


def typed(text: str) -> str | None:
    """The payload of a typed command: bc:home, official (how it is done), official:off, official:<code>; None if it is
    neither command."""
    text = text.strip()
    if _BROADCAST.fullmatch(text):
        return HOME
    match = _OFFICIAL.fullmatch(text)
    if match is None:
        return None
    rest = to_ascii_digits((match["rest"] or "").strip())
    if rest.lower() == "off":
        return "official:off"
    if _CODE.fullmatch(rest):
        return "official:" + "".join(char for char in rest if char.isdigit())
    return "official"


def takes_words(hears: str | None) -> bool:
    """Whether the next words are taken as they stand, in whatever language: a text of a broadcast says nothing of the
    language in which its writer talks with us."""
    return hears is not None and hears.startswith(f"{FLOW}:")
