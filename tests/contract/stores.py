"""The stores of the tests: SQLite, and a real PostgreSQL out of a wheel."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.db import migrate
from bot.db.models import Base
from bot.db.session import Database
from scripts.with_postgres import postgres_server

_CURRENT: set[str] = set()
"""Databases that were migrated in this process."""
_FULL = text(
    " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in Base.metadata.tables)
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of an empty PostgreSQL database."""
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    address: str = request.getfixturevalue("postgres")
    return address


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with today's tables, to be copied: making them takes a while."""
    file = tmp_path_factory.mktemp("blank") / "store.sqlite3"
    opened = Database(f"sqlite:///{file}")
    Base.metadata.create_all(opened.engine)
    opened.wipe_now()
    opened.close()
    return file


@pytest.fixture
def database(url: str, blank: Path) -> Iterator[Database]:
    opened = Database(url)
    if opened.is_sqlite and not Path(str(opened.url.database)).exists():
        shutil.copyfile(blank, str(opened.url.database))
    emptied(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database for all tests of a module, which is empty at first; each test works in `undone`."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'store.sqlite3'}")
    else:
        opened = Database(request.getfixturevalue("postgres"))
    emptied(opened)
    yield opened
    opened.close()


def emptied(database: Database) -> None:
    """Today's tables without rows."""
    if database.is_sqlite:
        if not database.url.database or not Path(database.url.database).exists():
            Base.metadata.create_all(database.engine)
        return
    address = database.url.render_as_string(hide_password=False)
    if address not in _CURRENT:
        migrate.upgrade(address)
        _CURRENT.add(address)
    with database.engine.begin() as connection:
        # To empty all tables by TRUNCATE takes a tenth of a second; most tests fill a few.
        full = list(connection.scalars(_FULL))
        if not full:
            return
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # no triggers, no order of the keys
        for name in full:
            connection.execute(text(f"DELETE FROM {name}"))
            if (number := Base.metadata.tables[name].autoincrement_column) is not None:
                found = f"pg_get_serial_sequence('{name}', '{number.name}')"
                connection.execute(text(f"SELECT setval({found}, 1, false) WHERE {found} IS NOT NULL"))


@contextmanager
def undone(database: Database) -> Iterator[None]:
    """Whatever is committed within is gone afterwards: all of it is one transaction of one connection."""
    with database.engine.connect() as connection:
        transaction = connection.begin()
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN")  # the driver itself begins only at the first change
        database._sessions.configure(bind=connection, join_transaction_mode="create_savepoint")
        try:
            yield
        finally:
            database._sessions.configure(bind=database.engine, join_transaction_mode="conditional_savepoint")
            transaction.rollback()
