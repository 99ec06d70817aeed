"""What WhatsApp can show and how fast it may be used; Meta's own figures."""

from __future__ import annotations

import datetime as dt

from bot.channels.base import Capabilities, Pace

NAME = "whatsapp"
CAPABILITIES = Capabilities(
    text=4096,
    body=1024,
    caption=1024,
    buttons=3,
    button_title=20,
    rows=10,
    row_title=24,
    payload_bytes=200,
    documents=True,
    window=dt.timedelta(hours=24),
)
LABEL = 20
"""Longest title, in characters, of what opens a list or an address."""
KEY = 512
"""Longest key that comes back in receipts."""
MEDIA_BYTES = 16 * 1024 * 1024
"""Largest recording that WhatsApp accepts from a person."""


def pace(rate: float) -> Pace:
    """`rate` messages a second in all; to one person one in six seconds after 45 at once."""
    return Pace(rate, each=6.0, burst=45)
