"""What sentences say of messages sent unasked. A "no" that is overlooked would send people what they forbade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.wanted import Wanted, read

SENTENCES = [
    ("khobor pathaben na", "announcements", False),
    ("reminder band koro", "reminders", False),
    ("घोषणा मत भेजो", "announcements", False),
    ("send me announcements", "announcements", True),
    ("yojana ki khabar bhejte raho", "announcements", True),
    ("খবর পাঠাবেন না", "announcements", False),
    ("আর ঘোষণা পাঠাবেন না দাদা", "announcements", False),
    ("ঘোষণা পাঠান", "announcements", True),
    ("রিমাইন্ডার পাঠান", "reminders", True),
    ("घोषणा भेजो", "announcements", True),
    ("रिमाइंडर भेजो", "reminders", True),
    ("send reminders", "reminders", True),
    ("send announcements", "announcements", True),
    ("no reminders please", "reminders", False),
    ("don't send announcements", "announcements", False),
    ("please do not remind me", "reminders", False),
    ("do not stop the reminders", "reminders", True),
    ("reminder bondho korben na", "reminders", True),
    ("reminder bondho korun na", "reminders", False),
    ("khobor bondho koro na", "announcements", None),
    ("रिमाइंडर बंद मत करो", "reminders", True),
    ("खबरें बंद कर दो", "announcements", False),
    ("khabar band mat karna", "announcements", True),
    ("announcement off", "announcements", False),
    ("announcements on kore din", "announcements", True),
    ("রিমাইন্ডার চালু করুন", "reminders", True),
    ("মনে করিয়ে দেবেন না", "reminders", False),
    ("মনে করিয়ে দেবেন", "reminders", True),
    ("yaad dila dena", "reminders", True),
    ("याद मत दिलाना", "reminders", False),
    ("tarikh mone koriye diben", "reminders", True),
    ("reminder lagbe na", "reminders", False),
    ("reminder chai", "reminders", True),
    ("khobor chai na ar", "announcements", False),
    ("নতুন প্রকল্প এলে জানাবেন", "announcements", True),
    ("notun scheme ele janaben", "announcements", True),
    ("योजना की खबर चाहिए", "announcements", True),
    ("योजना की खबर नहीं चाहिए", "announcements", False),
    ("do you send reminders?", "reminders", None),
    ("keno khobor pathan na", "announcements", None),
    ("reminders and announcements off", None, False),
    ("message settings", "everything", None),
    ("sob message bondho koro", "everything", False),
    ("সব মেসেজ চালু করুন", "everything", True),
    ("offer pathaben na ar", "announcements", False),
    ("khobor pathan na", "announcements", None),
    ("service message bondho korun", "service", False),
    ("সার্ভিস মেসেজ পাঠান", "service", True),
    ("unsubscribe from news", "announcements", False),
    ("news band karo, aur mat bhejna", "announcements", False),
    ("reminder off, ar pathaben na", "reminders", False),
    ("ar pathaben na reminder, bondho korun", "reminders", False),
    ("never send me offers", "announcements", False),
    ("update dena band karo", "announcements", False),
    ("अपडेट भेजते रहिए", "announcements", True),
    ("announcement পাঠাবেন না please", "announcements", False),
    ("reminder मत भेजो", "reminders", False),
    ("reminder भेजते रहो", "reminders", True),
    ("keep sending me the news", "announcements", True),
    ("I want reminders", "reminders", True),
    ("i dont need any reminder", "reminders", False),
    ("ঘোষণা বন্ধ করে দিন", "announcements", False),
    ("ঘোষণা বন্ধ করে দেবেন না", "announcements", True),
    ("khobor pathano off korun", "announcements", False),
    ("খবর পাঠানো আবার শুরু করুন", "announcements", True),
    ("এখন থেকে আবার খবর দেবেন", "announcements", True),
    ("ondc khobor", "announcements", None),
    ("", None, None),
    ("👍", None, None),
    ("pmegp", None, None),
]


@pytest.mark.parametrize(("text", "which", "wanted"), SENTENCES, ids=[row[0][:40] for row in SENTENCES])
def test_what_a_sentence_says(text: str, which: str | None, wanted: bool | None) -> None:
    assert read(text) == Wanted(which, wanted)  # type: ignore[arg-type]


FEWER = [
    "fewer reminders", "less reminders please", "don't remind me so often", "কম মনে করান", "এতবার মনে করাবেন না",
    "বারবার মনে করাবেন না", "kom reminder din", "eto bar reminder pathaben na", "reminder komiye din", "कम याद दिलाइए",
    "इतनी बार याद मत दिलाओ", "बार-बार याद मत दिलाओ", "reminder kam karo", "baar baar yaad mat dilao",
]  # fmt: skip


@pytest.mark.parametrize("text", FEWER)
def test_fewer_are_neither_all_nor_none(text: str) -> None:
    assert read(text) == Wanted("reminders", None, fewer=True)


@pytest.mark.parametrize("text", ["reminder kam mat karo", "do not remind me less", "fewer reminders?"])
def test_what_is_not_plainly_fewer_shows_the_choices(text: str) -> None:
    assert read(text) == Wanted("reminders", None)


NOUNS = {
    "announcement": "announcements", "khobor": "announcements", "घोषणा": "announcements",
    "reminder": "reminders", "রিমাইন্ডার": "reminders", "service message": "service",
}  # fmt: skip
REFUSALS = [
    "{} pathaben na", "{} bondho korun", "{} band karo", "{} मत भेजो", "{} बंद करो", "{} lagbe na",
    "do not send me {}", "no {} please", "stop the {}", "{} বন্ধ করুন", "ar {} chai na",
    "{} nahi chahiye",
]  # fmt: skip
WISHES = [
    "{} pathaben", "{} chalu korun", "{} bhejte raho", "{} भेजो", "{} चालू करो", "{} chai",
    "please send me {}", "{} পাঠান", "{} on kore din", "keep sending {}",
]  # fmt: skip


@given(
    st.sampled_from(sorted(NOUNS)),
    st.sampled_from(REFUSALS),
    st.sampled_from(["", " dada", " ভাই", " bhai", " जी", " please"]),
)
def test_a_refusal_is_never_a_wish(noun: str, frame: str, address: str) -> None:
    assert read(frame.format(noun) + address) == Wanted(NOUNS[noun], False)  # type: ignore[arg-type]


@given(st.sampled_from(sorted(NOUNS)), st.sampled_from(WISHES))
def test_a_wish_is_one(noun: str, frame: str) -> None:
    assert read(frame.format(noun)) == Wanted(NOUNS[noun], True)  # type: ignore[arg-type]


@given(st.sampled_from(sorted(NOUNS)), st.sampled_from([*REFUSALS, *WISHES]))
def test_a_question_changes_nothing(noun: str, frame: str) -> None:
    assert read(f"{frame.format(noun)}?").wanted is None


@given(st.text(max_size=200))
def test_anything_is_read(text: str) -> None:
    assert read(text).wanted in (None, True, False)
