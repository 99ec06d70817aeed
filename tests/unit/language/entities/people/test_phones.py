from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities.people.phones import explain_phone, find_phones
from tests.unit.language.texts import MESSAGES

ONE = "+919830012345"
TWO = "+919733012346"


def numbers(text: str, *, expected: bool = False) -> list[str]:
    return [phone.e164 for phone in find_phones(text, expected=expected)]


@pytest.mark.parametrize(
    "text",
    [
        "9830012345", "98300 12345", "98300-12345", "983-001-2345", "983.001.2345", "98 30 01 23 45", "(98300) 12345",
        "9 8 3 0 0 1 2 3 4 5", "9830 012 345", "98300\u00a012345", "98300 - 12345", "+91 98300 12345", "+919830012345",
        "+91-9830012345", "(+91)9830012345", "+91 (0) 98300 12345", "919830012345", "91 98300 12345", "09830012345",
        "0 98300 12345", "00919830012345", "0091-98300-12345", "\u202a+91 98300 12345\u202c", "9️⃣8️⃣3️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣",
        "৯৮৩০০১২৩৪৫", "৯৮৩০০ ১২৩৪৫", "९८३००१२३४५", "+৯১ ৯৮৩০০ ১২৩৪৫", "৯৮৩০0১২345", "९८३०० ১২৩৪৫", "９８３００12345",
        "983OO12345", "983oo12345", "98300l2345", "98300I2345", "98300|2345", "9830O I2345", "৯৮৩OO১২৩৪৫",
        "9830012345er", "no.9830012345", "no9830012345", "ph:9830012345", "Rahim9830012345", "amar number 9830012345 .",
        "৯৮৩০০১২৩৪৫-এ ফোন করুন", "৯৮৩০০১২৩৪৫নম্বর", "मेरा नंबर 9830012345 है", "*9830012345*", "9830012345(whatsapp)",
        "wa.me/919830012345", "1. 98300 12345", "Kolkata 700001 98300 12345", "12.05.2024 98300 12345",
        "2 ta machine 9830012345", "GSTIN 19ABCDE1234F1Z5 ph 9830012345",
        "aadhaar linked mobile 919830012345", "7 din por call 9830012345",
        "নয় আট তিন শূন্য শূন্য এক দুই তিন চার পাঁচ", "নয় আট তিন ডবল শূন্য এক দুই তিন চার পাঁচ",
        "nine eight three zero zero one two three four five", "Nine eight three double zero one two three four five.",
        "noy aat tin shunno shunno ek dui tin char panch", "noi at teen sunno sunno ak dui tin char paanch",
        "nau aath teen shunya shunya ek do teen char paanch", "नौ आठ तीन शून्य शून्य एक दो तीन चार पाँच",
        "nine 8 three double 0 one 2 3 char five", "98300 one two three four five",
        "nine, eight, three, zero, zero, one, two, three, four, five at night",
        "plus nine one nine eight three zero zero one two three four five",
    ],
)  # fmt: skip
def test_one_mobile(text: str) -> None:
    (phone,) = find_phones(text)
    assert (phone.e164, phone.mobile) == (ONE, True)
    assert explain_phone(text) is None


def test_triple() -> None:
    assert numbers("nine eight three zero zero one triple five four") == ["+919830015554"]


@pytest.mark.parametrize(
    "between",
    ["/", " / ", ",", ", ", " ba ", " or ", " অথবা ", " या ", "\n", " ", "  ", " & ", ";", " - ", " othoba ", "|"],
)
def test_two_mobiles(between: str) -> None:
    for first, second in (
        ("9830012345", "9733012346"),
        ("98300 12345", "97330-12346"),
        ("৯৮৩০০১২৩৪৫", "+91 97330 12346"),
    ):
        assert numbers(first + between + second) == [ONE, TWO]


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("033-2357 1234", "+913323571234"),
        ("033 23571234", "+913323571234"),
        ("(033) 2357-1234", "+913323571234"),
        ("03323571234", "+913323571234"),
        ("+91 33 2357 1234", "+913323571234"),
        ("০৩৩-২৩৫৭১২৩৪", "+913323571234"),
        ("03512-256789", "+913512256789"),
        ("0342-2567890", "+913422567890"),
        ("0353 243 1234", "+913532431234"),
        ("0674-2301234", "+916742301234"),
    ],
)
def test_land_lines(text: str, e164: str) -> None:
    (phone,) = find_phones(text)
    assert (phone.e164, phone.mobile) == (e164, False)


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "ami loan chai", "1234567890", "0123456789", "5830012345", "98300", "983001234", "98300123456",
        "1234 5678 9012", "9123 4567 8901", "9198 3001 2345", "৯১২৩ ৪৫৬৭ ৮৯০১", "aadhaar 919830012345",
        "19ABCDE1234F1Z5",
        "ABCDE1234F", "30123456789", "account no 98300123456789", "a/c 9830012345", "A/C no: 9830012345",
        "9830 0123 4567 8901",
        "5010 0123 456789", "₹9830012345", "rs 9830012345", "9830012345 taka", "₹98,30,01,234", "5,00,000",
        "OTP 983001", "pin 700001",
        "25-12-2024", "25.12.2024 10.30", "2024-08-15", "1800-345-6789", "1800 123 9830", "18601234567",
        "+880 1712345678",
        "+8801712345678", "+1 650 253 0000", "00880 1712 345678", "8 9 10 11 12 13", "90 80 70 60 50", "9000 800 700",
        "rahim9830012345@gmail.com", "9830012345@ybl", "https://example.org/p/9830012345", "UDYAM-WB-10-0012345",
        "98300 12345 12",
        "ek dui tin char panch", "nine eight three", "one two three four five six seven eight nine zero",
        "9830012345.50",
        "10 20 30 40 50", "SBIN0001234", "order no 9830012345",
    ],
)  # fmt: skip
def test_no_phone(text: str) -> None:
    assert find_phones(text) == []


def test_expected_answers_may_be_parted_by_anything() -> None:
    assert numbers("98300,12345") == []
    assert numbers("98300,12345", expected=True) == [ONE]
    assert numbers("98300/12345", expected=True) == [ONE]
    assert numbers("98300\n12345", expected=True) == [ONE]
    assert numbers("1234 5678 9012", expected=True) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("98300", "too_short"), ("৯৮৩০০ ১২৩", "too_short"), ("amar number 98300 1234", "too_short"),
        ("+91 98300 1234", "too_short"),
        ("0983001234", "too_short"), ("nine eight three", "too_short"), ("", "too_short"),
        ("98300123456", "too_long"), ("98300 12345 67", "too_long"), ("9123 4567 8901", "too_long"),
        ("30123456789012", "too_long"),
        ("1234567890", "wrong_start"), ("৫৮৩০০১২৩৪৫", "wrong_start"), ("+91 12345 67890", "wrong_start"),
        ("033-23571234", "wrong_start"),
        ("hello", "letters"), ("98300abc45", "letters"), ("98300xxxxx", "letters"), ("পরে দেব", "letters"),
        ("+8801712345678", "foreign"), ("+1 650 253 0000", "foreign"), ("008801712345678", "foreign"),
        ("8801712345678", "foreign"),
        ("9830012345", None), ("98300,12345", None), ("৯৮৩০০১২৩৪৫", None),
    ],
)  # fmt: skip
def test_explain_phone(text: str, problem: str | None) -> None:
    assert explain_phone(text) == problem


@given(MESSAGES)
def test_any_text_is_read(text: str) -> None:
    explain_phone(text)
    for phone in find_phones(text):
        assert 0 <= phone.start < phone.end <= len(text)


@given(st.text(alphabet="0123456789৯৮৩٣+-. /,|Ool()\n\u200b৳@", max_size=80), st.booleans())
def test_numbers_lie_apart_and_are_whole(text: str, expected: bool) -> None:
    found = find_phones(text, expected=expected)
    for phone in found:
        assert len(phone.e164) == 13
        assert find_phones(phone.e164)[0].e164 == phone.e164
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(st.from_regex(r"[6-9][0-9]{9}", fullmatch=True), st.sets(st.integers(1, 9), max_size=4), st.sampled_from(" -."))
def test_every_mobile_in_every_grouping(digits: str, cuts: set[int], sign: str) -> None:
    typed = "".join((sign if place in cuts else "") + digit for place, digit in enumerate(digits))
    assert numbers(f"amar number {digits}, bujhlen?") == ["+91" + digits]
    (phone,) = find_phones(typed, expected=True)
    assert (phone.e164, typed[phone.start : phone.end]) == ("+91" + digits, typed)
