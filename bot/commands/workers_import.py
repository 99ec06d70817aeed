"""`bot workers import`: a list of workers from a district, first as a dry run (docs/how-to/import-workers.md)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import count, say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from bot.knowledge.library import Content
    from bot.services.worker_import.plan import Plan, Understood


def import_list(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The list: .xlsx or .csv.")],
    officer: Annotated[str, typer.Option("--officer", help="Name of the official who brings it in.")],
    organisation: Annotated[str, typer.Option("--organisation", help="Who gave the list; the people are told.")],
    district: Annotated[str | None, typer.Option("--district", help="District of rows that name none.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Enter the people; without it nothing is changed.")] = False,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Enter those of doubtful rows too.")] = False,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE.xlsx", help="Write the list with results.")]
    = None,
    rows: Annotated[int, typer.Option("--rows", min=0, max=50_000, help="How many rows to show at most.")] = 40,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Show what would become of each row of a list; with --apply enter the people, who are then asked themselves."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.commands import workers_import_list
    from bot.knowledge.library import ContentError
    from bot.knowledge.library import read as read_content
    from bot.knowledge.names import names
    from bot.services.officers import BadOfficer, Forbidden
    from bot.services.worker_import.faults import AlreadyImported, RefusedList, UnreadableList
    from bot.services.worker_import.result import workbook

    try:
        data = file.read_bytes()
        content = read_content(settings.content_dir)
        work = partial(
            _work, data=data, content=content, officer_name=officer, organisation=organisation, district=district,
            apply=apply, doubtful=doubtful, now=utc_now(), known=frozenset(names(content).districts),
        )  # fmt: skip
        understood, plan, entered = in_database(settings, work)
    except OSError as error:
        raise UserError(f"{file} cannot be read ({error.strerror}).") from None
    except ContentError as error:
        raise UserError(f"The content cannot be read: {error}") from None
    except (UnreadableList, AlreadyImported, RefusedList, Forbidden, BadOfficer) as error:
        raise UserError(str(error)) from None
    if report is not None:
        try:
            report.write_bytes(workbook(understood, plan))
        except OSError as error:
            raise UserError(f"{report} cannot be written ({error.strerror}).") from None
    if as_json:
        say_json(workers_import_list.document(plan, applied=apply, entered=entered))
        return
    say(workers_import_list.lines(plan, rows))
    if apply:
        say([f"{count(entered, 'person').replace('persons', 'people')} entered; each is asked before anything else."])
    else:
        say(["Nothing was changed: this was a dry run. With --apply the new ones are entered."])


def _work(
    session: Session, *, data: bytes, content: Content, officer_name: str, organisation: str, district: str | None,
    apply: bool, doubtful: bool, now: dt.datetime, known: frozenset[str],
) -> tuple[Understood, Plan, int]:  # fmt: skip
    from bot.clock import INDIA
    from bot.services import officers
    from bot.services.worker_import.plan import plan, region, understand
    from bot.services.worker_import.run import bring_in, check_new

    officer = officers.named(session, officer_name)
    officer.need("import")
    where = region(officer, district, known)
    # Read before the first write: it takes seconds, and a write would keep others from writing.
    understood = understand(data, content, now.astimezone(INDIA).date(), where)
    if apply:
        done = bring_in(session, officer, understood, organisation, now, doubtful=doubtful)
        return understood, done.plan, done.entered
    check_new(session, understood)
    return understood, plan(session, officer, understood), 0
