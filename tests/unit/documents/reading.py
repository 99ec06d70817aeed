"""What stands in a PDF, by another library."""

from __future__ import annotations

import ctypes
import re
from decimal import Decimal
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image


def page(data: bytes) -> Any:
    (found,) = pypdfium2.PdfDocument(data)
    return found


def text(data: bytes) -> str:
    """As somebody would copy it out of the document; blanks and line breaks as one blank."""
    return re.sub(r"\s+", " ", page(data).get_textpage().get_text_bounded().replace("\ufffe", "-"))


def picture(data: bytes, scale: float = 2.0) -> Image.Image:
    drawn: Image.Image = page(data).render(scale=scale).to_pil().convert("RGB")
    return drawn


def fonts(data: bytes) -> set[str]:
    """Names of the fonts that letters are drawn with, and that each is inside the file."""
    found = set()
    for thing in page(data).get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(thing)
        assert raw.FPDFFont_GetIsEmbedded(font) == 1
        buffer = ctypes.create_string_buffer(100)
        raw.FPDFFont_GetBaseFontName(font, buffer, 100)
        found.add(buffer.value.decode())
    return found


def ink(image: Image.Image) -> Image.Image:
    """The dark part alone, cut out."""
    grey = image.convert("L").point(lambda shade: 255 if shade < 128 else 0)
    return grey.crop(grey.getbbox())


def alike(one: Image.Image, other: Image.Image) -> Decimal:
    """How much of the ink of two pictures is the same, from 0 to 1, once they have one size."""
    size = one.size
    first, second = one, other.resize(size)
    pairs = list(zip(first.tobytes(), second.tobytes(), strict=True))
    both = sum(a > 127 and b > 127 for a, b in pairs)
    either = sum(a > 127 or b > 127 for a, b in pairs)
    return Decimal(both) / Decimal(either)
