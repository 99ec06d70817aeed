"""Workers wanted: what an employer says, at once or bit by bit, in every way of typing it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.in_ import gstin
from stdnum.luhn import calc_check_digit

from bot.conversation.texts import Texts
from bot.knowledge.library import Content
from bot.knowledge.model import LANGUAGES
from bot.tools import turn
from bot.tools.base import Context, Heard
from bot.tools.need import NeedTool
from bot.tools.need_slots import SLOTS
from tests.unit.tools.talking import read, talk

TOOL = NeedTool()
GSTIN = "19AAACR5055K1Z"
GSTIN += calc_check_digit(GSTIN, alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
WHOLE: dict[str, Any] = {
    "trade": "mason", "count": 3, "district": "malda", "starts": "2026-11-23", "months": 24,
    "employer": "Roy Construction", "phone": "+919830012345", "identity": "",
}  # fmt: skip


def kept(values: dict[str, Any]) -> dict[str, Any]:
    return {slot: value for slot, value in values.items() if value is not None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6 masons required in English Bazar from Monday for a two storey house",
         {"trade": "mason", "count": 6, "district": "malda", "place": "English Bazar", "starts": "2026-11-23"}),
        ("amar 5 jon plumber chai Malda te Monday theke 3 years experience, contact 9830012345",
         {"trade": "plumber", "count": 5, "district": "malda", "starts": "2026-11-23", "months": 36,
          "phone": "+919830012345"}),
        ("I am contractor, need 20 unskilled labours for road work at Balarampur, 450 per day",
         {"trade": "road-worker", "count": 20, "district": "purulia", "place": "Balarampur"}),
        ("tiles bosanor mistri lgbe 2 to, dinhata, 10 diner kaj",
         {"trade": "tile-fitter", "count": 2, "district": "cooch-behar", "place": "Dinhata"}),
        ("এক জন রাঁধুনি চাই দীঘায় ৫ ডিসেম্বর থেকে",
         {"trade": "cook", "count": 1, "district": "purba-medinipur", "place": "Digha", "starts": "2026-12-05"}),
        ("२ प्लंबर चाहिए, सिलीगुड़ी", {"trade": "plumber", "count": 2, "districts": ["darjeeling", "jalpaiguri"],
                                 "place": "Siliguri"}),
        ("two tailors wanted urgently", {"trade": "tailor", "count": 2, "starts": "now"}),
        ("lok lagbe 3 ta", {"count": 3}),
        ("driver rakhna h", {"trade": "driver"}),
        ("jcb operator rakhbo haldia",
         {"trade": "earthmover-operator", "district": "purba-medinipur", "place": "Haldia"}),
        ("need workers", {}),
        ("ekta welder chai, company name: Das Fabrication, 98300 12345",
         {"trade": "welder", "count": 1, "employer": "Das Fabrication", "phone": "+919830012345"}),
        ("3 ta darji lagbe, udyam-wb-10-0012345",
         {"trade": "tailor", "identity": "UDYAM-WB-10-0012345"}),
    ],
)  # fmt: skip
def test_all_in_one_message(context: Context, text: str, said: dict[str, Any]) -> None:
    assert kept(read(context, "need", text)) == said


@pytest.mark.parametrize(
    "text", ["পাঁচজন মিস্ত্রি আর আটজন হেল্পার চাই", "5 rajmistri ar 8 jogali lagbe", "3 masons and 2 plumbers wanted"]
)
def test_several_trades_are_asked_back_without_a_number(context: Context, text: str) -> None:
    found = talk(context, "need", text)
    assert found.asked == "trade" and "count" not in found.known and len(found.known["trades"]) > 1


@pytest.mark.parametrize(("answer", "trade"), [("2", "plumber"), ("plumber", "plumber"), ("রাজমিস্ত্রি", "mason")])
def test_one_of_several_trades_is_chosen(context: Context, answer: str, trade: str) -> None:
    found = talk(context, "need", "3 masons and 2 plumbers wanted", answer)
    assert (found.known["trade"], found.asked) == (trade, "count")


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("count", "5", 5),
        ("count", "পাঁচ জন", 5),
        ("count", "teen log", 3),
        ("district", "Bankura", "bankura"),
        ("district", "জলপাইগুড়ি জেলা", "jalpaiguri"),
        ("starts", "সোমবার", "2026-11-23"),
        ("starts", "ekhuni", "now"),
        ("starts", "तुरंत", "now"),
        ("starts", "jani na", "now"),
        ("starts", "1 December theke", "2026-12-01"),
        ("months", "2 bochor", 24),
        ("months", "5", 60),
        ("months", "dorkar nei", 0),
        ("months", "कोई भी चलेगा", 0),
        ("employer", "Roy Construction", "Roy Construction"),
        ("employer", "amar nam Rahim Sheikh", "Rahim Sheikh"),
        ("employer", "our shop name is Maa Tara Sweets", "Maa Tara Sweets"),
        ("employer", "মা তারা মিষ্টান্ন ভাণ্ডার", "মা তারা মিষ্টান্ন ভাণ্ডার"),
        ("phone", "98300-12345", "+919830012345"),
        ("phone", "৯৮৩০০১২৩৪৫", "+919830012345"),
        ("identity", "nei", ""),
        ("identity", "नहीं है", ""),
        ("identity", "UDYAM WB 10 0012345", "UDYAM-WB-10-0012345"),
        ("identity", GSTIN.lower(), GSTIN),
    ],
)
def test_bare_answers(context: Context, asked: str, text: str, value: Any) -> None:
    assert read(context, "need", text, asked)[asked] == value


@pytest.mark.parametrize(
    ("asked", "text", "complaint"),
    [
        ("count", "0", "need_count_impossible"),
        ("count", "900 jon", "need_count_impossible"),
        ("starts", "1 November 2026", "need_starts_past"),
        ("starts", "1 January 2029", "need_starts_far"),
        ("months", "60 years", "need_months_impossible"),
        ("phone", "98300", "need_phone_too_short"),
        ("phone", "983001234567", "need_phone_too_long"),
        ("phone", "1234567890", "need_phone_wrong_start"),
        ("phone", "+8801712345678", "need_phone_foreign"),
        ("phone", "abcd", "need_phone_letters"),
        ("identity", "19AAACR5055K1Z0", "need_identity_gstin"),
        ("identity", "12345", "need_identity_form"),
        ("trade", "xyzzy qwrt", "need_trade_unknown"),
    ],
)
def test_what_cannot_be_is_explained_and_not_kept(context: Context, asked: str, text: str, complaint: str) -> None:
    session = turn.Session({slot: value for slot, value in WHOLE.items() if slot != asked}, (asked,))
    step = turn.hear(TOOL, session, text, Heard(replace(context, asked=(asked,)), "nlu_fallback"))
    assert [key for key, _ in step.said] == [complaint] and asked not in step.session.known
    assert complaint in context.content.messages


def test_everything_one_by_one(context: Context) -> None:
    found = talk(
        context, "need", "need workers", "mason", "3", "Chanchal", "Monday", "2 years", "Roy Construction",
        "9830012345", "none", "yes",
    )  # fmt: skip
    assert found.asked is None and found.result == []
    assert {slot: found.known[slot] for slot in SLOTS} == WHOLE
    assert found.known["place"] == "Chanchal" and found.known["confirm"] == "yes"


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("na, rajmistri na, plumber", "trade", "plumber"),
        ("na, 6 jon", "count", 6),
        ("no, in Bankura", "district", "bankura"),
        ("na, 5 December theke", "starts", "2026-12-05"),
        ("number ta 9831198311", "phone", "+919831198311"),
        ("না, ৫ বছরের অভিজ্ঞতা চাই", "months", 60),
    ],
)
@pytest.mark.parametrize("asked", ["confirm", "identity"])
def test_corrections(context: Context, text: str, slot: str, value: Any, asked: str) -> None:
    known = dict(WHOLE) if asked == "confirm" else {key: one for key, one in WHOLE.items() if key != "identity"}
    step = turn.hear(TOOL, turn.Session(known, (asked,)), text, Heard(replace(context, asked=(asked,)), "nlu_fallback"))
    assert step.session.known[slot] == value and step.session.known.get("confirm") is None
    ask = turn.following(TOOL, step.session, context)
    assert ask is not None and ask.slot == asked


@pytest.mark.parametrize("slot", SLOTS)
def test_a_button_of_the_summary_asks_one_thing_again(context: Context, slot: str) -> None:
    ask = TOOL.next(WHOLE, context)
    assert ask is not None and ask.slot == "confirm"
    pressed = TOOL.pressed("confirm", f"change_{slot}", WHOLE, context)
    again = TOOL.next({**WHOLE, **pressed}, context)
    assert again is not None and again.slot == slot
    done = TOOL.pressed("confirm", "yes", WHOLE, context)
    assert TOOL.next({**WHOLE, **done}, context) is None


def test_the_channels_own_number_is_offered(context: Context) -> None:
    known = {**{key: value for key, value in WHOLE.items() if key != "phone"}, "own_phone": "+919830055555"}
    ask = TOOL.next(known, context)
    assert ask is not None and (ask.key, ask.values["phone"]) == ("form_ask_need_phone_own", "9830055555")
    heard = Heard(replace(context, asked=("phone",)), "affirm")
    assert TOOL.read("hya", "phone", known, heard) == {"phone": "+919830055555"}
    assert TOOL.read("na, 9831198311", "phone", known, heard)["phone"] == "+919831198311"
    other = {**known, **TOOL.read("na", "phone", known, heard)}
    again = TOOL.next(other, context)
    assert again is not None and again.key == "form_ask_need_phone"
    assert TOOL.pressed("phone", "own", known, context) == {"phone": "+919830055555"}


@pytest.mark.parametrize(("text", "chosen"), [("ki holo", "state"), ("notun lok chai", "new"), ("1", "state")])
def test_needs_under_way_are_asked_about_first(context: Context, text: str, chosen: str) -> None:
    known = {"under_way": ["N123456784"]}
    ask = TOOL.next(known, context)
    assert ask is not None and ask.slot == "again"
    found = TOOL.read(text, "again", known, Heard(replace(context, asked=("again",)), "ask"))
    assert found["again"] == chosen
    assert (TOOL.next({**known, **found}, context) is None) == (chosen == "state")


def test_who_says_what_they_need_is_not_asked_about_older_ones(context: Context) -> None:
    ask = TOOL.next({"under_way": ["N123456784"], "trade": "mason"}, context)
    assert ask is not None and ask.slot == "count"


def test_a_need_is_closed_by_its_button(context: Context) -> None:
    known = TOOL.pressed("close", "n123456784", {}, context)
    assert known == {"close": "N123456784"} and TOOL.next(known, context) is None


@pytest.mark.parametrize(
    ("slot", "value"), [("again", "old"), ("months", "m7"), ("district", "paris"), ("trade", "wizard"), ("x", "y")]
)
def test_buttons_that_are_no_more_do_nothing(context: Context, slot: str, value: str) -> None:
    assert TOOL.pressed(slot, value, {}, context) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_can_be_read(context: Context, language: Any) -> None:
    texts, known = Texts(context.content, context.today), dict[str, Any]()
    prefilled: list[dict[str, Any]] = [
        {"under_way": ["N1"]}, {"trades": ["mason", "ac-refrigeration-mechanic"]}, {"districts": ["malda", "nadia"]},
        {"own_phone": "+919830012345"}, {},
    ]  # fmt: skip
    for values in prefilled:
        for slot in (None, *SLOTS):
            known = {**{key: value for key, value in WHOLE.items() if key != slot and slot is not None}, **values}
            ask = TOOL.next(known, context)
            assert ask is not None
            offered = [
                {"key": choice.key, "tool": "need", "slot": ask.slot, "value": choice.value} for choice in ask.choices
            ]
            message = texts.message(ask.key, language, **ask.values, choices=offered)
            assert "{" not in message.text and all(len(button.payload) <= 64 for button in message.buttons)
    whole = texts.message("form_ask_need_confirm", language, **TOOL.next(WHOLE, context).values)  # type: ignore[union-attr]
    assert "9830012345" in whole.text and "Roy Construction" in whole.text


def test_the_sample_number_is_one() -> None:
    assert gstin.is_valid(GSTIN)


PARTS = {
    "count_trade": ["3 jon rajmistri", "3 masons", "৩ জন রাজমিস্ত্রি", "3 राजमिस्त्री"],
    "district": ["Malda te", "in Malda", "মালদায়", "मालदा में"],
    "starts": ["Monday theke", "from Monday", "সোমবার থেকে", "सोमवार से"],
    "months": ["2 bochorer obhiggota", "2 years experience", "২ বছরের অভিজ্ঞতা", "2 साल का अनुभव"],
    "phone": ["phone 9830012345", "ফোন ৯৮৩০০১২৩৪৫", "mobile 98300 12345"],
}


@settings(max_examples=200)
@given(data=st.data())
def test_any_order_any_mix(real: Content, data: Any) -> None:
    context = Context(real, dt.date(2026, 11, 22))
    order = data.draw(st.permutations(sorted(PARTS)))
    said = [data.draw(st.sampled_from(PARTS[name])) for name in order]
    cut = data.draw(st.integers(1, len(said)))
    messages = [", ".join(said[:cut]), *([", ".join(said[cut:])] if said[cut:] else [])]
    session = turn.Session()
    for number, text in enumerate(messages):
        now = replace(context, asked=session.asked)
        session = turn.hear(TOOL, session, text, Heard(now, "post_need", own=number == 0)).session
        ask = turn.following(TOOL, session, context)
        assert ask is not None
        session = session.asking(ask.slot)
    wanted = {slot: WHOLE[slot] for slot in ("trade", "count", "district", "starts", "months", "phone")}
    assert {slot: session.known.get(slot) for slot in wanted} == wanted


@pytest.mark.parametrize("trade", ["mason", "cook", "driver", "toy-maker"])
def test_several_of_a_trade_in_english(context: Context, trade: str) -> None:
    name = context.content.trade_list[trade].name.en.lower()
    assert read(context, "need", f"2 {name}s in Nadia", "trade")["trade"] == trade


@pytest.mark.parametrize("asked", ["identity", "months", "employer", "starts", "again"])
def test_leave_it_is_no_answer(context: Context, asked: str) -> None:
    assert read(context, "need", "na, thak", asked) == {}
