"""Loan help: what is read, asked and agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tools import turn
from bot.tools.base import Context, Heard
from bot.tools.referral import ReferralTool, summary
from bot.tools.referral_reading import PAPERS
from tests.unit.tools.talking import read, talk

WISH = "amar loan er abedon pathan"
PHONE = "+919830012345"
READY: dict[str, Any] = {
    "purpose": "tools", "amount": 200_000, "place": ["malda"], "district": "malda", "documents": ["aadhaar"],
    "papers_done": True, "name": "Rina Das", "phone": PHONE,
}  # fmt: skip
AGREED = {**READY, "share": "yes"}
TOOL = ReferralTool()


def after(context: Context, known: Mapping[str, Any], asked: str, text: str) -> turn.Step:
    """What a message does to what is known, while a question stands."""
    session = turn.Session(dict(known), (asked,))
    return turn.hear(TOOL, session, text, Heard(replace(context, asked=(asked,)), "nlu_fallback"))


def pressed(context: Context, known: Mapping[str, Any], slot: str, value: str) -> dict[str, Any]:
    return turn.press(TOOL, turn.Session(dict(known)), slot, value, context).session.known


def question(context: Context, known: Mapping[str, Any]) -> str | None:
    ask = turn.following(TOOL, turn.Session(dict(known)), context)
    return ask.slot if ask is not None else None


# ---- Reading


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("notun dokan khulbo", "business"), ("मुझे नया कारोबार करना है", "business"), ("নতুন ব্যবসা", "business"),
        ("selai machine kinbo", "tools"), ("মেশিন কিনব", "tools"), ("औज़ार चाहिए", "tools"),
        ("mal kinte hobe", "stock"), ("কাঁচামাল কিনব", "stock"), ("working capital", "stock"), ("1", "business"),
        ("2", "tools"), ("3", "stock"), ("a new shop with a machine", "business"),
    ],
)  # fmt: skip
def test_a_purpose(context: Context, text: str, purpose: str) -> None:
    assert read(context, "referral", text, "purpose") == {"purpose": purpose}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("loan for house repair", "referral_no_house"), ("ঘর সারাতে লোন", "referral_no_house"),
        ("घर बनाना है", "referral_no_house"), ("bari banabo", "referral_no_house"),
        ("meyer biye", "referral_no_personal"), ("इलाज के लिए", "referral_no_personal"),
    ],
)  # fmt: skip
def test_what_no_business_loan_is_for_is_declined_and_asked_again(context: Context, text: str, said: str) -> None:
    told = talk(context, "referral", WISH, text)
    assert (told.said, told.asked, "purpose" in told.known) == ([said], "purpose", False)


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("aadhaar, pan, photo", ["aadhaar", "pan", "photo"]), ("আধার আর পাসবই আছে", ["aadhaar", "bank_passbook"]),
        ("आधार, वोटर कार्ड", ["aadhaar", "address_proof"]), ("1, 3 ar 5", ["aadhaar", "bank_passbook", "udyam"]),
        ("quotation ache, trade licence o ache", ["quotation", "business_proof"]),
        ("aadhaar ache, pan card nei", ["aadhaar"]), ("সব আছে", list(PAPERS)), ("none yet", []), ("kichu nei", []),
        ("নেই", []), ("अभी कुछ नहीं", []), ("jani na", []),
    ],
)  # fmt: skip
def test_papers(context: Context, text: str, papers: list[str]) -> None:
    assert read(context, "referral", text, "documents") == {"documents": papers, "papers_done": True}


def test_papers_named_before_the_question_are_asked_on(context: Context) -> None:
    told = talk(context, "referral", "2 lakh loan chai machine er jonno, aadhaar card ache, Malda")
    assert told.known == {
        "purpose": "tools", "amount": 200_000, "place": ["malda"], "district": "malda", "documents": ["aadhaar"],
    }  # fmt: skip
    ask = TOOL.next(told.known, context)
    assert ask is not None and ask.key == "form_ask_referral_more" and ask.choices[-1].value == "done"


def test_papers_pressed_one_by_one(context: Context) -> None:
    known: dict[str, Any] = {key: READY[key] for key in ("purpose", "amount", "place", "district", "name", "phone")}
    for paper in ("photo", "aadhaar"):
        known = pressed(context, known, "documents", paper)
        assert question(context, known) == "documents"
    # The list is shorter by now: the number means what stands there.
    known = after(context, known, "documents", "1").session.known
    assert known["documents"] == ["aadhaar", "pan", "photo"] and question(context, known) == "share"


def test_that_is_all_ends_the_list(context: Context) -> None:
    known = pressed(context, {**READY, "papers_done": False}, "documents", "done")
    assert known["documents"] == ["aadhaar"] and question(context, known) == "share"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("98300123", "too_short"), ("983001234567890", "too_long"), ("2830012345", "wrong_start"),
        ("033 2214 5000", "wrong_start"), ("+8801711234567", "foreign"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_explained(context: Context, text: str, problem: str) -> None:
    known = {key: value for key, value in READY.items() if key != "phone"}
    step = after(context, known, "phone", text)
    assert [key for key, _ in step.said] == [f"referral_phone_{problem}"]
    assert "phone" not in step.session.known


@pytest.mark.parametrize("text", ["500", "50 crore"])
def test_a_sum_beyond_reason(context: Context, text: str) -> None:
    step = after(context, {"purpose": "tools"}, "amount", text)
    assert [key for key, _ in step.said] == ["referral_amount_impossible"] and "amount" not in step.session.known


def test_the_sum_may_be_left_out(context: Context) -> None:
    assert read(context, "referral", "জানি না", "amount") == {"amount": None}
    assert pressed(context, {"purpose": "tools"}, "amount", "skip") == {"purpose": "tools", "amount": None}


def test_a_name_in_several_districts_asks_which(context: Context) -> None:
    told = talk(context, "referral", WISH, "machine", "1 lakh", "Bishnupur")
    assert told.asked == "district" and set(told.known["place"]) == {"bankura", "south-24-parganas"}
    told = talk(context, "referral", WISH, "machine", "1 lakh", "Bishnupur", "2")
    assert told.known["district"] == told.known["place"][1]


def test_an_incidental_word_changes_nothing(context: Context) -> None:
    known = {"purpose": "business", "amount": 100_000, "place": ["malda"], "district": "malda"}
    step = after(context, known, "documents", "machine er quotation ache")
    assert (step.session.known["purpose"], step.session.known["documents"]) == ("business", ["quotation"])


# ---- Corrections


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("2 lakh na, 3 lakh", "amount", 300_000), ("3 lakh", "amount", 300_000),
        ("Malda noy, Nadia", "district", "nadia"), ("notun dokan", "purpose", "business"),
        ("my name is Rahim Sheikh", "name", "Rahim Sheikh"), ("9876543210", "phone", "+919876543210"),
    ],
)  # fmt: skip
def test_a_correction_at_the_summary(context: Context, text: str, slot: str, value: Any) -> None:
    step = after(context, AGREED, "confirm", text)
    assert step.session.known[slot] == value
    assert step.session.known.get("confirm") is None


@pytest.mark.parametrize("slot", ["purpose", "amount", "place", "documents", "name", "phone"])
def test_each_field_can_be_changed_by_a_button(context: Context, slot: str) -> None:
    known = pressed(context, AGREED, "confirm", slot)
    assert question(context, known) == slot
    answers = {
        "purpose": "stock", "amount": "5 lakh", "place": "Malda", "documents": "pan", "name": "Rahim Sheikh",
        "phone": "9876543210",
    }  # fmt: skip
    text = "working capital" if slot == "purpose" else answers[slot]
    done = after(context, known, slot, text).session.known
    assert question(context, done) == "confirm" and done["change"] is None


def test_consent_was_given_for_one_desk_and_is_asked_again_for_another(context: Context) -> None:
    moved = after(context, AGREED, "confirm", "Malda noy, Nadia").session.known
    assert question(context, moved) == "share"
    same = after(context, AGREED, "confirm", "3 lakh").session.known
    assert question(context, same) == "confirm"


# ---- Consent and confirmation


@pytest.mark.parametrize(
    "text", ["হ্যাঁ", "ha", "yes", "हाँ", "1", "ok", "thik ache", "ha, pathan", "জানাতে পারেন", "bata do", "ami raji"]
)
def test_yes(context: Context, text: str) -> None:
    known = after(context, READY, "share", text).session.known
    assert known["share"] == "yes" and question(context, known) == "confirm"


@pytest.mark.parametrize("text", ["না", "no", "नहीं", "2", "na deben na", "জানাবেন না", "do not share"])
def test_no_ends_it(context: Context, text: str) -> None:
    known = after(context, READY, "share", text).session.known
    assert (known["share"], known["over"]) == ("no", "refused") and question(context, known) is None


@pytest.mark.parametrize(
    "text", ["ha, kintu 3 lakh lagbe", "ok ke dekhbe?", "amar dokan ache", "3 lakh", "na thak", "hmm"]
)
def test_no_other_sentence_is_a_consent(context: Context, text: str) -> None:
    assert after(context, READY, "share", text).session.known.get("share") is None


@pytest.mark.parametrize("known", [{}, {"purpose": "tools"}, READY])
def test_an_old_button_confirms_nothing(context: Context, known: dict[str, Any]) -> None:
    assert pressed(context, known, "confirm", "confirm").get("confirm") is None
    if known is not READY:
        assert pressed(context, known, "share", "yes").get("share") is None


@pytest.mark.parametrize("text", ["পাঠিয়ে দিন", "yes", "ठीक है", "bhej do", "1"])
def test_the_last_yes(context: Context, text: str) -> None:
    known = after(context, AGREED, "confirm", text).session.known
    assert question(context, known) is None and known["confirm"] == "yes"


def test_nothing_is_asked_of_somebody_with_too_many(context: Context) -> None:
    assert question(context, {"over": "many"}) is None


def test_the_summary_hides_a_number_that_was_known(context: Context) -> None:
    lines = {line["key"]: line["values"] for line in summary({**AGREED, "own_phone": PHONE})}
    assert lines["referral_line_phone"] == {"phone": "98xxxxxx45"}
    lines = {line["key"]: line["values"] for line in summary(AGREED)}
    assert lines["referral_line_phone"] == {"phone": "9830012345"}


def test_every_text_of_the_tool_is_there_and_fits(context: Context) -> None:
    content = context.content
    keys = {f"form_ask_referral_{slot}" for slot in (
        "purpose", "amount", "place", "district", "documents", "more", "name", "phone", "share", "confirm",
    )}  # fmt: skip
    keys |= {f"referral_phone_{problem}" for problem in ("too_short", "too_long", "wrong_start", "letters", "foreign")}
    keys |= {"referral_no_house", "referral_no_personal", "referral_amount_impossible"}
    keys |= {line["key"] for known in (AGREED, {**AGREED, "amount": None, "documents": []}) for line in summary(known)}
    assert keys <= content.messages.keys()
    for slot in ("purpose", "amount", "documents", "share", "confirm"):
        assert all(choice.key in content.choices or choice.key in content.buttons for choice in TOOL.choices(slot))
        assert all(len(choice.value) <= 24 for choice in TOOL.choices(slot))


# ---- In any order

PARTS = {
    "purpose": ("selai machine er jonno", "tools"), "amount": ("2 lakh taka", 200_000),
    "district": ("Malda jela", "malda"), "name": ("amar nam Rina Das", "Rina Das"),
    "phone": ("phone 9830012345", PHONE),
}  # fmt: skip


@settings(max_examples=60)
@given(order=st.permutations(list(PARTS)), cuts=st.sets(st.integers(1, 4)))
def test_in_any_order_and_any_number_of_messages(context: Context, order: list[str], cuts: set[int]) -> None:
    ends = [*sorted(cuts), len(order)]
    starts = [0, *sorted(cuts)]
    messages = [", ".join(PARTS[name][0] for name in order[a:b]) for a, b in zip(starts, ends, strict=True)]
    told = talk(context, "referral", WISH, *messages)
    assert {name: told.known.get(name) for name in PARTS} == {name: value for name, (_, value) in PARTS.items()}
    assert told.asked == "documents"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anita Das 9830012345", "Anita Das"), ("anita das, 9830012345", "Anita Das"),
        ("রহিমা বিবি ৯৮৩০০১২৩৪৫", "রহিমা বিবি"), ("9830012345 Ram Prasad", "Ram Prasad"),
    ],
)  # fmt: skip
def test_a_name_beside_the_number(context: Context, text: str, name: str) -> None:
    assert read(context, "referral", text, "name") == {"name": name, "phone": PHONE}


@pytest.mark.parametrize("text", ["এটুকুই", "eituku", "bas itna hi", "that is all"])
def test_the_end_of_a_list_is_no_name(context: Context, text: str) -> None:
    assert "name" not in read(context, "referral", text, "name")


def test_none_of_the_papers(context: Context) -> None:
    assert read(context, "referral", "none", "documents") == {"documents": [], "papers_done": True}
