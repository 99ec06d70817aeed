"""`bot needs`: what employers look for (docs/how-to/needs.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.services.officers import Officer
    from bot.settings import Settings

T = TypeVar("T")

app = typer.Typer(help="What employers look for.", no_args_is_help=True)

By = Annotated[str, typer.Option("--officer", help="Name of the official who acts (bot officers list).")]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Number of the need: N-1234-5678-4.")]
Reason = Annotated[str, typer.Option("--reason", help="10 to 200 characters; it is kept.")]


@app.callback()
def needs() -> None:
    """What employers look for."""


@app.command("list")
def show(
    officer: By,
    status: Annotated[
        str | None, typer.Option("--status", help="Only: unverified, open, filled, closed or rejected.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many at most.")] = 50,
    as_json: Json = False,
) -> None:
    """List those of the official's districts, the newest first. Telephone numbers are masked."""
    settings = load_settings()
    from bot.commands import needs_list
    from bot.services import needs as service

    if status is not None and status not in service.STATUSES:
        raise UserError(f"--status {status} is none of the states; choose {', '.join(service.STATUSES)}.")

    def look(session: Session, by: Officer) -> tuple[list[dict[str, Any]], int]:
        chosen = [known for known in service.STATUSES if known == status]
        found, total = service.listed(session, by, chosen, limit=limit)
        return [needs_list.row(session, one) for one in found], total

    rows, total = _as(settings, officer, look)
    if as_json:
        say_json({"total": total, "needs": rows})
    else:
        say(needs_list.lines(rows, total))


@app.command()
def verify(
    number: Number, officer: By, reason: Annotated[str, typer.Option("--looked-at", help="What you looked at.")]
) -> None:
    """The employer is who they say: workers are asked from now on."""
    from bot.services import needs as service

    _change(service.verify, number, officer, reason)


@app.command()
def reject(number: Number, officer: By, reason: Reason) -> None:
    """Refuse it; the employer is told the reason as you write it."""
    from bot.services import needs as service

    _change(service.reject, number, officer, reason)


@app.command()
def close(number: Number, officer: By, reason: Reason) -> None:
    """Nobody else is asked."""
    from bot.services import needs as service

    _change(service.close, number, officer, reason)


@app.command()
def match(
    number: Number,
    officer: By,
    most: Annotated[int, typer.Option("--limit", min=1, max=500, help="How many at most.")] = 20,
    as_json: Json = False,
) -> None:
    """Show who would be asked next, and why. Nobody is asked by this."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.commands import needs_list
    from bot.knowledge.library import read
    from bot.services import candidates
    from bot.services import needs as service
    from bot.services.matching import Land

    content = read(settings.content_dir)
    land = Land.of(content.trade_list, content.offices.values())

    def look(session: Session, by: Officer) -> list[dict[str, Any]]:
        by.need(service.RIGHT)
        need = service.seen(session, by, number)
        return needs_list.matched(session, candidates.best(session, need, land, most, utc_now()))

    found = _as(settings, officer, look)
    if as_json:
        say_json({"workers": found})
    else:
        say(needs_list.matched_lines(found))


def _change(work: Callable[..., Any], number: str, officer: str, reason: str) -> None:
    settings = load_settings()
    from bot.clock import utc_now
    from bot.services import numbers

    need = _as(settings, officer, lambda session, by: work(session, by, number, reason, utc_now()))
    typer.echo(f"{numbers.shown(need.number)} is {need.status} now; the employer is told within a minute.")


def _as(settings: Settings, name: str, work: Callable[[Session, Officer], T]) -> T:
    """`work` as one transaction, as the official of this name. Raises `UserError`."""
    from bot.services import officers
    from bot.services.needs import NoReason, NotNow, UnknownNeed

    try:
        return in_database(settings, lambda session: work(session, officers.named(session, name)))
    except (officers.BadOfficer, officers.Forbidden, UnknownNeed, NotNow, NoReason) as error:
        raise UserError(str(error)) from None
