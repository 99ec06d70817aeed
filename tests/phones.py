"""People's telephones at the real service: one way to write, press and look, over Telegram and over WhatsApp."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.channels.whatsapp import WEBHOOK_PATH
from tests.service import Service, StandInThread, until
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import Sent as GraphSent
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import Sent as TelegramSent

NUMBERS = itertools.count(1)


def telegram_env(server: TelegramServer) -> dict[str, str]:
    """Settings with which the service runs its Telegram at this stand-in."""
    return {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_BASE": server.url}


def whatsapp_env(server: GraphServer) -> dict[str, str]:
    """Settings with which the service runs its WhatsApp at this stand-in; tell it `hook` afterwards."""
    return {
        "WHATSAPP_TOKEN": server.token,
        "WHATSAPP_PHONE_NUMBER_ID": server.number,
        "WHATSAPP_APP_SECRET": server.app_secret,
        "WHATSAPP_VERIFY_TOKEN": server.verify_token,
        "WHATSAPP_BUSINESS_ID": server.business,
        "WHATSAPP_API_BASE": server.url,
    }


def hook(service: Service, graph: StandInThread) -> None:
    """The stand-in of the Graph API posts to this service from now on."""
    graph.server.hook = service.url + WEBHOOK_PATH


@dataclass(frozen=True)
class Shown:
    """A message as it stands on the telephone. `rows`: titles of the buttons below it; `listed`: rows of a list behind
    a button of the title `opens`; `keys`: the keys below the whole chat; `links`: title to address; `file`: its name,
    or `voice` of one that is heard in the chat; `template`: that of the words; `asks`: the service's own button that
    shares the place."""

    id: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    opens: str = ""
    listed: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    file: str = ""
    template: str = ""
    asks: bool = False
    payloads: dict[str, str] = field(default_factory=dict, compare=False)


class Phone(ABC):
    """One person. Every act waits until its answers are all there, and returns the messages that are new or changed."""

    channel: str

    def __init__(self, service: Service, thread: StandInThread, sender: str) -> None:
        self.service, self.thread, self.sender = service, thread, sender

    @abstractmethod
    def seen(self) -> list[Shown]:
        """All messages that are there now."""

    @abstractmethod
    def _types(self, text: str) -> None: ...

    @abstractmethod
    def _presses(self, payload: str) -> None: ...

    @abstractmethod
    def _shares(self, lat: float, lon: float) -> None: ...

    @abstractmethod
    def _speaks(self, recording: bytes) -> None: ...

    def says(self, text: str) -> list[Shown]:
        return self.acts(lambda: self._types(text))

    def presses(self, title: str) -> list[Shown]:
        """The newest button, row or key of this title. Raises LookupError if there is none."""
        for message in reversed(self.seen()):
            if title in message.payloads:
                return self.acts(lambda payload=message.payloads[title]: self._presses(payload))  # type: ignore[misc]
            if any(title in row for row in message.keys):
                return self.says(title)
        raise LookupError(f"no button {title!r}; the last message has {[*self.seen()[-1].payloads]}")

    def shares(self, lat: float, lon: float) -> list[Shown]:
        return self.acts(lambda: self._shares(lat, lon))

    def speaks(self, recording: bytes) -> list[Shown]:
        return self.acts(lambda: self._speaks(recording))

    def presses_old(self, payload: str) -> list[Shown]:
        """A button that is above in the chat, or one that the person has had from elsewhere."""
        return self.acts(lambda: self._presses(payload))

    def waits(self, work: Callable[[], Any], count: int = 1) -> list[Shown]:
        """Something else happens, which brings `count` messages."""
        before = self.seen()
        work()
        until(lambda: len(self.seen()) >= len(before) + count)
        return self._news(before)

    @property
    def contact(self) -> Any:
        """Their row in the database."""
        query = "SELECT * FROM contacts WHERE channel = ? AND sender = sealed(?)"
        (row,) = self.service.rows(query, self.channel, self.sender)
        return row

    def known(self) -> bool:
        """Whether the service (still) has a row of them."""
        query = "SELECT 1 FROM contacts WHERE channel = ? AND sender = sealed(?)"
        return bool(self.service.rows(query, self.channel, self.sender))

    def acts(self, work: Callable[[], Any]) -> list[Shown]:
        """Whatever the person does at the stand-in."""
        before, last = self.seen(), self._last()
        self.thread.run(work)
        until(lambda: self._last() > last)
        until(lambda: not self._open())
        return self._news(before)

    def _news(self, before: list[Shown]) -> list[Shown]:
        known = {message.id: message for message in before}
        return [message for message in self.seen() if known.get(message.id) != message]

    def _rows(self, query: str) -> list[Any]:
        join = "JOIN contacts c ON c.id = m.contact_id WHERE c.channel = ? AND c.sender = sealed(?)"
        return self.service.rows(query.format(join=join), self.channel, self.sender)

    def _last(self) -> int:
        return self._rows("SELECT coalesce(max(m.id), 0) FROM inbound_messages m {join}")[0][0]

    def _open(self) -> bool:
        """Whether something of theirs is still worked on, or waits to be sent."""
        working = self._rows("SELECT 1 FROM inbound_messages m {join} AND m.status = 'new'")
        return bool(
            working or self._rows("SELECT 1 FROM outbox_messages m {join} AND m.status = 'queued' AND m.lane = 0")
        )


class TelegramPhone(Phone):
    channel = "telegram"

    def __init__(self, service: Service, thread: StandInThread, language: str | None = "bn") -> None:
        self.number, self.language = 300_000 + next(NUMBERS), language
        self.telegram: TelegramServer = thread.server
        super().__init__(service, thread, str(self.number))

    def seen(self) -> list[Shown]:
        return [_telegram(sent) for sent in [*self.telegram.sent] if sent.chat == self.number]

    def _types(self, text: str) -> None:
        self.telegram.types(text, person=self.number, language=self.language)

    def _presses(self, payload: str) -> None:
        self.telegram.presses(payload, person=self.number)

    def _shares(self, lat: float, lon: float) -> None:
        self.telegram.sends(person=self.number, location={"latitude": lat, "longitude": lon})

    def _speaks(self, recording: bytes) -> None:
        self.telegram.speaks(recording, person=self.number)

    def tells_number(self, digits: str, *, own: bool = True) -> list[Shown]:
        """The key that shares one's own number; else somebody out of the telephone's list of people."""
        contact = {"phone_number": digits, "first_name": "Rina", "user_id": self.number if own else self.number + 1}
        return self.acts(lambda: self.telegram.sends(person=self.number, contact=contact))


class WhatsAppPhone(Phone):
    channel = "whatsapp"

    def __init__(self, service: Service, thread: StandInThread) -> None:
        self.number = f"9198300{next(NUMBERS):05d}"
        self.graph: GraphServer = thread.server
        super().__init__(service, thread, self.number)

    def seen(self) -> list[Shown]:
        return [_whatsapp(sent, self.graph) for sent in [*self.graph.sent] if sent.person == self.number]

    def _types(self, text: str) -> None:
        self.graph.types(text, number=self.number)

    def _presses(self, payload: str) -> None:
        message = next(one for one in reversed(self.seen()) if payload in one.payloads.values())
        title = next(title for title, of in message.payloads.items() if of == payload)
        if message.template:
            self.graph.sends("button", {"payload": payload, "text": title}, number=self.number)
            return
        kind = "list_reply" if message.listed else "button_reply"
        reply = {"type": kind, kind: {"id": payload, "title": title}}
        self.graph.sends("interactive", reply, number=self.number, context={"id": message.id})

    def _shares(self, lat: float, lon: float) -> None:
        self.graph.sends("location", {"latitude": lat, "longitude": lon}, number=self.number)

    def _speaks(self, recording: bytes) -> None:
        media = self.graph.holds("audio/ogg; codecs=opus", recording)
        note = {"id": media, "mime_type": "audio/ogg; codecs=opus", "voice": True}
        self.graph.sends("audio", note, number=self.number)


def _telegram(sent: TelegramSent) -> Shown:
    buttons = tuple(tuple(b["text"] for b in row if "callback_data" in b) for row in sent.rows)
    return Shown(
        id=str(sent.message_id),
        text=sent.text,
        rows=tuple(row for row in buttons if row),
        keys=tuple(tuple(key["text"] for key in row) for row in sent.keys or ()),
        links=tuple(sent.links.items()),
        file=sent.kind if sent.kind == "voice" else sent.file.name if sent.file else "",
        asks=any(key.get("request_location") for row in sent.keys or () for key in row),
        payloads=sent.payloads,
    )


def _whatsapp(sent: GraphSent, graph: GraphServer) -> Shown:
    if sent.kind == "template":
        return _whatsapp_template(sent, graph)
    action = sent.content.get("action", {})
    choices = {title: payload for payload, title in sent.choices.items()}
    link = action.get("parameters", {}) if action.get("name") == "cta_url" else {}
    header = sent.content.get("header", {}) if sent.kind == "interactive" else {}
    kind = header.get("type", sent.kind)
    name = header.get("document", sent.content).get("filename", "") or {"audio": "voice", "image": "image"}.get(
        kind, ""
    )
    return Shown(
        id=sent.wamid,
        text=sent.text,
        rows=(tuple(choices),) if "buttons" in action else (),
        opens=action.get("button", ""),
        listed=tuple(choices) if "sections" in action else (),
        links=((link["display_text"], link["url"]),) if link else (),
        file=name,
        asks=action.get("name") == "send_location",
        payloads=choices,
    )


def _whatsapp_template(sent: GraphSent, graph: GraphServer) -> Shown:
    """In the words that were approved, with the parameters in their places."""
    called = sent.content
    template = graph.templates[called["name"], called["language"]["code"]]
    given = [p["text"] for part in called.get("components", ()) if part["type"] == "body" for p in part["parameters"]]
    words, titles, links = [], [], []
    for part in template["components"]:
        if part["type"] in ("BODY", "FOOTER"):
            words.append(part["text"])
        for button in part.get("buttons", ()):
            (links if button["type"] == "URL" else titles).append((button["text"], button.get("url", "")))
    text = "\n\n".join(words)
    for number, value in enumerate(given, 1):
        text = text.replace(f"{{{{{number}}}}}", value)
    brought = [part["parameters"][0]["payload"] for part in called.get("components", ()) if part["type"] == "button"]
    names = tuple(title for title, _ in titles)
    return Shown(
        sent.wamid,
        text,
        rows=(names,) if names else (),
        links=tuple(links),
        template=called["name"],
        payloads=dict(zip(names, brought, strict=False)),
    )
