"""The contract of a channel, on one page.

A channel turns what its service sends into `Inbound` and an `Outgoing` reply into what its service can show. It knows
nothing of the conversation, the database or the other channels. What a service cannot do is declared in `Capabilities`;
the renderer (`bot.channels.render`) shapes each reply accordingly before `send` sees it.

To add a channel: one module with a class that satisfies `Channel`, one line in `bot/app.py`, one line in the contract
harness `tests/contract/test_channels.py`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.knowledge.model import Language

Kind = Literal["text", "payload", "media", "location", "edited", "empty"]


@dataclass(frozen=True)
class Inbound:
    """One thing a person did.

    `external_id` names it within the channel: the same id again is the same message delivered twice. `sender` is the
    person's id within the channel. `kind`: `text` typed words, `payload` a pressed button or command, `media` something
    that is not text, `location` where they are (`text`: see `place`), `edited` a changed earlier message, `empty`
    nothing readable. `language_hint`: the language of the person's app, if told.
    """

    channel: str
    external_id: str
    sender: str
    kind: Kind
    text: str = ""
    payload: str = ""
    language_hint: str | None = None


def place(lat: float, lon: float) -> str:
    """The text of a message of kind `location`: degrees north and east, to some hundred metres, which is all that the
    nearest office needs."""
    return f"{lat:.3f},{lon:.3f}"


@dataclass(frozen=True)
class Button:
    """A choice. `payload` comes back as it is when the button is pressed; it never has more than 64 bytes."""

    title: str
    payload: str


@dataclass(frozen=True)
class SourceLink:
    """Where an answer comes from and on which day (ISO 8601) it was checked."""

    title: str
    url: str
    verified_on: str


@dataclass(frozen=True)
class Outgoing:
    """One message to a person, whole and in the right language. `roman`: Bengali or Hindi in roman letters; `rating`:
    thumbs to judge the answer with, which a channel shows smaller than the choices, or not at all."""

    text: str
    language: Language
    buttons: tuple[Button, ...] = ()
    sources: tuple[SourceLink, ...] = ()
    roman: bool = False
    rating: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Capabilities:
    """What a channel can show. Lengths count in the channel's own unit (`length`)."""

    text: int
    buttons: int
    button_title: int
    payload_bytes: int = 64
    length: Callable[[str], int] = field(default=len)


class SendError(Exception):
    """A message could not be sent. The closed set of reasons are the subclasses; what to do is written on each."""


class Retryable(SendError):
    """A passing fault (network, 5xx): try again later."""


class Throttled(SendError):
    """The service wants a pause of `retry_after` seconds, for the whole channel."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"throttled for {retry_after:g} s")
        self.retry_after = retry_after


class ContactStopped(SendError):
    """The person blocked us or is gone: send nothing more until they write again."""


class Permanent(SendError):
    """This message will never be accepted: do not try again."""


class ChannelDown(SendError):
    """The channel itself is not usable (wrong token): stop sending, raise the alarm."""


Accept = Callable[[Inbound], Awaitable[None]]
"""Stores an inbound message; when it returns, the message is safe and may be acknowledged."""


class Channel(Protocol):
    """A way to people."""

    name: str
    capabilities: Capabilities

    async def start(self, accept: Accept) -> None:
        """Begins to receive; each message goes to `accept`. Raises `ChannelDown` if the service refuses us."""

    async def stop(self) -> None:
        """Ends receiving and closes connections."""

    async def send(self, recipient: str, message: Outgoing) -> str:
        """Sends one rendered message; returns the service's id of it. Raises a `SendError`."""

    async def working(self, recipient: str) -> None:
        """Shows that an answer is on its way (typing), where the service can; never raises."""
