"""The console for tests: the gateway's application without an engine, with officials who are signed in.

    office = Office(tmp_path)                       # SQLite, the repository's content
    officer = office.officer("Mita Das", "district_officer", {"malda"})
    client = office.client(officer)                 # httpx: knows the cookie; `post` adds the token of the session
    page = client.get("/workers")                   # paths below /console
    with office.database.session() as db: ...

`serving(office)` gives the address of a server for a browser; `cookie(officer)` what that browser must send.
"""

from __future__ import annotations

import asyncio
import atexit
import datetime as dt
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Collection, Coroutine, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import httpx
import uvicorn
from sqlalchemy import select

from bot import app
from bot.clock import Clock, utc_now
from bot.console import guard
from bot.console.site import PATH
from bot.db import keys, migrate
from bot.db.models import ConsoleSession
from bot.db.models import Officer as Row
from bot.services import console_sessions, officers
from bot.services.console_sessions import Span
from bot.services.officers import Officer
from bot.settings import Settings

T = TypeVar("T")
SPAN = Span(dt.timedelta(minutes=30), dt.timedelta(hours=12))
NO_MODEL: Any = None  # nobody writes here


@cache
def _blank() -> Path:
    """An empty database with all migrations, made once for each process."""
    file = Path(tempfile.mkdtemp(prefix="office-")) / "blank.sqlite3"
    atexit.register(shutil.rmtree, file.parent, ignore_errors=True)
    migrate.upgrade(f"sqlite:///{file}")
    return file


class Office:
    """`settings`: as fields of `Settings`; `clock`: the moment, for services and sessions alike."""

    def __init__(self, folder: Path, clock: Clock = utc_now, **settings: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        before = keys.current()
        folder.mkdir(parents=True, exist_ok=True)
        if not settings.get("database_url") and not (folder / "bot.sqlite3").exists():
            shutil.copyfile(_blank(), folder / "bot.sqlite3")  # making the tables takes longer than most tests
        self._file = folder / "bot.sqlite3"
        values = {"data_dir": folder, "database_url": "", "console_rate_limit": "100000/minute", **settings}
        self.parts = app.assemble(Settings(**values), NO_MODEL, clock)
        keys.use(before)
        self.app = app.create_app(self.parts)
        self.database = self.parts.database
        self.clock = clock

    def officer(
        self, name: str, role: str, districts: Collection[str] | None = None, *, language: str = "en", **values: Any
    ) -> Officer:
        """Enters an official with a role. `values`: further columns (agency_id ...)."""
        with self.database.session() as db:
            row = db.scalar(select(Row).where(Row.name == name))
            if row is None:
                row = Row(name=name, created_at=self.clock(), rights=[])
                db.add(row)
            row.role, row.language = role, language
            row.districts = sorted(districts) if districts is not None else None
            for key, value in values.items():
                setattr(row, key, value)
            db.flush()
            return officers.of_row(row)

    def cookie(self, officer: Officer) -> str:
        """The cookie of a new session, past the second factor."""
        with self.database.session() as db:
            return console_sessions.start(db, officer.id, self.clock(), SPAN, proven=True, address="127.0.0.1")

    def client(self, officer: Officer | None = None) -> Client:
        """A browser without a screen."""
        return Client(self, officer)

    def empty(self) -> None:
        """The database (SQLite) as it was at first."""
        with closing(sqlite3.connect(_blank())) as blank, closing(sqlite3.connect(self._file, timeout=10)) as own:
            blank.backup(own)

    def close(self) -> None:
        """Ends everything."""
        self.run(self.parts.engine.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self.parts.memory.close()
        self.database.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Does it in the loop of this console, which lives in a thread of its own: where a browser is driven, another
        one runs in this thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(120)


class Client:
    """Requests to the console. Redirects are not followed: `answer.headers["location"]` says where they lead."""

    def __init__(self, office: Office, officer: Officer | None) -> None:
        self._office = office
        self.cookies = {guard.LANGUAGE_COOKIE: "en"}
        self.csrf = ""
        if officer is not None:
            self.cookies["console"] = office.cookie(officer)
            with office.database.session() as db:
                newest = select(ConsoleSession).where(ConsoleSession.officer_id == officer.id)
                self.csrf = db.scalars(newest).all()[-1].csrf

    def get(self, path: str, **options: Any) -> httpx.Response:
        """A page."""
        return self.request("GET", path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> httpx.Response:
        """A form, with the token of the session."""
        return self.request("POST", path, data={"csrf": self.csrf, **(data or {})}, **options)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._office.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://test", cookies=self.cookies) as client:
                return await client.request(method, f"{PATH}{path}", **options)

        return self._office.run(ask())


@contextmanager
def serving(office: Office) -> Iterator[str]:
    """A server on loopback; its address, with /console."""
    config = uvicorn.Config(office.app, "127.0.0.1", 0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}{PATH}"
    finally:
        server.should_exit = True
        thread.join(10)
