"""The command line: `python -m bot COMMAND`. Commands import what they need only when they run: `--help` is quick."""

from __future__ import annotations

import datetime as dt
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import UserError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bot.settings import Settings

app = typer.Typer(
    help="Udyog Sathi: a chat assistant for small entrepreneurs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
content_app = typer.Typer(help="The answers, questions and messages in content/.", no_args_is_help=True)
db_app = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(content_app, name="content")
app.add_typer(db_app, name="db")


@app.command()
def run() -> None:
    """Start everything; Ctrl-C ends it."""
    from bot.supervisor import run as supervise

    raise typer.Exit(supervise(load_settings()))


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


@content_app.command("check")
def content_check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Default: all of content/.")] = None,
) -> None:
    """List problems with file, line and mend."""
    settings = load_settings()
    for path in paths or []:
        if not path.exists():
            raise UserError(f"{path} does not exist; name a file or folder of {settings.content_dir}.")
    problems = _part("bot.knowledge.check").check(paths or [], settings.content_dir)
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        files = len({problem.file for problem in problems})
        typer.echo(f"{_count(len(problems), 'problem')} in {_count(files, 'file')}.")
        raise typer.Exit(1)
    typer.echo("The content is in order.")


@content_app.command("roman")
def content_roman(topic: Annotated[str, typer.Argument(help="Id of a topic, for example pmegp.")]) -> None:
    """Show a topic's answers as they read in roman letters."""
    settings = load_settings()
    found = _part("bot.knowledge.library").read(settings.content_dir).topics.get(topic)
    if found is None:
        raise UserError(f"There is no topic {topic} in {settings.content_dir}; its id is the name of its file.")
    fill, readable = _part("bot.knowledge.figures").fill, _part("bot.language.roman.readable").readable
    today = dt.date.today()
    for language in ("bn", "hi"):
        for aspect, text in found.aspects.items():
            shown = readable(fill(text[language], found.figures, language, today)).strip()
            typer.echo(f"[{language}, {aspect}]\n{shown}\n")


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


def load_settings() -> Settings:
    """The settings; a wrong one is a sentence that names it, where it stands and the mend."""
    import yaml
    from pydantic import ValidationError

    from bot.settings import get_settings

    try:
        return get_settings()
    except ValidationError as error:
        raise UserError("\n".join(_wrong_setting(detail) for detail in error.errors())) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise UserError(f"config.yml{line} is not readable as YAML; quote the value or mend the indentation.") from None


def _wrong_setting(detail: ErrorDetails) -> str:
    from bot.settings import Settings

    field = str(detail["loc"][0]) if detail["loc"] else "a setting"
    name = field.upper()
    value = next((text for key, text in os.environ.items() if key.upper() == name and text), None)
    where = "in the environment" if value is not None else "in .env or config.yml"
    known = Settings.model_fields.get(field)
    secret = known is None or "Secret" in str(known.annotation)
    shown = name if secret else f"{name}={value if value is not None else detail.get('input')}"
    mend = _mend(detail)
    meaning = f" ({known.description.rstrip('.')})" if known and known.description else ""
    return f"{shown} {where} is not usable: {mend}{meaning}."


def _mend(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    kind = detail["type"]
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return "it must be a whole number"
    if kind in ("float_parsing", "float_type"):
        return "it must be a number"
    limits = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}
    limits |= {"greater_than": ("gt", "more than"), "less_than": ("lt", "less than")}
    if kind in limits:
        key, words = limits[kind]
        return f"it must be {words} {context[key]}"
    if kind in ("literal_error", "enum"):
        return f"it must be {context['expected']}"
    if kind.startswith("url"):
        return "it must be a whole address, such as https://example.org"
    if kind.startswith("bool"):
        return "it must be true or false"
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return message[:1].lower() + message[1:]


def _part(name: str) -> Any:
    """A part of the application, imported only now."""
    return import_module(name)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
