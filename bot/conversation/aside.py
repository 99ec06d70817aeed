"""While an official has a conversation the bot stands aside: what still is for it, and what the official reads."""

from __future__ import annotations

from bot.conversation.bare import asks_for_bot
from bot.conversation.choices import chosen
from bot.conversation.engine import Say
from bot.conversation.inbox import Work
from bot.conversation.state import State
from bot.conversation.understanding import Understood
from bot.knowledge.library import Content

_FOR_BOT = frozenset({"stop", "start", "bot"})
_ABOUT_ME = ("me:", "consent:")  # what is known of the person is between them and the service
_WITHOUT_WORDS = frozenset({"media", "voice", "location"})


def for_bot(heard: Understood, content: Content) -> Understood | None:
    """The message as the bot is to work on it; None if it is for the official. The bot hears a stop, a start and the
    wish to have it back: by button, as a word, or as the button's title."""
    if heard.payload is not None and (heard.payload in _FOR_BOT or heard.payload.startswith(_ABOUT_ME)):
        return heard
    if heard.text is None:
        return None
    titles = [(title, "bot") for title in content.buttons["bot"].text.model_dump().values()]
    back = asks_for_bot(heard.text) or chosen(heard.text, titles) is not None
    return Understood(heard.language, payload="bot") if back else None


def unread(heard: Understood) -> list[Say]:
    """What the person is told at once: the official reads words, and sees of anything else only that it came."""
    return [Say("unsupported_media")] if heard.remark == "unsupported_media" else []


def text(work: Work, state: State, limit: int) -> str:
    """What the official reads, at most `limit` characters: the words, the title of a pressed button, or what kind of
    message it was. Where somebody is stays out: it is never kept."""
    if work.kind in _WITHOUT_WORDS:
        return f"[{work.kind}]"
    if work.kind == "payload":
        return next((title for title, payload in state.offered if payload == work.body), f"[{work.body}]")
    return work.body[:limit] or f"[{work.kind}]"
