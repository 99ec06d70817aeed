from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.language.tokens import tokenize
from rasa_project.components.gazetteer import Gazetteer, joined
from rasa_project.paths import ROOT, topic_files

NAMES = {
    "pmegp": ["pmegp", "pradhan mantri rojgar srijan", "পিএমইজিপি", "पीएमईजीपी"],
    "mudra": ["mudra", "mudra loan", "প্রধানমন্ত্রী মুদ্রা যোজনা"],
    "vishwakarma": ["vishwakarma", "vishwakarma yojana"],
    "udyam": ["udyam", "udyam registration"],
    "gst-registration": ["gst registration"],
    "gst-eway-bill": ["e-way bill", "eway"],
}
_WORDS = """
    the and for you this that with have from they will would there their what about which when make can
    like time just him know take people into year your good some could them see other than then now look
    only come its over think also back after use two how our work first well way even new want because
    any these give day most please help need where who much many tell today tomorrow house water road
    market shop school family children mother father brother sister village আমি তুমি আপনি আমার আপনার কী
    কি কেন কোথায় কখন কীভাবে কত এটা ওটা সেটা আছে নেই হবে হয় করতে করব করুন চাই লাগে লাগবে দিতে দেব পাব
    পেতে বলুন জানতে জন্য থেকে সঙ্গে কাছে পরে আগে এখন আজ কাল দিন মাস বছর বাড়ি দোকান কাজ কাজের মানুষ ছেলে
    মেয়ে ভাই বোন মা বাবা গ্রাম শহর বাজার রাস্তা জল খাবার ভালো খারাপ নতুন পুরনো বড় ছোট এক দুই তিন অনেক
    কিছু সব আর কিন্তু যদি তাহলে मैं तुम आप मेरा आपका क्या क्यों कहाँ कब कैसे कितना यह वह है नहीं होगा
    करना करें चाहिए लगता लगेगा देना मिलेगा बताइए जानना लिए से साथ पास बाद पहले अब आज कल दिन महीना साल घर
    दुकान काम लोग लड़का लड़की भाई बहन माँ पिता गाँव शहर बाज़ार सड़क पानी खाना अच्छा बुरा नया पुराना बड़ा
    छोटा एक दो तीन बहुत कुछ सब और लेकिन अगर तो मुझे हमें उनका ami tumi apni amar kobe keno kothay achhe
    nei hobe korte chai lage lagbe bolun jante jonno theke kaj bari dokan manush main aap mera kya kyon
    kahan kab kaise hai nahi hoga karna chahiye lagega batao liye saath ghar dukan kaam log
"""
COMMON = _WORDS.split()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(NAMES)


@pytest.fixture(scope="module")
def real() -> Gazetteer:
    """The names of the real content."""
    topics = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in topic_files(ROOT / "content")]
    return Gazetteer({topic["id"]: [str(alias) for alias in topic["aliases"]] for topic in topics})


def _find(gazetteer: Gazetteer, text: str) -> list[str]:
    return gazetteer.find([token.text for token in tokenize(text)])


PMEGP = [
    "pmegp",
    "PMEGP",
    "p.m.e.g.p",
    "P.M.E.G.P.",
    "pm egp",
    "PM-EGP",
    "pmegp-te",
    "পিএমইজিপি",
    "পিএমইজিপি-তে",
    "পি.এম.ই.জি.পি",
    "পি এম ই জি পি",
    "पीएमईजीपी",
    "पी.एम.ई.जी.पी",
    "पी एम ई जी पी",
    "what papers for PMEGP please",
    "pmegp এর জন্য কী লাগবে",
]


@pytest.mark.parametrize("text", PMEGP)
def test_a_short_name_is_found_however_written(gazetteer: Gazetteer, text: str) -> None:
    assert _find(gazetteer, text) == ["pmegp"]


@pytest.mark.parametrize("text", PMEGP)
def test_so_it_is_in_the_real_content(real: Gazetteer, text: str) -> None:
    assert _find(real, text) == ["pmegp"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("prdhan mantri rojgar srijan", "pmegp"),
        ("pradhan mantri rojgar srijn", "pmegp"),
        ("pradhan mantri rogar srijan", "pmegp"),  # a letter dropped
        ("pradhan mantri rojtgar srijan", "pmegp"),  # one added
        ("pradhan mantri rojkar srijan", "pmegp"),  # one replaced
        ("pradhan mantri rogjar srijan", "pmegp"),  # two swapped
        ("vishkarma", "vishwakarma"),
        ("vishwakarmat", "vishwakarma"),
        ("vishvakrama", "vishwakarma"),
        ("विश्वकर्मा योजना", "vishwakarma"),
    ],
)
def test_one_slip_in_a_long_name_is_forgiven(gazetteer: Gazetteer, text: str, topic: str) -> None:
    assert _find(gazetteer, text) == [topic]


def test_each_single_slip_in_a_longer_word_of_a_name_is_forgiven_except_in_its_first_letter(
    gazetteer: Gazetteer,
) -> None:
    words = tuple(joined([word]) for word in ["pradhan", "mantri", "rojgar", "srijan"])
    for place, word in enumerate(words):
        slips = [word[:at] + word[at + 1 :] for at in range(1, len(word))]
        slips += [word[:at] + "k" + word[at:] for at in range(1, len(word) + 1)]
        slips += [word[:at] + "k" + word[at + 1 :] for at in range(1, len(word))]
        slips += [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)]
        for slip in slips:
            changed = (*words[:place], slip, *words[place + 1 :])
            assert len(slip) < 4 or gazetteer._lookup(changed) == {"pmegp"}, changed


@pytest.mark.parametrize(
    "text",
    [
        "gst file karna hai",
        "gst lagbo",
        "ondc me saman",
        "loan app er",
        "credit card",
        "se bil",
        "ki shasti",
        "udyam is it",
    ],
)
def test_what_shares_a_word_with_a_name_is_not_that_name(text: str) -> None:
    names = {
        "late-fee": ["gst fine"], "rates": ["gst slab"], "cost": ["ondc commission"], "documents": ["loan papers"],
        "score": ["credit score", "cibil"], "emi": ["kisti"], "assist": ["udyam assist"],
    }  # fmt: skip
    assert _find(Gazetteer(names), text) == []


@pytest.mark.parametrize(
    "text", ["pmega", "pmgp", "murdo loss", "mundra", "murda", "udyog", "vishal kumar", "pradhan mantri", "egp"]
)
def test_other_words_are_not_taken_for_names(gazetteer: Gazetteer, text: str) -> None:
    assert _find(gazetteer, text) == []


def test_there_are_200_common_words_of_each_kind() -> None:
    assert len(set(COMMON)) >= 200


@pytest.mark.parametrize("word", sorted(set(COMMON)))
def test_common_words_are_no_names(gazetteer: Gazetteer, real: Gazetteer, word: str) -> None:
    assert _find(gazetteer, word) == []
    assert _find(real, word) == []


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("mudra loan", ["mudra"]),
        ("udyam registration", ["udyam"]),  # not also "gst registration" or a shorter name inside
        ("gst registration", ["gst-registration"]),
        ("e way bill", ["gst-eway-bill"]),
        ("pmegp or mudra", ["pmegp", "mudra"]),
        ("mudra mudra mudra", ["mudra"]),
        ("udyam registration and vishwakarma yojana", ["vishwakarma", "udyam"]),
        ("", []),
    ],
)
def test_names_in_a_sentence(gazetteer: Gazetteer, text: str, topics: list[str]) -> None:
    assert sorted(_find(gazetteer, text)) == sorted(topics)


def test_a_longer_name_takes_the_words_from_a_shorter_one() -> None:
    names = Gazetteer({"gst": ["gst"], "gst-return": ["gst return"], "loan": ["loan"], "mudra": ["mudra loan"]})
    assert _find(names, "gst return") == ["gst-return"]
    assert _find(names, "gst") == ["gst"]
    assert _find(names, "my mudra loan") == ["mudra"]
    assert sorted(_find(names, "mudra loan or another loan")) == ["loan", "mudra"]


def test_a_name_of_two_topics_gives_both() -> None:
    assert _find(Gazetteer({"b": ["return"], "a": ["return"]}), "return") == ["a", "b"]


def test_names_come_in_the_order_of_the_message() -> None:
    assert _find(Gazetteer(NAMES), "pmegp and pradhan mantri mudra yojana") == ["pmegp", "mudra"]
    assert _find(Gazetteer(NAMES), "pradhan mantri mudra yojana and pmegp") == ["mudra", "pmegp"]


@pytest.mark.parametrize("names", [{}, {"x": []}, {"x": ["", "?", "a"]}])
def test_without_names_nothing_is_found(names: dict[str, Any]) -> None:
    assert _find(Gazetteer(names), "pmegp a b c") == []


@pytest.mark.parametrize("number", ["2.5", "14409", "5,000"])
def test_numbers_are_not_joined_into_names(number: str) -> None:
    assert _find(Gazetteer({"x": ["25"]}), number) == []
