"""`bot training scorecard`: what the programme's owner sees (docs/how-to/training.md, Scorecard)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.services.training.scorecard import Scorecard

app = typer.Typer(help="What the programme's owner sees.")


@app.command("scorecard")
def scorecard(
    programme: Annotated[str, typer.Option("--programme", help="Its code; may be left out if there is one.")] = "",
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Write a workbook.")] = None,
    plot: Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Draw the progress (.svg, .png).")] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the picture: bn, hi or en.")] = "en",
    as_json: Json = False,
) -> None:
    """Sessions held of planned, people, learning, feedback. Numbers of fewer than 5 people are not shown."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.commands import training_scorecard_list
    from bot.knowledge.library import ContentError, read
    from bot.knowledge.names import names
    from bot.knowledge.strict import LANGUAGES
    from bot.services.training import scorecard as cards
    from bot.services.training import scorecard_files, scorecard_plot

    form = plot.suffix.lower().removeprefix(".") if plot is not None else "svg"
    if form not in scorecard_plot.FORMS:
        raise UserError(f"--plot {plot}: the name of the picture ends in .svg or .png.")
    language = next((one for one in LANGUAGES if one == lang), None)
    if language is None:
        raise UserError(f"--lang {lang} is no language of the assistant; choose bn, hi or en.")
    try:
        content = read(settings.content_dir)
    except ContentError as error:
        raise UserError(f"The content cannot be read: {error}") from None
    now = utc_now()

    def work(session: Session) -> Scorecard:
        found = cards.find(session, programme)
        card = scorecard_files.made(session, found, content, now)
        for taken in [*(["xlsx"] if xlsx else []), *([form] if plot else []), *(["json"] if as_json else [])]:
            scorecard_files.note(session, found, taken, now)
        return card

    try:
        card = in_database(settings, work)
    except cards.BadProgramme as error:
        raise UserError(str(error)) from None
    if xlsx is not None:
        _write(xlsx, scorecard_files.workbook(card, content, names(content)))
    if plot is not None:
        _write(plot, scorecard_plot.drawn(card, content.messages, language, "png" if form == "png" else "svg"))
    if as_json:
        say_json(scorecard_files.as_data(card))
    elif xlsx is None and plot is None:
        say(training_scorecard_list.lines(card))


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UserError(f"{file} cannot be written ({error.strerror}).") from None
    typer.echo(f"Written: {file}", err=True)
