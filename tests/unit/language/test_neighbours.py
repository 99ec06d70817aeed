"""Languages that are not ours are seen as such; dialects of ours are ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import LanguageModel, identify
from bot.language.neighbours import NEAREST


@pytest.mark.parametrize(
    ("text", "other", "language"),
    [
        ("মই ঋণ এটা ল'ব বিচাৰো, কেনেকৈ পাম", "as", "bn"),
        ("ମୋତେ ଋଣ ଦରକାର", "or", "bn"),
        ("ᱤᱧ ᱞᱚᱱ ᱞᱟᱹᱜᱤᱫ", "sat", "bn"),
        ("मला कर्ज पाहिजे, कुठे मिळेल", "mr", "hi"),
        ("माझे दुकान आहे", "mr", "hi"),
        ("मलाई ऋण चाहिन्छ, कसरी पाइन्छ", "ne", "hi"),
        ("यो कार्ड बनाउन कति पैसा लाग्छ", "ne", "hi"),
        ("مجھے قرض چاہیے", "ur", "hi"),
        ("ਮੈਨੂੰ ਲੋਨ ਚਾਹੀਦਾ ਹੈ", "pa", "hi"),
        ("મારે લોન જોઈએ છે", "gu", "hi"),
        ("எனக்கு கடன் வேண்டும்", "ta", "en"),
        ("నాకు రుణం కావాలి", "te", "en"),
        ("hola, necesito un préstamo para mi tienda, ¿cómo puedo pedirlo?", "other", "en"),
        ("bonjour, je voudrais un prêt pour mon magasin s'il vous plaît", "other", "en"),
        ("我需要贷款", "other", "en"),
    ],
)
def test_another_language(text: str, other: str, language: str, model: LanguageModel) -> None:
    guess = identify(text, model)
    assert (guess.other, guess.language) == (other, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("হামার একনা লোন নাগে, কেমন করি পাইম", "bn"),  # Rajbanshi
        ("আঁই লোন লমু, কেমনে হাইয়ুম", "bn"),
        ("মোর দোকানর জন্যি ট্যাকা লাগবে", "bn"),
        ("हमके लोन चाही, कइसे मिली", "hi"),  # Bhojpuri
        ("हमरा कारोबार ला पइसा चाही रउआ बताईं", "hi"),
        ("अहाँ केना लोन दैत छी", "hi"),  # Maithili
        ("मेरा नाम सुनीता है और मुझे सिलाई मशीन चाहिए", "hi"),
        ("मुद्रा लोन", "hi"),
        ("amar dokaner jonno loan lagbe para te", "bn"),
        ("mujhe loan ke liye kahan jana hai", "hi"),
        ("please send me the form for mudra", "en"),
    ],
)
def test_ours_and_its_dialects(text: str, language: str, model: LanguageModel) -> None:
    guess = identify(text, model)
    assert (guess.other, guess.language) == (None, language)


@given(st.text(max_size=60))
def test_any_text_has_a_nearest_language(text: str) -> None:
    guess = identify(text, _model())
    assert guess.other is None or guess.language == NEAREST[guess.other]


def _model() -> LanguageModel:
    global _trained
    if _trained is None:
        from bot.language import train_language_model

        words = {"en": ["the shop"], "hi_roman": ["mujhe chahiye"], "bn_roman": ["amar lagbe"]}
        _trained = train_language_model(words, seed=1)
    return _trained


_trained: LanguageModel | None = None
