"""The contract of a channel, on one page.

A channel turns what its service sends into `Inbound` and `Notice`, and an `Outgoing` into what its service can show. It
knows nothing of the conversation, the database or the other channels. What a service cannot do is declared in
`Capabilities`; the renderer (`bot.channels.render`) shapes each reply accordingly before `send` sees it.

To add a channel: one module with a class that satisfies `Channel`, one entry in `bot/api/channels.py`, one class
in the contract harness `tests/contract/test_channels.py`; docs/how-to/add-a-channel.md shows it with SMS.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.knowledge.model import Language

Kind = Literal["text", "payload", "media", "voice", "location", "contact", "edited", "empty"]


@dataclass(frozen=True)
class Inbound:
    """One thing a person did.

    `external_id` names it within the channel: the same id again is the same message delivered twice. `sender` is the
    person's id within the channel. `kind`: `text` typed words, `payload` a pressed button or command, `media` something
    that is not text, `voice` a spoken message (`text`: the channel's name of the recording, for `Channel.fetch`),
    `location` where they are (`text`: see `place`), `contact` their own phone number, which they chose to share
    (`text`: +91...), `edited` a changed earlier message, `empty` nothing readable. `language_hint`: the language of
    the person's app, if told. `address`: where to send replies, if that is not `sender`; `formerly`: another id under
    which the person may be known from before; `pressed_in`: the service's id of the message whose button was pressed,
    where that can still be replaced (see `Outgoing.replaces`).
    """

    channel: str
    external_id: str
    sender: str
    kind: Kind
    text: str = ""
    payload: str = ""
    language_hint: str | None = None
    address: str | None = None
    formerly: str | None = None
    pressed_in: str | None = None


def place(lat: float, lon: float) -> str:
    """The text of a message of kind `location`: degrees north and east, to some hundred metres, which is all that the
    nearest office needs."""
    return f"{lat:.3f},{lon:.3f}"


# ---- What the service tells about people and messages


@dataclass(frozen=True)
class Receipt:
    """What became of a message: in any order, repeated, before `send` has returned. `external_id`: the service's id of
    the message; `key`: what `send` was given as key, if the service gives it back; `error`: why it failed."""

    external_id: str
    state: Literal["sent", "delivered", "read", "failed"]
    at: dt.datetime
    key: str = ""
    error: SendError | None = None


@dataclass(frozen=True)
class Stopped:
    """The person blocked us or is gone."""

    sender: str


@dataclass(frozen=True)
class Marketing:
    """The person chose in the service's own settings whether they want announcements."""

    sender: str
    wanted: bool


@dataclass(frozen=True)
class Renumbered:
    """The person has another id from now on. `address`: where to send, if that is not `now`."""

    sender: str
    now: str
    address: str | None = None


@dataclass(frozen=True)
class TemplateNews:
    """The service changed its mind on a message template. `state`: its own word, in small letters (approved, paused,
    disabled, rejected, pending ...); `category`: utility or marketing, if told."""

    name: str
    language: str
    state: str | None = None
    category: str | None = None
    reason: str = ""


Notice = Receipt | Stopped | Marketing | Renumbered | TemplateNews


# ---- What is sent


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
class Document:
    """A file that goes with a message: a calendar entry, a PDF, a picture, a spoken answer."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class TemplateCall:
    """A message in the words of an approved template, which may be sent at any time. `parameters`: what fills its
    places, in order; `payloads`: what its buttons bring back when they are pressed, in order."""

    name: str
    language: Language
    parameters: tuple[str, ...] = ()
    payloads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outgoing:
    """One message to a person, whole and in the right language. `roman`: Bengali or Hindi in roman letters; `rating`:
    thumbs to judge the answer with, which a channel shows smaller than the choices, or not at all; `link`: an address
    to open by a button (title, address); `document`: a file, whose caption is the text; `asks`: what the person may
    share by a button of the channel's own; `replaces`: the service's id of an earlier message that this one is the
    next page of; `template`: what is sent instead where only a template may be sent."""

    text: str
    language: Language
    buttons: tuple[Button, ...] = ()
    sources: tuple[SourceLink, ...] = ()
    roman: bool = False
    rating: tuple[Button, ...] = ()
    link: tuple[str, str] | None = None
    document: Document | None = None
    asks: Literal["location", "contact"] | None = None
    replaces: str | None = None
    template: TemplateCall | None = None


@dataclass(frozen=True)
class Capabilities:
    """What a channel can show. Lengths count in the channel's own unit (`length`); `text`: of a plain message,
    `body`: of one with choices (0: as `text`), `caption`: of one with a document. Up to `buttons` choices are buttons
    with titles of `button_title`; up to `rows` a list with titles of `row_title` (0: the channel has no lists); more
    are numbered lines. `documents`: whether files can be sent; `window`: how long after a person's message they may be
    written to freely (None: always); `edits`: whether a message can be replaced by its next page; `echoes`: whether
    receipts give back the key of `send`."""

    text: int
    buttons: int
    button_title: int
    payload_bytes: int = 64
    length: Callable[[str], int] = field(default=len)
    body: int = 0
    caption: int = 0
    rows: int = 0
    row_title: int = 0
    documents: bool = False
    window: dt.timedelta | None = None
    edits: bool = False
    echoes: bool = False


@dataclass(frozen=True)
class Pace:
    """How fast a channel may be used: messages a second in all, and to one person `each` seconds apart after a `burst`
    that may go at once."""

    rate: float
    each: float = 0.0
    burst: int = 1


class SendError(Exception):
    """A message could not be sent. The closed set of reasons are the subclasses; what to do is written on each."""


class Retryable(SendError):
    """A passing fault (network, 5xx): try again later."""


class Throttled(SendError):
    """The service wants a pause of `retry_after` seconds: of the whole channel, or with this person only."""

    def __init__(self, retry_after: float, whole: bool = True) -> None:
        super().__init__(f"throttled for {retry_after:g} s")
        self.retry_after = retry_after
        self.whole = whole


class ContactStopped(SendError):
    """The person blocked us or is gone: send nothing more until they write again. `marketing`: they only want no
    announcements."""

    def __init__(self, reason: str = "", *, marketing: bool = False) -> None:
        super().__init__(reason)
        self.marketing = marketing


class NeedsTemplate(SendError):
    """The window is closed: only an approved template may be sent."""


class TemplateRefused(NeedsTemplate):
    """The template is paused, missing in this language or called with the wrong parameters: sends that need it wait."""


class Permanent(SendError):
    """This message will never be accepted: do not try again."""


class ChannelDown(SendError):
    """The channel itself is not usable (wrong token): stop sending, raise the alarm."""


Accept = Callable[[Inbound], Awaitable[None]]
"""Stores an inbound message; when it returns, the message is safe and may be acknowledged."""

Notify = Callable[[Notice], Awaitable[None]]
"""Stores what the service tells; when it returns, that is safe too."""


@dataclass(frozen=True)
class Hooks:
    """Where a channel brings what it receives."""

    accept: Accept
    notify: Notify


class Channel(Protocol):
    """A way to people."""

    name: str
    capabilities: Capabilities
    pace: Pace

    async def start(self, hooks: Hooks) -> None:
        """Begins to receive. Raises `ChannelDown` if the service refuses us."""

    async def stop(self) -> None:
        """Ends receiving and closes connections."""

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        """Sends one rendered message; returns the service's id of it. `key`: ours, which the service gives back in its
        receipts if it can. Raises a `SendError`."""

    async def working(self, recipient: str, external_id: str) -> None:
        """Shows that the message was read and an answer is on its way (typing), where the service can; never raises."""

    async def fetch(self, media: str) -> bytes:
        """A recording that a person sent. Raises a `SendError`; `Permanent` where there is none (any more)."""
