"""`bot knowledge ...`: what people asked and got no answer to, and what they thought of the answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.content import Json, day
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.settings import Settings

T = TypeVar("T")

app = typer.Typer(help="Questions without an answer, and thumbs on answers.", no_args_is_help=True)


@app.command("gaps")
def show_gaps(
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Asked on this day or later.")] = None,
    least: Annotated[int, typer.Option("--min", min=1, help="Only what was asked so often.")] = 1,
    as_json: Json = False,
) -> None:
    """Group similar questions that got no answer, the most frequent first."""
    settings = load_settings()
    from bot.commands import gaps_list
    from bot.services.gaps import grouped
    from bot.services.gaps import since as asked_since

    first = day(since) if since else None
    groups = [group for group in grouped(_read(settings, lambda session: asked_since(session, first)))]
    groups = [group for group in groups if len(group.questions) >= least]
    if as_json:
        say_json([gaps_list.as_json(group) for group in groups])
    else:
        say(gaps_list.lines(groups))


@app.command("ratings")
def show_ratings(as_json: Json = False) -> None:
    """List the answers that people judged, the worst first; wording: of today or older."""
    settings = load_settings()
    from bot.commands import ratings_list
    from bot.knowledge.library import ContentError, read
    from bot.services.ratings import tallies

    try:
        topics = read(settings.content_dir).topics
    except (ContentError, OSError) as error:
        raise UserError(f"{error}. `bot content check` says more.") from None
    rated = ratings_list.rated(_read(settings, tallies), topics)
    if as_json:
        say_json([one.as_json() for one in rated])
    else:
        say(ratings_list.lines(rated))


def _read(settings: Settings, work: Callable[[Session], T]) -> T:
    """Something out of the database. Raises `UserError` where there is none that can be read."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.db.migrate import is_current
    from bot.db.session import Database

    upgrade = "`bot db upgrade` brings the tables up to date"
    try:
        database = Database(settings.database)
        try:
            if not is_current(database):
                raise UserError(f"The database is not of this version; {upgrade}.")
            with database.session() as session:
                return work(session)
        finally:
            database.close()
    except SQLAlchemyError as error:
        raise UserError(
            f"The database cannot be read ({type(error).__name__}): check DATABASE_URL; {upgrade}."
        ) from None
