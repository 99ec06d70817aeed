"""The card of a registration: a picture that is read on a small phone. Pure but for the font files.

Bengali and Devanagari letters join and move; Pillow's Raqm layout does that. Each piece of a line is drawn with the
font of its script, since the fonts of one script lack the letters of another.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

WIDTH: Final = 1080  # pixels, as wide as most phones show a picture
MIME: Final = "image/png"
_MARGIN, _GAP = 56, 18
_INK, _SOFT, _PAPER, _BAND, _ON_BAND = "#1b1b1b", "#5a5a5a", "#fffdf7", "#0b5d4b", "#ffffff"
_REGULAR, _BOLD = 400, 700
_TITLE, _LABEL, _VALUE, _LARGE, _NOTE = 58, 42, 58, 76, 38
"""Sizes of letters: a third of them is what a phone shows."""
_BAND_HEIGHT = 132
_MOST_LINES = 3
"""Of one value: what is longer ends in "…"."""
_FONTS: Final = {
    "Beng": "NotoSansBengali[wght].ttf",
    "Deva": "NotoSansDevanagari[wght].ttf",
    "": "NotoSans[wght].ttf",
}
_SCRIPTS: Final = ((0x0980, 0x09FF, "Beng"), (0x0900, 0x097F, "Deva"))
_FOLLOWS: Final = frozenset({0x200C, 0x200D, 0x0964, 0x0965, 0x20})
"""Joiners, the danda and blanks belong to the script before them."""


@dataclass(frozen=True)
class Row:
    """A line of the card: its label, its value, and whether it is written large."""

    label: str
    value: str
    large: bool = False


def draw(title: str, rows: Sequence[Row], footer: str) -> bytes:
    """The card as a PNG. Raises OSError if the fonts are not installed."""
    laid = [(row, _wrapped(row.value, _size(row), _BOLD if row.large else _REGULAR)) for row in rows]
    small = _wrapped(footer, _NOTE, _REGULAR)
    height = _BAND_HEIGHT + _MARGIN
    height += sum(_height(row, lines) + _GAP for row, lines in laid) + len(small) * _leading(_NOTE) + _MARGIN
    picture = Image.new("RGB", (WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, _BAND_HEIGHT), fill=_BAND)
    _line(pen, _MARGIN, 30, _fitting(title, _TITLE), _TITLE, _BOLD, _ON_BAND)
    y = _BAND_HEIGHT + _MARGIN // 2
    for row, lines in laid:
        _line(pen, _MARGIN, y, row.label, _LABEL, _REGULAR, _SOFT)
        y += _leading(_LABEL)
        for line in lines:
            _line(pen, _MARGIN, y, line, _size(row), _BOLD if row.large else _REGULAR, _INK)
            y += _leading(_size(row))
        y += _GAP
    for line in small:
        _line(pen, _MARGIN, y, line, _NOTE, _REGULAR, _SOFT)
        y += _leading(_NOTE)
    pen.rectangle((0, 0, WIDTH - 1, height - 1), outline=_BAND, width=6)
    stream = io.BytesIO()
    # Few colours: a card of some ten kilobytes comes through where the network is weak.
    picture.quantize(32).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _size(row: Row) -> int:
    return _LARGE if row.large else _VALUE


def _height(row: Row, lines: Sequence[str]) -> int:
    return _leading(_LABEL) + len(lines) * _leading(_size(row))


def _leading(size: int) -> int:
    return round(size * 1.42)  # Bengali and Devanagari signs stand above and below the line


def _wrapped(text: str, size: int, weight: int) -> list[str]:
    """The text in lines that fit, broken at blanks, a word that is wider than the card where it is full."""
    room = WIDTH - 2 * _MARGIN
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _width(joined, size, weight) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    cut = lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        cut[-1] += " …"
    return [_fitting(line, size, weight) for line in cut] or [""]


def _fitting(text: str, size: int, weight: int = _BOLD) -> str:
    """The text, cut where it is wider than the card."""
    room = WIDTH - 2 * _MARGIN
    if _width(text, size, weight) <= room:
        return text
    while text and _width(f"{text}…", size, weight) > room:
        text = text[:-1]
    return f"{text}…"


def _width(text: str, size: int, weight: int) -> float:
    return sum(_font(script, size, weight).getlength(piece) for script, piece in _pieces(text))


def _line(pen: ImageDraw.ImageDraw, x: float, y: float, text: str, size: int, weight: int, colour: str) -> None:
    baseline = y + size * 1.1
    for script, piece in _pieces(text):
        font = _font(script, size, weight)
        pen.text((x, baseline), piece, font=font, fill=colour, anchor="ls")
        x += font.getlength(piece)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text in runs of one script each, with the script's name."""
    run, script = "", ""
    for char in text:
        own = _script(char)
        if run and own != script and not (ord(char) in _FOLLOWS and script):
            yield script, run
            run = ""
        if not run:
            script = own
        run += char
    if run:
        yield script, run


def _script(char: str) -> str:
    code = ord(char)
    return next((name for first, last, name in _SCRIPTS if first <= code <= last), "")


@lru_cache(maxsize=64)
def _font(script: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    spec = find_spec("manimgx_fonts")
    if spec is None or spec.origin is None:
        raise OSError("the fonts of the card are not installed (package manimgx-fonts)")
    path = Path(spec.origin).parent / _FONTS[script]
    font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)
    font.set_variation_by_axes([weight])
    return font
