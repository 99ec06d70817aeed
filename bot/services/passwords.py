"""Passwords of officials: kept as argon2id, judged after NIST SP 800-63B-4 (section 3.1.1.2): long rather than odd,
none that is common or was in a breach, none with one's own name, and no change for the sake of change."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Final, Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

LEAST: Final = 12
MOST: Final = 128
ENOUGH: Final = 3
"""Of zxcvbn's 0 to 4: beyond 10^8 guesses by its lists of breached passwords, words and patterns."""
_JUDGED: Final = 72  # characters that zxcvbn looks at; a good beginning is not made worse by what follows
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for each other when read out
_HASHER: Final = PasswordHasher()

Fault = Literal["short", "long", "name", "common", "same"]


class Weak(ValueError):
    """A password that is not taken. `fault`: short (less than `LEAST` characters), long, name (it has the official's
    name in it), common (guessed quickly), same (the one they have)."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


def judged(password: str, name: str, now: str | None = None) -> None:
    """Raises `Weak` for a password that an official of this name may not have. `now`: hash of their present one."""
    if len(password) < LEAST:
        raise Weak("short")
    if len(password) > MOST:
        raise Weak("long")
    words = [word for word in name.casefold().replace(".", " ").replace(",", " ").split() if len(word) >= 3]
    if any(word in password.casefold() for word in words):
        raise Weak("name")
    if zxcvbn(password[:_JUDGED], user_inputs=[*words, "udyog", "sathi", "udyogsathi"])["score"] < ENOUGH:
        raise Weak("common")
    if now is not None and fits(password, now):
        raise Weak("same")


def hashed(password: str) -> str:
    """To be kept."""
    return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether this is the password of a hash. For nobody's (None) it takes as long."""
    if len(password) > MOST:
        return False
    try:
        return _HASHER.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether the hash is of earlier parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def temporary() -> str:
    """A password to be told once and changed at the first sign-in: 80 bits, in groups that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@cache
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe(32))
