"""The keys of personal data: what is sealed in the database, and keyed hashes that find it without reading it.

Sealing is AES-SIV (RFC 5297). It is deterministic: the same text gives the same sealed text, whose first 16 bytes are a
keyed hash of it, so that a telephone number is found by equality and can be read only with the key. The lookup key
makes hashes that stay the same when the sealing key is changed: of withdrawals, of confirming codes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

_BITS = 512  # AES-SIV with two keys of 256 bits
_LOOKUP = 32  # bytes
_ABOUT = [b"udyog-sathi personal data"]


class KeyFault(Exception):
    """The keys are missing or of the wrong form, or do not fit the data; the message says what to do."""


class Keyring:
    """Sealing keys, the present one first (earlier ones still open what they sealed), and the lookup key."""

    def __init__(self, sealing: Sequence[bytes], lookup: bytes) -> None:
        """Raises `KeyFault` for keys of the wrong length."""
        if not sealing or any(len(key) * 8 != _BITS for key in sealing) or len(lookup) != _LOOKUP:
            raise KeyFault("a sealing key has 64 bytes and the lookup key 32, each in base64")
        self.sealing = tuple(sealing)
        self.lookup = lookup
        self._ciphers = [AESSIV(key) for key in sealing]

    @classmethod
    def generate(cls) -> Keyring:
        """New keys."""
        return cls([AESSIV.generate_key(_BITS)], os.urandom(_LOOKUP))

    def rotated(self) -> Keyring:
        """With a new sealing key in front. What earlier ones sealed is still opened, but no longer found by
        equality: it has to be sealed again (`bot privacy rotate-key`)."""
        return Keyring([AESSIV.generate_key(_BITS), *self.sealing], self.lookup)

    def seal(self, text: str) -> str:
        """The sealed text, in letters that any column holds."""
        return base64.urlsafe_b64encode(self._ciphers[0].encrypt(text.encode(), _ABOUT)).decode().rstrip("=")

    def open(self, sealed: str) -> str:
        """What was sealed. Raises `KeyFault` if no key fits."""
        try:
            data = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        except ValueError:
            raise KeyFault("a sealed value in the database is damaged") from None
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(data, _ABOUT).decode()
            except (InvalidTag, ValueError):
                continue
        raise KeyFault("no key opens what is sealed in the database: are these the keys it was written with?")

    def fingerprint(self, *parts: str) -> str:
        """A keyed hash (HMAC-SHA256, hexadecimal) that stays the same over all changes of the sealing key."""
        message = "\x1f".join(parts).encode()
        return hmac.new(self.lookup, message, hashlib.sha256).hexdigest()

    @classmethod
    def loads(cls, text: str) -> Keyring:
        """From the form of `dumps`. Raises `KeyFault`."""
        try:
            stored = json.loads(text)
            return cls([base64.b64decode(key) for key in stored["sealing"]], base64.b64decode(stored["lookup"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeyFault('write the keys as {"sealing": ["...", ...], "lookup": "..."}, in base64') from None

    def dumps(self) -> str:
        """As JSON, for the key file or the environment."""
        encoded = [base64.b64encode(key).decode() for key in self.sealing]
        return json.dumps({"sealing": encoded, "lookup": base64.b64encode(self.lookup).decode()})


def explained(fault: KeyFault, file: Path) -> str:
    """The fault as one sentence for whoever starts the service."""
    return (
        f"The keys of personal data cannot be used: {fault} (DATA_KEYS or {file}; "
        "if they are lost, put them back from the backup)"
    )


def settled(ring: Keyring) -> Keyring:
    """The ring, for a service that is to run with it. Raises `KeyFault` while the key is being changed: equal texts are
    not equal in the database then."""
    if len(ring.sealing) > 1:
        raise KeyFault("a change of the key is under way: finish it with `bot privacy rotate-key`, then start")
    return ring


def load(file: Path, given: str = "") -> Keyring:
    """The keys of the environment (`given`), else of the key file, made on the first run. Raises `KeyFault`."""
    if given:
        return Keyring.loads(given)
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            save(file, Keyring.generate())
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise KeyFault(f"the key file can be neither read nor made ({error.strerror})") from None
    return Keyring.loads(text)


def save(file: Path, ring: Keyring, *, replace: bool = False) -> None:
    """Writes the key file, whole or not at all, readable by its owner alone. Without `replace` an existing one stays:
    of two processes that start at once, the first one's keys count."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(ring.dumps())
        stream.flush()
        os.fsync(stream.fileno())
    if replace:
        os.replace(fresh, file)
        return
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(fresh)


_current: Keyring | None = None


def use(ring: Keyring) -> None:
    """From now on this process seals and opens with these keys."""
    global _current
    _current = ring


def current() -> Keyring:
    """The keys of this process. Raises `KeyFault` before `use`."""
    if _current is None:
        raise KeyFault("personal data are read or written before the keys were loaded")
    return _current
