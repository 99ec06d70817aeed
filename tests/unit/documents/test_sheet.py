"""A page that can be written on in any of our scripts."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from bot.documents import fonts
from bot.documents.sheet import LEADING, POINT, Sheet, TooLong, fitted
from bot.language import normalise
from tests.unit.documents import reading

BLACK = (0, 0, 0)


def sheet() -> Sheet:
    return Sheet("A title", "Somebody", "bn", dt.date(2026, 11, 22))


def by_raqm(text: str, bold: bool) -> Image.Image:
    """The same letters, laid out by another program (Pillow's Raqm) from the same font file."""
    (run,) = fonts.runs(text)
    path = fonts.static(run.script, fonts.BOLD if bold else fonts.REGULAR)
    font = ImageFont.truetype(path, 120, layout_engine=ImageFont.Layout.RAQM)
    image = Image.new("RGB", (3000, 400), "white")
    ImageDraw.Draw(image).text((100, 60), text, font=font, fill="black")
    return image


@pytest.mark.parametrize(
    "text",
    [
        "ক্ষিতীশচন্দ্র", "শ্রীমতী প্রতিজ্ঞা", "উদ্যোগের হিসাব", "ব্যাঙ্ক স্ত্রী", "র‍্যাম্প", "দুর্গা", "মৃত্যুঞ্জয়",
        "क्षिप्रा विश्वकर्मा", "श्रीमती ज्ञानेश्वरी", "उद्योग", "राष्ट्रीय", "हिंदी द्वितीय", "फ़ातिमा",
        "Rahim Sheikh", "ਗੁਰਪ੍ਰੀਤ", "தமிழ்", "ଓଡ଼ିଶା",
    ],
)  # fmt: skip
@pytest.mark.parametrize("bold", [False, True])
def test_letters_join_as_another_program_joins_them(text: str, bold: bool) -> None:
    page = sheet()
    page.line(text, 20, 100, 60, BLACK, bold)
    drawn = reading.picture(page.output(), 2)
    assert reading.alike(reading.ink(by_raqm(text, bold)), reading.ink(drawn)) > 0.8


def test_the_comparison_would_notice_letters_that_do_not_join() -> None:
    for joined, apart in (("ক্ষ", "ক\u09cd\u200cষ"), ("कि", "क ि"), ("দ্রব্য", "দ\u09cd\u200cরব\u09cd\u200cয")):
        assert reading.alike(reading.ink(by_raqm(joined, True)), reading.ink(by_raqm(apart, True))) < 0.7


@pytest.mark.parametrize(
    "text",
    ["ক্ষিতীশচন্দ্র ব্যানার্জি", "र‍्याम क्षिप्रा कि", "র‍্যাম্প কোড: 7K3XC-9DP2W (১২)", "মালদা। Malda — मालदा। ₹৫০",
     "محمد علی", "José Ñandú"],
)  # fmt: skip
def test_what_is_copied_out_is_what_was_written(text: str) -> None:
    page = sheet()
    page.line(normalise(text), 20, 100, 24, BLACK)
    assert reading.text(page.output()).strip() == normalise(text)


def test_a_line_is_as_wide_as_it_was_measured_and_stands_where_it_should() -> None:
    page = sheet()
    text = "প্রশিক্ষণ Training प्रशिक्षण"
    page.line(text, 30, 100, 30, BLACK, bold=True)
    page.fill(30, 120, page.width(text, 30, bold=True), 1, BLACK)
    picture = reading.picture(page.output(), 72 / 25.4 * 2)  # not a round number of pixels a millimetre: points
    scale = picture.width / Sheet.WIDTH
    words = picture.crop((0, 0, picture.width, round(110 * scale))).convert("L").point(lambda s: 255 - s).getbbox()
    rule = picture.crop((0, round(115 * scale), picture.width, picture.height)).convert("L").point(lambda s: 255 - s)
    assert words and rule.getbbox()
    assert words[0] == pytest.approx(rule.getbbox()[0], abs=2 * scale)
    assert words[2] == pytest.approx(rule.getbbox()[2], abs=2 * scale)
    latin = sheet()
    latin.line("HHH", 30, 100, 30, BLACK)
    box = reading.picture(latin.output(), 72 / 25.4 * 2).convert("L").point(lambda s: 255 if s < 128 else 0).getbbox()
    assert box[3] / scale == pytest.approx(100, abs=0.5)


def test_letters_without_a_font_are_named_and_not_drawn_as_boxes() -> None:
    with pytest.raises(fonts.Unwritable) as caught:
        sheet().line("ᱥᱟᱱᱛᱟᱲᱤ Rahim", 20, 100, 24, BLACK)
    assert caught.value.letters == "ᱥᱟᱱᱛᱲᱤ"
    with pytest.raises(fonts.Unwritable):
        sheet().paragraph("Rahim 😀", 20, 20, 100, 20, 20, 8, BLACK)


def test_runs_split_by_script_and_what_follows_stays() -> None:
    found = [(run.script.tag, run.text) for run in fonts.runs("মালদা জেলা। GST কর, মালদা")]
    assert found == [("beng", "মালদা জেলা। "), ("latn", "GST "), ("beng", "কর"), ("latn", ", "), ("beng", "মালদা")]
    assert [run.script.tag for run in fonts.runs("র‍্যাম্প")] == ["beng"]


@given(st.text(st.sampled_from("কষ্র‍ি। aZ9,क्षिم‌"), max_size=30))
def test_runs_are_the_text(text: str) -> None:
    found = fonts.runs(text)
    assert "".join(run.text for run in found) == text
    assert all(one.script != other.script for one, other in pairwise(found))


def by_letters(text: str, size: float) -> float:
    return len(text) * size * POINT * 0.6


@given(
    text=st.text(st.sampled_from("abc \nক"), max_size=400), width=st.floats(20, 250), height=st.floats(5, 40),
    largest=st.floats(12, 40),
)  # fmt: skip
def test_what_is_fitted_fits_and_nothing_is_lost(text: str, width: float, height: float, largest: float) -> None:
    try:
        size, lines = fitted(text, width, height, largest, 7, by_letters)
    except TooLong:
        # Even packed without a gap it would be more than half of the room.
        needed = len("".join(text.split())) * 7 * POINT * 0.6 * 7 * POINT * LEADING
        assert needed > width * height / 8 or text.count("\n") + len(text.split()) >= int(
            height / (7 * POINT * LEADING)
        )
        return
    assert 7 <= size <= largest and len(lines) * size * POINT * LEADING <= height + 1e-9
    assert all(by_letters(line, size) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_short_text_has_the_size_that_was_asked_for_and_a_long_word_is_broken() -> None:
    assert fitted("Rahim", 200, 20, 36, 9, by_letters) == (36, ["Rahim"])
    size, lines = fitted("x" * 100, 60, 40, 20, 8, by_letters)
    assert size == 8 and len(lines) == 3 and "".join(lines) == "x" * 100
    with pytest.raises(TooLong):
        fitted("x" * 5000, 60, 40, 20, 8, by_letters)
