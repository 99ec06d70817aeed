"""What the methods of the Bot API do: the chats of its stand-in, as people see them."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tests.standins.bot_api import (
    DOWNLOAD_LIMIT,
    Json,
    bad,
    check_action,
    check_caption,
    check_commands,
    check_file,
    check_keyboard,
    check_markup,
    check_menu_button,
    check_text,
)
from tests.standins.telegram_wire import BOT_ID, PERSON, Sent, Uploaded, private

_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class TelegramChats:
    """`sent`: the messages that are there now; `keys`: the keys below each chat; `recordings`: files that people sent,
    by their id (None: gone meanwhile)."""

    username: str = "udyog_test_bot"
    sent: list[Sent] = field(default_factory=list)
    keys: dict[int, list[list[Json]]] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    menu_button: str = "default"
    typing: list[int] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    chats: set[int] = field(default_factory=lambda: {PERSON})
    recordings: dict[str, bytes | None] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1000))
    unanswered: set[str] = field(default_factory=set)

    def methods(self) -> dict[str, Callable[[Json], Any]]:
        return {
            "getMe": lambda params: self.me(),
            "sendMessage": lambda params: self._keep(params, check_text(params)),
            "sendDocument": lambda params: self._send_file("document", params),
            "sendPhoto": lambda params: self._send_file("photo", params),
            "sendVoice": lambda params: self._send_file("voice", params),
            "editMessageText": self._edit_message_text,
            "deleteMessage": self._delete_message,
            "sendChatAction": self._send_chat_action,
            "answerCallbackQuery": self._answer_callback_query,
            "setMyCommands": self._set_my_commands,
            "setChatMenuButton": self._set_chat_menu_button,
            "getFile": self._get_file,
        }

    def download(self, path: str) -> bytes | None:
        """The file of a `file_path`, if it is (still) there."""
        return self.recordings.get(path.removeprefix("voice/"))

    def _send_file(self, kind: str, params: Json) -> Json:
        file = params.get(kind)
        if not isinstance(file, Uploaded):
            raise bad(f"there is no {kind} in the request")
        check_file(kind, file.content)
        return self._keep(params, check_caption(params), kind, file)

    def _keep(self, params: Json, text: str, kind: str = "text", file: Uploaded | None = None) -> Json:
        chat = self._chat(params)
        rows, keys = check_markup(params.get("reply_markup"), private=chat > 0)
        message = Sent(chat, next(self.ids), text, rows, kind, file, keys)
        self.sent.append(message)
        if keys is not None:
            self.keys[chat] = keys
        return self._shown(message)

    def _edit_message_text(self, params: Json) -> Json:
        at = self._find(params, "edit")
        old = self.sent[at]
        if old.kind != "text":
            raise bad("there is no text in the message to edit")
        if old.keys is not None:
            raise bad("message can't be edited")
        new = replace(old, text=check_text(params), rows=check_keyboard(params.get("reply_markup")))
        if new == old:
            raise bad("message is not modified: specified new message content and reply markup are exactly the same")
        self.sent[at] = new
        return self._shown(new) | {"edit_date": int(time.time())}

    def _delete_message(self, params: Json) -> bool:
        self.sent.pop(self._find(params, "delete"))
        return True

    def _find(self, params: Json, what: str) -> int:
        wanted = (self._chat(params), int(params.get("message_id", 0)))
        at = next((n for n, m in enumerate(self.sent) if (m.chat, m.message_id) == wanted), None)
        if at is None:
            raise bad(f"message to {what} not found")
        return at

    def _send_chat_action(self, params: Json) -> bool:
        check_action(params.get("action"))
        self.typing.append(self._chat(params))
        return True

    def _answer_callback_query(self, params: Json) -> bool:
        query = str(params.get("callback_query_id"))
        if query not in self.unanswered:
            raise bad(_OLD)
        self.unanswered.discard(query)
        self.answered.append(query)
        return True

    def _set_my_commands(self, params: Json) -> bool:
        self.commands[params.get("language_code") or ""] = check_commands(params)
        return True

    def _set_chat_menu_button(self, params: Json) -> bool:
        self.menu_button = check_menu_button(params.get("menu_button", {"type": "default"}))
        return True

    def _get_file(self, params: Json) -> Json:
        name = str(params.get("file_id"))
        if name not in self.recordings:
            raise bad("wrong file_id or the file is temporarily unavailable")
        size = len(self.recordings[name] or b"?")
        if size > DOWNLOAD_LIMIT:
            raise bad("file is too big")
        return {"file_id": name, "file_unique_id": f"u{name}", "file_size": size, "file_path": f"voice/{name}"}

    def _chat(self, params: Json) -> int:
        try:
            chat = int(params["chat_id"])
        except (KeyError, ValueError):
            raise bad("chat_id is empty") from None
        if chat not in self.chats:
            raise bad("chat not found")
        return chat

    def me(self) -> Json:
        return {"id": BOT_ID, "is_bot": True, "first_name": "Udyog Sathi", "username": self.username}

    def _shown(self, message: Sent) -> Json:
        shown: Json = {"message_id": message.message_id, "date": int(time.time()), "from": self.me()}
        shown["chat"] = private(message.chat)
        if message.file is None:
            shown["text"] = message.text
        else:
            shown |= {message.kind: _described(message.kind, message.file, message.message_id)}
            shown |= {"caption": message.text} if message.text else {}
        return shown | ({"reply_markup": {"inline_keyboard": message.rows}} if message.rows else {})


def _described(kind: str, file: Uploaded, number: int) -> Any:
    basis = {"file_id": f"f{number}", "file_unique_id": f"u{number}", "file_size": len(file.content)}
    if kind == "photo":
        return [basis | {"width": 90, "height": 90}]
    if kind == "voice":
        return basis | {"duration": 1, "mime_type": "audio/ogg"}
    return basis | {"file_name": file.name, "mime_type": file.mime}
