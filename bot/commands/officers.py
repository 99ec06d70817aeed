"""`bot officers`: who may see the register, of which districts, and what they may do (docs/how-to/officials.md)."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import say, say_json, wrapped
from bot.commands.setup import load_settings
from bot.errors import UserError

app = typer.Typer(help="Officials and their tokens.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help='Name and office: "A. Roy, DIC Malda".')]


@app.callback()
def officers() -> None:
    """Officials and their tokens."""


@app.command()
def add(
    name: Name,
    districts: Annotated[
        list[str] | None, typer.Option("--district", help="Id of a district that they see; may be given several times.")
    ] = None,
    state: Annotated[bool, typer.Option("--state", help="They see the whole state.")] = False,
    rights: Annotated[
        list[str] | None,
        typer.Option("--right", help="unmask, export, import, verify, referrals, privacy or training; several times."),
    ] = None,
) -> None:
    """Enter an official. The token is shown now and never again."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.knowledge.places import district_ids
    from bot.services import officers as service

    if state == bool(districts):
        raise UserError("Say what they see: --district ID (one or several), or --state for all of it.")
    known = district_ids(settings.content_dir)
    try:
        token = in_database(
            settings,
            lambda session: service.add(
                session, name, None if state else districts, rights or (), utc_now(), known=known
            ),
        )
    except service.BadOfficer as error:
        raise UserError(str(error)) from None
    typer.echo(f"{name} is entered. The token, which nobody can show again:\n{token}")


@app.command("list")
def show(as_json: Json = False) -> None:
    """List them, revoked ones too."""
    settings = load_settings()
    from bot.clock import INDIA
    from bot.services import officers as service
    from bot.services.roles import PROGRAM

    found = in_database(settings, service.listed)
    if as_json:
        say_json(
            [
                {
                    "id": one.officer.id,
                    "name": one.officer.name,
                    "districts": sorted(one.officer.districts) if one.officer.districts is not None else None,
                    "role": one.officer.role,
                    "rights": sorted(one.officer.rights),
                    "created_at": one.created_at.isoformat(),
                    "revoked_at": one.revoked_at.isoformat() if one.revoked_at is not None else None,
                }
                for one in found
            ]
        )
        return
    for one in found:
        gone = f", revoked on {one.revoked_at.astimezone(INDIA):%Y-%m-%d}" if one.revoked_at is not None else ""
        typer.echo(f"{one.officer.name} (since {one.created_at.astimezone(INDIA):%Y-%m-%d}{gone})")
        sees = ", ".join(sorted(one.officer.districts)) if one.officer.districts is not None else "the whole state"
        role = f"{one.officer.role}; " if one.officer.role != PROGRAM else ""
        rights = ", ".join(sorted(one.officer.rights)) or "none beyond seeing"
        say(wrapped(f"{role}sees {sees}; rights: {rights}", "    "))
    if not found:
        typer.echo("There are no officials yet: `bot officers add`.")


@app.command()
def revoke(name: Name) -> None:
    """Take the token away. What the official did stays written down."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.services import officers as service

    try:
        in_database(settings, lambda session: service.revoke(session, name, utc_now()))
    except service.BadOfficer as error:
        raise UserError(str(error)) from None
    typer.echo(f"The token of {name} opens nothing any more.")
