"""Before the engine: commands, choices, what cannot be read, and no slash that a person typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import payloads
from bot.conversation.state import State
from bot.conversation.understanding import Understood, understand
from bot.knowledge.model import Language
from bot.language import History, LanguageModel
from bot.language.identify import train_language_model, training_corpus

STRANGER = History(None, False, 0)
BENGALI = History("bn", False, 3)
SLASHES = tuple("/\u2044\u2215\u29f8\uff0f")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\u180e\x00\x1b"
BLANKS = " \t\n\r\u00a0\u2003\u3000\u2028\x85"

# Properties take no fixtures of a function's scope; the smallest model will do.
TINY = train_language_model(training_corpus({}, sentences=300, words=500), seed=1)


def hear(
    body: str, kind: str = "text", history: History = STRANGER, state: State | None = None, limit: int = 100
) -> Understood:
    return understand(kind, body, history, state or State(), TINY, "bn", limit)


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("/start", "greet"), ("/help", "help"), ("/language", "language"), ("/stop", "stop"), ("/menu", "menu"),
        ("/person", "person"), ("/START", "greet"), ("  /help  ", "help"), ("/help@UdyogSathiBot", "help"),
        ("\u200b/menu", "menu"),
    ],
)  # fmt: skip
def test_commands(typed: str, payload: str) -> None:
    heard = hear(typed, history=BENGALI)
    assert (heard.payload, heard.text, heard.language, heard.learnt) == (payload, None, "bn", None)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/restart", "restart"),
        ('/ask{"topic": "pmegp"}', 'ask{"topic": "pmegp"}'),
        ("  //restart", "restart"),
        ("／restart", "restart"),
        ("\u2044restart", "restart"),
        ("\u200b/restart", "restart"),
        ("\u200d/restart", "restart"),
        ("\u200c/\u200d/ /restart", "restart"),
        ("\ufeff / \n / session_start", "session_start"),
        ("/start now", "start now"),
        ("and/or", "and/or"),
    ],
)
def test_a_slash_in_front_goes(typed: str, text: str) -> None:
    assert (hear(typed).text, hear(typed).payload) == (text, None)


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("Training", "tool:training"), ("ট্রেনিং", "tool:training"), ("“ট্রেনিং”", "tool:training"),
        ("ट्रेनिंग।", "tool:training"), ("ট্রেনিং খুঁজুন", "tool:training"),
        ("my trainings", "me:trainings"), ("আমার ট্রেনিং", "me:trainings"),
        ("मेरी ट्रेनिंग", "me:trainings"), ("amar training", "me:trainings"),
    ],
)  # fmt: skip
def test_the_words_that_messages_tell_people_to_write_for_trainings(typed: str, payload: str) -> None:
    assert hear(typed).payload == payload
    assert hear(typed, state=State(asking=True)).payload is None, "a form asks for something"
    assert hear(typed, state=State(hears="fb:x:words")).payload == payload, "no sentence about a session"
    assert hear(f"{typed} kobe").payload is None


def first_that_is_seen(text: str) -> str:
    return next(
        (char for char in text if not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf", "Cs")), ""
    )


@given(
    st.text(alphabet="".join(SLASHES) + INVISIBLE + BLANKS, max_size=12),
    st.sampled_from(["restart", "ask{}", 'ask{"topic": "pmegp"}', "session_start", "back", "greet"]),
    st.text(max_size=10),
)
def test_no_slash_reaches_the_engine(prefix: str, word: str, tail: str) -> None:
    heard = hear(prefix + word + tail)
    if heard.text is not None:
        assert first_that_is_seen(heard.text) not in SLASHES
        assert not unicodedata.normalize("NFKC", heard.text).strip().startswith("/")
    assert heard.payload is None or payloads.parse(heard.payload, ()) is not None


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_prefix_whatever_lets_a_slash_through(prefix: str, tail: str) -> None:
    heard = hear(f"{prefix}/{tail}")
    assert heard.text is None or first_that_is_seen(heard.text) not in SLASHES


@given(
    st.sampled_from(["text", "payload", "media", "edited", "empty", "something new"]),
    st.text(max_size=140),
    st.sampled_from([None, "bn", "hi", "en"]),
    st.booleans(),
)
def test_it_never_raises_and_has_one_outcome(kind: str, body: str, language: str | None, fixed: bool) -> None:
    heard = hear(body, kind, History(language, fixed and language is not None, 1))  # type: ignore[arg-type]
    assert sum(part is not None for part in (heard.payload, heard.text, heard.remark)) == 1
    assert heard.language in ("bn", "hi", "en")


@pytest.mark.parametrize(
    ("body", "kind", "remark"),
    [
        ("", "text", "empty"),
        ("   \n ", "text", "empty"),
        ("\u200b\u200d", "text", "empty"),
        ("/", "text", "empty"),
        (" // ／ ", "text", "empty"),
        ("", "empty", "empty"),
        ("👍🏽", "text", "only_emoji"),
        ("👨‍👩‍👧 ❤️", "text", "only_emoji"),
        ("???", "text", "only_emoji"),
        ("ক" * 101, "text", "too_long"),
        ("", "media", "unsupported_media"),
        ("a caption", "media", "unsupported_media"),
        ("the-name-of-a-recording", "voice", "voice_unread"),
        ("new words", "edited", "edited_ignored"),
    ],
)
def test_remarks(body: str, kind: str, remark: str) -> None:
    heard = hear(body, kind, BENGALI)
    assert (heard.remark, heard.text, heard.payload) == (remark, None, None)
    assert heard.language == "bn"


def test_a_text_of_just_the_limit_is_worked_on() -> None:
    assert hear("ক" * 100).text == "ক" * 100


def test_a_number_is_words() -> None:
    assert hear("12345").text == "12345"


def test_what_is_too_long_is_answered_in_its_language(model: LanguageModel) -> None:
    body = "कागज कहाँ जमा करना है " * 10
    assert understand("text", body, STRANGER, State(), model, "bn", 100).language == "hi"


def test_a_pressed_button_goes_on_as_it_is() -> None:
    heard = hear("ask:pmegp:what", "payload", BENGALI)
    assert (heard.payload, heard.language) == ("ask:pmegp:what", "bn")


def test_a_typed_payload_is_text() -> None:
    assert hear("ask:pmegp:what").text == "ask:pmegp:what"
    assert hear("lang:hi").text == "lang:hi"


def test_a_typed_choice_is_a_payload() -> None:
    state = State(offered=[("কাগজপত্র", "ask:pmegp:documents"), ("Menu", "menu")])
    assert hear("১", state=state).payload == "ask:pmegp:documents"
    assert hear("kagojpotro", state=state).payload == "ask:pmegp:documents"
    assert hear("/2", state=state).payload == "menu"
    assert hear("৭", state=state).text == "৭"


@pytest.mark.parametrize(
    ("body", "history", "language", "learnt"),
    [
        ("পিএমইজিপি কী কাগজ লাগে", STRANGER, "bn", "bn"),
        ("उद्यम रजिस्ट्रेशन कैसे करें", BENGALI, "hi", "hi"),
        ("what papers do I need for the loan", History("hi", True, 5), "hi", "hi"),
        ("12345", STRANGER, "bn", None),
        ("ok", BENGALI, "bn", None),
    ],
)
def test_language(model: LanguageModel, body: str, history: History, language: str, learnt: str | None) -> None:
    heard = understand("text", body, history, State(), model, "bn", 4096)
    assert heard.language == language
    if learnt is not None:
        assert heard.learnt == learnt


def test_a_stranger_who_says_nothing_telling_gets_the_services_language(model: LanguageModel) -> None:
    for default in ("bn", "hi", "en"):
        assert understand("text", "123", STRANGER, State(), model, default, 99).language == default  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["ha", "Haan", "ji", "thik ache", "ok"])
@pytest.mark.parametrize("language", ["bn", "hi"])
def test_a_yes_changes_no_language(typed: str, language: Language) -> None:
    heard = hear(typed, history=History(language, False, 5))
    assert (heard.text, heard.language, heard.learnt) == (typed, language, None)


def test_a_list_of_names_in_a_form_does_not_change_the_language() -> None:
    """Names of people, places and trades, as forms ask for them, are in no language."""
    english = History("en", False, 3)
    listed = "Salma Bibi, 9733012345, Murshidabad Domkal, bidi sromik"
    assert hear(listed, history=english, state=State(asking=True)).language == "en"
    assert hear("ami 12 bochor dhore bidi bandhi", history=english, state=State(asking=True)).language == "bn"
    assert hear("bad din", history=BENGALI, state=State(asking=True)).language == "bn"
    assert hear("bad din", history=STRANGER, state=State(asking=True, language="bn")).language == "bn"
