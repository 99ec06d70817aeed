"""`bot training trainers` and `bot training mentors`: who they are, and the codes by which they become known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.database import in_database
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.services.officers import Officer

T = TypeVar("T")

trainers_app = typer.Typer(help="Trainers and managers of agencies.", no_args_is_help=True)
mentors_app = typer.Typer(help="Mentors.", no_args_is_help=True)

By = Annotated[str, typer.Option("--officer", help="Name of the official who acts (bot officers list).")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="As in the list.")]
Agency = Annotated[str | None, typer.Option("--agency", help="Code of the agency; an official has none.")]


@trainers_app.command("list")
def trainers_list(officer: By) -> None:
    """List them, with whether they use the chat."""
    from bot.services.training import staff

    found = _as(officer, staff.trainers)
    for one in found:
        state = "revoked" if one.trainer.revoked_at else "in the chat" if one.trainer.contact_id else "not in the chat"
        typer.echo(f"{one.agency or '-'}  {one.trainer.name}  {one.trainer.role}  {state}")
    if not found:
        typer.echo("There are no trainers yet: `bot training trainers add`.")


@trainers_app.command("add")
def trainers_add(
    name: Name,
    officer: By,
    agency: Agency = None,
    role: Annotated[str, typer.Option("--role", help="trainer, agency (sees all of it) or official (digest).")]
    = "trainer",
) -> None:  # fmt: skip
    """Enter a trainer and show the code that makes a chat theirs."""
    from bot.clock import utc_now
    from bot.services.training import staff

    code = _as(officer, lambda db, by: staff.add_trainer(db, by, name, agency, role, utc_now()))
    typer.echo(f"{name} types in the chat, within 7 days:  TRAINER {code}")


@trainers_app.command("code")
def trainers_code(name: Name, officer: By, agency: Agency = None) -> None:
    """Show a new code; the one before is void."""
    from bot.clock import utc_now
    from bot.services.training import staff

    code = _as(officer, lambda db, by: staff.trainer_code(db, by, name, agency, utc_now()))
    typer.echo(f"{name} types in the chat, within 7 days:  TRAINER {code}")


@trainers_app.command("revoke")
def trainers_revoke(name: Name, officer: By, agency: Agency = None) -> None:
    """From now on neither chat nor code opens anything."""
    from bot.clock import utc_now
    from bot.services.training import staff

    _as(officer, lambda db, by: staff.revoke_trainer(db, by, name, agency, utc_now()))
    typer.echo(f"{name} is no trainer any more.")


@mentors_app.command("list")
def mentors_list(officer: By) -> None:
    """List them with how many people they guide. Telephone numbers are not shown."""
    from bot.services.training import staff

    found = _as(officer, staff.mentors)
    for one in found:
        state = "ended" if one.mentor.ended_at else "in the chat" if one.mentor.contact_id else "not in the chat"
        typer.echo(f"{one.programme}  {one.mentor.name}  {one.guided} of {one.mentor.capacity}  {state}")
    if not found:
        typer.echo("There are no mentors yet: `bot training mentors add`.")


@mentors_app.command("add")
def mentors_add(
    name: Name,
    officer: By,
    programme: Annotated[str, typer.Option("--programme", help="Code of the programme.")],
    phone: Annotated[str, typer.Option("--phone", help="Mobile number, given to those they guide.")],
    sectors: Annotated[list[str] | None, typer.Option("--sector", help="Id of a sector; several times.")] = None,
    languages: Annotated[list[str] | None, typer.Option("--language", help="bn, hi or en; several times.")] = None,
    districts: Annotated[list[str] | None, typer.Option("--district", help="Id of a district; several times.")] = None,
    helps: Annotated[
        list[str] | None, typer.Option("--help-with", help="sales, money, export, machines or papers; several times.")
    ] = None,
    capacity: Annotated[int, typer.Option("--capacity", min=1, max=20, help="People at a time.")] = 3,
) -> None:
    """Enter a mentor who agreed to it, and show the code that makes a chat theirs."""
    from bot.clock import utc_now
    from bot.knowledge.library import read
    from bot.services.training import staff

    new = staff.NewMentor(
        name, programme, phone, tuple(sectors or ()), tuple(languages or ()), tuple(districts or ()),
        tuple(helps or ()), capacity,
    )  # fmt: skip
    content = read(load_settings().content_dir)
    code = _as(officer, lambda db, by: staff.add_mentor(db, by, new, content, utc_now()))
    typer.echo(f"{name} types in the chat, within 7 days:  MENTOR {code}")


@mentors_app.command("code")
def mentors_code(name: Name, officer: By) -> None:
    """Show a new code; the one before is void."""
    from bot.clock import utc_now
    from bot.services.training import staff

    code = _as(officer, lambda db, by: staff.mentor_code(db, by, name, utc_now()))
    typer.echo(f"{name} types in the chat, within 7 days:  MENTOR {code}")


@mentors_app.command("end")
def mentors_end(name: Name, officer: By) -> None:
    """They are no mentor any more; who waits for them gets another."""
    from bot.clock import utc_now
    from bot.services.training import staff

    waiting = _as(officer, lambda db, by: staff.end_mentor(db, by, name, utc_now()))
    typer.echo(f"{name} is no mentor any more; {waiting} people wait for another one.")


def _as(name: str, work: Callable[[Session, Officer], T]) -> T:
    from bot.services import officers
    from bot.services.training.catalogue import Refused

    try:
        return in_database(load_settings(), lambda session: work(session, officers.named(session, name)))
    except (officers.BadOfficer, officers.Forbidden, Refused) as error:
        raise UserError(str(error)) from None
