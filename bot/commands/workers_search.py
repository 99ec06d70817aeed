"""`bot workers search|count|export|table|unmask`: the register as one official sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.knowledge.names import Names
    from bot.services.officers import Officer
    from bot.services.worker_filter import Filter
    from bot.settings import Settings

T = TypeVar("T")
_DAYS = ["%Y-%m-%d"]

By = Annotated[str, typer.Option("--officer", help="In whose name: only what this official may see and do.")]
Districts = Annotated[list[str] | None, typer.Option("--district", help="Id; several times: one of them.")]
Place = Annotated[str | None, typer.Option("--place", help="Block or town, in English as listed.")]
Trades = Annotated[list[str] | None, typer.Option("--trade", help="Id; several times: one of them.")]
From = Annotated[int | None, typer.Option("--years-from", help="Years of experience, at least.")]
To = Annotated[int | None, typer.Option("--years-to", help="Years of experience, at most.")]
Wants = Annotated[
    list[str] | None, typer.Option("--want", help="work, training, tools, loan or business; several times.")
]
Gender = Annotated[str | None, typer.Option("--gender", help="woman, man or other.")]
Since = Annotated[datetime | None, typer.Option("--since", formats=_DAYS, help="First day of registration.")]
Until = Annotated[datetime | None, typer.Option("--until", formats=_DAYS, help="Last day of registration.")]
Status = Annotated[str, typer.Option("--status", help="active, or unconfirmed (entered from a list).")]


def search(
    by: By, districts: Districts = None, place: Place = None, trades: Trades = None, years_from: From = None,
    years_to: To = None, wants: Wants = None, gender: Gender = None, since: Since = None, until: Until = None,
    status: Status = "active",
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="How many at most.")] = 50,
    cursor: Annotated[str | None, typer.Option("--cursor", help="Of the page before.")] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """List workers, the latest registered first. Telephone numbers are masked."""
    from bot.commands import workers_list
    from bot.services import worker_search

    wanted = _filter(districts, place, trades, years_from, years_to, wants, gender, since, until, status)

    def work(session: Session, officer: Officer, names: Names) -> worker_search.Page:
        return worker_search.search(session, officer, wanted(names), cursor=cursor, limit=limit)

    page, names = _as(by, work)
    if as_json:
        say_json(workers_list.as_json(page))
    else:
        say(workers_list.lines(page, names))


def count(
    by: By, districts: Districts = None, place: Place = None, trades: Trades = None, years_from: From = None,
    years_to: To = None, wants: Wants = None, gender: Gender = None, since: Since = None, until: Until = None,
    status: Status = "active",
) -> None:  # fmt: skip
    """Count workers, exactly up to 10,000."""
    from bot.services import worker_search

    wanted = _filter(districts, place, trades, years_from, years_to, wants, gender, since, until, status)
    found, _ = _as(by, lambda session, officer, names: worker_search.count(session, officer, wanted(names)))
    typer.echo(str(found))


def export(
    by: By,
    out: Annotated[Path, typer.Option("--out", help="File to write: .csv or .xlsx.")],
    districts: Districts = None, place: Place = None, trades: Trades = None, years_from: From = None,
    years_to: To = None, wants: Wants = None, gender: Gender = None, since: Since = None, until: Until = None,
    status: Status = "active",
    reason: Annotated[str, typer.Option("--reason", help="What whole telephone numbers are needed for.")] = "",
) -> None:  # fmt: skip
    """Write a list into a file. It is noted who took it."""
    from bot.clock import utc_now
    from bot.services import worker_export

    form = next((known for known in worker_export.FORMS if out.suffix.lower() == f".{known}"), None)
    if form is None:
        raise UserError(f"--out {out}: the name must end in .csv or .xlsx.")
    wanted = _filter(districts, place, trades, years_from, years_to, wants, gender, since, until, status)

    def work(session: Session, officer: Officer, names: Names) -> worker_export.Export:
        return worker_export.export(session, officer, wanted(names), form, names, utc_now(), reason=reason)

    made, _ = _as(by, work)
    _write(out, made.data)
    numbers = "whole telephone numbers: keep the file safe" if made.open else "telephone numbers masked"
    typer.echo(f"{made.people:,} workers written to {out} ({numbers}).")


def table(
    by: By,
    month: Annotated[str, typer.Option("--month", help="The month: 2026-11.")],
    out: Annotated[Path, typer.Option("--out", help="File to write: .svg.")],
) -> None:
    """Draw who registered in a month, by trade and district."""
    from bot.clock import utc_now
    from bot.services import worker_plot, worker_table

    def work(session: Session, officer: Officer, names: Names) -> worker_table.Table:
        return worker_table.table(session, officer, worker_table.month_of(month), utc_now())

    found, names = _as(by, work)
    _write(out, worker_plot.svg(found, names))
    typer.echo(f"{len(found.trades)} trades in {len(found.districts)} districts: {out}")


def unmask(
    which: Annotated[str, typer.Argument(metavar="NUMBER", help="The worker's number or id.")],
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="What the telephone number is needed for.")],
) -> None:
    """Show a worker's telephone number. It is noted who read it, and why."""
    from bot.clock import utc_now
    from bot.services import worker_search

    phone, _ = _as(by, lambda session, officer, _: worker_search.unmask(session, officer, which, reason, utc_now()))
    typer.echo(phone)


def add_to(app: typer.Typer) -> None:
    """Makes these commands part of `bot workers`."""
    for command in (search, count, export, table, unmask):
        app.command()(command)


def _filter(
    districts: list[str] | None, place: str | None, trades: list[str] | None, years_from: int | None,
    years_to: int | None, wants: list[str] | None, gender: str | None, since: datetime | None, until: datetime | None,
    status: str,
) -> Callable[[Names], Filter]:  # fmt: skip
    """The filter of some options; whether districts and trades exist is looked up when the content is there."""
    from bot.services.worker_filter import Filter, named

    def made(names: Names) -> Filter:
        asked = Filter(
            frozenset(districts or ()), place, frozenset(trades or ()), years_from, years_to, frozenset(wants or ()),
            gender, since.date() if since else None, until.date() if until else None, status,
        )  # fmt: skip
        return named(asked, names.districts, names.trades)

    return made


def _as(by: str, work: Callable[[Session, Officer, Names], T]) -> tuple[T, Names]:
    """`work` in the name of an official, as one transaction; and the names of districts and trades."""
    settings = load_settings()
    from bot.services import officers
    from bot.services.worker_filter import BadFilter
    from bot.services.worker_search import UnknownWorker

    names = _names(settings)
    try:
        return in_database(settings, lambda session: work(session, officers.named(session, by), names)), names
    except (officers.BadOfficer, officers.Forbidden, BadFilter, UnknownWorker) as error:
        raise UserError(str(error)) from None


def _names(settings: Settings) -> Names:
    from bot.knowledge.library import ContentError, read
    from bot.knowledge.names import names

    try:
        return names(read(settings.content_dir))
    except (ContentError, OSError) as error:
        raise UserError(f"The content cannot be read: {error}") from None


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}.") from None
