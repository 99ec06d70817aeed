"""Updates as Telegram sends them, for the tests beside this file."""

from __future__ import annotations

from typing import Any

from telegram import Update, User

from bot.channels.base import Inbound
from bot.channels.telegram.parse import parse

ME = User(7, "Udyog Sathi", True, username="udyog_bot")
RINA = {"id": 51, "is_bot": False, "first_name": "Rina", "language_code": "bn"}
BOT = {"id": 7, "is_bot": True, "first_name": "Udyog Sathi", "username": "udyog_bot"}
PRIVATE = {"id": 51, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "Weavers"}
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 1}
PHOTO = [{**FILE, "width": 1, "height": 1}]


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1, "chat": chat, "from": RINA, **content}


def read(**update: Any) -> Inbound | None:
    made = Update.de_json({"update_id": 900, **update}, None)
    return parse(made, ME)


def wrote(text: str, chat: dict[str, Any] = PRIVATE, **content: Any) -> Inbound | None:
    return read(message=message(chat, text=text, **content))


POLL: dict[str, Any] = {
    "id": "1",
    "question": "?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
