"""What becomes of a flow of the gateway's own (`hearing`) when something else was said in between."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from bot.conversation.engine import Say

FORM_QUESTION: Final = "form_ask_"
_AT_ONCE: Final = re.compile(r"(?:fb:[^:]*|mentor):words.*|(?:desk|here):sure.*|here:agree.*|bc:.*")
"""What takes any words, or a plain yes after which something is done: only those right after the question. Later they
are about something else."""
_BACK: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"quiz": ("quiz_back", "quiz:go:{}"), "fb": ("feedback_back", "fb:start:{}")}
)
"""Flow -> title and payload of the button that leads back to it, with what the flow is about."""


def after(hears: str | None, said: Say) -> str | None:
    """Which flow hears the next typed words, after this was said; `hears`: which one did so far. It is kept while other
    things are talked about."""
    if "hears" in said.values:
        return said.values["hears"] or None
    if hears is None or _AT_ONCE.fullmatch(hears):
        return None
    return hears


def way_back(hears: str | None, said: Say) -> dict[str, Any] | None:
    """The button (as `acts` of a message) that leads back to an open flow from a reply that is none of its own; none
    from a form's question, which has choices of its own."""
    if hears is None or "hears" in said.values or said.key.startswith(FORM_QUESTION):
        return None
    flow, _, rest = hears.partition(":")
    if flow not in _BACK:
        return None
    title, payload = _BACK[flow]
    return {"title": title, "payload": payload.format(rest.partition(":")[0]), "values": {}}
