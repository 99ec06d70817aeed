"""`bot audit`: what officials did, and whether the chain of it holds (docs/operations.md)."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import say_json
from bot.commands.setup import load_settings

app = typer.Typer(help="What officials did.", no_args_is_help=True)

_BREAKS = {
    "changed": "entry {} was changed afterwards, or another was put in its place",
    "missing": "entry {} is missing",
    "inserted": "entry {} was put in from outside",
    "beginning": "the beginning is missing, from entry {} on",
    "end": "the end is missing, from entry {} on",
    "head": "the mark of the last entry (number {}) was changed or taken away",
}


@app.callback()
def audit() -> None:
    """What officials did."""


@app.command()
def verify(as_json: Json = False) -> None:
    """Check the seals of all entries. Exit code 1: they do not hold."""
    settings = load_settings()
    from bot.services import audit_chain

    found = in_database(settings, audit_chain.verify)
    broken, entries = found.broken, "1 entry" if found.events == 1 else f"{found.events} entries"
    if as_json:
        data = {"events": found.events, "last": found.last, "seal": found.seal, "unchained": found.unchained}
        say_json({**data, "broken": vars(broken) if broken is not None else None})
        raise typer.Exit(int(broken is not None))
    if broken is not None:
        where = _BREAKS[broken.kind].format(broken.event_id)
        typer.echo(f"The seals do not hold: {where}. {entries} before it hold.", err=True)
        raise typer.Exit(1)
    typer.echo(f"All seals hold: {entries}, the last is number {found.last}.")
    if found.unchained:
        typer.echo(f"From before the seals, with nothing to check: {found.unchained}.")
    if found.seal:
        typer.echo(f"Seal of the end, to be kept elsewhere: {found.seal}")


@app.command("list")
def show(
    who: Annotated[str, typer.Option("--who", help="Name of the official, exactly.")] = "",
    act: Annotated[str, typer.Option("--act", help="What was done: sign_in, unmask, export ...")] = "",
    about: Annotated[str, typer.Option("--about", help="Id of a worker, need, official ...")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many, the latest first.")] = 50,
    as_json: Json = False,
) -> None:
    """The latest entries."""
    settings = load_settings()
    from bot.clock import INDIA
    from bot.services import audit_list
    from bot.services.officers import Officer

    machine = Officer("", "command line", None, frozenset({"audit"}))
    asked = audit_list.Asked(" ".join(who.split()), act, about)
    found = in_database(settings, lambda session: audit_list.search(session, machine, asked, limit=limit))[:limit]
    if as_json:
        say_json([{**vars(one), "at": one.at.isoformat()} for one in found])
        return
    for one in found:
        from_ = f" from {one.address}" if one.address else ""
        moment = f"{one.at.astimezone(INDIA):%Y-%m-%d %H:%M}"
        typer.echo(f"{one.id}  {moment}  {one.actor}{from_}: {one.act} {one.about}".rstrip())
        for line in filter(None, (one.reason, audit_list.spelled(one.details))):
            typer.echo(f"    {line}")
    if not found:
        typer.echo("There are no such entries.")
