"""Questions to mark: small ones of our own, and the banks of the product."""

from __future__ import annotations

import pytest

from bot.knowledge.assessments import Assessment, Item, parse
from bot.knowledge.library import Content
from bot.services.assessment.sheet import Sheet


def asked(bank: Assessment) -> Sheet:
    """The sheet in the order of the file."""
    return Sheet(tuple(item.id for item in bank.items), {item.id: item.letters for item in bank.items if item.options})


def _text(en: str, bn: str, hi: str) -> dict[str, str]:
    return {"en": en, "bn": bn, "hi": hi}


def _item(id: str, kind: str, answer: object, *texts: tuple[str, str, str], **more: object) -> dict[str, object]:
    options = [{"id": letter, "text": _text(*text)} for letter, text in zip("abcde", texts, strict=False)]
    return {
        "id": id, "module": "first" if id < "m" else "second", "kind": kind, "rests_on": "gst-what", "answer": answer,
        "question": _text("A question?", "একটা প্রশ্ন?", "एक सवाल?"), "explanation": _text("Why", "কেন", "क्यों"),
        "options": options, **more,
    }  # fmt: skip


@pytest.fixture(scope="session")
def bank() -> Assessment:
    """Six questions in two modules: account, bills and days in the first, rate, sum and true in the second."""
    return parse({
        "id": "small", "title": _text("Small", "ছোট", "छोटा"),
        "modules": [{"id": name, "title": _text(name, name, name)} for name in ("first", "second")],
        "items": [
            _item(
                "account", "single", "c", ("The shop", "দোকান", "दुकान"), ("A friend", "বন্ধু", "दोस्त"),
                ("A current account", "কারেন্ট অ্যাকাউন্ট", "चालू खाता"),
            ),
            _item(
                "bills", "multiple", ["a", "c"], ("Purchase bill", "কেনার বিল", "ख़रीद का बिल"),
                ("Family photo", "পরিবারের ছবি", "परिवार की फ़ोटो"), ("Bank statement", "ব্যাঙ্কের হিসেব", "बैंक का हिसाब"),
                ("Ration card", "রেশন কার্ড", "राशन कार्ड"),
            ),
            _item(
                "days", "single", "b", ("2 days", "২ দিন", "2 दिन"), ("15 days", "১৫ দিন", "15 दिन"),
                ("45 days", "৪৫ দিন", "45 दिन"), keep_order=True,
            ),
            _item(
                "rate", "single", "a", ("₹40 lakh", "₹৪০ লক্ষ", "₹40 लाख"), ("₹20 lakh", "₹২০ লক্ষ", "₹20 लाख"),
                ("No limit", "কোনো সীমা নেই", "कोई सीमा नहीं"),
            ),
            _item("sum", "number", 1350, unit=_text("rupees", "টাকা", "रुपये"), tolerance=0.5),
            _item("true", "true_false", False),
        ],
    })  # fmt: skip


@pytest.fixture(scope="session")
def account(bank: Assessment) -> Item:
    return bank.item("account")


@pytest.fixture(scope="session")
def banks(content: Content) -> dict[str, Assessment]:
    """Those of the product."""
    return dict(content.assessments)
