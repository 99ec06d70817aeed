"""Work on the database for a command: what is in the way is a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.db.session import Database
    from bot.settings import Settings

T = TypeVar("T")
_UPGRADE = "`bot db upgrade` brings the tables up to date"


def open_database(settings: Settings, *, upgraded: bool = False) -> Database:
    """The database with the keys of what is sealed in it; the caller closes it. `upgraded`: with today's tables, else
    as it is. Raises `UserError`."""
    from bot.db import keys, migrate
    from bot.db.session import Database

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        keys.use(keys.load(settings.keys_file, settings.data_keys.get_secret_value()))
    except keys.KeyFault as error:
        raise UserError(keys.explained(error, settings.keys_file)) from None
    if upgraded:
        migrate.upgrade(settings.database)
    return Database(settings.database)


def in_database(settings: Settings, work: Callable[[Session], T]) -> T:
    """`work` as one transaction. Raises `UserError` where there is no database of this version."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.db.migrate import is_current

    try:
        database = open_database(settings)
        try:
            if not is_current(database):
                raise UserError(f"The database is not of this version; {_UPGRADE}.")
            with database.session() as session:
                return work(session)
        finally:
            database.close()
    except SQLAlchemyError as error:
        raise UserError(
            f"The database cannot be used ({type(error).__name__}): check DATABASE_URL; {_UPGRADE}."
        ) from None
