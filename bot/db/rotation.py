"""Changing the key of personal data: every sealed column is sealed anew, all of it or nothing.

A ring with several sealing keys is a change under way: the first key seals, the others still open what they sealed.
Equal texts are then not equal in the database, so the service must stand still until this is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, String, Table, bindparam, select, tuple_, type_coerce, update

from bot.db.keys import Keyring
from bot.db.models import Base
from bot.db.types import Sealed

PORTION = 5_000
"""Rows that are read and written at once."""


def begun(ring: Keyring) -> Keyring:
    """The ring with a new key in front; one with which a change is under way already stays as it is."""
    if len(ring.sealing) > 1:
        return ring
    return Keyring([Keyring.generate().sealing[0], *ring.sealing], ring.lookup)


def ended(ring: Keyring) -> Keyring:
    """The ring with its first key alone. Only when nothing is sealed with the others any more."""
    return Keyring(ring.sealing[:1], ring.lookup)


def reseal(connection: Connection, ring: Keyring) -> int:
    """Seals everything with the first key of the ring, in the transaction of the connection; returns how many rows were
    not sealed so before. Raises `KeyFault` if no key of the ring opens a value."""
    return sum(_table(connection, ring, table, columns) for table, columns in sealed_columns())


def check(connection: Connection, ring: Keyring) -> None:
    """Opens one row of each table. Raises `KeyFault` if these are not the keys that the database was written with."""
    for _, columns in sealed_columns():
        raw = [type_coerce(column, String) for column in columns]
        for value in connection.execute(select(*raw).limit(1)).first() or ():
            if value is not None:
                ring.open(value)


def sealed_columns() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Each table with sealed columns, and those."""
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, Sealed)]
        if columns:
            yield table, columns


def _table(connection: Connection, ring: Keyring, table: Table, columns: list[Column[Any]]) -> int:
    keys = list(table.primary_key.columns)
    raw = [type_coerce(column, String).label(column.name) for column in columns]
    place = tuple_(*keys)
    change = (
        update(table)
        .where(*(key == bindparam(f"of_{key.name}") for key in keys))
        .values({column.name: type_coerce(bindparam(f"new_{column.name}"), String) for column in columns})
    )
    changed, last = 0, None
    while True:
        wanted = select(*keys, *raw).order_by(*keys).limit(PORTION)
        rows = connection.execute(wanted if last is None else wanted.where(place > last)).all()
        if not rows:
            return changed
        last = tuple(rows[-1][: len(keys)])
        anew = []
        for row in rows:
            values = row._mapping
            before = [values[column.name] for column in columns]
            after = [None if value is None else ring.seal(ring.open(value)) for value in before]
            if after != before:
                marks = {f"of_{key.name}": values[key.name] for key in keys}
                anew.append(marks | {f"new_{c.name}": value for c, value in zip(columns, after, strict=True)})
        if anew:
            connection.execute(change, anew)
        changed += len(anew)
