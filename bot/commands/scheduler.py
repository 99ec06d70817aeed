"""`bot scheduler`: who does timed work, what is due, and what became of it (docs/operations.md, Scheduler)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.content import Json
from bot.commands.database import open_database
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = typer.Typer(help="Reminders and all else that is done at a time.", no_args_is_help=True)

_STATES = ("waiting", "done", "dropped", "cancelled")


@app.callback()
def scheduler() -> None:
    """Reminders and all else that is done at a time."""


@app.command()
def status(as_json: Json = False) -> None:
    """Who does timed work, how far behind it is, and what is due next. Exit code 1 if something is wrong."""
    from bot.clock import utc_now
    from bot.commands import scheduler_list
    from bot.scheduler import health

    now = utc_now()
    with _transaction() as session:
        standing = health.read(session, now)
    # The command has looked for as long as anybody: a service that is off is told so.
    fault = health.fault(standing, now, now - health.UNHELD - health.BEHIND)
    if as_json:
        say_json(scheduler_list.status_as_json(standing, fault))
    else:
        say(scheduler_list.status_lines(standing, fault, now))
    if fault is not None:
        raise typer.Exit(1)


@app.command("list")
def show(
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="Planned within so many days.")] = 30,
    state: Annotated[str | None, typer.Option("--status", help=f"Only: {', '.join(_STATES)}.")] = None,
    as_json: Json = False,
) -> None:
    """How much there is of each kind: waiting, done, dropped and why, cancelled."""
    import datetime as dt

    from bot.clock import utc_now
    from bot.commands import scheduler_list
    from bot.services import timing

    if state is not None and state not in _STATES:
        raise UserError(f"--status {state} is none of the states; choose {', '.join(_STATES)}.")
    with _transaction() as session:
        counts = timing.counts(session, utc_now() - dt.timedelta(days=days))
    rows = sorted((*key, number) for key, number in counts.items() if state in (None, key[1]))
    if as_json:
        say_json(scheduler_list.counts_as_json(rows))
    else:
        say(scheduler_list.counts_lines(rows))


@contextmanager
def _transaction() -> Iterator[Session]:
    database = open_database(load_settings(), upgraded=True)
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()
