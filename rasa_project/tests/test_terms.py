"""What a word means: the rule that finds such questions, in every register, and leaves all others alone."""

from __future__ import annotations

import pytest

from rasa_project.components.terms import Terms, explains

TERMS = Terms(
    {
        "itc": ["ITC", "input tax credit", "আইটিসি", "आईटीसी"],
        "hsn": ["HSN code", "hsn", "এইচএসএন", "एचएसएन"],
        "collateral": ["Collateral", "জামানত", "collateral", "कोलैटरल"],
        "moratorium": ["Moratorium", "মোরাটোরিয়াম", "मोरेटोरियम"],
        "subsidy": ["Subsidy", "ভর্তুকি", "सब्सिडी"],
        "working-capital": ["Working capital", "চলতি পুঁজি"],
        "letter-of-credit": ["LC", "এলসি"],
        "gstr3b": ["GSTR-3B", "gstr 3b"],
    }
)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        # English
        ("What is ITC?", "itc"),
        ("what does collateral mean", "collateral"),
        ("ITC?", "itc"),
        ("please explain the word moratorium to me", "moratorium"),
        ("meaning of working capital", "working-capital"),
        ("what is GSTR-3B", "gstr3b"),
        # Bengali
        ("আইটিসি মানে কী?", "itc"),
        ("জামানত কাকে বলে", "collateral"),
        ("মোরাটোরিয়াম কথাটার মানে কী", "moratorium"),
        ("ভর্তুকি বলতে কী বোঝায়", "subsidy"),
        # Hindi
        ("एचएसएन क्या होता है", "hsn"),
        ("सब्सिडी का मतलब समझाइए", "subsidy"),
        ("कोलैटरल किसे कहते हैं", "collateral"),
        # Bengali in roman letters
        ("moratorium mane ki", "moratorium"),
        ("collateral bolte ki bojhay", "collateral"),
        ("itc ta abar ki jinis", "itc"),
        ("working capital kake bole", "working-capital"),
        # Hindi in roman letters
        ("subsidy matlab", "subsidy"),
        ("hsn code kya hota hai", "hsn"),
        ("moratorium kise kehte hai", "moratorium"),
        ("yeh itc kya hai sir", "itc"),
        # mixed
        ("collateral মানে কি", "collateral"),
        ("ITC का मतलब क्या है", "itc"),
        ("ভর্তুকি matlab?", "subsidy"),
        # one slip in a longer word
        ("moratorum mane ki", "moratorium"),
        ("what is colateral", "collateral"),
        ("collaterel kya hota hai", "collateral"),
    ],
)
def test_a_question_for_a_meaning(text: str, term: str) -> None:
    assert TERMS.asked(text) == term


@pytest.mark.parametrize(
    "text",
    [
        "itc", "subsidy", "how much subsidy", "subsidy kitna milta hai", "subsidy koto pabo", "ITC kivabe nebo",
        "collateral lagbe ki na", "collateral ke bina loan", "জামানত ছাড়া ঋণ", "what is the subsidy in pmegp",
        "हमें सब्सिडी कब मिलेगी", "what else", "ki", "mane ki", "?", "", "hsn aur itc kya hai",
        "what is the rate of ITC for leather", "subsidy mane ki loan mane ki moratorium mane ki collateral mane",
        "what is it", "yeh kya hai", "eta ki",
    ],
)  # fmt: skip
def test_other_questions_are_left_alone(text: str) -> None:
    assert TERMS.asked(text) is None


@pytest.mark.parametrize(
    ("term", "names", "used", "asking", "explained"),
    [
        ("itc", [], [], False, True),
        ("itc", ["gst-itc"], [], False, False),  # the name of a topic is the topic's question ...
        ("itc", ["gst-itc"], ["itc"], False, True),  # ... unless the last answer used the word
        ("itc", ["gst-itc"], ["hsn"], False, False),
        ("itc", ["gst-itc"], [], True, True),  # ... or a form waits
        (None, [], ["itc"], True, False),
    ],
)
def test_a_word_that_is_the_name_of_a_topic(
    term: str, names: list[str], used: list[str], asking: bool, explained: bool
) -> None:
    assert explains(term, names, used, asking) is explained
