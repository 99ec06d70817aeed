"""Codes by which trainers and mentors become known, as they are typed or come with a link. Pure."""

from __future__ import annotations

import re
from typing import Final

from bot.services.training import spoken_code

_WHO: Final = (
    ("desk", re.compile(r"\W*(?:trainer|tra?iner|ট্রেনার|প্রশিক্ষক|ट्रेनर|प्रशिक्षक)(?![a-z])", re.IGNORECASE)),
    ("mentor", re.compile(r"\W*(?:mentor|মেন্টর|মেন্টার|पथप्रदर्शक|मेंटर|मेन्टर)(?![a-z])", re.IGNORECASE)),
)


def typed(text: str) -> str | None:
    """The payload of "TRAINER K7LM-4P2W" or "MENTOR K7LM-4P2W"; None if the text is something else."""
    for flow, word in _WHO:
        if (match := word.match(text)) is not None and (code := spoken_code.read(text[match.end() :])) is not None:
            return f"{flow}:verify:{code}"
    return None
