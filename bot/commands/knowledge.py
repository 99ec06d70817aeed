"""`bot knowledge ...`: what people asked and got no answer to, and what they thought of the answers."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.content import Json, day
from bot.commands.database import in_database
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

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
    groups = [group for group in grouped(in_database(settings, lambda session: asked_since(session, first)))]
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
    rated = ratings_list.rated(in_database(settings, tallies), topics)
    if as_json:
        say_json([one.as_json() for one in rated])
    else:
        say(ratings_list.lines(rated))
