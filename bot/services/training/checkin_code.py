"""The code that a trainer shows at a session: six digits that change every minute, so that who types one is there.

It is the code of RFC 6238 (TOTP), that of a telephone's code programs, with steps of a minute and HMAC-SHA-256. One and
the same code is for everybody in the room, so it does not say who somebody is. Two of a million codes are right at any
moment: whoever asks for them limits how often a person may try.
"""

from __future__ import annotations

import datetime as dt
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

STEP: Final = dt.timedelta(seconds=60)
DIGITS: Final = 6
SECRET_BYTES: Final = 32
"""As long as the hash, which RFC 4226 (section 4, R6) and RFC 6238 (section 5.1) recommend."""

_LONGEST: Final = 1000  # characters of a message that are looked at
_BLANK: Final = r"[ \t\u00a0\u2000-\u200d\u202f]"
_NUMBER: Final = re.compile(rf"(?<![0-9])[0-9](?:(?:(?:{_BLANK}|[-()+]){{0,4}}|[./:,])[0-9])*")
"""All that may be one number: a telephone number, a date, an amount."""
_GROUPED: Final = re.compile(rf"[0-9](?:{_BLANK}{{0,2}}[0-9])*|[0-9]{{3}}{_BLANK}?-{_BLANK}?[0-9]{{3}}")
"""How people write a code of six digits."""
_NOT_AFTER: Final = re.compile(rf"[+₹]{_BLANK}?$")


@dataclass(frozen=True)
class Code:
    """`digits`: what the trainer shows; `changes_at`: when the next one takes its place; `valid_until`: the moment from
    which it is no longer taken, a step later, so that there is time to type it."""

    digits: str
    changes_at: dt.datetime
    valid_until: dt.datetime


def new_secret() -> bytes:
    """A secret for a session."""
    return secrets.token_bytes(SECRET_BYTES)


def current(secret: bytes, now: dt.datetime) -> Code:
    """The code of this minute. `now`: with its zone. Raises ValueError for a secret of less than 16 bytes."""
    step = _step(now)
    changes_at = dt.datetime.fromtimestamp((step + 1) * STEP.total_seconds(), dt.UTC)
    return Code(_digits(secret, step), changes_at, changes_at + STEP)


def matches(secret: bytes, typed: str, now: dt.datetime) -> bool:
    """Whether a message holds the code of this minute or of the one before (`find_code`). How long it takes does not
    tell how much of a code is right."""
    code = find_code(typed)
    if code is None:
        return False
    step = _step(now)
    # Both are compared, whatever the first says.
    same = [hmac.compare_digest(code, _digits(secret, one)) for one in (step, max(0, step - 1))]
    return any(same)


def find_code(text: str) -> str | None:
    """The six digits of a message, in 0 to 9: "code 482 913", "৪৮২৯১৩", "482-913 লিখলাম". None if no number of exactly
    six digits stands there, or two different ones. Part of a longer number (a telephone number), a date (12-11-26)
    or an amount (₹482913, 482913.50) is none."""
    plain = _ascii(unicodedata.normalize("NFKC", text[:_LONGEST]))
    codes: set[str] = set()
    for match in _NUMBER.finditer(plain):
        digits = "".join(char for char in match.group() if char.isdigit())
        if (
            len(digits) == DIGITS
            and _GROUPED.fullmatch(match.group())
            and not _NOT_AFTER.search(plain[max(0, match.start() - 2) : match.start()])
        ):
            codes.add(digits)
    return codes.pop() if len(codes) == 1 else None


def _ascii(text: str) -> str:
    """Digits of every script as 0 to 9, dashes of every kind as "-"."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else "-" if unicodedata.category(char) == "Pd" else char
        for char in text.replace("−", "-")
    )


def _step(now: dt.datetime) -> int:
    if now.tzinfo is None:
        raise ValueError("a moment without a zone")
    return int(now.timestamp() // STEP.total_seconds())


def _digits(secret: bytes, step: int) -> str:
    return HOTP(secret, DIGITS, SHA256()).generate(step).decode()
