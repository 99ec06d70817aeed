"""Drawings as files: SVG that can be read aloud and refers to nothing outside, PNG for a chat.

Bengali and Devanagari letters join and move; Matplotlib shapes them since 3.11 with the fonts that the card of a
registration uses too (Noto, from the package `manimgx-fonts`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from PIL import Image

if TYPE_CHECKING:  # Matplotlib takes a second to load: only when something is drawn
    from matplotlib.figure import Figure

_SVG: Final = "http://www.w3.org/2000/svg"
_FONTS: Final = ("NotoSans[wght].ttf", "NotoSansBengali[wght].ttf", "NotoSansDevanagari[wght].ttf")
_DOTS: Final = 150
"""Of a PNG, for each inch."""


@contextmanager
def drawing(salt: str) -> Iterator[None]:
    """While a figure is made and written: fonts, texts as texts in an SVG, dollar signs as dollar signs, and the same
    ids for the same drawing (`salt`: one for each kind of drawing). Raises OSError if the fonts are not installed."""
    import matplotlib

    with matplotlib.rc_context(
        {
            "font.family": [*_families(), "sans-serif"],
            "svg.fonttype": "none",
            "svg.hashsalt": salt,
            "text.parse_math": False,
        }
    ):
        yield


def svg(figure: Figure, title: str, description: str, language: str) -> bytes:
    """The figure as a document that stands by itself, with a title and a description for those who hear it. Inside
    `drawing`."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    FigureCanvasSVG(figure)
    stream = io.BytesIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ElementTree.fromstring(stream.getvalue())
    for name, text in (("desc", description), ("title", title)):
        element = ElementTree.Element(f"{{{_SVG}}}{name}", {"id": f"drawing-{name}"})
        element.text = text
        root.insert(0, element)
    root.attrib |= {"role": "img", "aria-labelledby": "drawing-title drawing-desc", "lang": language}
    for metadata in root.findall(f"{{{_SVG}}}metadata"):
        root.remove(metadata)
    ElementTree.register_namespace("", _SVG)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def png(figure: Figure) -> bytes:
    """The figure as a PNG of few colours, so that it comes through where the network is weak. Inside `drawing`."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(figure)
    drawn, packed = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=_DOTS, metadata={"Software": None})
    drawn.seek(0)
    with Image.open(drawn) as picture:
        picture.convert("RGB").quantize(32).save(packed, "PNG", optimize=True)
    return packed.getvalue()


@cache
def _families() -> tuple[str, ...]:
    """The names of our fonts, made known to Matplotlib."""
    from matplotlib import font_manager

    spec = find_spec("manimgx_fonts")
    if spec is None or spec.origin is None:
        raise OSError("the fonts for drawings are not installed (package manimgx-fonts)")
    paths = [str(Path(spec.origin).parent / name) for name in _FONTS]
    for path in paths:
        font_manager.fontManager.addfont(path)
    return tuple(font_manager.FontProperties(fname=path).get_name() for path in paths)
