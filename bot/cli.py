"""The command line: `python -m bot COMMAND`. Commands import what they need only when they run: `--help` is quick."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer

from bot.commands.admin import app as admin_app
from bot.commands.audit import app as audit_app
from bot.commands.content import app as content_app
from bot.commands.demo import app as demo_app
from bot.commands.handovers import app as handovers_app
from bot.commands.knowledge import app as knowledge_app
from bot.commands.needs import app as needs_app
from bot.commands.officers import app as officers_app
from bot.commands.outbox import app as outbox_app
from bot.commands.privacy import app as privacy_app
from bot.commands.referrals import app as referrals_app
from bot.commands.scheduler import app as scheduler_app
from bot.commands.setup import load_settings
from bot.commands.templates import app as templates_app
from bot.commands.training import app as training_app
from bot.commands.workers import app as workers_app
from bot.errors import UserError

app = typer.Typer(
    help="Udyog Sathi: a chat assistant for small entrepreneurs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
db_app = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(content_app, name="content")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(templates_app, name="templates")
app.add_typer(handovers_app, name="handovers")
app.add_typer(outbox_app, name="outbox")
app.add_typer(scheduler_app, name="scheduler")
app.add_typer(privacy_app, name="privacy")
app.add_typer(officers_app, name="officers")
app.add_typer(admin_app, name="admin")
app.add_typer(audit_app, name="audit")
app.add_typer(needs_app, name="needs")
app.add_typer(referrals_app, name="referrals")
app.add_typer(training_app, name="training")
app.add_typer(workers_app, name="workers")
app.add_typer(demo_app, name="demo")
app.add_typer(db_app, name="db")


@app.command()
def run(
    role: Annotated[
        str, typer.Option("--role", help="all, or for several processes: web, engine, sender, scheduler.")
    ] = "all",
) -> None:
    """Start everything, or one part of it; Ctrl-C ends it."""
    if role not in ("all", "web", "engine", "sender", "scheduler"):
        raise UserError(f"--role {role} is no role; choose all, web, engine, sender or scheduler.")
    settings = load_settings()
    if settings.demo and role in ("all", "web"):
        _part("bot.commands.demo").at_start(settings)
    supervisor = _part("bot.supervisor")
    raise typer.Exit(supervisor.run(settings) if role == "all" else supervisor.run_role(settings, role))


@app.command()
def train(force: Annotated[bool, typer.Option("--force", help="Train everything anew.")] = False) -> None:
    """Train what changed since the last training."""
    from bot.supervisor import train as train_all

    raise typer.Exit(train_all(load_settings(), force=force))


@app.command()
def chat(
    lang: Annotated[str | None, typer.Option("--lang", help="Language to begin with: bn, hi or en.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show what the engine understood.")] = False,
) -> None:
    """Talk with the assistant in the terminal."""
    if lang not in (None, "bn", "hi", "en"):
        raise UserError(f"--lang {lang} is no language of the assistant; choose bn, hi or en.")
    load_settings()
    _part("bot.chat").chat(lang, debug)


@app.command(
    "eval",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def evaluate(context: typer.Context) -> None:
    """Measure how well it understands."""
    raise typer.Exit(_part("bot.evaluation").main(list(context.args)) or 0)


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Bring the tables up to date."""
    settings = load_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    _part("bot.db.migrate").upgrade(settings.database)
    typer.echo("The database is up to date.")


def main() -> None:
    """Run a command; what the person can mend is said in a sentence, without a stack trace."""
    try:
        app()
    except UserError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)


def _part(name: str) -> Any:
    """A part of the application, imported only now."""
    return import_module(name)
