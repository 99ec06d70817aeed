"""`bot training`: sessions, the calendar, trainers and mentors (docs/how-to/training.md)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.commands.training_items import app as items_app
from bot.commands.training_people import mentors_app, trainers_app
from bot.commands.training_scorecard import app as scorecard_app
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.knowledge.library import Content
    from bot.services.officers import Officer
    from bot.services.training.plans import Schedule
    from bot.settings import Settings

T = TypeVar("T")

app = typer.Typer(help="Trainings: sessions, calendar, trainers, mentors.", no_args_is_help=True)
app.add_typer(trainers_app, name="trainers")
app.add_typer(mentors_app, name="mentors")
for one_command in (items_app, scorecard_app):
    app.add_typer(one_command)

By = Annotated[str, typer.Option("--officer", help="Name of the official who acts (bot officers list).")]
Code = Annotated[str, typer.Argument(metavar="CODE", help="Code of the session.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; everybody enrolled reads it as you write it.")]


@app.callback()
def training() -> None:
    """Trainings: sessions, calendar, trainers, mentors."""


@app.command("list")
def show_all(
    officer: By,
    past: Annotated[int, typer.Option("--past-days", min=0, max=400, help="Also those of so many days before.")] = 0,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1_000, help="How many at most.")] = 50,
    as_json: Json = False,
) -> None:
    """List sessions of the official's districts, the soonest first."""
    settings = load_settings()
    import datetime as dt

    from bot.clock import utc_now
    from bot.commands import training_list
    from bot.services.training import office

    now = utc_now()
    since = now - dt.timedelta(days=past)
    found = _as(settings, officer, lambda db, by: office.listed(db, by, since, limit=limit))
    if as_json:
        say_json({"sessions": [training_list.row(one) for one in found]})
    else:
        say(training_list.lines(found))


@app.command()
def show(code: Code, officer: By, as_json: Json = False) -> None:
    """Show one session with its numbers. Names of people are not shown."""
    settings = load_settings()
    from bot.commands import training_list
    from bot.services.training import office

    one = _as(settings, officer, lambda db, by: office.seen(db, by, code))
    if as_json:
        say_json(training_list.row(one))
    else:
        say(training_list.details(one))


@app.command("import")
def import_calendar(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The calendar (.xlsx, .csv), or courses (.yml).")],
    officer: By,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")] = False,
    as_json: Json = False,
) -> None:
    """Bring in sessions, and programmes, agencies and courses. Moved sessions are told to everybody enrolled."""
    settings = load_settings()
    from bot.clock import INDIA, utc_now
    from bot.commands import training_list
    from bot.services.training.calendar_import import run
    from bot.services.worker_import.faults import UnreadableList

    content, schedule = _content(settings)
    now = utc_now()
    try:
        data = file.read_bytes()
        if file.suffix.lower() in (".yml", ".yaml"):
            understood = run.Understood((), _courses(data), ())
        else:
            understood = run.understand(data, content, now.astimezone(INDIA).date())
    except OSError as error:
        raise UserError(f"{file} cannot be read ({error.strerror}).") from None
    except UnreadableList as error:
        raise UserError(str(error)) from None
    report = _as(
        settings, officer, lambda db, by: run.bring_in(db, by, understood, content, schedule, now, apply=not dry_run)
    )
    if as_json:
        say_json(training_list.report(report, applied=not dry_run))
        return
    say(training_list.report_lines(report))
    if dry_run:
        typer.echo("Nothing was changed: this was a dry run.")


@app.command()
def move(
    code: Code,
    officer: By,
    reason: Reason,
    start: Annotated[str | None, typer.Option("--start", help='New day and time: "2026-12-05 14:00".')] = None,
    end: Annotated[str | None, typer.Option("--end", help="New end; left out: as long as before.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="New place.")] = None,
    link: Annotated[str | None, typer.Option("--link", help="New joining link.")] = None,
    mode: Annotated[str | None, typer.Option("--mode", help="classroom or online.")] = None,
) -> None:
    """Change day, time, place, link or mode. Everybody enrolled is told once."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.services.training import office
    from bot.services.training.sessions import Change

    change = Change(_moment(start, "--start"), _moment(end, "--end"), place, link, mode)
    if change == Change():
        raise UserError("Say what changes: --start, --end, --place, --link or --mode.")
    _, schedule = _content(settings)
    one = _as(settings, officer, lambda db, by: office.move(db, by, code, change, reason, schedule, utc_now()))
    typer.echo(f"{code} is changed; {one.counts.enrolled + one.counts.waiting} people are told.")


@app.command()
def cancel(code: Code, officer: By, reason: Reason) -> None:
    """Cancel a session. Everybody enrolled is told once; their reminders fall away."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.services.training import office

    _, schedule = _content(settings)
    told = _as(settings, officer, lambda db, by: office.cancel(db, by, code, reason, schedule, utc_now()))
    typer.echo(f"{code} is cancelled; {told} people are told.")


@app.command("allow-again")
def allow_again(
    enrolment: Annotated[str, typer.Argument(metavar="ENROLMENT", help="Id of the enrolment (API: enrolments).")],
    kind: Annotated[str, typer.Argument(metavar="TEST", help="pre, post or late.")],
    officer: By,
) -> None:
    """Allow one more go at a test that was finished."""
    settings = load_settings()
    from bot.clock import INDIA, utc_now
    from bot.services.training import office

    until = _as(settings, officer, lambda db, by: office.allow_again(db, by, enrolment, kind, utc_now()))
    typer.echo(f"Another go is open until {until.astimezone(INDIA):%Y-%m-%d %H:%M}.")


def _courses(data: bytes) -> Any:
    import yaml
    from pydantic import ValidationError

    from bot.knowledge.programmes import parse

    try:
        return parse(yaml.safe_load(data))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 1}" if mark else ""
        raise UserError(f"The file is not readable as YAML{line}: mend it and try again.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join(str(part) for part in first["loc"])
        raise UserError(f"{where}: {first['msg']}.") from None


def _moment(text: str | None, option: str) -> Any:
    import datetime as dt

    from bot.clock import INDIA

    if text is None:
        return None
    try:
        return dt.datetime.strptime(text.strip().replace("T", " "), "%Y-%m-%d %H:%M").replace(tzinfo=INDIA)
    except ValueError:
        raise UserError(f'{option}: write it like "2026-12-05 14:00" (time in India).') from None


def _content(settings: Settings) -> tuple[Content, Schedule]:
    """The content, and when messages go by the operator's rules."""
    from bot.delivery.policy import Rules
    from bot.knowledge.library import ContentError, read
    from bot.services.training.plans import Schedule

    try:
        content = read(settings.content_dir)
    except ContentError as error:
        raise UserError(f"The content cannot be read: {error}") from None
    start, end = settings.night
    return content, Schedule(content.reminders, Rules(start, end, settings.announcements_per_day))


def _as(settings: Settings, name: str, work: Callable[[Session, Officer], T]) -> T:
    """`work` as one transaction, as the official of this name. Raises `UserError`."""
    from bot.services import officers
    from bot.services.training.catalogue import Refused

    try:
        return in_database(settings, lambda session: work(session, officers.named(session, name)))
    except (officers.BadOfficer, officers.Forbidden, Refused) as error:
        raise UserError(str(error)) from None
