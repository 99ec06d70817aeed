"""QR codes, read again by another library."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from bot.documents import qr

ADDRESS = "https://udyog-sathi.example.org/c/7K3XC9DP2W"


@pytest.mark.parametrize("text", [ADDRESS, "482913", "কোড ৪৮২৯১৩", "a"])
def test_a_picture_says_the_text(text: str) -> None:
    picture = Image.open(io.BytesIO(qr.png(text)))
    assert picture.format == "PNG"
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [text]


def test_the_quiet_zone_is_empty_and_a_module_as_wide_as_asked() -> None:
    picture = Image.open(io.BytesIO(qr.png(ADDRESS, module=5))).convert("L")
    size, _ = qr.dark_runs(ADDRESS)
    assert picture.size == ((size + 2 * qr.QUIET) * 5,) * 2
    box = picture.point(lambda shade: 255 - shade).getbbox()
    assert box == (20, 20, picture.width - 20, picture.height - 20)


def test_runs_draw_the_same_code() -> None:
    size, runs = qr.dark_runs(ADDRESS)
    picture = Image.new("L", (size + 8, size + 8), 255)
    pen = ImageDraw.Draw(picture)
    for column, row, length in runs:
        pen.rectangle((column + 4, row + 4, column + 4 + length - 1, row + 4), fill=0)
    large = picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST)
    assert [code.text for code in zxingcpp.read_barcodes(large)] == [ADDRESS]


def test_a_drawing_stands_by_itself() -> None:
    root = ET.fromstring(qr.svg(ADDRESS))
    size, _ = qr.dark_runs(ADDRESS)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox") == f"0 0 {size + 8} {size + 8}" and root.get("width") is None
    assert b"href" not in qr.svg(ADDRESS)


@pytest.mark.parametrize("text", ["", "x" * 3000])
@pytest.mark.parametrize("make", [qr.png, qr.svg, qr.dark_runs])
def test_what_cannot_be_a_code(make: object, text: str) -> None:
    with pytest.raises(ValueError):
        make(text)  # type: ignore[operator]
