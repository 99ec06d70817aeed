"""A page of a PDF that can be written on in any of our scripts: letters that join are joined, and what is copied out of
it is the text as it was given."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from fpdf import FPDF
from fpdf.enums import TextDirection
from fpdf.line_break import Fragment

from bot.documents import fonts
from bot.language import graphemes, normalise

Colour = tuple[int, int, int]
LEADING: Final = 1.5
"""Of Indian letters, as a multiple of their size: their signs stand above and below the line."""
POINT: Final = 25.4 / 72
"""Millimetres."""
_MEASURE: Final = 100  # points
_STEP: Final = 0.5  # points by which a text is made smaller until it fits


class TooLong(ValueError):
    """A text does not fit into its place, even in the smallest letters that can be read."""


class _Paper(FPDF):
    """The library, with one thing mended: it cuts a text at joiners (U+200C, U+200D) before it lays letters out, so
    that the sign after a joiner stands alone ("র‍্যাম্প"). What we hand over is in one script; only right to left needs
    cuts."""

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Any]:
        if not self.text_shaping or not text or _right_to_left(text):
            return super()._preload_bidirectional_text(text, markdown)
        self.text_shaping |= {"paragraph_direction": TextDirection.LTR, "fragment_direction": TextDirection.LTR}
        return [Fragment(text, self._get_current_graphics_state(), self.k)]


def _right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)


class Sheet:
    """One page of A4, landscape. Lengths and places are millimetres from the upper left corner, sizes of letters are
    points. Texts are put into their normal form; `Unwritable` is raised for letters that no font has."""

    WIDTH: Final = 297.0
    HEIGHT: Final = 210.0

    def __init__(self, title: str, author: str, language: str, made_on: dt.date) -> None:
        """`language`: of the document, for those who have it read aloud."""
        self._pdf = _Paper(orientation="L", unit="mm", format="A4")
        self._pdf.set_auto_page_break(False)
        self._pdf.add_page()
        self._pdf.str_alias_nb_pages = ""  # nothing in a name stands for the number of pages
        self._pdf.set_margin(0)
        self._pdf.c_margin = 0
        self._pdf.set_text_shaping(True)
        self._pdf.set_title(normalise(title))
        self._pdf.set_author(normalise(author))
        self._pdf.set_creator("Udyog Sathi")
        self._pdf.set_producer("Udyog Sathi")
        self._pdf.set_lang(f"{language}-IN")
        self._pdf.set_creation_date(dt.datetime.combine(made_on, dt.time(), dt.UTC))
        self._widths: dict[tuple[str, bool], float] = {}

    def output(self) -> bytes:
        """The file. The same contents give the same bytes."""
        return bytes(self._pdf.output())

    def box(self, x: float, y: float, width: float, height: float, line: float, colour: Colour) -> None:
        """An empty frame. `line`: its thickness."""
        self._pdf.set_line_width(line)
        self._pdf.set_draw_color(*colour)
        self._pdf.rect(x, y, width, height)

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(x, y, width, height, style="F")

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide a line is."""
        key = (text, bold)
        if key not in self._widths:
            total = 0.0
            for run in fonts.runs(text):
                self._font(run.script, _MEASURE, bold)
                total += self._pdf.get_string_width(run.text)
            self._widths[key] = total
        return self._widths[key] * size / _MEASURE

    def line(self, text: str, x: float, y: float, size: float, colour: Colour, bold: bool = False) -> None:
        """A line that begins at `x` and stands on `y`."""
        if not text:
            return
        fonts.check(text)
        self._pdf.set_text_color(*colour)
        with self._spoken(text):
            for run in fonts.runs(text):
                self._font(run.script, size, bold)
                # `text` would not join the letters; a cell does. It writes on 0.3 of the size below its middle.
                self._pdf.set_xy(x, y - 0.3 * size * POINT)
                self._pdf.cell(h=0, text=run.text)
                x = self._pdf.get_x()

    def paragraph(
        self, text: str, x: float, y: float, width: float, height: float, size: float, smallest: float,
        colour: Colour, bold: bool = False, centred: bool = False,
    ) -> float:  # fmt: skip
        """A text in a space, as large as fits, at most `size`. Gives where it ends. Raises `TooLong`."""
        text = normalise(text)
        fonts.check(text.replace("\n", ""))
        chosen, lines = fitted(text, width, height, size, smallest, lambda part, at: self.width(part, at, bold))
        for line in lines:
            left = x + (width - self.width(line, chosen, bold)) / 2 if centred else x
            self.line(line, left, y + chosen * POINT * 1.1, chosen, colour, bold)
            y += chosen * POINT * LEADING
        return y

    def across(self, text: str, size: float, colour: Colour, opacity: float, angle: float) -> None:
        """A text over the middle of the whole page, turned by `angle` degrees, through which the rest can be read."""
        size = min(size, size * 0.86 * self.WIDTH / max(self.width(text, size, bold=True), 1.0))
        x, y = self.WIDTH / 2, self.HEIGHT / 2
        with self._pdf.local_context(fill_opacity=opacity), self._pdf.rotation(angle, x, y):
            self.line(text, x - self.width(text, size, True) / 2, y + size * POINT / 3, size, colour, bold=True)

    def _font(self, script: fonts.Script, size: float, bold: bool) -> None:
        style = "B" if bold else ""
        if f"{script.tag}{style}" not in self._pdf.fonts:
            self._pdf.add_font(script.tag, style, fonts.static(script, fonts.BOLD if bold else fonts.REGULAR))
        self._pdf.set_font(script.tag, style, size)

    @contextmanager
    def _spoken(self, text: str) -> Iterator[None]:
        """What is drawn stands for this text (ISO 32000-1, 14.9.4): signs that stand before their letter, and
        conjuncts, would be copied out in the order in which they are drawn. The library has no public way to say it."""
        if _right_to_left(text):  # readers turn it round once more; it is joined letter by letter anyway
            yield
            return
        code = text.encode("utf-16-be").hex().upper()
        self._pdf._out(f"/Span <</ActualText <FEFF{code}>>> BDC")
        yield
        self._pdf._out("EMC")


Measure = Callable[[str, float], float]
"""How wide a line is at a size in points."""


def fitted(
    text: str, width: float, height: float, largest: float, smallest: float, measure: Measure
) -> tuple[float, list[str]]:
    """The largest size, in points, at which a text fits into a space, and its lines. It is broken where it has a line
    break, and at blanks; a word wider than the space, in the smallest size only, between letters. Raises `TooLong`."""
    size = largest
    while size >= smallest:
        lines = _wrapped(text, width, size, measure)
        if _fits(lines, width, height, size, measure):
            return size, lines
        size -= _STEP
    lines = _wrapped(" ".join(_parts(text, width, smallest, measure)), width, smallest, measure)
    if _fits(lines, width, height, smallest, measure):
        return smallest, lines
    raise TooLong(f"{len(text)} characters do not fit into {width:.0f} × {height:.0f} mm")


def _fits(lines: list[str], width: float, height: float, size: float, measure: Measure) -> bool:
    return len(lines) * size * POINT * LEADING <= height and all(measure(line, size) <= width for line in lines)


def _wrapped(text: str, width: float, size: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    for given in text.split("\n"):
        line = ""
        for word in given.split():
            joined = f"{line} {word}" if line else word
            if line and measure(joined, size) > width:
                lines.append(line)
                joined = word
            line = joined
        lines.append(line)
    return lines


def _parts(text: str, width: float, size: float, measure: Measure) -> Iterator[str]:
    """The words; those wider than a line in parts that are not."""
    for word in text.split():
        part = ""
        for letter in graphemes(word):
            if part and measure(part + letter, size) > width:
                yield part
                part = ""
            part += letter
        yield part
