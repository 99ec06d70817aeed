"""`bot content ...`: what writers need. Each command reads its options here; the work is done elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.layout import count, say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from bot.knowledge.library import Content
    from bot.knowledge.model import Topic

app = typer.Typer(help="The answers, questions and messages in content/.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="For programs.")]
TopicName = Annotated[str, typer.Argument(metavar="TOPIC", help="Id of a topic, for example pmegp.")]


@app.command("check")
def check_files(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Default: all of content/.")] = None,
    as_json: Json = False,
) -> None:
    """List problems with file, line and mend."""
    settings = load_settings()
    from bot.knowledge.check import check

    for path in paths or []:
        if not path.exists():
            raise UserError(f"{path} does not exist; name a file or folder of {settings.content_dir}.")
    problems = check(paths or [], settings.content_dir)
    files = len({problem.file for problem in problems})
    if as_json:
        say_json([{"file": str(p.file), "line": p.line, "message": p.message, "mend": p.mend} for p in problems])
    elif problems:
        say([*map(str, problems), f"{count(len(problems), 'problem')} in {count(files, 'file')}."])
    else:
        say(["The content is in order."])
    raise typer.Exit(1 if problems else 0)


@app.command("new")
def new_topic(
    topic: Annotated[str, typer.Argument(metavar="ID", help="Id of the new topic: small letters, digits, hyphens.")],
    area: Annotated[str, typer.Option("--area", help="Where it belongs: schemes, loans, gst, ondc ...")],
    like: Annotated[str | None, typer.Option("--from", metavar="TOPIC", help="A similar topic to begin like.")] = None,
    as_json: Json = False,
) -> None:
    """Write the beginning of a topic, with what belongs in each part."""
    folder = load_settings().content_dir
    from bot.commands.new_topic import write

    file = write(folder, topic, area, _topic(_content(folder), like, folder) if like else None)
    if as_json:
        say_json({"file": str(file)})
    else:
        say([f"Written: {file}",
             f"`bot content check {file}` says what is still to be written.",
             "Until it is whole, a running service stays with the content that it has."])  # fmt: skip


@app.command("coverage")
def show_coverage(
    area: Annotated[str | None, typer.Option("--area", help="Only this area.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only this topic, aspect by aspect.")] = None,
    as_json: Json = False,
) -> None:
    """Count answers and questions; name the holes (exit code 1 if there are any)."""
    folder = load_settings().content_dir
    from bot.commands import coverage_table
    from bot.knowledge.coverage import Totals, coverage
    from bot.knowledge.model import AREAS

    if area is not None and area not in AREAS:
        raise UserError(f"There is no area {area}; there are: {', '.join(AREAS)}.")
    rows = coverage(folder, area, topic)
    if not rows:
        what = f"topic {topic}" if topic else "topic"
        raise UserError(f"There is no {what} in {folder / area if area else folder}.")
    totals = Totals.of(rows)
    if as_json:
        say_json(coverage_table.as_json(rows, totals))
    else:
        say(coverage_table.one(rows[0]) if topic else coverage_table.many(rows, totals))
    raise typer.Exit(1 if totals.holes else 0)


@app.command("stale")
def show_stale(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day (2026-11-22).")] = None,
    as_json: Json = False,
) -> None:
    """List what must be checked again (exit code 1 if a day is past) and old sources."""
    folder = load_settings().content_dir
    from bot.commands.stale_list import lines
    from bot.knowledge.stale import stale

    found = stale(_content(folder).topics.values(), day(on) if on else _today())
    if as_json:
        say_json(found.as_json())
    else:
        say(lines(found))
    raise typer.Exit(1 if found.past else 0)


@app.command("diff")
def show_diff(
    revision: Annotated[
        str | None, typer.Argument(metavar="[REV]", help="A git revision. Default: the last training.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what changed in the content, and whether training is needed."""
    settings = load_settings()
    from bot.commands import content_diff

    old, since = content_diff.before(settings.content_dir, settings.models_dir, revision)
    found = content_diff.compare(old, settings.content_dir, _today())
    needed = content_diff.training_needed(settings.content_dir, settings.models_dir)
    if as_json:
        say_json({"since": since, "training_needed": needed, **found.as_json()})
    else:
        say(content_diff.lines(found, since, needed))


@app.command("preview")
def show_preview(
    topic: TopicName,
    aspect: Annotated[str | None, typer.Option("--aspect", help="Only this aspect, for example documents.")] = None,
    channel: Annotated[str, typer.Option("--channel", help="web, telegram, whatsapp or plain.")] = "web",
    lang: Annotated[str | None, typer.Option("--lang", help="Only this language: bn, hi or en.")] = None,
    as_json: Json = False,
) -> None:
    """Show answers as a channel renders them, in each language and in roman letters."""
    folder = load_settings().content_dir
    from bot.commands import preview

    content = _content(folder)
    shown = preview.preview(content, _topic(content, topic, folder), aspect, channel, lang, _today())
    if as_json:
        say_json([one.as_json() for one in shown])
    else:
        say(preview.lines(shown))


@app.command("roman")
def show_roman(topic: TopicName, as_json: Json = False) -> None:
    """Show a topic's answers as they read in roman letters."""
    folder = load_settings().content_dir
    from bot.knowledge.figures import fill
    from bot.language.roman.readable import readable

    found = _topic(_content(folder), topic, folder)
    shown = {
        (language, aspect): readable(fill(text[language], found.figures, language, _today()), language).strip()
        for language in ("bn", "hi")
        for aspect, text in found.aspects.items()
    }
    if as_json:
        say_json([{"language": language, "aspect": aspect, "text": text} for (language, aspect), text in shown.items()])
    else:
        say(f"[{language}, {aspect}]\n{text}\n" for (language, aspect), text in shown.items())


def day(text: str) -> dt.date:
    """A day that was given as an option. Raises `UserError`."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{text} is no day; write it like 2026-11-22.") from None


def _today() -> dt.date:
    from bot.clock import today, utc_now

    return today(utc_now)


def _content(folder: Path) -> Content:
    from bot.knowledge.library import ContentError, read

    try:
        return read(folder)
    except (ContentError, OSError) as error:
        raise UserError(f"{error}. `bot content check` says more.") from None


def _topic(content: Content, name: str, folder: Path) -> Topic:
    found = content.topics.get(name)
    if found is None:
        raise UserError(f"There is no topic {name} in {folder}; its id is the name of its file.")
    return found
