"""Work on the database for a command: what is in the way is a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.settings import Settings

T = TypeVar("T")
_UPGRADE = "`bot db upgrade` brings the tables up to date"


def in_database(settings: Settings, work: Callable[[Session], T]) -> T:
    """`work` as one transaction. Raises `UserError` where there is no database of this version."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.db.migrate import is_current
    from bot.db.session import Database

    try:
        database = Database(settings.database)
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
