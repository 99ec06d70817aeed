"""Codes that somebody reads out on the telephone and somebody else types once: eight characters, "K7LM-4P2W".

Of 16 letters and digits, none is heard or read as another (no B, C, D, E, G, T, V beside P; no M beside N; no I, O, S,
Z beside digits). That makes 16^8, four thousand million; they live for a week, and a person has few tries.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import Final

from bot.language import to_ascii_digits
from bot.services import vault

ALPHABET: Final = "KLMPRWXY23456789"
LENGTH: Final = 8
LASTS: Final = dt.timedelta(days=7)

_CODE: Final = re.compile(rf"(?<![A-Z0-9])[{ALPHABET}]{{4}}[\s\-‐-―−._]{{0,3}}[{ALPHABET}]{{4}}(?![A-Z0-9])")


def new(draw: Callable[[int], int] = secrets.randbelow) -> str:
    """A code as it is read out ("K7LM-4P2W"). `draw(n)`: a random number below n."""
    plain = "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(LENGTH))
    return f"{plain[: LENGTH // 2]}-{plain[LENGTH // 2 :]}"


def read(text: str) -> str | None:
    """The code of a message, without its dash, in capitals and with digits of any of our scripts; None if there is
    none, or two different ones."""
    plain = to_ascii_digits(unicodedata.normalize("NFKC", text[:200])).upper()
    found = {"".join(char for char in match if char in ALPHABET) for match in _CODE.findall(plain)}
    return found.pop() if len(found) == 1 else None


def hashed(purpose: str, code: str) -> str:
    """What is kept of a code. `purpose`: what it opens, so that one code does not open two things."""
    return vault.fingerprint(purpose, read(code) or "")
