"""QR codes (ISO/IEC 18004) of a text: an address to open with the telephone's camera, a code to check in with."""

from __future__ import annotations

import io
from typing import Final

import segno

QUIET: Final = 4
"""Modules that stay empty around the code: the least that the standard asks for."""
PNG_MIME: Final = "image/png"
SVG_MIME: Final = "image/svg+xml"
_LEVEL: Final = "m"
"""15 % of the code may be dirty or torn. The next level is taken where it does not make the code larger."""


def png(text: str, module: int = 8) -> bytes:
    """The code as a black and white picture. `module`: pixels of one dot. Raises ValueError if the text is empty or
    longer than a QR code can be (some 2,300 letters of the Latin alphabet)."""
    stream = io.BytesIO()
    _made(text).save(stream, kind="png", scale=module, border=QUIET)
    return stream.getvalue()


def svg(text: str) -> bytes:
    """The code as a drawing that stands by itself and grows to the width that it is given. Errors as `png`."""
    stream = io.BytesIO()
    _made(text).save(stream, kind="svg", border=QUIET, omitsize=True, light="#ffffff", xmldecl=True)
    return stream.getvalue()


def dark_runs(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """The code for who draws it: its dots along one side without the quiet zone, and row by row the runs of dark dots
    as (column, row, length). Errors as `png`."""
    rows = [[bool(dot) for dot in row] for row in _made(text).matrix]
    runs: list[tuple[int, int, int]] = []
    for y, row in enumerate(rows):
        start: int | None = None
        for x, dark in enumerate([*row, False]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append((start, y, x - start))
                start = None
    return len(rows), runs


def _made(text: str) -> segno.QRCode:
    if not text:
        raise ValueError("a QR code needs a text")
    # Never the small "micro" kind: most telephones cannot read it.
    return segno.make(text, error=_LEVEL, micro=False)
