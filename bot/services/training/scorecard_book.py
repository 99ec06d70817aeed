"""The scorecard as a workbook (XLSX) for the department: numbers as numbers, nobody named."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bot.clock import INDIA
from bot.services.training.scorecard import Row, Scorecard
from bot.services.training.scorecard_counts import Figure

HIDDEN: Final = "–*"
"""Stands for every number that is not shown, small or not, so that the small ones cannot be told from the others."""
NOTE: Final = (
    f"{HIDDEN} A number that is not shown: of fewer than 5 people, or one from which such a number could be worked out."
)
_WHOLE, _TENTH, _HUNDREDTH, _SHARE, _DAY, _MOMENT = "#,##0", "0.0", "0.00", "0%", "dd mmm yyyy", "dd mmm yyyy hh:mm"
_WIDEST, _NARROWEST = 44, 11
Column = tuple[str, str, Any]
"""Heading, format of the numbers, what gives the value of a row."""

_COUNTS: Final = (
    ("People reached (each once)", "people"), ("Came (once for each session)", "came"),
    ("Did not come", "absent"), ("Attendance not taken", "not_taken"), ("Gave up their place", "gave_up"),
    ("Women-led", "women_led"), ("Not women-led", "not_women_led"), ("Women-led: not said", "women_led_unsaid"),
    ("SC", "sc"), ("ST", "st"), ("OBC", "obc"), ("Minority", "minority"),
    ("SC, ST, OBC or minority", "marginalised"), ("None of these groups", "not_marginalised"),
    ("Group: not said", "group_unsaid"), ("Certificates", "certified"),
    ("Came, but no test after", "not_tested"),
)  # fmt: skip
_SHARES: Final = (
    ("Share women-led (of those who said)", "women_led"),
    ("Share SC, ST, OBC or minority (of those who said)", "marginalised"),
    ("Share who did not come", "absent"), ("Share who came without the test", "not_tested"),
    ("Share with certificate", "certified"),
)  # fmt: skip
_LEARNING: Final = (
    ("Score before", "pre", _SHARE), ("Score after", "post", _SHARE), ("Normalised gain", "gain", _HUNDREDTH),
    ("Retention after 30 days", "retention", _HUNDREDTH), ("Gain kept after 30 days", "gain_kept", _HUNDREDTH),
)  # fmt: skip


def book(card: Scorecard, districts: Mapping[str, str], words: Mapping[str, str]) -> bytes:
    """The workbook. `districts`: id -> name; `words`: question of the feedback -> its text."""
    made = Workbook()
    _overview(made.active, card)
    names = {one.code: one.name for one in (*card.agencies, *card.courses)}
    _table(made, "Agencies", [_NAME, *_columns(planned=not card.restricted)], card.agencies)
    of_course = [("Agency", "", lambda row: names[row.parent]), _NAME, *_columns(planned=False)]
    _table(made, "Courses", of_course, card.courses)
    of_district = [("District", "", lambda row: districts.get(row.id, row.id)), *_columns(planned=False)]
    _table(made, "Districts", of_district, card.districts)
    _table(made, "Sessions", _of_sessions(card, names, districts), card.sessions)
    rows = [("Programme", card.whole), *(("Agency", one) for one in card.agencies),
            *(("Course", one) for one in card.courses), *(("District", one) for one in card.districts)]  # fmt: skip
    _table(made, "Feedback", _of_feedback(card, words, districts), rows)
    _table(made, "Assessment", _of_learning(districts), rows)
    _table(made, "Messages", [("Kind", "", lambda one: one[0]), ("What became of it", "", lambda one: one[1]),
                              ("Messages", _WHOLE, lambda one: _shown(one[2]))], card.sent)  # fmt: skip
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


_NAME: Final[Column] = ("Name", "", lambda row: row.name)


def _columns(*, planned: bool) -> list[Column]:
    found: list[Column] = [("Code", "", lambda row: row.code)]
    if planned:
        found += [
            ("Sessions planned", _WHOLE, lambda row: row.planned),
            ("People planned (minimum)", _WHOLE, lambda row: row.people_planned),
        ]
    found += [
        ("Sessions entered", _WHOLE, lambda row: row.entered), ("Sessions held", _WHOLE, lambda row: row.held),
        ("Sessions cancelled", _WHOLE, lambda row: row.cancelled),
        ("Held with the minimum", _WHOLE, lambda row: row.reached),
        ("Districts with sessions", _WHOLE, lambda row: row.districts),
    ]  # fmt: skip
    found += [(heading, _WHOLE, _count(name)) for heading, name in _COUNTS]
    found += [(heading, _SHARE, _share(name)) for heading, name in _SHARES]
    return [*found, ("Attendance of those who came (% of the session)", _TENTH, lambda row: _shown(row.presence))]


def _count(name: str) -> Any:
    return lambda row: _shown(row.counts.get(name, 0))


def _share(name: str) -> Any:
    return lambda row: _shown(row.shares[name])


def _shown(value: float | None) -> Any:
    return HIDDEN if value is None else value


def _of_sessions(card: Scorecard, names: Mapping[str, str], districts: Mapping[str, str]) -> list[Column]:
    def people(name: str) -> Any:
        return lambda row: _shown(getattr(row, name)) if row.status == "held" else None

    return [
        ("Code", "", lambda row: row.code), ("Agency", "", lambda row: names[row.agency]),
        ("Course", "", lambda row: names[row.course]),
        ("District", "", lambda row: districts.get(row.district, row.district)), ("Form", "", lambda row: row.mode),
        ("Begins (India)", _MOMENT, lambda row: row.starts_at.astimezone(INDIA).replace(tzinfo=None)),
        ("Status", "", lambda row: row.status), ("Places in all", _WHOLE, lambda row: row.capacity),
        ("Came", _WHOLE, people("came")),
        ("Did not come", _WHOLE, people("absent")),
        (f"At least {card.minimum} came", "",
         lambda row: None if row.reached is None else "yes" if row.reached else "no"),
    ]  # fmt: skip


def _of_feedback(card: Scorecard, words: Mapping[str, str], districts: Mapping[str, str]) -> list[Column]:
    found = _of_what(districts)
    for name in card.questions:
        text = words.get(name, name)
        found += _figure(text, lambda row, name=name: row.feedback.get(name), _HUNDREDTH)
    return found


def _of_learning(districts: Mapping[str, str]) -> list[Column]:
    found = _of_what(districts)
    for heading, name, form in _LEARNING:
        found += _figure(heading, lambda row, name=name: row.learning.get(name), form)
    return found


def _of_what(districts: Mapping[str, str]) -> list[Column]:
    return [
        ("Of", "", lambda pair: pair[0]), ("Code", "", lambda pair: pair[1].code),
        ("Name", "", lambda pair: districts.get(pair[1].id, pair[1].name)),
    ]  # fmt: skip


def _figure(heading: str, of: Any, form: str) -> list[Column]:
    def part(name: str) -> Any:
        def value(pair: tuple[str, Row]) -> Any:
            figure: Figure | None = of(pair[1])
            return getattr(figure, name) if figure is not None else None

        return value

    return [
        (heading, form, part("value")), (f"{heading}: from (95%)", form, part("low")),
        (f"{heading}: to (95%)", form, part("high")), (f"{heading}: people", _WHOLE, part("people")),
    ]  # fmt: skip


def _overview(sheet: Any, card: Scorecard) -> None:
    sheet.title = "Overview"
    title = card.title.get("en", card.code) + (" (sample: invented people)" if card.sample else "")
    lines: list[tuple[str, Any, str]] = [
        ("Programme", title, ""), ("Code", card.code, ""), ("From", card.starts_on, _DAY), ("To", card.ends_on, _DAY),
        ("Scorecard of", card.until, _DAY),
        ("Sessions", "only in your districts" if card.restricted else "all districts", ""),
        ("People that a session should have", card.minimum, _WHOLE), ("", None, ""),
    ]  # fmt: skip
    lines += [
        (heading, of(card.whole), form)
        for heading, form, of in _columns(planned=not card.restricted)
        if heading != "Code"
    ]
    lines.append(("", None, ""))
    for heading, name, form in _LEARNING:
        figure = card.whole.learning.get(name)
        for word, value in (("", figure and figure.value), (": from (95%)", figure and figure.low),
                            (": to (95%)", figure and figure.high)):  # fmt: skip
            lines.append((f"{heading}{word}", value, form))
        lines.append((f"{heading}: people", figure and figure.people, _WHOLE))
    lines += [("", None, ""), ("Milestones: until", "Sessions planned", "")]
    for row, (heading, value, form) in enumerate(lines, 1):
        _put(sheet, row, 1, heading, "", Font(bold=True))
        _put(sheet, row, 2, value, form)
        sheet.cell(row, 2).alignment = Alignment(horizontal="left")
    below = len(lines)
    for column, heading in enumerate(("Milestones: until", "Sessions planned", "Sessions held", "People planned"), 1):
        _put(sheet, below, column, heading, "", Font(bold=True))
    for at, milestone in enumerate(card.milestones, below + 1):
        done = sum(sessions for day, sessions, _ in card.days if day <= milestone.day)
        shown = done if milestone.day <= card.until else None
        values: tuple[Any, ...] = (milestone.day, milestone.sessions, shown, milestone.people)
        for column, (each, form) in enumerate(zip(values, (_DAY, _WHOLE, _WHOLE, _WHOLE), strict=True), 1):
            _put(sheet, at, column, each, form)
            sheet.cell(at, column).alignment = Alignment(horizontal="left")
    _put(sheet, below + len(card.milestones) + 2, 1, NOTE, "")
    for column, width in ((1, 52), (2, 40), (3, 16), (4, 16)):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _table(made: Workbook, name: str, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    sheet = made.create_sheet(name)
    names = next((at for at, (_, form, _) in enumerate(columns) if form), len(columns))
    sheet.freeze_panes = f"{get_column_letter(min(names, 2) + 1)}2"
    widths = [min(_WIDEST, max(_NARROWEST, len(heading) // 2)) for heading, _, _ in columns]
    for column, (heading, _, _) in enumerate(columns, 1):
        _put(sheet, 1, column, heading, "", Font(bold=True))
        sheet.cell(1, column).alignment = Alignment(wrap_text=True, vertical="top")
    last = 1
    for last, row in enumerate(rows, 2):
        for column, (_, form, of) in enumerate(columns, 1):
            value = of(row)
            _put(sheet, last, column, value, form)
            widths[column - 1] = min(_WIDEST, max(widths[column - 1], len(str(value or "")) + 1 if not form else 0))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _put(sheet, last + 2, 1, NOTE, "")


def _put(sheet: Any, row: int, column: int, value: Any, form: str, font: Font | None = None) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        # A text, whatever it begins with.
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
        if value == HIDDEN:
            cell.alignment = Alignment(horizontal="right")
    elif value is not None:
        cell.value = value
        cell.number_format = form or "General"
    if font is not None:
        cell.font = font
