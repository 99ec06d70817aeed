"""Plots as SVG, written on the server: with a title and a description for those who cannot see them, values in words
beside every bar, and patterns beside the colours. Drawn for 360 px, so that they can be read on a phone; presentation
attributes alone, since the pages allow no style. The same numbers stand in a table below each plot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

WIDTH: Final = 320
_INK, _SOFT, _LINE, _OWN = "#1c2630", "#54616e", "#d5dbe1", "#0b5c62"
_BAR, _STEP = 12, 36
_TILE_WIDTH, _TILE_HEIGHT = 80, 58
_LONGEST: Final = 38
"""Characters of a label."""
_SHADES: Final = ("#ffffff", "#e3f1f1", "#c6e3e3", "#a4d2d3", "#7fbfc1")
"""From none to most: dark letters can be read on each."""

Write = Callable[[float], str]
"""A number as the reader writes it."""

TILES: Final[Mapping[str, tuple[int, int]]] = {
    "darjeeling": (1, 0), "kalimpong": (2, 0), "alipurduar": (3, 0),
    "jalpaiguri": (2, 1), "cooch-behar": (3, 1),
    "uttar-dinajpur": (1, 2), "dakshin-dinajpur": (2, 2),
    "malda": (2, 3),
    "birbhum": (1, 4), "murshidabad": (2, 4),
    "paschim-bardhaman": (1, 5), "purba-bardhaman": (2, 5), "nadia": (3, 5),
    "purulia": (0, 6), "bankura": (1, 6), "hooghly": (2, 6), "north-24-parganas": (3, 6),
    "jhargram": (0, 7), "paschim-medinipur": (1, 7), "howrah": (2, 7), "kolkata": (3, 7),
    "purba-medinipur": (2, 8), "south-24-parganas": (3, 8),
}  # fmt: skip
"""The 23 districts as tiles: column from the west, row from the north."""


def bars(key: str, title: str, described: str, items: Sequence[tuple[str, float]], write: Write) -> Markup:
    """A bar for each item, its label above and its number at the right."""
    most = max((value for _, value in items), default=0) or 1
    parts = [
        f'{_label(at, label)}{_value(at, write(value))}'
        f'<rect x="0" y="{at * _STEP + 18}" width="{WIDTH}" height="{_BAR}" fill="#eef1f4"/>'
        f'<rect x="0" y="{at * _STEP + 18}" width="{_length(value / most)}" height="{_BAR}" fill="{_OWN}"/>'
        for at, (label, value) in enumerate(items)
    ]  # fmt: skip
    return _svg(key, title, described, len(items) * _STEP, parts)


def stacked(
    key: str, title: str, described: str, items: Sequence[tuple[str, float, float]], names: tuple[str, str],
    write: Write,
) -> Markup:  # fmt: skip
    """Two numbers for each item, one after the other: the first plain, the second hatched. `names`: of the two."""
    most = max((one + other for _, one, other in items), default=0) or 1
    hatch = (
        f'<defs><pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="#fff"/><path d="M0 6 6 0" stroke="{_INK}" stroke-width="1.5"/></pattern>'
        "</defs>"
    )
    legend = (
        f'<rect x="0" y="2" width="14" height="{_BAR}" fill="{_OWN}"/>{_text(20, 13, names[0], 12)}'
        f'<rect x="160" y="2" width="14" height="{_BAR}" fill="url(#{key}-hatch)" stroke="{_INK}"/>'
        f"{_text(180, 13, names[1], 12)}"
    )
    parts = [hatch, legend]
    for at, (label, one, other) in enumerate(items, 1):
        first, second = _length(one / most), _length(other / most)
        y = at * _STEP + 18 - _BAR
        parts.append(
            f"{_text(0, y - 5, _short(label), 13)}"
            f"{_text(WIDTH, y - 5, f'{write(one)} / {write(other)}', 13, 'end', True)}"
            f'<rect x="0" y="{y}" width="{first}" height="{_BAR}" fill="{_OWN}"/>'
        )
        if other:
            parts.append(
                f'<rect x="{first}" y="{y}" width="{second}" height="{_BAR}" fill="url(#{key}-hatch)" stroke="{_INK}"/>'
            )
    return _svg(key, title, described, (len(items) + 1) * _STEP, parts)


def line(key: str, title: str, described: str, items: Sequence[tuple[str, float]], write: Write) -> Markup:
    """A line through the items, from left to right; the first, the last and the highest are named."""
    most = max((value for _, value in items), default=0) or 1
    top, bottom = 26, 150
    step = WIDTH / max(1, len(items) - 1)
    points = [
        (round(min(WIDTH - 3, max(3, at * step)), 1), round(bottom - (bottom - top) * value / most, 1))
        for at, (_, value) in enumerate(items)
    ]
    path = " ".join(f"{x},{y}" for x, y in points)
    parts = [
        f'<path d="M0 {bottom}H{WIDTH}M0 {top}H{WIDTH}" stroke="{_LINE}"/>',
        f'<polyline points="{path}" fill="none" stroke="{_OWN}" stroke-width="2.5" stroke-linejoin="round"/>',
    ]
    if len(points) <= 31:
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{_OWN}"/>' for x, y in points]
    if items:
        peak = max(range(len(items)), key=lambda at: items[at][1])
        x = points[peak][0]
        anchor = "start" if x < 90 else "end" if x > WIDTH - 90 else "middle"
        parts.append(_text(x, 16, f"{items[peak][0]}: {write(items[peak][1])}", 13, anchor, True))
        parts.append(_text(0, bottom + 18, items[0][0], 12))
        if len(items) > 1:
            parts.append(_text(WIDTH, bottom + 18, items[-1][0], 12, "end"))
    return _svg(key, title, described, bottom + 26, parts)


def tiles(key: str, title: str, described: str, values: Mapping[str, tuple[str, str, float]]) -> Markup:
    """The districts as tiles, laid out after the map. `values`: id -> name, number as written, number."""
    most = max((value for _, _, value in values.values()), default=0) or 1
    parts = []
    for district, (column, row) in TILES.items():
        if district not in values:
            continue
        name, written, value = values[district]
        x, y = column * _TILE_WIDTH + 1, row * _TILE_HEIGHT + 1
        shade = _SHADES[0 if value <= 0 else min(4, 1 + int(value / most * 3.999))]
        middle = x + (_TILE_WIDTH - 2) / 2
        first, second = _halved(name)
        parts.append(
            f'<rect x="{x}" y="{y}" width="{_TILE_WIDTH - 2}" height="{_TILE_HEIGHT - 2}" rx="4" fill="{shade}"'
            f' stroke="{_SOFT}"/>'
            f"{_text(middle, y + 14, first, 11, 'middle')}{_text(middle, y + 26, second, 11, 'middle')}"
            f"{_text(middle, y + 48, written, 15, 'middle', True)}"
        )
    rows = 1 + max(row for _, row in TILES.values())
    return _svg(key, title, described, rows * _TILE_HEIGHT, parts)


def _svg(key: str, title: str, described: str, height: int, parts: Sequence[str]) -> Markup:
    height = max(height, 20)
    return Markup(
        f'<svg class="chart" role="img" aria-labelledby="{key}-title {key}-desc" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(described)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _label(at: int, label: str) -> str:
    return _text(0, at * _STEP + 13, _short(label), 13)


def _value(at: int, written: str) -> str:
    return _text(WIDTH, at * _STEP + 13, written, 13, "end", bold=True)


def _text(x: float, y: float, text: str, size: int, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{_INK}"{place}{weight}>{escape(text)}</text>'
        if text
        else ""
    )


def _length(share: float) -> float:
    return round(max(2.0, share * WIDTH), 1) if share > 0 else 0


def _short(label: str) -> str:
    """Cut at a blank, so that no letter is torn."""
    if len(label) <= _LONGEST:
        return label
    return label[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _halved(name: str) -> tuple[str, str]:
    """A long name on two lines."""
    words = name.split()
    if len(words) == 1 or len(name) <= 11:
        return name, ""
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return " ".join(words[:cut]), " ".join(words[cut:])
