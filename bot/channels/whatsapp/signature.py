"""The signature of a webhook request: HMAC-SHA256 of its raw body with the app's secret. Pure."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "X-Hub-Signature-256"
_PREFIX = "sha256="


def sign(body: bytes, app_secret: str) -> str:
    """The header's value for a body."""
    return _PREFIX + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, presented: str, app_secret: str) -> bool:
    """Whether the header belongs to these very bytes; takes the same time whatever was presented."""
    return same(presented, sign(body, app_secret))


def same(presented: str, secret: str) -> bool:
    """Whether two secrets are equal, compared in constant time."""
    return hmac.compare_digest(presented.encode("utf-8", "replace"), secret.encode())
