"""The second factor of officials: codes of an app on their telephone (TOTP, RFC 6238: six digits, 30 seconds)."""

from __future__ import annotations

import datetime as dt
import hmac
import json
from typing import Final

import pyotp
import segno

from bot.language import to_ascii_digits
from bot.services import vault

ISSUER: Final = "Udyog Sathi"
STEP: Final = 30
"""Seconds of a code."""
_AROUND: Final = (0, -1, 1)  # one step before and after, for clocks that differ
_OFFER_LASTS: Final = dt.timedelta(minutes=20)


def offer(officer_id: str, now: dt.datetime) -> str:
    """A new secret, sealed for this official: it goes into the form where they prove it, and is kept nowhere."""
    return vault.seal(json.dumps(["totp", officer_id, pyotp.random_base32(), int(now.timestamp())]))


def offered(sealed: str, officer_id: str, now: dt.datetime) -> str | None:
    """The secret of an offer; None if it is not theirs, or older than twenty minutes."""
    opened = vault.opened(sealed[:600])
    try:
        kind, whose, secret, at = json.loads(opened or "[]")
    except ValueError:
        return None
    fresh = (kind, whose) == ("totp", officer_id) and now - dt.datetime.fromtimestamp(at, dt.UTC) < _OFFER_LASTS
    return str(secret) if fresh else None


def picture(secret: str, name: str) -> str:
    """The secret as a QR code for the app: an SVG in a data address."""
    address = pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=name, issuer_name=ISSUER)
    return segno.make(address, micro=False).svg_data_uri(scale=5, border=4, light="#fff")


def spelled(secret: str) -> str:
    """The secret in groups, to be typed where no camera is."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def step_of(secret: str, said: str, now: dt.datetime, used: int | None) -> int | None:
    """The step whose code this is; None: of none that counts now. `used`: the last step whose code opened, from which
    on a code opens nothing again (RFC 6238, section 5.2)."""
    digits = "".join(char for char in to_ascii_digits(said[:40]) if char.isascii() and char.isdigit())
    present = int(now.timestamp()) // STEP
    codes = pyotp.TOTP(secret, interval=STEP)
    found = None
    for around in _AROUND:
        step = present + around
        if hmac.compare_digest(codes.generate_otp(step), digits) and (used is None or step > used):
            found = step if found is None else found
    return found
