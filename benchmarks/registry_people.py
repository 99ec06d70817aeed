"""A register of made-up workers, written by the database itself.

Not everything goes with everything: every fourth district came in one wave in 2020, women sew more and lay fewer
bricks, few trades and districts have most people, and one in 500 has another gender.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, text

from bot.db import keys
from bot.db.session import Database

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
DISTRICTS = tuple(f"district-{number:02}" for number in range(23))
TRADES = tuple(f"trade-{number:02}" for number in range(84))
_RANDOMS = 12


class Sql:
    """What PostgreSQL and SQLite write differently."""

    def __init__(self, connection: Connection) -> None:
        self.is_sqlite = connection.dialect.name == "sqlite"
        # From 0 to below 1.
        self.random = "(abs(random()) / 9223372036854775808.0)" if self.is_sqlite else "random()"

    def whole(self, number: str) -> str:
        """Rounded down (of numbers from 0)."""
        return f"CAST({number} AS integer)" if self.is_sqlite else f"floor({number})::integer"

    def digits(self, number: str, count: int) -> str:
        """With zeros in front."""
        return f"printf('%0{count}d', {number})" if self.is_sqlite else f"lpad(({number})::text, {count}, '0')"

    def before(self, days: str) -> str:
        """A moment so many days ago."""
        if self.is_sqlite:
            return f"strftime('%Y-%m-%d %H:%M:%f', '{NOW:%Y-%m-%d %H:%M:%S}', printf('%.5f days', -({days}))) || '000'"
        return f"TIMESTAMPTZ '{NOW.isoformat()}' - ({days}) * interval '1 day'"

    def series(self, first: int, last: int) -> str:
        """A table with one column n."""
        if self.is_sqlite:
            return (
                f"(WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last}) "
                "SELECT n FROM s) AS s"
            )
        return f"generate_series({first}, {last}) AS s(n)"


def fill(database: Database, people: int, districts: Sequence[str] = DISTRICTS, trades: Sequence[str] = TRADES) -> None:
    """Writes so many workers, each with one to four trades, and lets the database gather its statistics. `districts`,
    `trades`: their ids, those that most are of first."""
    with database.engine.begin() as connection:
        sql = Sql(connection)
        if not sql.is_sqlite:  # the copies are written here at once
            connection.execute(text("SELECT setseed(0.42)"))
            connection.execute(text("ALTER TABLE worker_trades DISABLE TRIGGER USER"))
        connection.execute(text(_workers(sql, people, districts)), {"phone": keys.current().seal("+919800000000")})
        connection.execute(text(_trades(sql, trades)))
        if not sql.is_sqlite:
            connection.execute(text("ALTER TABLE worker_trades ENABLE TRIGGER USER"))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE workers, worker_trades"))


def _workers(sql: Sql, people: int, districts: Sequence[str]) -> str:
    randoms = ", ".join(f"{sql.random} AS r{number}" for number in range(_RANDOMS))
    false, null = ("0", "NULL") if sql.is_sqlite else ("false", "NULL::boolean")
    home = named("d", districts)
    days = f"CASE WHEN d % 4 = 0 THEN 2180 - {sql.whole('r2 * 150')} ELSE {sql.whole('r2 * 2200')} END + r3"
    return f"""
    INSERT INTO workers (id, number, status, source, name, phone, phone_proven, district, place, experience_months,
        last_place, last_state, birth_year, gender, education, wants, tools, bank_account, eshram, language,
        registered_at, updated_at)
    WITH drawn AS MATERIALIZED (
        SELECT n, {randoms}, {sql.whole(f"{len(districts)} * {sql.random} * {sql.random}")} AS d
        FROM {sql.series(1, people)}
    )
    SELECT {_scrambled(sql)}, 'WB' || {sql.digits("n", 9)},
        CASE WHEN r0 < 0.06 THEN 'unconfirmed' ELSE 'active' END, CASE WHEN r0 < 0.06 THEN 'import' ELSE 'chat' END,
        'Worker ' || n, :phone, {false}, {home},
        CASE WHEN r1 < 0.9 THEN {home} || ' ' || {sql.whole("15 * r11 * r11")} END,
        CASE WHEN r3 < 0.15 THEN NULL ELSE {sql.whole("480 * r4 * r4")} END, 'Kochi', 'state.kerala',
        1960 + {sql.whole("r3 * 45")},
        CASE WHEN r5 < 0.1 THEN NULL WHEN r5 < 0.32 THEN 'woman' WHEN r5 < 0.998 THEN 'man' ELSE 'other' END,
        CASE WHEN r6 < 0.5 THEN 'class_8' END,
        CASE WHEN r6 < 0.6 THEN 1 ELSE 0 END + CASE WHEN r7 < 0.3 THEN 2 ELSE 0 END
            + CASE WHEN r8 < 0.1 THEN 4 ELSE 0 END + CASE WHEN r9 < 0.25 THEN 8 ELSE 0 END
            + CASE WHEN r10 < 0.05 THEN 16 ELSE 0 END,
        NULL, {null}, {null}, 'bn', {sql.before(days)}, {sql.before(days)}
    FROM drawn"""


def _trades(sql: Sql, trades: Sequence[str]) -> str:
    # Sewing (the first six) is what half of the women do; the rest follows one curve for all.
    others = sql.whole(f"{len(trades)} * r2 * r3")
    number = f"CASE WHEN gender = 'woman' AND r1 < 0.5 THEN {sql.whole('6 * r2')} ELSE {others} END"
    return f"""
    INSERT INTO worker_trades (worker_id, place, trade, said, district, registered_at, cell, months, area)
    WITH random AS MATERIALIZED (
        SELECT id, district, registered_at, cell, experience_months, place, gender, n,
            {sql.random} AS r0, {sql.random} AS r1, {sql.random} AS r2, {sql.random} AS r3
        FROM workers, {sql.series(0, 3)}
    ), drawn AS MATERIALIZED (SELECT *, {number} AS t FROM random)
    SELECT id, n, {named("t", trades)}, NULL, district, registered_at, cell, experience_months, place
    FROM drawn WHERE n = 0 OR r0 < 0.15"""


def named(number: str, names: Sequence[str]) -> str:
    """A name by its number from 0."""
    return f"CASE {number} {' '.join(f'WHEN {place} THEN {name!r}' for place, name in enumerate(names))} END"


def _scrambled(sql: Sql) -> str:
    """An id as random as real ones are."""
    return "lower(hex(randomblob(16)))" if sql.is_sqlite else "md5(n::text || 'worker')"
