"""Help with a bank loan, from the wish to what the desk decided, with the real engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.workers.bureau import ascii_digits, new_phone, number_in

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Bureau, Talker

pytestmark = pytest.mark.engine

# register: the wish, purpose, sum, district, papers, name
SAID = {
    "en": ("connect me to the bank for a loan", "a sewing machine", "50000", "Malda", "Aadhaar and PAN", "Rina Das"),
    "bn": (
        "ব্যাংকের সাথে যোগাযোগ করিয়ে দিন লোনের জন্য", "সেলাই মেশিন কিনব", "৫০ হাজার", "মালদা", "আধার আর প্যান",
        "রীনা দাস",
    ),
    "hi": ("लोन दिलाने में मदद करें", "सिलाई मशीन लेनी है", "50 हज़ार", "मालदा", "आधार और पैन", "रीना दास"),
    "bn_roman": (
        "bank er sathe jogajog koriye din loan er jonno", "selai machine kinbo", "50 hajar", "Malda", "aadhaar ar pan",
        "Rina Das",
    ),
    "hi_roman": (
        "loan ke liye bank se baat karwa do", "silai machine leni hai", "50 hazar", "Malda", "aadhaar aur pan",
        "Rina Das",
    ),
    "mixed": ("loan pete sahajjo korun", "sewing machine kinbo", "50000", "Malda", "aadhaar, pan card", "Rina Das"),
}  # fmt: skip
YES = {"en": "yes", "bn": "হ্যাঁ", "hi": "हाँ", "bn_roman": "hya", "hi_roman": "haan", "mixed": "ok"}
NO = {"en": "no", "bn": "না", "hi": "नहीं", "bn_roman": "na", "hi_roman": "nahi"}
STATUS = {
    "en": "what happened to my loan request", "bn": "আমার লোনের কী হল", "hi": "मेरे लोन का क्या हुआ",
    "bn_roman": "amar loan er ki holo", "hi_roman": "mere loan ka kya hua",
}  # fmt: skip


def language_of(register: str) -> str:
    return "bn" if register == "mixed" else register.split("_")[0]


def asked(bureau: Bureau, person: Talker, purpose: str = "sewing machine", district: str = "Malda") -> str:
    """A request at the desk; returns its number."""
    person.presses("tool:referral")
    person.all_of(f"{purpose}, 50 thousand, {district}", "Aadhaar, PAN")
    if bureau.message("form_ask_referral_name", person_language(bureau, person)) in person.text:
        person.says("Rina Das")
    if "set:referral:share:yes" not in person.payloads:
        person.says(new_phone())
    person.presses("set:referral:share:yes")
    return number_in(person.presses("set:referral:confirm:confirm"))


def person_language(bureau: Bureau, person: Talker) -> str:
    return str(person.contact["language"])


def moves(bureau: Bureau, number: str, status: str, reason: str = "") -> None:
    answer = bureau.malda.posts(f"/referrals/{number}/state", status=status, reason=reason)
    assert (answer.status_code, answer.json()["status"]) == (200, status), answer.text


# ---- The wish


@pytest.mark.parametrize("register", SAID)
def test_from_the_wish_to_the_desk(bureau: Bureau, register: str) -> None:
    language, phone = language_of(register), new_phone()
    person = bureau.web(language)
    wish, purpose, amount, district, papers, name = SAID[register]
    person.says(wish)
    assert bureau.message("form_ask_referral_purpose", language) in person.text
    person.all_of(purpose, amount, district, papers, name, phone)
    assert {"set:referral:share:yes", "set:referral:share:no"} <= {*person.payloads}, person.text
    person.says(YES[register])
    assert bureau.message("form_ask_referral_confirm", language) in person.text, person.text
    assert name in person.text and phone in ascii_digits(person.text)
    told = person.says(YES[register])
    assert bureau.message("referral_sent", language).split("{")[0] in told
    one = bureau.malda.gets(f"/referrals/{number_in(told)}").json()
    assert (one["status"], one["purpose"], one["amount"], one["documents"], one["name"]) == (
        "new", "tools", 50_000, ["aadhaar", "pan"], name,
    )  # fmt: skip
    assert phone not in str(one) and "xxxxxx" in one["phone"]
    read = bureau.malda.posts(f"/referrals/{number_in(told)}/phone", reason="to tell her about the quotation")
    assert read.json()["phone"] == f"+91{phone}"


def test_a_list_of_papers_ends_in_words_and_is_no_name(bureau: Bureau) -> None:
    person = bureau.web("bn")
    person.all_of("ব্যাংকের সাথে যোগাযোগ করিয়ে দিন লোনের জন্য", "মেশিন, ১ লাখ, মালদা", "আধার", "এটুকুই")
    assert bureau.message("form_ask_referral_name", "bn") in person.text
    person.says(f"রহিমা বিবি {new_phone()}")
    assert "set:referral:share:yes" in person.payloads
    assert "রহিমা বিবি" in person.presses("set:referral:share:yes")


def test_none_of_the_papers_is_an_answer(bureau: Bureau) -> None:
    person = bureau.web("en")
    person.all_of("connect me to the bank for a loan", "shop, 2 lakh, Malda", "none")
    assert bureau.message("form_ask_referral_name", "en") in person.text


def test_a_question_in_the_middle(bureau: Bureau) -> None:
    person = bureau.web("en")
    person.all_of("connect me to the bank for a loan", "shop, 2 lakh, Malda")
    person.says("What documents are needed for PMEGP?")
    assert bureau.said.answer("pmegp", "documents", "en") in person.text
    assert bureau.message("form_ask_referral_documents", "en") in person.text


@pytest.mark.parametrize("wedding", ["marriage of my daughter", "meyer biye"])
def test_a_loan_for_the_family_is_not_taken_up(bureau: Bureau, wedding: str) -> None:
    person = bureau.web("en")
    person.all_of("connect me to the bank for a loan", wedding)
    assert bureau.message("referral_no_personal", "en") in person.text


@pytest.mark.parametrize("register", NO)
def test_without_the_permission_nothing_goes_to_a_bank(bureau: Bureau, register: str) -> None:
    language, phone = language_of(register), new_phone()
    person = bureau.web(language)
    person.all_of(*SAID[register], phone)
    told = person.says(NO[register])
    assert bureau.message("referral_refused", language) in told
    waiting = bureau.malda.gets("/referrals", limit=200).json()["referrals"]
    contact = person.contact["id"]
    assert not bureau.service.rows("SELECT 1 FROM referrals WHERE contact_id = ?", contact), waiting
    kinds = bureau.service.rows("SELECT kind FROM consent_events WHERE holder = ? AND purpose = 'share_banks'", contact)
    assert [row["kind"] for row in kinds] == ["refused"]


# ---- What the desk does


@pytest.mark.parametrize(
    ("channel", "language"), [("on_telegram", "bn"), ("on_whatsapp", "hi"), ("web", "en")]
)  # fmt: skip
def test_the_person_is_told_of_each_change(bureau: Bureau, channel: str, language: str) -> None:
    person: Talker = getattr(bureau, channel)(language)
    number = asked(bureau, person)
    for status in ("contacted", "applied", "sanctioned"):
        note = f"note on {status}"
        told = person.waits(lambda status=status, note=note: moves(bureau, number, status, note))
        assert number in told and note in told, told
        person.presses("me:loans")
        assert number in person.text and note in person.text
        assert bureau.message(f"loan_state_{status}", language) in person.text
    assert not [payload for payload in person.payloads if payload.endswith(":drop")], "over: nothing to withdraw"


def test_a_refusal_comes_with_its_reason(bureau: Bureau) -> None:
    person = bureau.on_telegram("bn")
    number = asked(bureau, person)
    empty = bureau.malda.posts(f"/referrals/{number}/state", status="refused", reason="")
    assert empty.status_code == 422
    told = person.waits(lambda: moves(bureau, number, "refused", "পুরোনো একটা লোন বাকি আছে"))
    assert number in told and "পুরোনো একটা লোন বাকি আছে" in told
    assert bureau.malda.posts(f"/referrals/{number}/state", status="applied", reason="").status_code == 409
    person.presses("me:loans")
    assert bureau.message("loan_state_refused", "bn") in person.text
    assert asked(bureau, person) != number, "whoever was refused asks anew"


@pytest.mark.parametrize("register", STATUS)
def test_how_it_stands_and_the_way_out(bureau: Bureau, register: str) -> None:
    language = language_of(register)
    person = bureau.web(language)
    person.says(STATUS[register])
    assert bureau.message("loan_status_none", language) in person.text
    number = asked(bureau, person)
    person.says(STATUS[register])
    assert number in person.text and bureau.message("loan_noted_nothing", language) in person.text
    old = person.ends_with(":drop")
    told = person.presses(old)
    assert number in told
    assert bureau.malda.gets(f"/referrals/{number}").json()["status"] == "dropped"
    assert bureau.message("loan_not_open", language) in person.presses(old)


def test_taking_back_the_permission_hides_name_and_number_at_once(bureau: Bureau) -> None:
    person = bureau.web("en")
    bureau.worker(person, "Rina Das", "tailor, Malda", share="")
    number = asked(bureau, person)
    person.presses("consent:share_banks:off")
    one = bureau.malda.gets(f"/referrals/{number}").json()
    assert (one["name"], one["phone"]) == (None, None)
    assert bureau.malda.posts(f"/referrals/{number}/phone", reason="to tell her about it").status_code == 409


def test_two_requests_at_a_time_are_enough(bureau: Bureau) -> None:
    person = bureau.web("en")
    first = asked(bureau, person, "sewing machine")
    moves(bureau, first, "contacted")
    second = asked(bureau, person, "new shop")
    moves(bureau, second, "contacted")
    person.presses("tool:referral")
    assert bureau.message("referral_too_many", "en") in person.text


def test_desks_of_another_district_see_nothing(bureau: Bureau) -> None:
    number = asked(bureau, bureau.web("en"))
    other = bureau.nadia
    assert other.gets("/referrals", district="malda").status_code == 403
    assert number.replace("-", "") not in str(other.gets("/referrals", limit=200).json()).replace("-", "")
    answers = [
        other.gets(f"/referrals/{number}"),
        other.posts(f"/referrals/{number}/state", status="contacted", reason="I called her"),
        other.posts(f"/referrals/{number}/phone", reason="to tell her about it"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert bureau.malda.gets(f"/referrals/{number}").json()["status"] == "new"


def test_no_reply_of_loan_help_promises_a_loan(bureau: Bureau) -> None:
    person = bureau.web("en")
    number = asked(bureau, person)
    assert "bank alone" in person.text or "only the bank" in person.text.lower(), person.text
    told = person.waits(lambda: moves(bureau, number, "contacted"))
    assert "will get" not in told and "approved" not in told
