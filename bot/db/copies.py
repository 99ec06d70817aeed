"""What the database copies by itself: columns of a worker that stand at each of their trades too, for the search.

Whoever writes a worker or a trade need not think of it, and no copy is ever older than its original.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, event, text

from bot.db.models.base import Base

_COPIES = {
    "district": "district", "registered_at": "registered_at", "cell": "cell", "months": "experience_months",
    "area": "place",
}  # fmt: skip
"""Column of worker_trades -> column of workers."""
_TO, _FROM = ", ".join(_COPIES), ", ".join(_COPIES.values())


def create(connection: Connection) -> None:
    """Makes the triggers; what is there already stays."""
    for statement in _sqlite() if connection.dialect.name == "sqlite" else _postgresql():
        connection.execute(text(statement))


def drop(connection: Connection) -> None:
    """Takes the triggers away (for the way back of the migration)."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER IF EXISTS worker_trades_copy"))
        connection.execute(text("DROP TRIGGER IF EXISTS workers_copy"))
        return
    for table in ("worker_trades", "workers"):
        connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_copy ON {table}"))
        connection.execute(text(f"DROP FUNCTION IF EXISTS {table}_copied()"))


def _sqlite() -> Iterator[str]:
    yield (
        "CREATE TRIGGER IF NOT EXISTS worker_trades_copy AFTER INSERT ON worker_trades BEGIN "
        f"UPDATE worker_trades SET ({_TO}) = (SELECT {_FROM} FROM workers WHERE id = NEW.worker_id) "
        "WHERE worker_id = NEW.worker_id AND place = NEW.place; END"
    )
    # Not "UPDATE OF": SQLite does not count a generated column among those that a statement names.
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _COPIES.values())
    new = ", ".join(f"NEW.{column}" for column in _COPIES.values())
    yield (
        f"CREATE TRIGGER IF NOT EXISTS workers_copy AFTER UPDATE ON workers WHEN {changed} BEGIN "
        f"UPDATE worker_trades SET ({_TO}) = ({new}) WHERE worker_id = NEW.id; END"
    )


def _postgresql() -> Iterator[str]:
    into = ", ".join(f"NEW.{column}" for column in _COPIES)
    old, new = (", ".join(f"{row}.{column}" for column in _COPIES.values()) for row in ("OLD", "NEW"))
    yield (
        "CREATE OR REPLACE FUNCTION worker_trades_copied() RETURNS trigger AS $$ BEGIN "
        f"SELECT {_FROM} INTO {into} FROM workers WHERE id = NEW.worker_id; RETURN NEW; END $$ LANGUAGE plpgsql"
    )
    yield (
        "CREATE OR REPLACE TRIGGER worker_trades_copy BEFORE INSERT ON worker_trades "
        "FOR EACH ROW EXECUTE FUNCTION worker_trades_copied()"
    )
    yield (
        "CREATE OR REPLACE FUNCTION workers_copied() RETURNS trigger AS $$ BEGIN "
        f"UPDATE worker_trades SET ({_TO}) = ({new}) WHERE worker_id = NEW.id; RETURN NULL; END $$ LANGUAGE plpgsql"
    )
    yield (
        "CREATE OR REPLACE TRIGGER workers_copy AFTER UPDATE ON workers FOR EACH ROW "
        f"WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION workers_copied()"
    )


def _after_create(_: Any, connection: Connection, **__: Any) -> None:
    create(connection)


event.listen(Base.metadata, "after_create", _after_create)
