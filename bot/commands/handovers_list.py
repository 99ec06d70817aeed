"""How conversations that people want to have with a person are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from bot.clock import INDIA
from bot.commands.layout import wrapped
from bot.services.handover import Listed


def lines(found: Sequence[Listed], total: int) -> Iterator[str]:
    """A conversation each: id, state, time of the wish in India, channel, language; then topic and official."""
    if not found:
        yield "Nobody waits for a person."
        return
    for one in found:
        since = f"{one.created_at.astimezone(INDIA):%Y-%m-%d %H:%M}"
        yield f"{one.id}  {one.status:<8}  {since}  {one.channel:<8}  {one.language}"
        about = [f"about {one.topic}" if one.topic else "", f"with {one.official}" if one.official else ""]
        if any(about):
            yield from wrapped(", ".join(part for part in about if part), "    ")
    if total > len(found):
        yield f"{total - len(found)} more: --limit {total} shows them."


def as_json(one: Listed) -> dict[str, Any]:
    """For programs."""
    return {name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in vars(one).items()}
