"""`bot demo`: an invented programme to try everything with (docs/how-to/training.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.commands.database import in_database
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from bot.knowledge.programmes import SampleFile
    from bot.services.training.samples import Loaded
    from bot.settings import Settings

app = typer.Typer(help="An invented programme to try everything with.", no_args_is_help=True)


@app.callback()
def demo() -> None:
    """An invented programme to try everything with."""


@app.command()
def load() -> None:
    """Bring it in: courses, sessions around today, people with results. Everything says SAMPLE."""
    settings = load_settings()
    loaded = in_database(settings, _loading(settings))
    if not loaded.new:
        typer.echo(f"The samples are there already: {loaded.sessions} sessions, {loaded.people} people.")
        typer.echo("`bot demo clear` takes them away; then `bot demo load` brings them with the days of today.")
        return
    _told(loaded)
    typer.echo("`bot demo join` puts whoever wrote last into past sessions; `bot demo clear` takes all away.")


@app.command()
def join() -> None:
    """Put whoever wrote to the service last into the sample sessions of yesterday, a month ago and now."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.commands.training import _content
    from bot.services.training import samples as service

    content, schedule = _content(settings)
    joined = in_database(settings, lambda db: service.join(db, content, schedule, utc_now()))
    for one in joined:
        typer.echo(f"They are in {one.session.code} now: {one.course.title['en']}.")
    if not joined:
        typer.echo("Nobody new to put in: write something to the assistant first, and `bot demo load`.")


@app.command()
def clear() -> None:
    """Take it away again, with everything that anybody did with it."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.services.training import samples as service

    gone = in_database(settings, lambda db: service.clear(db, utc_now()))
    if not gone["programmes"] and not gone["people"]:
        typer.echo("There are no samples.")
        return
    typer.echo("Taken away: " + ", ".join(f"{number} {name}" for name, number in gone.items()) + ".")


def at_start(settings: Settings) -> None:
    """Brings the samples in, unless they are there, before the service starts; makes the tables if need be. Raises
    `UserError`."""
    from bot.commands.database import open_database

    database = open_database(settings, upgraded=True)
    try:
        with database.session() as session:
            loaded = _loading(settings)(session)
    finally:
        database.close()
    if loaded.new:
        _told(loaded)


def _loading(settings: Settings) -> Callable[[Session], Loaded]:
    from bot.clock import utc_now
    from bot.commands.training import _content
    from bot.services.training import samples as service
    from bot.services.training.catalogue import Refused

    content, schedule = _content(settings)
    file = _file()

    def work(db: Session) -> Loaded:
        try:
            return service.load(db, file, content, schedule, utc_now())
        except Refused as error:
            raise UserError(str(error)) from None

    return work


def _told(loaded: Loaded) -> None:
    typer.echo(f"{loaded.sessions} sessions and {loaded.people} invented people are there now.")
    for name, code in loaded.codes.items():
        typer.echo(f"Type in a chat to be {name}:  TRAINER {code}")


def _file() -> SampleFile:
    """The samples of the content. Raises `UserError`."""
    from pydantic import ValidationError

    from bot.knowledge.programmes import samples

    folder = load_settings().content_dir
    try:
        files = samples(folder)
    except (ValidationError, ValueError, OSError) as error:
        raise UserError(f"{folder / 'samples'} cannot be read: {error}") from None
    if not files:
        raise UserError(f"There is no file in {folder / 'samples'}.")
    return files[0]
