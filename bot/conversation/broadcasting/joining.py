"""How a chat becomes an official's, and ceases to be it: /official with the code of the console's account page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.conversation.broadcasting.commands import HOME
from bot.conversation.engine import Say
from bot.services import chat_officials
from bot.services.officers import Officer

_PRESSED: Final = re.compile(r"official(?::(?P<what>off|\d{6}))?")


def pressed(session: Session, contact_id: str, payload: str, now: dt.datetime) -> Say | None:
    """Links, unlinks, or says how it is done; None if the payload is none of these."""
    match = _PRESSED.fullmatch(payload)
    if match is None:
        return None
    known = chat_officials.of_contact(session, contact_id)
    if match["what"] == "off":
        if known is None:
            return Say("official_none")
        chat_officials.unlink(session, known, contact_id, now)
        return Say("official_off")
    if match["what"] is None:
        return Say("official_is", _of(known)) if known is not None else Say("official_how")
    if chat_officials.blocked(session, contact_id, now):
        return Say("official_blocked")
    joined = chat_officials.link(session, contact_id, match["what"], now)
    if joined is not None:
        return Say("official_welcome", _of(joined))
    return Say("official_blocked" if chat_officials.blocked(session, contact_id, now) else "official_wrong")


def _of(officer: Officer) -> dict[str, Any]:
    acts = [{"title": "bc_home", "payload": HOME, "values": {}}] if speaks(officer) else []
    return {"name": officer.name, "acts": acts}


def speaks(officer: Officer) -> bool:
    """Whether the official has anything to do with broadcasts in the chat: writes them, or lets those of others go."""
    return (officer.may("broadcast") or officer.may("approve")) and not officer.reads
