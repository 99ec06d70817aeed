"""Certificates: what can be read on them, by eye, by copying and by a camera."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import zxingcpp

from bot.documents import certificate, fonts
from bot.documents.certificate import Certificate, Twofold
from bot.knowledge.lines import Located
from bot.knowledge.model import BotMessage, Language
from bot.language import normalise
from tests.unit.documents import reading

ROOT = Path(__file__).resolve().parents[3]
ENGLISH = ("GST and bookkeeping", "Block office, Malda", "Sample Training Agency")
OWN: dict[Language, tuple[str, str, str, str]] = {
    "bn": ("ক্ষিতীশচন্দ্র ব্যানার্জি", "জিএসটি ও ক্ষুদ্র উদ্যোগের হিসাব", "ব্লক অফিস, মালদা", "নমুনা প্রশিক্ষণ সংস্থা"),
    "hi": ("क्षिप्रा विश्वकर्मा", "जीएसटी और हिसाब-किताब", "ब्लॉक ऑफ़िस, मालदा", "नमूना प्रशिक्षण संस्था"),
    "en": ("Rahim Sheikh", *ENGLISH),
}
ADDRESS = "https://udyog-sathi.example.org/c/7K3XC9DP2W"


@pytest.fixture(scope="module")
def messages() -> Mapping[str, BotMessage]:
    data = Located.read(ROOT / "content" / "messages" / "certificates.yml").data
    return {key: BotMessage.model_validate(value) for key, value in data.items()}


def made(language: Language = "bn") -> Certificate:
    name, course, place, agency = OWN[language]
    return Certificate(
        name=name, course=Twofold(course, ENGLISH[0]), first=dt.date(2026, 12, 12), last=dt.date(2026, 12, 14),
        hours=Decimal("12.5"), place=Twofold(place, ENGLISH[1]), agency=Twofold(agency, ENGLISH[2]),
        code="7K3XC-9DP2W", address=ADDRESS, issued_on=dt.date(2026, 12, 15), language=language,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "own"),
    [
        ("bn", ["প্রশিক্ষণের শংসাপত্র", "১২ ডিসেম্বর ২০২৬ – ১৪ ডিসেম্বর ২০২৬", "১২.৫ ঘণ্টা", "১৫ ডিসেম্বর ২০২৬ তারিখে দেওয়া"]),
        ("hi", ["प्रशिक्षण प्रमाणपत्र", "12 दिसंबर 2026 – 14 दिसंबर 2026", "12.5 घंटे", "15 दिसंबर 2026 को जारी"]),
        ("en", []),
    ],
)  # fmt: skip
def test_all_of_it_can_be_copied_out(messages: Mapping[str, BotMessage], language: Language, own: list[str]) -> None:
    text = reading.text(certificate.draw(made(language), messages))
    english = ["Certificate of Training", "12 December 2026 – 14 December 2026", "12.5 hours", "Issued on 15 December"]
    for part in (*OWN[language], *own, *ENGLISH, *english, "7K3XC-9DP2W", ADDRESS.removeprefix("https://")):
        assert normalise(part) in text, part
    if language == "en":  # nothing stands there twice
        assert all(text.count(part) == 1 for part in (*ENGLISH, *english))


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
@pytest.mark.parametrize("sample", [False, True])
def test_a_camera_reads_the_address(messages: Mapping[str, BotMessage], language: Language, sample: bool) -> None:
    picture = reading.picture(certificate.draw(replace(made(language), sample=sample), messages), 1.2)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [ADDRESS]


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_it_is_one_page_of_a4_with_its_fonts_inside(messages: Mapping[str, BotMessage], language: Language) -> None:
    data = certificate.draw(made(language), messages)
    page = reading.page(data)
    assert page.get_size() == pytest.approx((841.89, 595.28), abs=0.1)
    found = reading.fonts(data)
    for script, known in (("Bengali", "bn"), ("Devanagari", "hi")):
        assert any(script in name for name in found) == (known == language)
    assert len(data) < 100_000


def test_no_letter_is_drawn_as_a_box(messages: Mapping[str, BotMessage]) -> None:
    """The shape of a font for a letter that it lacks has the number 0: none of the texts comes to it."""
    import uharfbuzz

    for language in ("bn", "hi", "en"):
        words = [part for message in messages.values() for part in (message.text[language], message.text.en)]
        for text in (*OWN[language], *words):
            fonts.check(normalise(text).replace("\n", ""))
            for run in fonts.runs(normalise(text)):
                face = uharfbuzz.Face(fonts.static(run.script, fonts.BOLD).read_bytes())
                buffer = uharfbuzz.Buffer()
                buffer.add_str(run.text.replace("\n", ""))
                buffer.guess_segment_properties()
                uharfbuzz.shape(uharfbuzz.Font(face), buffer)
                assert all(info.codepoint for info in buffer.glyph_infos), run.text


def test_only_a_sample_says_so_and_across_the_page(messages: Mapping[str, BotMessage]) -> None:
    real, sample = (certificate.draw(replace(made(), sample=one), messages) for one in (False, True))
    assert "নমুনা · SAMPLE" in reading.text(sample) and "SAMPLE" not in reading.text(real)
    assert "SAMPLE" in reading.text(certificate.draw(replace(made("en"), sample=True), messages))
    clean, marked = reading.picture(real, 1), reading.picture(sample, 1)
    changed = [
        (x, y)
        for x in range(0, clean.width, 4)
        for y in range(0, clean.height, 4)
        if clean.getpixel((x, y)) != marked.getpixel((x, y))
    ]
    across = max(x for x, _ in changed) - min(x for x, _ in changed)
    assert across > 0.7 * clean.width and max(y for _, y in changed) - min(y for _, y in changed) > 0.4 * clean.height
    # What lies under it can still be read: it is lighter than any letter.
    faint = [marked.convert("L").getpixel(spot) for spot in changed if clean.convert("L").getpixel(spot) > 240]
    assert min(faint) > 150  # type: ignore[type-var]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "ম" * 120}, {"name": "W" * 120}, {"name": "Sk. Mohammad Abdul Karim Chowdhury Bhattacharya " * 2},
        {"course": Twofold("উদ্যোগ ও ব্যবসা " * 12, "Enterprise and business " * 8)},
        {"place": Twofold("পঞ্চায়েত ভবন, ব্লক " * 8, "Panchayat office, " * 8)},
        {"agency": Twofold("X" * 120, "Y" * 120)}, {"course": Twofold("GST")}, {"agency": Twofold("A", "A")},
        {"hours": Decimal(1)}, {"first": dt.date(2026, 12, 14)}, {"address": "https://" + "x" * 60 + ".example/c/1"},
        {"name": "محمد علی"}, {"name": "র‍্যাম্প {nb} {hours}"}, {"name": "গুরপ্রীত ਗੁਰਪ੍ਰੀਤ"},
    ],
)  # fmt: skip
def test_nothing_leaves_its_place(messages: Mapping[str, BotMessage], change: dict[str, object]) -> None:
    data = certificate.draw(replace(made(), **change), messages)  # type: ignore[arg-type]
    # Between the frame and what is written everything is as empty as without a text.
    picture = reading.picture(data, 1)
    scale = picture.width / 297
    for left, top, right, bottom in ((12.5, 12.5, 22, 197), (275, 12.5, 284.5, 145), (12.5, 193, 284.5, 197)):
        part = picture.crop(tuple(round(edge * scale) for edge in (left, top, right, bottom)))  # type: ignore[arg-type]
        assert len(part.getcolors(100_000) or ()) == 1, (left, top)


def test_a_single_day_stands_once_and_one_hour_is_one(messages: Mapping[str, BotMessage]) -> None:
    one = replace(made("en"), last=dt.date(2026, 12, 12), hours=Decimal(1))
    text = reading.text(certificate.draw(one, messages))
    assert text.count("12 December 2026") == 1 and " – " not in text and "1 hour " in text


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": "ᱥᱟᱱᱛᱟᱲ"}, certificate.Unwritable), ({"name": " "}, ValueError), ({"hours": Decimal(0)}, ValueError),
        ({"last": dt.date(2026, 12, 1)}, ValueError), ({"name": "W" * 3000}, certificate.TooLong),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_said(
    messages: Mapping[str, BotMessage], change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        certificate.draw(replace(made(), **change), messages)  # type: ignore[arg-type]


def test_the_same_certificate_is_the_same_file(messages: Mapping[str, BotMessage]) -> None:
    assert certificate.draw(made(), messages) == certificate.draw(made(), messages)


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_without_a_page_that_checks_it_nobody_is_sent_there(
    messages: Mapping[str, BotMessage], language: Language
) -> None:
    paper = certificate.draw(replace(made(language), address=""), messages)
    text = reading.text(paper)
    assert "7K3XC-9DP2W" in text and "Issued on 15 December 2026" in text
    assert "scan the square" not in text and "the page above" not in text
