"""What goes over the wire between the Graph API's stand-in and us: faults, messages, requests to the webhook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.standins.graph_rules import Json, Refused

PERSON = "919830000001"
USER = "IN.13491208655302741918"
NUMBER = "100000000000001"
DISPLAYED = "15550783881"
BUSINESS = "200000000000002"


@dataclass(frozen=True)
class Fault:
    """What a call meets instead of an answer: a refusal, a page of a broken proxy, silence or a cut line. `slow`:
    seconds that the right answer takes; `taken`: the message is sent all the same, only its answer is lost."""

    refusal: Refused | None = None
    status: int = 502
    headers: dict[str, str] = field(default_factory=dict)
    silence: float = 0.0
    slow: float = 0.0
    cut: bool = False
    taken: bool = False


def refused(code: int, status: int = 400, **headers: str) -> Fault:
    """Any of Meta's codes: refused(131056)."""
    return Fault(
        Refused(code, "Told by the stand-in", status), headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


def bad_gateway(status: int = 502) -> Fault:
    """A proxy's page, not JSON."""
    return Fault(status=status)


def silence(seconds: float) -> Fault:
    return Fault(silence=seconds)


def slow(seconds: float) -> Fault:
    return Fault(slow=seconds)


def cut_line(taken: bool = False) -> Fault:
    return Fault(cut=True, taken=taken)


@dataclass(frozen=True)
class Sent:
    """A message as the person gets it."""

    wamid: str
    person: str
    body: Json

    @property
    def key(self) -> str:
        return str(self.body.get("biz_opaque_callback_data", ""))

    @property
    def kind(self) -> str:
        return str(self.body["type"])

    @property
    def content(self) -> Json:
        part = self.body[self.kind]
        assert isinstance(part, dict)
        return part

    @property
    def text(self) -> str:
        """The words that are read, whichever part they stand in."""
        content = self.content
        return str(
            content.get("body", {}).get("text")
            if self.kind == "interactive"
            else content.get("body") or content.get("caption", "")
        )

    @property
    def choices(self) -> dict[str, str]:
        """Id to title, of buttons or rows."""
        action = self.content.get("action", {})
        buttons = [button["reply"] for button in action.get("buttons", [])]
        rows = [row for section in action.get("sections", []) for row in section["rows"]]
        return {choice["id"]: choice["title"] for choice in buttons + rows}


@dataclass(frozen=True)
class Call:
    """A request and the answer it got."""

    method: str
    path: str
    body: Any
    status: int


def ids(number: str | None, user: str | None) -> tuple[Json, Json]:
    """The two ids of a person, as they stand in a message and in the contact beside it."""
    message = ({"from": number} if number else {}) | ({"from_user_id": user} if user else {})
    contact = ({"wa_id": number} if number else {}) | ({"user_id": user} if user else {})
    return message, contact


def change(value: Json, name: str = "messages") -> Json:
    """One change of the webhook; those about messages name our number."""
    metadata = {"display_phone_number": DISPLAYED, "phone_number_id": NUMBER}
    basis = {"messaging_product": "whatsapp", "metadata": metadata} if name in ("messages", "user_preferences") else {}
    return {"field": name, "value": {**basis, **value}}


def request(*changes: Json) -> Json:
    """A whole request with one entry."""
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": BUSINESS, "time": 1795312800, "changes": list(changes)}],
    }
