"""The register as a list to take away (CSV or XLSX), for officials. Telephone numbers are masked unless the official
may read them and says why; who took out what is kept."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.knowledge.names import Names
from bot.services import audit, numbers, worker_search
from bot.services.officers import Officer
from bot.services.worker_filter import BadFilter, Filter, scoped
from bot.services.worker_search import Listed
from bot.services.workers import masked

Form = Literal["csv", "xlsx"]
FORMS: tuple[Form, ...] = get_args(Form)
ROWS: Final = 50_000
"""Most people in one list."""
_AT_ONCE: Final = 1_000
_STARTS_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""With these a spreadsheet takes a cell for a formula (OWASP: CSV injection), full-width forms included."""
_BLANKS: Final = " \u00a0\u200b\u200c\u200d\u3000\ufeff"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEDIA: Final[Mapping[Form, str]] = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
HEADINGS: Final = (
    "Number", "Name", "Phone", "District", "Block or town", "Trades", "Years of experience", "Last place", "Last state",
    "Born about", "Gender", "Education", "Wants", "Tools", "Bank account", "e-Shram", "Status", "Registered on",
)  # fmt: skip


@dataclass(frozen=True)
class Export:
    """A list. `people`: how many; `open`: with whole telephone numbers."""

    data: bytes
    media: str
    name: str
    people: int
    open: bool


def export(
    session: Session, officer: Officer, asked: Filter, form: Form, names: Names, now: dt.datetime, *, reason: str = ""
) -> Export:
    """All who fit and whom the official may see, the latest registered first. `reason`: given, the telephone numbers
    are whole, which needs the right `unmask`. Raises `Forbidden`, `BadFilter` (field `format`, `reason`; field
    `filter` if more than `ROWS` fit)."""
    officer.need("export")
    if form not in FORMS:
        raise BadFilter("format", f"There is no format “{form}”. Choose from: {', '.join(FORMS)}.")
    if reason:
        officer.need("unmask")
        reason = worker_search.checked_reason(reason)
    keys = worker_search.keys_of(session, scoped(officer, asked), ROWS)
    if len(keys) > ROWS:
        raise BadFilter("filter", f"More than {ROWS:,} people fit, more than a list holds: ask for fewer districts, "
                        "trades or days, one list after the other.")  # fmt: skip
    lines = _lines(_people(session, [key[1] for key in keys], bool(reason)), names)
    data = _csv(lines) if form == "csv" else _xlsx(lines)
    # Last: on SQLite nobody else can write from here to the end of the transaction, and a list takes seconds.
    audit.note(
        session, officer.name, "export", now, reason=reason, form=form, people=len(keys), open=bool(reason),
        filter=asked.digest(), districts=sorted(officer.within(asked.districts) or ()), address=officer.address,
    )  # fmt: skip
    return Export(data, _MEDIA[form], f"workers-{now.astimezone(INDIA):%Y-%m-%d}.{form}", len(keys), bool(reason))


def selected(
    session: Session, officer: Officer, which: Sequence[str], form: Form, names: Names, now: dt.datetime, *,
    reason: str = "",
) -> Export:  # fmt: skip
    """The workers of some numbers, in this order; at most a page of them (`worker_search.PAGE_LIMIT`). Raises as
    `export`, and `UnknownWorker` if one of them is not the official's to see."""
    officer.need("export")
    if form not in FORMS:
        raise BadFilter("format", f"There is no format “{form}”. Choose from: {', '.join(FORMS)}.")
    if not 1 <= len(which) <= worker_search.PAGE_LIMIT:
        raise BadFilter("which", f"Choose 1 to {worker_search.PAGE_LIMIT} people.")
    if reason:
        officer.need("unmask")
        reason = worker_search.checked_reason(reason)
    ids = [worker_search.find(session, officer, each).id for each in dict.fromkeys(which)]
    lines = _lines(_people(session, ids, bool(reason)), names)
    data = _csv(lines) if form == "csv" else _xlsx(lines)
    audit.note(
        session, officer.name, "export", now, reason=reason, form=form, people=len(ids), open=bool(reason),
        workers=ids, address=officer.address,
    )  # fmt: skip
    return Export(data, _MEDIA[form], f"workers-{now.astimezone(INDIA):%Y-%m-%d}.{form}", len(ids), bool(reason))


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, nor for the end of a line: for cells of a CSV file."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", text)
    first = {plain[:1], plain.lstrip(_BLANKS)[:1]}
    return f"'{plain}" if first & _STARTS_FORMULA else plain


def _people(session: Session, ids: Sequence[str], open_: bool) -> Iterator[Listed]:
    for start in range(0, len(ids), _AT_ONCE):
        for row, trades in worker_search.rows(session, ids[start : start + _AT_ONCE]):
            phone = row.phone.removeprefix("+91") if open_ else masked(row.phone)
            yield worker_search.listed(row, trades, phone)
        session.expunge_all()  # a list may be long


def _lines(people: Iterable[Listed], names: Names) -> Iterator[list[str | int | dt.date | None]]:
    for one in people:
        years = one.experience_months // 12 if one.experience_months is not None else None
        yield [
            numbers.shown(one.number), one.name, one.phone, names.districts.get(one.district, one.district), one.place,
            ", ".join(names.trades.get(trade, trade) for trade in one.trades), years, one.last_place, one.last_state,
            one.birth_year, one.gender, one.education, ", ".join(one.wants), one.tools, _yes(one.bank_account),
            _yes(one.eshram), one.status, one.registered_at.astimezone(INDIA).date(),
        ]  # fmt: skip


def _csv(lines: Iterable[Sequence[str | int | dt.date | None]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    for line in lines:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in line])
    return stream.getvalue().encode("utf-8-sig")  # the mark lets Excel show Bengali


def _xlsx(lines: Iterable[Sequence[str | int | dt.date | None]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Workers")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading, Font(bold=True)) for heading in HEADINGS])
    for line in lines:
        sheet.append([_cell(sheet, cell) if isinstance(cell, str) else cell for cell in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, text: str, font: Font | None = None) -> Any:
    """A cell that holds a text, whatever the text begins with."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    if font is not None:
        cell.font = font
    return cell


def _yes(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
