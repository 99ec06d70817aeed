"""The monthly table of trades and districts as a picture (SVG): a heat map with the numbers in it, texts as texts."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from bot.knowledge.names import Names
from bot.services.worker_table import SMALL, Table

_SVG = "http://www.w3.org/2000/svg"
_CELL, _LEFT, _TOP = (0.62, 0.34), 2.6, 2.4  # inches: a cell, names of trades, title and names of districts


@dataclass(frozen=True)
class Said:
    """What stands on the picture beside names and numbers, in one language. `digits`: writes digits as they are written
    there."""

    title: str
    nobody: str = "Nobody registered in this month."
    hidden: str = f"A worker with several trades counts at each; fewer than {SMALL} are shown as <{SMALL}."
    language: str = "en"
    digits: Callable[[str], str] = str


def svg(table: Table, names: Names, said: Said | None = None) -> bytes:
    """The picture, as a document that stands by itself: no references to other places, a title and a description for
    those who hear it. `names`, `said`: in one language; the usual one is English."""
    said = said or Said(f"Workers registered in {table.month:%B %Y}, by trade and district")
    with warnings.catch_warnings():
        # The letters are texts of the document, which the reader's own fonts draw; ours only measure them.
        warnings.filterwarnings("ignore", r"Glyph \d+|Matplotlib currently does not support")
        drawn = _drawn(table, names, said)
    root = ElementTree.fromstring(drawn)
    for name, text in (("desc", _description(table, names, said)), ("title", said.title)):
        element = ElementTree.Element(f"{{{_SVG}}}{name}", {"id": f"table-{name}"})
        element.text = text
        root.insert(0, element)
    root.attrib |= {"role": "img", "aria-labelledby": "table-title table-desc", "lang": said.language}
    for metadata in root.findall(f"{{{_SVG}}}metadata"):
        root.remove(metadata)
    ElementTree.register_namespace("", _SVG)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _drawn(table: Table, names: Names, said: Said) -> bytes:
    import matplotlib  # takes a second to load: only when a picture is drawn
    import numpy as np
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.colors import LogNorm
    from matplotlib.figure import Figure

    rows, columns = max(1, len(table.trades)), max(1, len(table.districts))
    size = (_LEFT + _CELL[0] * max(columns, 6), _TOP + _CELL[1] * rows)
    # What is hidden as "<5" has one shade, so that the shade does not tell it either.
    values = np.array(
        [[_shade(table.counts.get((trade, at), 0)) for at in table.districts] for trade in table.trades], dtype=float
    ).reshape(len(table.trades), len(table.districts))
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "workers", "font.family": "sans-serif"}):
        figure = Figure(figsize=size, layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        figure.suptitle(said.title, fontsize=12)
        if not values.size:
            axes.text(0.5, 0.5, said.nobody, ha="center", va="center")
            axes.set_axis_off()
        else:
            top = max(float(values.max()), SMALL * 2.0)
            shown = np.ma.masked_equal(values, 0)
            axes.pcolormesh(shown, cmap="Blues", norm=LogNorm(1, top), edgecolors="#d0d0d0", linewidth=0.5)
            axes.invert_yaxis()
            axes.xaxis.tick_top()
            axes.set_xticks(np.arange(columns) + 0.5, [names.districts.get(at, at) for at in table.districts])
            axes.tick_params(axis="x", rotation=60, length=0)
            axes.set_yticks(np.arange(rows) + 0.5, [names.trades.get(trade, trade) for trade in table.trades])
            axes.tick_params(axis="y", length=0)
            for label in axes.get_xticklabels():
                label.set(ha="left", rotation_mode="anchor")
            for y, trade in enumerate(table.trades):
                for x, at in enumerate(table.districts):
                    dark = values[y, x] > top**0.6
                    axes.text(
                        x + 0.5, y + 0.5, said.digits(table.shown(trade, at)), ha="center", va="center", fontsize=8,
                        color="white" if dark else "black",
                    )  # fmt: skip
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return stream.getvalue()


def _shade(number: int) -> float:
    return float(SMALL - 1 if 0 < number < SMALL else number)


def _description(table: Table, names: Names, said: Said) -> str:
    """Row by row, what the picture shows."""
    lines = [
        f"{names.trades.get(trade, trade)}: "
        + ", ".join(
            f"{names.districts.get(at, at)} {said.digits(table.shown(trade, at))}"
            for at in table.districts
            if table.counts.get((trade, at))
        )
        for trade in table.trades
    ]
    return ". ".join([*lines, said.hidden]) if lines else said.nobody
