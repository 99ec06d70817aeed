"""What could point to a person is taken out of a text before it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.scrub import LONGEST, scrub


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("amar phone 98300 12345, plywood karkhana", ["98300", "12345"], "plywood karkhana"),
        ("ফোন ৯৮৩০০১২৩৪৫ প্লাইউড", ["৯৮৩০০১২৩৪৫"], "প্লাইউড"),
        ("aadhaar 1234 5678 9012 lost what now", ["1234", "5678", "9012"], "lost what now"),
        ("আধার ১২৩৪ ৫৬৭৮ ৯০১২ হারিয়েছে", ["৫৬৭৮"], "হারিয়েছে"),
        ("mail rina@example.org please", ["rina", "example"], "please"),
        ("upi rina.k@okbank failed", ["rina", "okbank"], "failed"),
        ("GSTIN 19ABCDE1234F1Z5 suspended", ["19ABCDE1234F1Z5"], "suspended"),
        ("pan ABCDE1234F wrong name", ["ABCDE1234F"], "wrong name"),
        ("ifsc SBIN0001234 not found", ["SBIN0001234"], "not found"),
        ("UDYAM-WB-10-0012345 print", ["0012345"], "print"),
        ("account 30211234567 hold", ["30211234567"], "hold"),
        ("my name is Rahim Sheikh and my loan is stuck", ["Rahim", "Sheikh"], "loan is stuck"),
        ("আমার নাম রহিম শেখ, লোন আটকে আছে", ["রহিম"], "লোন আটকে আছে"),
        ("see https://evil.example/x?id=77 is it real", ["evil"], "is it real"),
    ],
)
def test_personal_data_goes_and_the_question_stays(text: str, gone: list[str], stays: str) -> None:
    kept = scrub(text)
    assert not [part for part in gone if part in kept]
    assert stays in kept


@pytest.mark.parametrize("text", ["5 lakh er karkhana te 35% subsidy", "২০২৬ সালে ৫০০০০ টাকা", "GSTR-3B 20 tarikh"])
def test_sums_and_names_of_forms_stay(text: str) -> None:
    assert scrub(text) == text


@given(st.text(max_size=600))
def test_any_text(text: str) -> None:
    assert len(scrub(text)) <= LONGEST
