"""`bot outbox`: what waits to be sent, what was given up, and what to do about it (docs/operations.md, Delivery)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.content import Json
from bot.commands.database import open_database
from bot.commands.layout import count, say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = typer.Typer(help="Messages on their way to people.", no_args_is_help=True)

Channel = Annotated[str | None, typer.Option("--channel", help="Only this channel: telegram, whatsapp ...")]
CampaignId = Annotated[str, typer.Argument(metavar="ID", help="The campaign's id.")]


@app.callback()
def outbox() -> None:
    """Messages on their way to people."""


@app.command("list")
def show(
    channel: Channel = None,
    status: Annotated[str | None, typer.Option("--status", help="queued, paused, dead, unknown or withheld.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, max=10_000, help="How many single messages at most.")] = 50,
    as_json: Json = False,
) -> None:
    """What waits, by channel, and what was given up, the latest first. Shows no texts and nobody's number."""
    from bot.clock import utc_now
    from bot.commands import outbox_list
    from bot.delivery import overview

    if status is not None and status not in overview.SHOWN:
        raise UserError(f"--status {status} is none of the states; choose {', '.join(overview.SHOWN)}.")
    statuses = overview.SHOWN if status is None else (status,)
    listed = overview.GIVEN_UP if status is None else (status,)
    with _transaction() as session:
        piles = overview.piles(session, channel, statuses)
        rows = overview.rows(session, channel, listed, limit)
        standings = overview.standings(session)
    total = sum(pile.number for pile in piles if pile.status in listed)
    now = utc_now()
    if as_json:
        say_json(outbox_list.as_json(piles, rows, standings, total))
    else:
        say(outbox_list.lines(piles, rows, standings, total, now))


@app.command()
def requeue(
    channel: Channel = None,
    ids: Annotated[list[int] | None, typer.Option("--id", help="This message; may be given several times.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All dead messages.")] = False,
) -> None:
    """Send dead messages again, as if they had never been tried. Those whose time is over stay as they are."""
    from bot.clock import utc_now
    from bot.delivery import outbox

    if not (channel or ids or everything):
        raise UserError("Say which: --id NUMBER, --channel NAME, or --all for every dead message.")
    if everything and (channel or ids):
        raise UserError("--all means every dead message: leave it out to choose by --channel or --id.")
    with _transaction() as session:
        number = outbox.requeue(session, utc_now(), channel=channel, ids=ids or ())
    typer.echo(f"{count(number, 'message')} queued again.")


@app.command()
def resume(channel: Annotated[str, typer.Argument(help="telegram, whatsapp ...")]) -> None:
    """Send on a channel again that was off or paused, after its fault was mended."""
    from bot.delivery import states

    with _transaction() as session:
        was = states.resume(session, channel)
    typer.echo(f"{channel} is sent to again." if was else f"{channel} was neither off nor paused.")


@app.command("campaign")
def show_campaign(campaign_id: CampaignId, as_json: Json = False) -> None:
    """How many a campaign has reached."""
    from bot.commands import outbox_list
    from bot.delivery import overview

    with _transaction() as session:
        found = overview.campaign(session, campaign_id)
    if found is None:
        raise UserError(f"There is no campaign {campaign_id}.")
    if as_json:
        say_json(outbox_list.campaign_as_json(found))
    else:
        say(outbox_list.campaign_lines(found))


@app.command("stop-campaign")
def stop_campaign(campaign_id: CampaignId) -> None:
    """Send nothing more of a campaign. What is under way at this moment still arrives."""
    from bot.clock import utc_now
    from bot.delivery import enqueue, overview

    with _transaction() as session:
        found = overview.campaign(session, campaign_id)
        if found is None:
            raise UserError(f"There is no campaign {campaign_id}.")
        enqueue.stop_campaign(session, campaign_id, utc_now())
    left = found.counts.get("queued", 0)
    before = "was stopped before" if found.stopped_at else "is stopped"
    typer.echo(f"{found.name} {before}; {count(left, 'message')} had not been sent yet.")


@contextmanager
def _transaction() -> Iterator[Session]:
    database = open_database(load_settings(), upgraded=True)
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()
