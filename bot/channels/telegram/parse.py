"""From Telegram's update to what a person did. Pure.

In groups the bot minds its own business: it reads what mentions it, answers it or is one of its commands. Other bots,
channel posts and service messages ("pinned a message") are never read. Nothing of an attachment but its caption is
taken over, of a location roughly where it is, of a spoken message its name. A phone number is taken over only where
people share their own: somebody else's is theirs to give.
"""

from __future__ import annotations

import re
from dataclasses import replace

import phonenumbers
from telegram import CallbackQuery, Contact, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import filters

from bot.channels.base import Inbound, Notice, Renumbered, Stopped, place
from bot.channels.telegram.commands import payload_of
from bot.channels.telegram.presses import Press

CHANNEL = "telegram"
ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
"""What Telegram is asked for: all that is read below."""

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def parse(update: Update, me: User) -> Inbound | None:
    """What a person did, or None if it is not for the bot `me`."""
    if update.callback_query:
        return _pressed(update.update_id, update.callback_query)
    if update.edited_message:
        return _edited(update.update_id, update.edited_message, me)
    if update.message:
        return _written(update, update.message, me)
    return None


def notice(update: Update) -> Notice | None:
    """What the update tells about a chat: the person has just blocked the bot, it was removed from the group, or the
    group has another id from now on."""
    if update.message and update.message.migrate_to_chat_id:
        return Renumbered(str(update.message.chat.id), str(update.message.migrate_to_chat_id))
    change = update.my_chat_member
    if change is None or change.chat.type == ChatType.CHANNEL:
        return None
    gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return Stopped(str(change.chat.id)) if gone else None


def press(update: Update) -> Press | None:
    """What was pressed, to know a double tap by; None if nothing was, or in a message that cannot be named."""
    query = update.callback_query
    if query is None or query.message is None or not query.data:
        return None
    return Press(query.message.chat.id, query.from_user.id, query.message.message_id, query.data)


def _written(update: Update, message: Message, me: User) -> Inbound | None:
    author = _author(message, me)
    if author is None:
        return None
    inbound = Inbound(CHANNEL, str(update.update_id), str(message.chat.id), "empty", language_hint=author.language_code)
    text = _text(message, me)
    if message.location:
        return replace(inbound, kind="location", text=place(message.location.latitude, message.location.longitude))
    if message.voice:
        return replace(inbound, kind="voice", text=message.voice.file_id)
    if message.contact and (number := _own_number(message.contact, author)):
        return replace(inbound, kind="contact", text=number)
    if message.effective_attachment:
        return replace(inbound, kind="media", text=text)
    if payload := payload_of(message.text or "", me.username or ""):
        return replace(inbound, kind="payload", payload=payload)
    if text:
        return replace(inbound, kind="text", text=text)
    return None if filters.StatusUpdate.ALL.check_update(update) else inbound


def _edited(update_id: int, message: Message, me: User) -> Inbound | None:
    author, text = _author(message, me), _text(message, me)
    if author is None or not text:  # without text: a live location on the move
        return None
    return Inbound(CHANNEL, str(update_id), str(message.chat.id), "edited", text, language_hint=author.language_code)


def _pressed(update_id: int, query: CallbackQuery) -> Inbound | None:
    if not query.data:
        return None
    chat = query.message.chat.id if query.message else query.from_user.id
    # A message that is too old to be shown to us is too old to be replaced.
    shown = str(query.message.message_id) if query.message and query.message.is_accessible else None
    return Inbound(
        CHANNEL, str(update_id), str(chat), "payload", payload=query.data, language_hint=query.from_user.language_code,
        pressed_in=shown,
    )  # fmt: skip


def _own_number(contact: Contact, author: User) -> str | None:
    """The number as +91..., if it is the author's own (Telegram vouches for that by the id) and can be dialled."""
    if contact.user_id != author.id:
        return None
    digits = contact.phone_number.strip().lstrip("+")  # Telegram gives them with their country, often without the +
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _author(message: Message, me: User) -> User | None:
    """Who wrote it; None if it is not a person speaking to the bot."""
    author = message.from_user
    if author is None or author.is_bot:
        return None
    if message.chat.type == ChatType.PRIVATE or (message.chat.type in _GROUPS and _addressed(message, me)):
        return author
    return None


def _addressed(message: Message, me: User) -> bool:
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == me.id:
        return True
    text = message.text or message.caption or ""
    return bool(_mention(me).search(text)) or payload_of(message.text or "", me.username or "") is not None


def _text(message: Message, me: User) -> str:
    """The words, without the mention that called the bot into a group's talk."""
    text = message.text or message.caption or ""
    return (_mention(me).sub(r"\1 ", text) if message.chat.type in _GROUPS else text).strip()


def _mention(me: User) -> re.Pattern[str]:
    """@bot by itself or behind a command that is not ours (/weather@bot), not inside another name or an address."""
    return re.compile(rf"(?:^(/\w+)|(?<!\w))@{re.escape(me.username or '')}(?!\w)[ ,:]*", re.IGNORECASE)
