"""What the database itself refuses: to change what people agreed to, and what officials did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, event, text

from bot.db.models.base import Base

_CONSENT_KEPT = """OLD.kind = 'erased' OR NOT EXISTS (
    SELECT 1 FROM consent_events AS erased WHERE erased.holder = OLD.holder AND erased.kind = 'erased'
)"""
"""A consent may go only after the erasure of its holder was written down, and that line itself stays."""
_AUDIT_KEPT = {"sqlite": "OLD.at > datetime('now', '-1 year')", "postgresql": "OLD.at > now() - interval '1 year'"}
"""What officials did is kept for a year at least (Digital Personal Data Protection Rules 2025, rule 6: logs)."""


def create(connection: Connection) -> None:
    """Makes the triggers; what is there already stays."""
    name = connection.dialect.name
    for table, kept in (("consent_events", _CONSENT_KEPT), ("audit_events", _AUDIT_KEPT[name])):
        for statement in _statements(name, table, kept):
            connection.execute(text(statement))


def drop(connection: Connection) -> None:
    """Takes the triggers away (for the way back of the migration)."""
    for table in ("consent_events", "audit_events"):
        for act in ("update", "delete"):
            on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_{act}{on}"))
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"DROP FUNCTION IF EXISTS {table}_kept()"))


def _statements(dialect: str, table: str, kept: str) -> Iterator[str]:
    if dialect == "sqlite":
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_update BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"
        )
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_delete BEFORE DELETE ON {table} WHEN {kept} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are kept'); END"
        )
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger AS $$ BEGIN "
        f"IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION '{table} are never changed'; END IF; "
        f"IF {kept} THEN RAISE EXCEPTION '{table} are kept'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql"
    )
    for act in ("update", "delete"):
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_kept()"
        )


def _after_create(_: Any, connection: Connection, **__: Any) -> None:
    create(connection)


# Tables that are made without a migration (tests) refuse the same.
event.listen(Base.metadata, "after_create", _after_create)
