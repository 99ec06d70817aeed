"""`bot admin`: the first administrator of the console, and a way back in when nobody else can help."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.database import in_database
from bot.commands.setup import load_settings
from bot.errors import UserError

app = typer.Typer(help="Administrators of the console.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help='Name and office: "A. Roy, MSME Department".')]
_SAYS = {
    "name": "A name has 1 to 64 characters.",
    "taken": "Somebody has this name already (`bot officers list`); `bot admin reset NAME` lets them in again.",
    "unknown": "There is no official of this name (`bot officers list` shows them).",
    "program": "This is the token of a program, which has no password; `bot officers` is for those.",
}


@app.callback()
def admin() -> None:
    """Administrators of the console."""


@app.command()
def create(
    name: Name,
    language: Annotated[str, typer.Option("--lang", help="Language of their pages: bn, hi or en.")] = "bn",
) -> None:
    """Enter a state administrator. The first password is shown now and never again."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.services import officials

    if language not in ("bn", "hi", "en"):
        raise UserError(f"--lang {language} is no language of the console; choose bn, hi or en.")
    try:
        password = in_database(settings, lambda session: officials.first(session, name, language, utc_now()))
    except officials.Refused as error:
        raise UserError(_SAYS.get(error.fault, str(error))) from None
    typer.echo(f"{name} is entered. The first password, which nobody can show again:\n{password}")
    typer.echo("At the first sign-in they set up the second step (a code app) and choose their own password.")


@app.command()
def reset(
    name: Name,
    second: Annotated[
        bool, typer.Option("--second-factor", help="The second step too: their phone is lost or new.")
    ] = False,
) -> None:
    """Give an official of the console a new first password; they are signed out everywhere."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.services import officials

    try:
        password = in_database(settings, lambda session: officials.reset_named(session, name, utc_now(), second=second))
    except officials.Refused as error:
        raise UserError(_SAYS.get(error.fault, str(error))) from None
    typer.echo(f"The new first password of {name}, which nobody can show again:\n{password}")
