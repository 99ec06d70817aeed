"""Officials, workers, employers and people with loan requests at one running service, for the tests of this folder."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import httpx

from bot.clock import utc_now
from bot.conversation.offers import Exchange
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.settings import ROOT
from tests.phones import Phone, TelegramPhone, WhatsAppPhone
from tests.service import Person, Service, StandInThread

PHONES = itertools.count(9_831_100_001)
NUMBER = re.compile(r"\b[NL]-\d{4}-\d{4}-\d|\bWB-\d{4}-\d{4}-\d")
OFFICE = "/api/officials"


def new_phone() -> str:
    """A mobile number that nobody else has."""
    return str(next(PHONES))


class Official:
    """Somebody with a token of the officials' API."""

    def __init__(self, service: Service, name: str, token: str) -> None:
        self._service, self.name, self.token = service, name, token

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def gets(self, path: str, **query: Any) -> httpx.Response:
        return self._service.client.get(OFFICE + path, params=query, headers=self._headers())

    def posts(self, path: str, **body: Any) -> httpx.Response:
        return self._service.client.post(OFFICE + path, json=body, headers=self._headers())

    def sends(self, path: str, content: bytes, **query: Any) -> httpx.Response:
        """A file."""
        headers = {**self._headers(), "Content-Type": "application/octet-stream"}
        return self._service.client.post(OFFICE + path, params=query, content=content, headers=headers)


class Talker:
    """One person on the web page or on a telephone: what they were told, as one text, and the payloads offered."""

    def __init__(self, at: Person | Phone) -> None:
        self.at = at
        self.text, self.payloads, self.titles = "", [""], [""]

    def says(self, words: str) -> str:
        return self._told(self.at.says(words))

    def presses(self, payload: str) -> str:
        """A button, of whichever message."""
        at = self.at
        if not isinstance(at, Phone):
            return self._told(at.presses(payload))
        if isinstance(at, WhatsAppPhone) and not any(payload in one.payloads.values() for one in at.seen()):
            reply = {"type": "button_reply", "button_reply": {"id": payload, "title": "from long ago"}}
            return self._told(at.acts(lambda: at.graph.sends("interactive", reply, number=at.number)))
        return self._told(at.acts(lambda: at._presses(payload)))

    def waits(self, work: Any) -> str:
        """Something else happens: on a telephone its message comes, on the web page with the next words."""
        if isinstance(self.at, Phone):
            return self._told(self.at.waits(work))
        work()
        return self.presses("menu")

    def all_of(self, *words: str) -> str:
        """Several messages; what the last one was answered with."""
        for one in words:
            self.says(one)
        return self.text

    @property
    def contact(self) -> Any:
        return self.at.contact

    def ends_with(self, kind: str) -> str:
        """The payload on offer that ends so."""
        found = [payload for payload in self.payloads if payload.endswith(kind)]
        assert found, f"no button ends with {kind}: {self.text}\n{self.payloads}"
        return found[0]

    def _told(self, reply: Any) -> str:
        if isinstance(self.at, Phone):
            self.text = "\n\n".join(shown.text for shown in reply)
            self.payloads = [payload for shown in reply for payload in shown.payloads.values()]
            self.titles = [title for shown in reply for title in shown.payloads]
        else:
            self.text, self.payloads, self.titles = reply.text, reply.payloads, [*reply.buttons]
        return self.text


class Bureau:
    """The service with its officials and both messengers."""

    def __init__(self, service: Service, telegram: StandInThread, graph: StandInThread) -> None:
        self.service, self.telegram, self.graph = service, telegram, graph
        self.said = service.said

    @cached_property
    def malda(self) -> Official:
        return self.official("A. Roy, DIC Malda", "--district", "malda")

    @cached_property
    def nadia(self) -> Official:
        """The same rights, another district."""
        return self.official("B. Pal, DIC Nadia", "--district", "nadia")

    def official(
        self, name: str, *sees: str, rights: tuple[str, ...] = ("unmask", "export", "import", "verify", "referrals")
    ) -> Official:
        given = [word for right in rights for word in ("--right", right)]
        return Official(self.service, name, self.command("officers", "add", name, *sees, *given).split()[-1])

    def command(self, *words: str, env: Mapping[str, str] | None = None) -> str:
        """`bot ...` on the machine of the service."""
        here = {"DATA_DIR": str(self.service.data_dir), "CONTENT_DIR": str(self.service.content_dir)}
        settings = {**os.environ, **here, **(env or {})}
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words], cwd=ROOT, env=settings, capture_output=True, text=True,
            encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def web(self, language: str | None = "en") -> Talker:
        return Talker(self.service.person(language))

    def on_telegram(self, language: str = "en") -> Talker:
        talker = Talker(TelegramPhone(self.service, self.telegram, language))
        talker.presses(f"lang:{language}")
        return talker

    def on_whatsapp(self, language: str = "en") -> Talker:
        talker = Talker(WhatsAppPhone(self.service, self.graph))
        talker.presses(f"lang:{language}")
        return talker

    def worker(self, talker: Talker, name: str, what: str, *, share: str = "employers", phone: str = "") -> str:
        """Registers, with what is asked beyond `what` left out; returns the number of the card."""
        talker.presses("tool:worker")
        talker.presses("set:worker:consent:yes")
        talker.says(f"my name is {name}, {phone or new_phone()}, {what}, work nearby")
        for _ in range(9):
            offered = set(talker.payloads)
            if "set:worker:confirm:yes" in offered:
                break
            if "set:worker:phone:yes" in offered:
                talker.presses("set:worker:phone:yes")
            else:
                talker.presses(talker.ends_with(":enough"))
        told = talker.presses("set:worker:confirm:yes")
        if share:
            talker.presses(f"consent:share_{share}:on")
        return number_in(told)

    def minute(self) -> None:
        """What the scheduler does once a minute between employers and workers."""
        with self.database() as database, database.session() as session:
            Exchange(Library(self.service.content_dir)).work(session, utc_now())

    @contextmanager
    def database(self) -> Iterator[Database]:
        database = Database(f"sqlite:///{self.service.data_dir / 'bot.sqlite3'}")
        try:
            yield database
        finally:
            database.close()

    def message(self, key: str, language: str) -> str:
        return self.said.message(key, language)


def number_in(text: str) -> str:
    """The number of a registration, a need or a request in a text."""
    found = NUMBER.search(text)
    assert found is not None, text
    return found.group()


def ascii_digits(text: str) -> str:
    return text.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789"))
