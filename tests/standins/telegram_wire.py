"""What goes over the wire between the Bot API's stand-in and a bot: faults, messages, calls, people."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.standins.bot_api import Json, Refused, bad

BOT_ID = 700_001
PERSON = 51_001
_JSON_PARAMETERS = (
    "allowed_updates", "commands", "entities", "link_preview_options", "menu_button", "reply_markup", "scope",
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What a call meets instead of an answer: a refusal, a page of a broken proxy, silence or a cut line. `done`: it
    is carried out all the same, and answered (late, after the silence) unless the line is cut."""

    refusal: Refused | None = None
    silence: float = 0.0
    cut: bool = False
    done: bool = False


def throttled(retry_after: int) -> Fault:
    return Fault(Refused(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after))


def blocked() -> Fault:
    return Fault(Refused(403, "Forbidden: bot was blocked by the user"))


def bad_request(description: str) -> Fault:
    return Fault(bad(description))


def unauthorized() -> Fault:
    return Fault(Refused(401, "Unauthorized"))


def conflict() -> Fault:
    return Fault(Refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot runs"))


def bad_gateway() -> Fault:
    """A proxy's page, not JSON."""
    return Fault()


def silence(seconds: float) -> Fault:
    return Fault(silence=seconds)


def cut_line() -> Fault:
    return Fault(cut=True)


def slow(seconds: float) -> Fault:
    """It works, after a while."""
    return Fault(silence=seconds, done=True)


def lost_answer() -> Fault:
    """It works, and the line breaks before the answer is through."""
    return Fault(cut=True, done=True)


@dataclass(frozen=True)
class Uploaded:
    """A file in a request."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Sent:
    """A message as the person sees it. `kind`: text, document, photo or voice; the text of a file is its caption.
    `keys`: what it made of the keys below the chat (None: left as they are, empty: taken away)."""

    chat: int
    message_id: int
    text: str
    rows: list[list[Json]]
    kind: str = "text"
    file: Uploaded | None = None
    keys: list[list[Json]] | None = None

    @property
    def titles(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.rows]

    @property
    def payloads(self) -> dict[str, str]:
        """Title to callback_data."""
        return {b["text"]: b["callback_data"] for row in self.rows for b in row if "callback_data" in b}

    @property
    def links(self) -> dict[str, str]:
        """Title to address."""
        return {b["text"]: b["url"] for row in self.rows for b in row if "url" in b}


@dataclass(frozen=True)
class Call:
    """A request and the answer it got."""

    method: str
    params: Json
    status: int
    answer: Json


def user(number: int, language: str | None = "bn") -> Json:
    basis = {"id": number, "is_bot": False, "first_name": "Rina"}
    return basis | ({"language_code": language} if language else {})


def private(number: int) -> Json:
    return {"id": number, "type": "private", "first_name": "Rina"}


def decoded(params: dict[str, Any]) -> Json:
    """Form values as the API reads them: lists and objects come as JSON."""
    try:
        return {name: json.loads(value) if name in _JSON_PARAMETERS else value for name, value in params.items()}
    except ValueError:
        raise bad("can't parse a JSON object") from None
