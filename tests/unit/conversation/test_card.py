"""The card as a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image, features

from bot.conversation import card
from bot.conversation.card import Row

ROWS = [Row("Name", "Rahim Sheikh", large=True), Row("Number", "WB-1234-5678-4", large=True), Row("Work", "Mason")]


def picture(rows: list[Row], title: str = "Udyog Sathi", footer: str = "No proof of identity.") -> Image.Image:
    return Image.open(io.BytesIO(card.draw(title, rows, footer)))


def ink(image: Image.Image, top: int, bottom: int) -> int:
    """How many pixels of a stripe are dark."""
    stripe = image.convert("L").crop((card._MARGIN, top, card.WIDTH - card._MARGIN, bottom))
    return sum(count for count, shade in stripe.getcolors(256) or () if shade < 90)


def test_letters_that_join_are_laid_out() -> None:
    assert features.check("raqm"), "without it Bengali and Hindi are not readable"
    # The vowel sign of কি stands before its letter, and both parts of ক্ষ are one sign: narrower than side by side.
    assert card._width("ক্ষ", 60, 400) < card._width("ক", 60, 400) + card._width("ষ", 60, 400)
    assert card._width("क्ष", 60, 400) < card._width("क", 60, 400) + card._width("ष", 60, 400)


def test_a_card_is_a_small_png_as_wide_as_a_phone() -> None:
    drawn = card.draw("Udyog Sathi", ROWS, "No proof of identity.")
    image = Image.open(io.BytesIO(drawn))
    assert (image.format, image.width) == ("PNG", card.WIDTH)
    assert 400 < image.height < 1200 and len(drawn) < 60_000


@pytest.mark.parametrize("name", ["Rahim Sheikh", "রহিম শেখ", "क्षिप्रा विश्वकर्मा", "Rahim রহিম रहीम"])
def test_a_name_is_written_in_its_own_letters(name: str) -> None:
    image = picture([Row("Name", name, large=True)])
    blank = picture([Row("Name", "", large=True)])
    assert image.size == blank.size
    assert ink(image, 220, 330) > ink(blank, 220, 330) + 1000


def test_no_letter_is_missing_in_its_font() -> None:
    """A letter that a font lacks is drawn as its box: the same for every such letter."""
    for text, wrong in (("রহিম", ""), ("रहीम", ""), ("Rahim", "Beng")):
        (script, piece), *_ = card._pieces(text)
        assert script != wrong and piece == text
        font = card._font(script, 60, 400)
        box = bytes(font.getmask("\U0010fffd"))
        assert all(bytes(font.getmask(char)) != box for char in text)


def test_a_line_is_split_by_script_and_blanks_stay_inside() -> None:
    def pieces(text: str) -> Iterator[tuple[str, str]]:
        return card._pieces(text)

    assert list(pieces("রহিম শেখ, Malda")) == [("Beng", "রহিম শেখ"), ("", ", Malda")]
    assert "".join(piece for _, piece in pieces("a রহিম शेख।b")) == "a রহিম शेख।b"
    assert list(pieces("")) == []


def test_long_values_stay_on_the_card() -> None:
    for text in ("Abdullah " * 40, "W" * 300):
        lines = card._wrapped(text, 60, 700)
        assert len(lines) <= card._MOST_LINES and lines[-1].endswith("…")
        assert all(card._width(line, 60, 700) <= card.WIDTH - 2 * card._MARGIN for line in lines)
    assert picture([Row("Name", "Abdullah " * 40, large=True)]).width == card.WIDTH
