"""Reading what is about to be written, while no other process writes."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session


def alone(session: Session) -> None:
    """On SQLite: takes the right to write before anything is read, so that no other process changes meanwhile what was
    read. PostgreSQL locks the rows themselves (FOR UPDATE)."""
    if session.get_bind().dialect.name != "sqlite":
        return
    raw: Any = session.connection().connection.dbapi_connection
    if not raw.in_transaction:
        raw.execute("BEGIN IMMEDIATE")
