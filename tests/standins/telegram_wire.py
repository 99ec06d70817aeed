"""What goes over the wire between the Bot API's stand-in and a bot: faults, messages, calls, people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.standins.bot_api import Json, Refused, bad

BOT_ID = 700_001
PERSON = 51_001
_JSON_PARAMETERS = ("allowed_updates", "commands", "entities", "link_preview_options", "reply_markup", "scope")


@dataclass(frozen=True)
class Fault:
    """What a call meets instead of an answer: a refusal, a page of a broken proxy, silence or a cut line."""

    refusal: Refused | None = None
    silence: float = 0.0
    cut: bool = False


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


@dataclass(frozen=True)
class Sent:
    """A message as the person sees it."""

    chat: int
    message_id: int
    text: str
    rows: list[list[Json]]

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
