"""Lists by pages. The next page is named by the key of the last row (keyset paging), so that the thousandth page costs
what the first does, and nothing is shown twice when rows come in between."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
LENGTH = 25
"""Rows of a page."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """`next`: what `after` must be for what follows, empty at the end; `earlier`: this is not the first page."""

    items: Sequence[T]
    next: str = ""
    earlier: bool = False


def key(*values: Any) -> str:
    """A row's place in its list, for an address. It opens nothing: services ask again whose rows they are."""
    plain = [{"t": value.isoformat()} if isinstance(value, dt.datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def parts(text: str, length: int) -> tuple[Any, ...] | None:
    """What `key` was made of; None for anything else."""
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        values = tuple(dt.datetime.fromisoformat(one["t"]) if isinstance(one, dict) else one for one in found)
    except (binascii.Error, ValueError, KeyError, TypeError, UnicodeError):
        return None
    return values if len(values) == length else None
