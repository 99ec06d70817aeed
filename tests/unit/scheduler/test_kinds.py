"""Whatever is planned has somebody who does it."""

from __future__ import annotations

from bot.knowledge import reminders
from bot.scheduler.kinds import KINDS

DUTIES = {"offer_end", "session_end", "broadcast", "broadcast_ask", "broadcast_answer"}
"""Kinds of which nobody is told anything."""


def test_every_kind_has_a_handler_and_no_other() -> None:
    assert KINDS.keys() == {*reminders.KINDS, *DUTIES}
    assert all(len(kind) <= 16 for kind in KINDS), "as long as the column is"
