"""`bot templates ...`: message templates, from the files to WhatsApp and back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.commands.content import Json
from bot.commands.layout import count, say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from bot.commands.template_push import Done, TemplateService
    from bot.knowledge.problems import Problem
    from bot.knowledge.templates import Template
    from bot.settings import Settings

T = TypeVar("T")

app = typer.Typer(help="Message templates: check them, submit them, see how they stand.", no_args_is_help=True)

Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Only these. Default: all.")]
_CHANNEL = "whatsapp"


@app.command("check")
def check_templates(as_json: Json = False) -> None:
    """List what WhatsApp would refuse, with file, line and mend; asks nobody."""
    problems = _problems(load_settings())
    if as_json:
        say_json([{"file": str(p.file), "line": p.line, "message": p.message, "mend": p.mend} for p in problems])
    elif problems:
        say([*map(str, problems), f"{count(len(problems), 'problem')}."])
    else:
        say(["The templates are in order."])
    raise typer.Exit(1 if problems else 0)


@app.command("push")
def push_templates(
    names: Names = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be submitted.")] = False,
    as_json: Json = False,
) -> None:
    """Submit new and changed templates to WhatsApp (exit code 1 if one is not taken)."""
    settings = load_settings()
    if problems := _problems(settings):
        raise UserError("\n".join([*map(str, problems), "Nothing was submitted: mend this first."]))
    wanted = _wanted(settings, names)
    from bot.commands import template_list
    from bot.commands.database import in_database
    from bot.commands.template_push import listed, plan, push

    async def work(service: TemplateService) -> int:
        if not dry_run:
            in_database(settings, lambda session: None)  # says what is wrong with it before anything is submitted
        steps = plan(wanted, await listed(service))
        done: list[Done] = []
        if not dry_run:
            done = await push(service, steps)
            await _read_states(settings, service)
        if as_json:
            say_json(template_list.push_json(steps, done))
        else:
            say(template_list.plan_lines(steps) if dry_run else template_list.push_lines(steps, done))
        return 1 if any(one.refused is not None for one in done) or any(step.why for step in steps) else 0

    raise typer.Exit(_with_whatsapp(settings, work))


@app.command("status")
def show_status(as_json: Json = False) -> None:
    """Read how the templates stand (exit code 1 if one cannot be sent and nobody is looking at it)."""
    settings = load_settings()
    wanted = _wanted(settings, None)
    from bot.commands import template_list
    from bot.commands.database import in_database
    from bot.commands.template_push import plan
    from bot.services.templates import standings

    async def work(service: TemplateService) -> int:
        there = await _read_states(settings, service)
        steps = plan(wanted, there)
        rows = template_list.rows(steps, in_database(settings, lambda session: standings(session, _CHANNEL)))
        if as_json:
            say_json(template_list.as_json(rows))
        else:
            say(template_list.status_lines(rows, template_list.others(there, steps)))
        return 1 if any(row.problem is not None and not row.waits for row in rows) else 0

    raise typer.Exit(_with_whatsapp(settings, work))


async def _read_states(settings: Settings, service: TemplateService) -> list[dict[str, Any]]:
    """Asks how all templates of the account stand, keeps it, and gives the list back."""
    from bot.clock import utc_now
    from bot.commands.database import in_database
    from bot.commands.template_push import listed, news
    from bot.services.templates import record

    there = await listed(service)
    in_database(settings, lambda session: record(session, _CHANNEL, map(news, there), utc_now()))
    return there


def _with_whatsapp(settings: Settings, work: Callable[[TemplateService], Awaitable[T]]) -> T:
    """Work with the account of the settings. Raises `UserError` if they do not name one."""
    from bot.channels.whatsapp.client import GraphClient

    if settings.whatsapp_token is None or not settings.whatsapp_business_id:
        raise UserError("Set WHATSAPP_TOKEN and WHATSAPP_BUSINESS_ID; docs/operations.md says where to get them.")
    client = GraphClient(
        settings.whatsapp_token.get_secret_value(), settings.whatsapp_phone_number_id,
        business_id=settings.whatsapp_business_id, base=settings.whatsapp_api_base,
    )  # fmt: skip

    async def use() -> T:
        try:
            return await work(client)
        finally:
            await client.close()

    return asyncio.run(use())


def _problems(settings: Settings) -> list[Problem]:
    from bot.knowledge.check import check
    from bot.knowledge.templates import FOLDER

    return check([settings.content_dir / FOLDER], settings.content_dir)


def _wanted(settings: Settings, names: list[str] | None) -> list[Template]:
    """The templates of the content, or those named. Raises `UserError`."""
    from bot.knowledge.library import ContentError, read

    try:
        templates = read(settings.content_dir).templates
    except (ContentError, OSError) as error:
        raise UserError(f"{error}. `bot content check` says more.") from None
    for name in names or []:
        if name not in templates:
            raise UserError(f"There is no template {name}; there are: {', '.join(sorted(templates)) or 'none'}.")
    return [templates[name] for name in sorted(names or templates)]
