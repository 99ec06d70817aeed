"""Brings the database to today's tables (Alembic)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.db.session import Database

_FOLDER = Path(__file__).parent / "migrations"


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Applies all migrations that are missing. `url`: SQLAlchemy address."""
    database = Database(url)
    try:
        if is_current(database):
            return
        command.upgrade(_config(url), "head")
        if database.is_sqlite:
            # Migration 0005 seals telephone numbers that stood there in the clear: no byte of them is to stay in the
            # file. On PostgreSQL VACUUM does this in its time.
            with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM")
            database.wipe_now()
    finally:
        database.close()


def is_current(database: Database) -> bool:
    """Whether the database has all migrations."""
    head = ScriptDirectory(str(_FOLDER)).get_current_head()
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head
