"""`bot handovers`: who waits to talk to a person. The acts themselves are the API's (docs/how-to/hand-over.md)."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.content import Json
from bot.commands.database import open_database
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

app = typer.Typer(help="Conversations that people want to have with a person.", no_args_is_help=True)


@app.callback()
def handovers() -> None:
    """Conversations that people want to have with a person."""


@app.command("list")
def show(
    status: Annotated[str | None, typer.Option("--status", help="Only: open, taken, closed or returned.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many at most.")] = 50,
    as_json: Json = False,
) -> None:
    """List them, the oldest wish first."""
    settings = load_settings()
    from bot.commands import handovers_list
    from bot.services.handover import STATUSES, wishes

    chosen = next((known for known in STATUSES if known == status), None)
    if status is not None and chosen is None:
        raise UserError(f"--status {status} is none of the states; choose {', '.join(STATUSES)}.")
    database = open_database(settings, upgraded=True)
    try:
        with database.session() as session:
            found, total = wishes(session, chosen, limit=limit)
    finally:
        database.close()
    if as_json:
        say_json({"total": total, "handovers": [handovers_list.as_json(one) for one in found]})
    else:
        say(handovers_list.lines(found, total))
