"""What goes out to people: messages, files, pages that replace each other, recordings that are fetched."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ChatAction, FileSizeLimit
from telegram.error import BadRequest, ChatMigrated, InvalidToken, TelegramError

from bot.channels.base import Document, Outgoing, Permanent
from bot.channels.telegram.errors import bad_link, fetch_error, no_voice, not_editable, send_error, unchanged
from bot.channels.telegram.sending import Shares, form, keyboard, sharing

logger = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_KEYBOARD_GONE = "✓"
"""Telegram takes a keyboard away only with a message; this one is deleted in the same breath."""
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


class Calls:
    """Sends through `bot`. `shares`: the titles of the keys by which people share their place or number."""

    def __init__(self, bot: Bot, shares: Shares) -> None:
        self._bot = bot
        self._shares = shares
        self._asked: set[int] = set()  # chats that still show such a key

    async def send(self, recipient: str, message: Outgoing) -> str:
        """Sends one rendered message; returns its id. Raises a `SendError`.

        Texts go without a parse mode. What is not worth losing the answer for is left out rather than refused: links
        that Telegram dislikes, a voice for people who take none, a page in place of one that is gone.
        """
        chat = _chat(recipient)
        try:
            try:
                return await self._send(chat, message)
            except ChatMigrated as moved:  # a group that became a supergroup; the news of it comes as a notice too
                return await self._send(moved.new_chat_id, message)
        except TelegramError as error:
            raise send_error(error) from None

    async def typing(self, recipient: str) -> None:
        """Shows "typing ..."; never raises."""
        try:
            await self._bot.send_chat_action(int(recipient), ChatAction.TYPING)
        except (TelegramError, ValueError) as error:
            logger.debug("Typing was not shown: %s", type(error).__name__)

    async def fetch(self, media: str) -> bytes:
        """A file that a person sent, of at most 20 MB. Raises a `SendError`."""
        try:
            file = await self._bot.get_file(media)
        except TelegramError as error:
            raise fetch_error(error) from None
        limit = int(FileSizeLimit.FILESIZE_DOWNLOAD)
        if (file.file_size or 0) > limit:
            raise Permanent("the recording is too large to be fetched")
        try:
            content = bytes(await file.download_as_bytearray())
        except (InvalidToken, BadRequest):  # the library takes a file that is not there for a token that is wrong
            raise Permanent("there is no such recording (any more)") from None
        except TelegramError as error:
            raise fetch_error(error) from None
        except OSError as error:  # a Bot API server of one's own names a file on its own disk
            raise Permanent(f"the recording cannot be read ({type(error).__name__})") from None
        if len(content) > limit:
            raise Permanent("the recording is too large to be fetched")
        return content

    async def _send(self, chat: int, message: Outgoing) -> str:
        asks = sharing(message, self._shares) if chat > 0 else None  # groups have no such keys
        if asks is not None:
            sent = await self._show(chat, replace(_spelled_out(message), replaces=None), lambda _: asks)
            self._asked.add(chat)
            return sent
        if chat not in self._asked:
            return await self._show(chat, message, keyboard)
        if message.replaces is None and keyboard(message) is None:
            sent = await self._show(chat, message, lambda _: ReplyKeyboardRemove())
        else:
            if await self._keys_taken_away(chat):
                self._asked.discard(chat)
            return await self._show(chat, message, keyboard)
        self._asked.discard(chat)
        return sent

    async def _show(self, chat: int, message: Outgoing, markup: Callable[[Outgoing], Markup]) -> str:
        try:
            return await self._put(chat, message, markup)
        except BadRequest as error:
            if no_voice(error) and message.text.strip():
                logger.info("A person takes no voice messages; the answer goes as text alone.")
                fitting = replace(message, document=None)
            elif bad_link(error) and (message.sources or message.link):
                logger.warning("Telegram refuses the address of a link; the message is sent without links.")
                fitting = replace(message, sources=(), link=None)
            else:
                raise
        return await self._put(chat, fitting, markup)

    async def _put(self, chat: int, message: Outgoing, markup: Callable[[Outgoing], Markup]) -> str:
        """In place of the earlier page, if there is one that still can be replaced; else as a new message."""
        shown = markup(message)
        if message.replaces is not None and message.replaces.isdecimal() and message.document is None:
            try:
                return await self._replace(chat, int(message.replaces), message.text, shown)
            except BadRequest as error:
                if not not_editable(error):
                    raise
        return str((await self._new(chat, message, shown)).message_id)

    async def _replace(self, chat: int, number: int, text: str, markup: Any) -> str:
        try:
            await self._bot.edit_message_text(text, chat, number, reply_markup=markup, link_preview_options=_NO_PREVIEW)
        except BadRequest as error:
            if not unchanged(error):  # what is to be shown stands there already: said twice, done once
                raise
        return str(number)

    async def _new(self, chat: int, message: Outgoing, markup: Markup) -> Message:
        if message.document is None:
            return await self._bot.send_message(
                chat, message.text, reply_markup=markup, link_preview_options=_NO_PREVIEW
            )
        return await self._file(chat, message.document, message.text.strip() or None, markup)

    async def _file(self, chat: int, document: Document, caption: str | None, markup: Markup) -> Message:
        kind = form(document)
        file = InputFile(document.content, filename=document.name)
        if kind == "photo":
            return await self._bot.send_photo(chat, file, caption=caption, reply_markup=markup)
        if kind == "voice":
            return await self._bot.send_voice(chat, file, caption=caption, reply_markup=markup)
        return await self._bot.send_document(chat, file, caption=caption, reply_markup=markup)

    async def _keys_taken_away(self, chat: int) -> bool:
        """A message carries either such keys or buttons of its own; so taking them away needs one that goes again."""
        try:
            sign = await self._bot.send_message(
                chat, _KEYBOARD_GONE, reply_markup=ReplyKeyboardRemove(), disable_notification=True
            )
            await self._bot.delete_message(chat, sign.message_id)
        except TelegramError as error:  # the answer matters more; if Telegram wants a pause, it will say so again
            logger.debug("The keyboard was not taken away: %s", type(error).__name__)
            return False
        return True


def _chat(recipient: str) -> int:
    try:
        return int(recipient)
    except ValueError:
        raise Permanent("the recipient is not a chat of Telegram") from None


def _spelled_out(message: Outgoing) -> Outgoing:
    """Keys below the text leave no room for an address to press: it stands in the text."""
    if message.link is None:
        return message
    title, url = message.link
    return replace(message, text=f"{message.text}\n\n{title}: {url}", link=None)
