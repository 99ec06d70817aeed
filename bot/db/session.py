"""The database: one engine, short transactions, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.orm import Session, sessionmaker

T = TypeVar("T")


class Database:
    """Access to the tables. `run` gives a function a session in a worker thread and commits when it returns."""

    def __init__(self, url: str) -> None:
        """`url`: SQLAlchemy address. SQLite is written by one thread at a time, PostgreSQL by up to eight."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        if self.url.drivername == "postgresql":
            self.url = self.url.set(drivername="postgresql+psycopg")
        # An error that shows its parameters would put people's names and words into the log.
        self.engine = create_engine(self.url, pool_pre_ping=not self.is_sqlite, hide_parameters=True)
        event.listen(self.engine, "handle_error", _without_details)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _pragmas)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._threads = ThreadPoolExecutor(1 if self.is_sqlite else 8, thread_name_prefix="db")

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: committed at the end, rolled back on an error."""
        with self._sessions.begin() as session:
            yield session

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """`work(session, *args)` as one transaction in a worker thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._transaction, work, args)

    async def wipe(self) -> bool:
        """Brings what SQLite has deleted to the end: its log is emptied, so that no byte stays in a file. False if a
        reader was in the way (to be asked again); true on PostgreSQL, which does this by itself (VACUUM)."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.wipe_now)

    def wipe_now(self) -> bool:
        """As `wipe`, in this thread."""
        if not self.is_sqlite:
            return True
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            busy: int = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        return not busy

    def _transaction(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        with self.session() as session:
            return work(session, *args)

    def close(self) -> None:
        """Ends threads and connections."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def _without_details(context: ExceptionContext) -> None:
    """PostgreSQL adds the whole row to some errors ("Failing row contains ..."): that is not for the log."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args and isinstance(error.args[0], str):
            error.args = (error.args[0].partition("\nDETAIL")[0], *error.args[1:])


def _pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    # WAL: readers do not wait for the writer. NORMAL: a commit survives a crash of the process; after a power cut the
    # last moments may be missing, never a torn database (sqlite.org/pragma.html#pragma_synchronous).
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    # What is deleted is overwritten with zeros: an erased person must not be found in the file.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
