"""The certificate of a course: one page of A4 to print and hang up, in the person's language with English below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.documents import qr
from bot.documents.fonts import Unwritable
from bot.documents.sheet import POINT, Colour, Sheet, TooLong
from bot.knowledge.model import BotMessage, Language
from bot.language import format_date, format_number

__all__ = ["MIME", "Certificate", "TooLong", "Twofold", "Unwritable", "draw"]

MIME: Final = "application/pdf"
_INK: Final[Colour] = (27, 27, 27)
_SOFT: Final[Colour] = (84, 84, 84)
_GREEN: Final[Colour] = (11, 93, 75)
_GOLD: Final[Colour] = (176, 137, 46)
_PAPER: Final[Colour] = (255, 253, 247)
_RED: Final[Colour] = (178, 34, 34)
_EDGE: Final = 24.0
"""Millimetres from the edge of the paper to what is written."""
_ROOM: Final = Sheet.WIDTH - 2 * _EDGE
_CELLS_TOP: Final = 118.0
_FOOT_TOP: Final = 154.0
_QR: Final = 34.0


@dataclass(frozen=True)
class Twofold:
    """A text in the person's language, and in English if that is another one."""

    own: str
    english: str = ""


@dataclass(frozen=True)
class Certificate:
    """What stands on a certificate. `name`: as the person writes it, in any script; `first`, `last`: days of the course
    in India; `hours`: of training; `code`: as people read it; `address`: of the page that checks this code ("" if there
    is none); `sample`: for trying out, and recognisable as such."""

    name: str
    course: Twofold
    first: dt.date
    last: dt.date
    hours: Decimal
    place: Twofold
    agency: Twofold
    code: str
    address: str
    issued_on: dt.date
    language: Language
    sample: bool = False


def draw(certificate: Certificate, messages: Mapping[str, BotMessage]) -> bytes:
    """The PDF. `messages`: the bot's own (content/messages). Raises `Unwritable` if no font has a letter of the name
    (ask for it in other letters), `TooLong` if a text does not fit even in small letters, ValueError if hours or days
    make no sense, OSError if the fonts are not installed."""
    if certificate.last < certificate.first or certificate.hours <= 0 or not certificate.name.strip():
        raise ValueError("a certificate needs a name, days in their order, and more than no hours")
    words = _Words(messages, certificate.language)
    title = words("certificate_title")
    sheet = Sheet(
        f"{title.own}: {certificate.course.own}", certificate.agency.own, certificate.language, certificate.issued_on
    )
    _frame(sheet)
    _middle(sheet, certificate, words)
    _cells(sheet, certificate, words)
    _foot(sheet, certificate, words)
    if certificate.sample:
        sample = words("certificate_sample")
        mark = f"{sample.own} · {sample.english}" if sample.english else sample.own
        sheet.across(mark, 130, _RED, opacity=0.22, angle=24)
    return sheet.output()


class _Words:
    """The bot's words on the paper, in the person's language and in English."""

    def __init__(self, messages: Mapping[str, BotMessage], language: Language) -> None:
        self._messages, self._language = messages, language

    def __call__(self, key: str, **values: Twofold) -> Twofold:
        text = self._messages[key].text
        own = text[self._language].strip().format(**{name: value.own for name, value in values.items()})
        if self._language == "en":
            return Twofold(own)
        # Without a text of its own in English a value is the same in both.
        english = text["en"].strip().format(**{name: value.english or value.own for name, value in values.items()})
        return Twofold(own, english)

    def day(self, day: dt.date) -> Twofold:
        return self.days(day, day)

    def days(self, first: dt.date, last: dt.date) -> Twofold:
        return self._both(lambda language: " –\n".join(format_date(day, language) for day in sorted({first, last})))

    def hours(self, hours: Decimal) -> Twofold:
        shown = self._both(lambda language: format_number(hours, language))
        return self("certificate_hour" if hours == 1 else "certificate_hours", hours=shown)

    def _both(self, show: Callable[[Language], str]) -> Twofold:
        return Twofold(show(self._language), "" if self._language == "en" else show("en"))


def _frame(sheet: Sheet) -> None:
    sheet.fill(0, 0, sheet.WIDTH, sheet.HEIGHT, _PAPER)
    for inset, line, colour in ((9.0, 1.4, _GREEN), (11.5, 0.35, _GOLD)):
        sheet.box(inset, inset, sheet.WIDTH - 2 * inset, sheet.HEIGHT - 2 * inset, line, colour)


def _middle(sheet: Sheet, certificate: Certificate, words: _Words) -> None:
    """Title, name and course, one below the other in the middle."""
    _pair(sheet, words("certificate_title"), 17, (34, 14), _GREEN, bold=True)
    _pair(sheet, words("certificate_given"), 45, (14, 10), _SOFT)
    sheet.paragraph(certificate.name, _EDGE, 58, _ROOM, 20, 36, 9, _INK, bold=True, centred=True)
    sheet.fill(sheet.WIDTH / 2 - 60, 79, 120, 0.35, _GOLD)
    _pair(sheet, words("certificate_done"), 80.5, (14, 10), _SOFT)
    course = certificate.course
    sheet.paragraph(course.own, _EDGE, 92.5, _ROOM, 14, 25, 9, _GREEN, bold=True, centred=True)
    if course.english not in ("", course.own):
        sheet.paragraph(course.english, _EDGE, 106.5, _ROOM, 8, 12, 6.5, _SOFT, centred=True)


def _pair(
    sheet: Sheet, text: Twofold, y: float, sizes: tuple[float, float], colour: Colour, bold: bool = False
) -> None:
    """A line in the middle, and the English one below it."""
    own, english = sizes
    y = sheet.paragraph(text.own, _EDGE, y, _ROOM, own * POINT * 1.6, own, 8, colour, bold=bold, centred=True)
    if text.english:
        sheet.paragraph(text.english, _EDGE, y - 0.8, _ROOM, english * POINT * 1.6, english, 7, _SOFT, centred=True)


def _cells(sheet: Sheet, certificate: Certificate, words: _Words) -> None:
    """When, how long, where and by whom, side by side."""
    cells = (
        (words("certificate_label_date"), words.days(certificate.first, certificate.last), 0.22),
        (words("certificate_label_duration"), words.hours(certificate.hours), 0.14),
        (words("certificate_label_place"), certificate.place, 0.32),
        (words("certificate_label_agency"), certificate.agency, 0.32),
    )
    x, y = _EDGE, _CELLS_TOP
    for label, value, share in cells:
        width = share * _ROOM - 5
        sheet.fill(x, y, 0.5, 31, _GOLD)
        left = x + 3
        both = f"{label.own} · {label.english}" if label.english else label.own
        sheet.paragraph(both, left, y, width, 6, 9.5, 7, _SOFT)
        end = sheet.paragraph(value.own, left, y + 5.5, width, 15.5, 13, 7, _INK, bold=True)
        if value.english not in ("", value.own):
            sheet.paragraph(value.english, left, end, width, y + 32 - end, 9.5, 6.5, _SOFT)
        x += share * _ROOM


def _square(sheet: Sheet, address: str) -> float:
    """The address as a QR code at the right, and how much room is left beside it."""
    size, dark = qr.dark_runs(address)
    dot = _QR / size
    left = sheet.WIDTH - _EDGE - _QR
    # White around it, as wide as the standard asks for: the paper's tint is no part of the code.
    quiet = qr.QUIET * dot
    sheet.fill(left - quiet, _FOOT_TOP - quiet, _QR + 2 * quiet, _QR + 2 * quiet, (255, 255, 255))
    for column, row, length in dark:
        sheet.fill(left + column * dot, _FOOT_TOP + row * dot, length * dot, dot, (0, 0, 0))
    return left - quiet - _EDGE - 6


def _foot(sheet: Sheet, certificate: Certificate, words: _Words) -> None:
    """The code, and how to check it, if there is a page for that."""
    room = _square(sheet, certificate.address) if certificate.address else _ROOM
    label = words("certificate_label_code")
    both = f"{label.own} · {label.english}" if label.english else label.own
    sheet.paragraph(both, _EDGE, _FOOT_TOP - 1.5, room, 6, 9.5, 7, _SOFT)
    y = sheet.paragraph(certificate.code, _EDGE, _FOOT_TOP + 3, room, 12, 20, 12, _GREEN, bold=True)
    day = words.day(certificate.issued_on)
    issued = words("certificate_issued" if certificate.address else "certificate_issued_unchecked", date=day)
    if certificate.address:
        check = words("certificate_check")
        y = sheet.paragraph(check.own, _EDGE, y, room, 6, 10, 7, _INK)
        if check.english:
            y = sheet.paragraph(check.english, _EDGE, y - 0.6, room, 5, 8, 6.5, _SOFT)
        y = sheet.paragraph(certificate.address.partition("://")[2], _EDGE, y, room, 6, 11, 6.5, _GREEN, bold=True)
    y = sheet.paragraph(issued.own, _EDGE, y + 0.6, room, 5, 8.5, 6.5, _SOFT)
    if issued.english:
        sheet.paragraph(issued.english, _EDGE, y - 0.4, room, 5, 7.5, 6.5, _SOFT)
