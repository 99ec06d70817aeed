"""What the registration of a worker reads out of a message."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.tools.base import Context, Heard
from bot.tools.worker import WorkerTool

TOOL = WorkerTool()
OPEN = ["mason", "carpenter", "electrician", "plumber", "painter", "tile-fitter", "welder"]
MASON = [{"id": "mason", "said": "rajmistri"}]


def read(
    text: str,
    context: Context,
    asked: str | None = None,
    known: dict[str, Any] | None = None,
    intent: str = "nlu_fallback",
) -> dict[str, Any]:
    heard = Heard(replace(context, asked=(asked,) if asked else ()), intent, own=asked is None)
    found = TOOL.read(text, asked, known or {}, heard)
    return {
        slot: value for slot, value in found.items() if value is not None or slot in (asked, "own_phone", "changing")
    }


def ids(found: dict[str, Any]) -> list[str]:
    return [one["id"] for one in found["trades"]]


def test_everything_in_one_message(context: Context) -> None:
    text = (
        "amar nam Rahim Sheikh, bari Malda Kaliachak, rajmistri ar plumber er kaj kori, 10 bochor Kerala te chilam, "
        "phone 9830012345, boyos 35, kaj chai"
    )
    found = read(text, context)
    assert ids(found) == ["mason", "plumber"]
    del found["trades"]
    assert found == {
        "name": "Rahim Sheikh", "district": "malda", "place": "Kaliachak", "experience": 120, "last_place": "",
        "last_state": "kerala", "phone": "+919830012345", "age": 35, "wants": ["work"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("মোঃ রহিম শেখ, মালদা, রাজমিস্ত্রি", "মোঃ রহিম শেখ"),
        ("Rahim Sheikh, Malda, mason, 9830012345", "Rahim Sheikh"),
        ("tile fitter, 9 years in Bangalore, now at home in Harishchandrapur", None),
        ("amar bhai er nam Abdul Karim", "Abdul Karim"),
        ("my brother's name is Abdul Karim", "Abdul Karim"),
        ("আমার নাম নাসিমা বেগম", "নাসিমা বেগম"),
        ("मैं दर्ज़ी और इलेक्ट्रीशियन हूँ", None),
        ("rajmistri, Nadia", None),
    ],
)
def test_names_of_the_first_message(text: str, name: str | None, context: Context) -> None:
    assert read(text, context).get("name") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("rahim sheikh", "Rahim Sheikh"),
        ("rahim sheikh 9830012345", "Rahim Sheikh"),
        ("Rahim na, Rahim Sheikh", "Rahim Sheikh"),
        ("কালিম্পং জেলায় থাকি", None),
        ("jela Malda", None),
        ("boyos 35", None),
    ],
)
def test_names_that_were_asked_for(text: str, name: str | None, context: Context) -> None:
    assert read(text, context, "name").get("name") == name


@pytest.mark.parametrize(
    ("text", "known", "slot", "value"),
    [
        ("nam Rahim na, Rahim Sheikh", {"name": "Rahim"}, "name", "Rahim Sheikh"),
        ("na, Karim Mondal", {"name": "Rahim"}, "name", "Karim Mondal"),
        ("jela Malda noy, Nadia", {"district": "malda"}, "district", "nadia"),
        ("মালদা নয়, নদিয়া", {"district": "malda"}, "district", "nadia"),
        ("not Malda but Nadia", {"district": "malda"}, "district", "nadia"),
        ("Malda ki jagah Nadia", {"district": "malda"}, "district", "nadia"),
        ("amar boyos 35 koro", {"age": 30}, "age", 35),
        ("boyos 35 na, 36", {"age": 35}, "age", 36),
        ("no, phone 98300 12346", {"phone": "+919830012345"}, "phone", "+919830012346"),
        ("9830012345 na, 9830012346", {"phone": "+919830012345"}, "phone", "+919830012346"),
        ("Kerala na, Gujarat", {"last_state": "kerala"}, "last_state", "gujarat"),
        ("na, mohila", {"gender": "man"}, "gender", "woman"),
    ],
)
@pytest.mark.parametrize("asked", ["confirm", "education", "bank"])
def test_corrections_whatever_is_asked(
    text: str, known: dict[str, Any], slot: str, value: Any, asked: str, context: Context
) -> None:
    found = read(text, context, asked, known)
    assert found[slot] == value
    assert asked not in found


@pytest.mark.parametrize(
    ("text", "trades"),
    [
        ("na, rajmistri na, plumber", ["plumber"]),
        ("রাজমিস্ত্রি নয়, প্লাম্বার", ["plumber"]),
        ("राजमिस्त्री नहीं, प्लंबर", ["plumber"]),
        ("not mason but plumber", ["plumber"]),
        ("no, plumber", ["plumber"]),
        ("add plumber too", ["mason", "plumber"]),
        ("plumber o jani sathe", ["mason", "plumber"]),
        ("rajmistri", ["mason"]),
    ],
)
def test_corrections_of_trades(text: str, trades: list[str], context: Context) -> None:
    assert ids(read(text, context, "confirm", {"trades": MASON})) == trades


def test_what_is_said_instead_of_the_main_trade_is_the_main_one(context: Context) -> None:
    known = {"trades": [*MASON, {"id": "tile-fitter", "said": "tiles"}]}
    assert ids(read("na, rajmistri na, plumber", context, "confirm", known)) == ["plumber", "tile-fitter"]
    assert ids(read("tiles mistri na, plumber", context, "confirm", known)) == ["mason", "plumber"]


@pytest.mark.parametrize(
    "text", ["my name is Gopal Karmakar, 9830012345, blacksmith, Malda", "Gopal Karmakar, kamar, Malda"]
)
def test_a_family_name_that_is_a_trade_hides_no_trade(text: str, context: Context) -> None:
    assert ids(read(text, context)) == ["blacksmith"]


def test_trades_that_are_open_or_unknown(context: Context) -> None:
    assert read("mistri", context, "trades")["trade"] == {"among": OPEN, "said": "mistri"}
    narrowed = {"trades": [], "trade": {"among": OPEN, "said": "mistri"}}
    for text in ("painter", "5", "rong mistri"):
        found = read(text, context, "trade", narrowed)
        assert ids(found) == ["painter"] and found.get("trade") is None
    assert read("jani na", context, "trade", narrowed)["trades"] == [{"id": "?", "said": "mistri"}]
    found = read("jhinuk er mala gatha", context, "trades")
    assert found["trades"] == [{"id": "?", "said": "jhinuk er mala gatha"}] and found["trade_noted"]
    both = read("rajmistri, jhinuk er kaj", context, "trades")
    assert both["trades"] == [{"id": "mason", "said": "rajmistri"}, {"id": "?", "said": "jhinuk er kaj"}]
    assert "trades" not in read("ki ki kaj lekha jay?", context, "trades", intent="ask")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9830012345", "+919830012345"),
        ("৯৮৩০০ ১২৩৪৫", "+919830012345"),
        ("98300", "!too_short"),
        ("983001234567", "!too_long"),
        ("1830012345", "!wrong_start"),
        ("98300abcde", "!letters"),
        ("+8801711123456", "!foreign"),
        ("033 2214 3526", "!land"),
        ("bolbo na", "!needed"),
    ],
)
def test_phones_and_why_they_are_none(text: str, value: str, context: Context) -> None:
    assert read(text, context, "phone")["phone"] == value


def test_the_own_number_is_confirmed_or_not(context: Context) -> None:
    known = {"own_phone": "+919830012345"}
    assert read("hya", context, "phone", known)["phone"] == "+919830012345"
    assert read("na", context, "phone", known) == {"own_phone": None}
    assert read("na, 9830012346", context, "phone", known)["phone"] == "+919830012346"
    assert read("amar phone 98300", context, "name")["phone"] == "!too_short"


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("Surat me 5 saal", None, {"last_place": "Surat", "last_state": "gujarat", "experience": 60}),
        ("2 bochor age Kerala theke firechi", None, {"last_place": "", "last_state": "kerala"}),
        ("Kerala theke firechi", None, {"last_place": "", "last_state": "kerala"}),
        ("Kochi, Kerala", "last_place", {"last_place": "Kochi", "last_state": "kerala"}),
        ("Kerala, Kochi", "last_place", {"last_place": "Kochi", "last_state": "kerala"}),
        ("সুরাট, গুজরাট", "last_place", {"last_place": "সুরাট", "last_state": "gujarat"}),
        ("দুবাই", "last_place", {"last_place": "দুবাই", "last_state": "abroad"}),
        ("Siliguri", "last_place", {"last_place": "Siliguri", "last_state": "west_bengal"}),
        ("Zirakpur", "last_place", {"last_place": "Zirakpur", "last_state": "other"}),
        ("Kolkata te kaj kortam, bari Nadia", None, {"district": "nadia"}),
        ("district Purulia, block Manbazar", None, {"district": "purulia", "place": "Manbazar"}),
        ("24 parganas", "district", {"district": None, "districts": ["north-24-parganas", "south-24-parganas"]}),
    ],
)
def test_where_they_live_and_where_they_worked(
    text: str, asked: str | None, found: dict[str, Any], context: Context
) -> None:
    assert read(text, context, asked) == found


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("8 bochor", "experience", 96),
        ("notun", "experience", 0),
        ("nei", "experience", 0),
        ("32", "age", 32),
        ("8", "education", "class_8"),
        ("ক্লাস ১০ পাস", "education", "class_10"),
        ("12th pass", "education", "class_12"),
        ("5", "education", "primary"),
        ("porashona korini", "education", "none"),
        ("drill machine, karnik", "tools", "drill machine, karnik"),
        ("নেই", "tools", None),
        ("ache", "bank", "yes"),
        ("bank account nei", None, None),
        ("skip", "age", None),
        ("loan ar training", "wants", ["loan", "training"]),
        ("1, 3", "wants", ["work", "tools"]),
        ("১২৩ ৪৫৬", "code", "123456"),
        ("code ta 4821", "code", "4821"),
        ("hya", "updates", "yes"),
    ],
)
def test_answers(text: str, asked: str | None, value: Any, context: Context) -> None:
    found = read(text, context, asked)
    assert found.get(asked or "bank") == (value if asked else "no")
    assert asked is None or asked in found


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Rahim Sk, 97330 12399, Kaliachak in Malda, mason for 8 years", 96),
        ("8 bochor rajmistri chilam", 96),
        ("raj mistri 5 saal", 60),
        ("Bikash Das, electrician, 5 years, ITI", 60),
        ("৮ বছর রাজমিস্ত্রি", 96),
        ("Karim, 30 bochor, rajmistri", None),  # an age, or years of work?
        ("ami 25 bochorer rajmistri", None),
        ("6 months training chai, darji", None),
    ],
)
def test_years_of_work_beside_the_trade(text: str, months: int | None, context: Context) -> None:
    assert read(text, context).get("experience") == months


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("haan main raazi hoon", True),
        ("main raazi nahi hoon", False),
        ("haan", True), ("হ্যাঁ, রাজি", True), ("yes I agree", True), ("theek hai", True), ("ji", True),
        ("হ্যাঁ বাবা", True), ("ha bhai raji", True), ("yes, she is here and agrees", True), ("উনি রাজি আছেন", True),
        ("uni raji na", False), ("she does not agree", False), ("উনি নেই", None), ("is she here?", None),
        ("na", False), ("ami raji na", False), ("नहीं, मैं राज़ी नहीं", False), ("no thanks", False),
        ("haan ami rajmistri", None), ("thik ache, kintu ke dekhbe", None), ("ke dekhbe?", None), ("ha", True),
        ("hya, amar nam Rahim", None), ("yes my phone is 9830012345", None), ("hmm", None), ("thak", None),
    ],
)  # fmt: skip
def test_consent_is_an_answer_of_its_own(text: str, answer: bool | None, context: Context) -> None:
    found = read(text, context, "consent")
    assert found.get("consent") == {True: "yes", False: "no", None: None}[answer]
    assert found.get("over") == ("refused" if answer is False else None)
    assert "consent" not in read(text, context, None)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("banks and employers", ["banks", "employers"]), ("সবাইকে", ["training", "banks", "employers"]),
        ("কাউকে না", ["nobody"]), ("na", ["nobody"]), ("yes", "!name_them"), ("ব্যাঙ্ক আর ট্রেনিং", ["banks", "training"]),
        ("किसी को नहीं", ["nobody"]), ("bank account ache", None), ("boyos 35", None),
    ],
)  # fmt: skip
def test_sharing_is_agreed_to_by_name(text: str, share: Any, context: Context) -> None:
    assert read(text, context, "share").get("share") == share
    assert "share" not in read(text, context, "wants")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("register my father", True), ("amar bhai er nam lekhao", True), ("ভাইয়ের নামটা তুলুন", True),
        ("मेरे भाई का नाम लिखो", True), ("CSC theke bolchi, lok register korbo", True), ("সিএসসি চালাই", True),
        ("panchayat theke bolchi", True), ("amar nam Rahim, babar nam Karim", False), ("আমার নাম রহিম", False),
        ("মা অসুস্থ তাই ফিরে এলাম, কাজ চাই", False), ("worker register me mera naam dalo", False),
    ],
)  # fmt: skip
def test_for_whom(text: str, other: bool, context: Context) -> None:
    assert bool(read(text, context).get("for_other")) is other


@pytest.mark.parametrize(
    ("text", "field"),
    [("nam bodlao", "name"), ("change my district", "district"), ("ফোন নম্বর বদলাব", "phone"), ("उम्र बदलनी है", "age")],
)
def test_a_field_is_named_to_be_changed(text: str, field: str, context: Context) -> None:
    assert read(text, context, "confirm", {"name": "A", "trades": MASON}) == {"changing": field}
    assert read("bad din", context, field, {"changing": field})["changing"] is None
