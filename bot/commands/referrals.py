"""`bot referrals`: loans that people asked help with, for the bank desks. The same acts are in the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.services.officers import Officer
    from bot.services.referrals import Status
    from bot.settings import Settings

T = TypeVar("T")
app = typer.Typer(help="Loans that people asked help with.", no_args_is_help=True)
By = Annotated[str, typer.Option("--as", help="Name of the official who acts (`bot officers list`).")]
Number = Annotated[str, typer.Argument(help="Number of the request: L-1234-5678-4.")]


@app.callback()
def referrals() -> None:
    """Loans that people asked help with."""


@app.command("list")
def show_all(
    by: By,
    district: Annotated[list[str] | None, typer.Option("--district", help="Only this one; may be repeated.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="Only in this state; else all under way.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many at most.")] = 50,
    as_json: Json = False,
) -> None:
    """List them; what waits for the desk comes first."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.commands import referrals_list
    from bot.services import referral_desk

    chosen = _status(status) if status is not None else None
    found, total = _done(
        settings,
        by,
        lambda session, officer: referral_desk.listed(
            session, officer, utc_now(), districts=district or (), status=chosen, limit=limit
        ),
    )
    if as_json:
        say_json({"total": total, "referrals": [referrals_list.as_json(one) for one in found]})
    else:
        say(referrals_list.lines(found, total))


@app.command()
def show(number: Number, by: By, as_json: Json = False) -> None:
    """Show one with all its changes."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.commands import referrals_list
    from bot.services import referral_desk

    found, steps = _done(settings, by, lambda session, officer: referral_desk.seen(session, officer, number, utc_now()))
    if as_json:
        shown = [referrals_list.as_json(step) for step in steps]
        say_json({**referrals_list.as_json(found), "steps": shown})
    else:
        say(referrals_list.whole(found, steps))


@app.command("set")
def change(
    number: Number,
    status: Annotated[str, typer.Argument(help="The new state; the present one again only notes something.")],
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="What the person is to know about it.")] = "",
) -> None:
    """Move one on; the person is told."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.conversation.referrals import LoanDesk
    from bot.knowledge.library import Library

    chosen, desk = _status(status), LoanDesk(Library(settings.content_dir))
    moved = _done(
        settings, by, lambda session, officer: desk.change(session, officer, number, chosen, reason, utc_now()).told
    )
    typer.echo(f"{number} is {chosen} now; the person is told." if moved else f"Noted for {number}.")


def _status(text: str) -> Status:
    from bot.services.referrals import STATUSES

    chosen = next((known for known in STATUSES if known == text), None)
    if chosen is None:
        raise UserError(f"{text} is none of the states; choose {', '.join(STATUSES)}.")
    return chosen


def _done(settings: Settings, by: str, work: Callable[[Session, Officer], T]) -> T:
    """`work` as an official, in one transaction; what is in the way is a sentence."""
    from bot.services.officers import BadOfficer, Forbidden, named
    from bot.services.referrals import BadReason, NotNow, UnknownReferral

    try:
        return in_database(settings, lambda session: work(session, named(session, by)))
    except (BadOfficer, Forbidden, UnknownReferral, NotNow, BadReason) as error:
        raise UserError(str(error)) from None
