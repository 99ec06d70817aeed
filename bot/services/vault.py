"""Sealing of personal texts that leave the database's own tables, and keyed hashes."""

from __future__ import annotations

from bot.db import keys


def seal(text: str) -> str:
    """The text, readable with this service's keys only."""
    return keys.current().seal(text)


def opened(sealed: str) -> str | None:
    """What was sealed; None if no key of today opens it."""
    try:
        return keys.current().open(sealed)
    except keys.KeyFault:
        return None


def fingerprint(*parts: str) -> str:
    """A keyed hash by which something is found again without being kept: 64 hexadecimal digits."""
    return keys.current().fingerprint(*parts)
