"""The stores of the tests: SQLite, and a real PostgreSQL out of a wheel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.db import migrate
from bot.db.models import Base
from bot.db.session import Database
from scripts.with_postgres import postgres_server


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


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    if opened.is_sqlite:
        Base.metadata.create_all(opened.engine)
    else:
        if not migrate.is_current(opened):
            migrate.upgrade(url)
        with opened.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY"))
    yield opened
    opened.close()
