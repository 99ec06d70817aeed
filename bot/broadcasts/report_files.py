"""The report of a broadcast to take away: a workbook, and a drawing of how far it came (SVG, PNG)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from sqlalchemy.orm import Session

from bot.broadcasts.report import Line, Report
from bot.clock import INDIA
from bot.knowledge.model import Language
from bot.services import audit
from bot.services.officers import Officer
from bot.services.statistics import picture
from bot.services.worker_export import XLSX, harmless

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MEDIA: Final = XLSX
Say = Callable[[str], str]
"""A name in the reader's language: of a state, a reason, a channel, a language, a district; of the words of `WORDS`."""
WORDS: Final = (
    "Broadcast", "Recipients", "Sent", "Delivered", "Read", "Failed", "Not sent", "Sent of recipients",
    "Delivered of sent", "Read of sent", "Failed of recipients", "Channel", "Language", "District", "Hour", "Reason",
    "Messages", "All", "Not known", "State", "Begun", "Ended", "Figures of",
)  # fmt: skip
"""English words of the files, which `Say` gets."""
_COLOURS: Final = ("#1b5e8c", "#2e7d5b", "#7a4fa3", "#b3261e")
_SALT: Final = "broadcast-report"


def plain(word: str) -> str:
    """The English words as they are."""
    return word


def xlsx(session: Session, officer: Officer, found: Report, now: dt.datetime, say: Say = plain) -> bytes:
    """The figures as a workbook; taking it out is noted. Raises `Forbidden` (right export)."""
    officer.need("export")
    book = Workbook(write_only=True)
    row = found.broadcast
    moments = [
        (say("Begun"), row.started_at), (say("Ended"), row.finished_at), (say("Figures of"), found.at),
    ]  # fmt: skip
    _sheet(
        book, say("Broadcast"), [say("Broadcast"), row.draft.name],
        [[say("State"), say(row.status)], *([name, _moment(when)] for name, when in moments),
         [say("Recipients"), row.recipients], *([say(name), getattr(found.progress, name)] for name in _STATES)],
    )  # fmt: skip
    groups = {"Channel": found.by_channel, "Language": found.by_language, "District": found.by_district}
    for word, lines in groups.items():
        named = [_cells(line, say(line.key) if line.key else say("Not known")) for line in lines]
        _sheet(book, say(word), [say(word), *map(say, WORDS[1:11])], [*named, _cells(found.whole, say("All"))])
    hours = [[when.strftime("%Y-%m-%d %H:%M"), number] for when, number in found.by_hour]
    _sheet(book, say("Hour"), [say("Hour"), say("Sent")], hours)
    _sheet(
        book, say("Reason"), [say("Reason"), say("Messages")],
        [[say(reason), number] for reason, number in found.failures.items()],
    )  # fmt: skip
    stream = io.BytesIO()
    book.save(stream)
    audit.note(session, officer.name, "broadcast_report", now, about=row.id, address=officer.address)
    return stream.getvalue()


def svg(found: Report, title: str, description: str, language: Language, say: Say = plain) -> bytes:
    """How many messages came how far, by channel, as a drawing that can be read aloud. Raises OSError if the fonts are
    not installed."""
    with picture.drawing(_SALT):
        return picture.svg(_figure(found, title, say), title, description, language)


def png(found: Report, title: str, say: Say = plain) -> bytes:
    """The same as a picture for a chat."""
    with picture.drawing(_SALT):
        return picture.png(_figure(found, title, say))


_STATES: Final = ("sent", "delivered", "read", "failed", "withheld", "expired", "unknown", "queued", "paused")


def _cells(line: Line, name: str) -> list[Any]:
    shares = (line.sent_share, line.delivered_share, line.read_share, line.failed_share)
    return [
        name, line.recipients, line.sent, line.delivered, line.read, line.failed, line.others,
        *(round(share, 4) if share is not None else None for share in shares),
    ]  # fmt: skip


def _sheet(book: Any, title: str, heading: Sequence[Any], rows: Sequence[Sequence[Any]]) -> None:
    # A title of a sheet has at most 31 characters and none of these.
    sheet = book.create_sheet("".join(each for each in title if each not in "[]:*?/\\")[:31] or "-")
    sheet.freeze_panes = "A2"
    for number, row in enumerate([heading, *rows]):
        sheet.append([_cell(sheet, value, bold=not number) if isinstance(value, str) else value for value in row])


def _cell(sheet: Any, value: str, *, bold: bool) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", harmless(value)))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _moment(when: dt.datetime | None) -> str:
    return when.astimezone(INDIA).strftime("%Y-%m-%d %H:%M") if when is not None else ""


def _figure(found: Report, title: str, say: Say) -> Figure:
    """A group of bars for each channel, each with its number on it."""
    from matplotlib.figure import Figure

    lines = found.by_channel or [found.whole]
    shown: Mapping[str, list[int]] = {
        "Sent": [line.sent for line in lines], "Delivered": [line.delivered for line in lines],
        "Read": [line.read for line in lines], "Failed": [line.failed for line in lines],
    }  # fmt: skip
    figure = Figure(figsize=(7.2, 1.4 + 1.1 * len(lines)), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=11)
    height = 0.2
    for place, ((word, numbers), colour) in enumerate(zip(shown.items(), _COLOURS, strict=True)):
        at = [row + (place - 1.5) * height for row in range(len(lines))]
        bars = axes.barh(at, numbers, height, label=say(word), color=colour)
        axes.bar_label(bars, fontsize=8, padding=2)
    axes.set_yticks(range(len(lines)), [say(line.key) if line.key else say("All") for line in lines])
    axes.invert_yaxis()
    axes.set_xlim(0, max(1, max(line.recipients for line in lines)) * 1.12)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="lower center", ncols=4, fontsize=8, frameon=False, bbox_to_anchor=(0.5, -0.02 - 0.32 / len(lines)))
    return figure
