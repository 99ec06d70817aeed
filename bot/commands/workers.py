"""`bot workers ...`: the register of workers, for whoever runs the service. Each command's work is done elsewhere."""

from __future__ import annotations

import typer

from bot.commands import workers_search, workers_trades
from bot.commands.workers_import import import_list

app = typer.Typer(help="The register of workers.", no_args_is_help=True)
app.command("import")(import_list)
workers_search.add_to(app)
workers_trades.add_to(app)


@app.callback()
def workers() -> None:
    """The register of workers."""
