"""A tool at work in the engine's slot: plain, or sealed where it holds what a person says of themselves."""

from __future__ import annotations

import json
from typing import Any

from bot.services import vault
from bot.tools.base import Tool
from bot.tools.turn import Session


def dump(tool: Tool, session: Session) -> Any:
    """For the engine's slot."""
    return vault.seal(json.dumps(session.dump())) if tool.private else session.dump()


def load(tool: Tool | None, stored: Any) -> Session:
    """From the engine's slot; what cannot be opened (any more) is a fresh start."""
    if tool is not None and tool.private and isinstance(stored, str):
        opened = vault.opened(stored)
        stored = json.loads(opened) if opened is not None else None
    return Session.load(stored)
