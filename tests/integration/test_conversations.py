"""Whole conversations with the real engine, over the chat API, as people have them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

from bot.conversation.reply import MENU_PAGE
from bot.knowledge.model import AREAS, LANGUAGES

if TYPE_CHECKING:
    from tests.service import Person, Reply, Service

pytestmark = pytest.mark.engine

AREA_MENUS = [f"menu:{area}" for area in AREAS]
CHANGES = ("lang:", "script:")  # payloads after which replies come in another language or in other letters


# ---- Questions and answers -----------------------------------------------------------------------------------------

QUESTIONS = [
    ("What documents are needed for PMEGP?", "pmegp", "documents", "en"),
    ("how do I apply for a mudra loan", "mudra", "how-to-apply", "en"),
    ("উদ্যম রেজিস্ট্রেশনে কী কী কাগজ লাগে?", "udyam-registration", "documents", "bn"),
    ("পিএমইজিপি-তে কত টাকা ভর্তুকি পাওয়া যায়?", "pmegp", "benefit", "bn"),
    ("उद्यम रजिस्ट्रेशन कैसे करें?", "udyam-registration", "how-to-apply", "hi"),
    ("मुद्रा लोन के लिए कौन-कौन से कागज़ चाहिए?", "mudra", "documents", "hi"),
    ("mudra loan kaise milega", "mudra", "how-to-apply", "hi"),
    ("pmegp me kitni subsidy milti hai", "pmegp", "benefit", "hi"),
    ("mudra loan kivabe pabo", "mudra", "how-to-apply", "bn"),
    ("udyam registration korte ki ki kagoj lagbe", "udyam-registration", "documents", "bn"),
    ("GST registration er jonno ki ki documents লাগবে", "gst-registration", "documents", "bn"),
    ("PMEGP के लिए documents क्या चाहिए", "pmegp", "documents", "hi"),
]


@pytest.mark.parametrize(("text", "topic", "aspect", "language"), QUESTIONS, ids=[q[0][:24] for q in QUESTIONS])
def test_a_question_is_answered(
    service: Service, person: Person, text: str, topic: str, aspect: str, language: str
) -> None:
    reply = person.says(text)
    service.said.check_answer(reply, topic, aspect, language)
    questions = [payload for payload in reply.payloads if payload == "menu" or payload.startswith("ask:")]
    assert 0 < len(questions) <= 3
    assert len(reply.payloads) <= 7, "words, a tool and an office may join them"
    assert f"ask:{topic}:{aspect}" not in reply.payloads, "what was just answered is not offered"


FOLLOW_UPS = [
    ("udyam registration kivabe korbo", "ar ki ki kagoj lagbe?", "udyam-registration", "documents", "bn"),
    ("উদ্যম রেজিস্ট্রেশন কীভাবে করব?", "কত টাকা লাগে?", "udyam-registration", "cost", "bn"),
    ("मुद्रा लोन क्या है", "इसके लिए कौन से कागज़ लगेंगे?", "mudra", "documents", "hi"),
    ("mudra loan kaise milega", "kagaz kya kya lagega", "mudra", "documents", "hi"),
    ("What documents are needed for PMEGP?", "and how do I apply?", "pmegp", "how-to-apply", "en"),
]


@pytest.mark.parametrize(("first", "then", "topic", "aspect", "language"), FOLLOW_UPS, ids=[f[1] for f in FOLLOW_UPS])
def test_a_follow_up_is_about_the_same_topic(
    service: Service, person: Person, first: str, then: str, topic: str, aspect: str, language: str
) -> None:
    person.says(first)
    service.said.check_answer(person.says(then), topic, aspect, language)


def test_a_new_name_changes_the_topic(service: Service, person: Person) -> None:
    person.says("What documents are needed for PMEGP?")
    service.said.check_answer(person.says("what documents are needed for a mudra loan?"), "mudra", "documents", "en")
    service.said.check_answer(person.says("how do I apply for it?"), "mudra", "how-to-apply", "en")


@pytest.mark.parametrize(("text", "topic", "language"), [
    ("what is pmegp?", "pmegp", "en"),
    ("মুদ্রা লোন কী?", "mudra", "bn"),
    ("पीएम विश्वकर्मा क्या है?", "pm-vishwakarma", "hi"),
])  # fmt: skip
def test_a_topic_alone_gets_the_overview_and_its_aspects(
    service: Service, person: Person, text: str, topic: str, language: str
) -> None:
    reply = person.says(text)
    service.said.check_answer(reply, topic, "what", language)
    found = service.said.content.topics[topic]
    aspects = [name for name in (*found.aspects, *found.elsewhere) if name != "what"]
    questions = [payload for payload in reply.payloads if payload.startswith("ask:")]
    assert sorted(questions) == sorted(f"ask:{topic}:{aspect}" for aspect in aspects)
    buttons = service.said.content.buttons
    assert set(reply.buttons) >= {buttons[f"aspect_{aspect}"].text[language] for aspect in aspects}  # type: ignore[index]


def test_an_aspect_waits_for_its_topic(service: Service, person: Person) -> None:
    reply = person.says("কী কী কাগজ লাগবে?")
    service.said.check_message(reply, "which_topic", "bn")
    assert reply.payloads == AREA_MENUS
    service.said.check_answer(person.says("মুদ্রা লোন"), "mudra", "documents", "bn")


def test_an_aspect_waits_for_its_topic_when_that_is_pressed(service: Service, person: Person) -> None:
    person.says("কী কী কাগজ লাগবে?")
    topics = person.presses("menu:loans")
    assert "ask:mudra" in topics.payloads
    service.said.check_answer(person.presses("ask:mudra"), "mudra", "documents", "bn")
    service.said.check_answer(person.presses("ask:mudra"), "mudra", "what", "bn")


# ---- Choosing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["2", "২", "२", " 2. "])
def test_a_choice_by_number(service: Service, typed: str) -> None:
    person = service.person("bn")
    offered = person.presses("ask:pmegp").payloads
    service.said.check_answer(person.says(typed), "pmegp", offered[1].rpartition(":")[2], "bn")


@pytest.mark.parametrize("typed", ["কাগজপত্র", "কাগজপত্র।", "kagojpotro"])
def test_a_choice_by_its_title(service: Service, typed: str) -> None:
    person = service.person("bn")
    person.presses("ask:pmegp")
    service.said.check_answer(person.says(typed), "pmegp", "documents", "bn")


def test_a_number_that_was_not_offered_is_no_choice(service: Service) -> None:
    person = service.person("en")
    offered = person.presses("ask:pmegp").payloads
    reply = person.says(str(len(offered) + 1))
    aspects = [name.rpartition(":")[2] for name in offered if name.startswith("ask:")]
    assert not any(service.said.answer("pmegp", aspect, "en") in reply.text for aspect in aspects)


def test_an_ambiguous_message_is_asked_back(service: Service, person: Person) -> None:
    reply = person.says("mudra ba pmegp er kagoj")
    service.said.check_message(reply, "ask_back", "bn")
    assert {"ask:mudra:documents", "ask:pmegp:documents"} <= set(reply.payloads)
    chosen = reply.payloads.index("ask:mudra:documents") + 1
    service.said.check_answer(person.says(str(chosen)), "mudra", "documents", "bn")


# ---- Languages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "language"), [
    ("বাংলায় বলুন", "bn"), ("banglay bolun", "bn"), ("hindi me batao", "hi"), ("हिंदी में बताइए", "hi"),
    ("in English please", "en"),
])  # fmt: skip
def test_a_language_is_chosen_in_words_and_stays(service: Service, person: Person, words: str, language: str) -> None:
    first = "उद्यम रजिस्ट्रेशन कैसे करें?" if language == "en" else "how do I do udyam registration?"
    before = person.says(first)
    assert before.language != language
    changed = person.says(words)
    service.said.check_message(changed, "language_changed", language)
    service.said.check_answer(changed, "udyam-registration", "how-to-apply", language)  # said again, in the new one
    titles = {button["title"] for message in changed.messages for button in message["buttons"]}
    shared = {
        title for title, payload in before.buttons.items() if payload.startswith("term:")
    }  # "DIC?" is DIC anywhere
    assert (titles - shared).isdisjoint(before.buttons)
    for text in (
        "What papers are needed for a mudra loan?",
        "मुद्रा लोन के लिए कौन से कागज़ चाहिए?",
        "মুদ্রা লোনে কী কী কাগজ লাগে?",
    ):
        service.said.check_answer(person.says(text), "mudra", "documents", language)
    assert (person.contact["language"], person.contact["language_fixed"]) == (language, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_chosen_by_command_and_button(service: Service, person: Person, language: str) -> None:
    offered = person.says("/language")
    assert offered.payloads == [*(f"lang:{name}" for name in LANGUAGES), "script:roman"]
    service.said.check_message(person.presses(f"lang:{language}"), "language_changed", language)
    for text in ("What papers are needed for Udyam registration?", "আমার কী কাগজ লাগবে পিএমইজিপি তে", "thik hai"):
        assert person.says(text).language == language


@pytest.mark.parametrize(("first", "short", "language"), [
    ("মুদ্রা লোন কী?", "ok", "bn"), ("मुद्रा लोन क्या है", "pmegp", "hi"), ("mudra loan kivabe pabo", "gst", "bn"),
    ("what is a mudra loan", "accha", "en"), ("मुद्रा लोन क्या है", "🙏🙏", "hi"), ("মুদ্রা লোন কী?", "12345", "bn"),
])  # fmt: skip
def test_a_short_message_keeps_the_language(person: Person, first: str, short: str, language: str) -> None:
    assert person.says(first).language == language
    assert person.says(short).language == language


def test_two_words_in_another_script_change_it(person: Person) -> None:
    assert person.says("what is a mudra loan").language == "en"
    assert person.says("কাগজ কী").language == "bn"


@pytest.mark.parametrize("choice", ["2", "press"])
def test_a_choice_is_answered_in_the_language_of_the_offer(person: Person, choice: str) -> None:
    """Also when the offer's own language was only guessed, from a single word of somebody new."""
    offer = person.says("pmegp")
    reply = person.presses(offer.payloads[1]) if choice == "press" else person.says(choice)
    assert reply.language == offer.language


# ---- Small talk ----------------------------------------------------------------------------------------------------

TALK = [
    ("hello", "greeting", "en"), ("নমস্কার দিদি কেমন আছেন", "greeting", "bn"), ("नमस्ते जी", "greeting", "hi"),
    ("thank you very much", "thanks_reply", "en"), ("অনেক ধন্যবাদ দাদা", "thanks_reply", "bn"),
    ("बहुत बहुत धन्यवाद", "thanks_reply", "hi"), ("dhanyavaad bhaiya ji", "thanks_reply", "hi"),
    ("goodbye, see you tomorrow", "bye_reply", "en"), ("আচ্ছা আসি, টাটা", "bye_reply", "bn"), ("help", "help", "en"),
    ("সাহায্য করুন", "help", "bn"), ("मदद चाहिए", "help", "hi"), ("who are you?", "who_are_you", "en"),
    ("তুমি কে?", "who_are_you", "bn"), ("aap kaun ho", "who_are_you", "hi"),
    ("what is the weather today?", "decline", "en"), ("আজ আবহাওয়া কেমন", "decline", "bn"),
    ("who won the cricket match yesterday", "decline", "en"), ("क्रिकेट मैच कौन जीता", "decline", "hi"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "language"), TALK, ids=[talk[0] for talk in TALK])
def test_small_talk(service: Service, person: Person, text: str, key: str, language: str) -> None:
    reply = person.says(text)
    service.said.check_message(reply, key, language)


def test_out_of_scope_is_declined_with_what_can_be_asked(service: Service, person: Person) -> None:
    person.says("What documents are needed for PMEGP?")
    reply = person.says("what is the weather today?")
    service.said.check_message(reply, "decline", "en")
    assert reply.payloads == AREA_MENUS
    service.said.check_answer(person.says("and how do I apply?"), "pmegp", "how-to-apply", "en")


def test_introduces_itself_only_once(service: Service, person: Person) -> None:
    first = person.presses("greet")
    service.said.check_message(first, "greeting", "bn")
    assert set(AREA_MENUS) < set(first.payloads)
    again = person.says("hello")
    service.said.check_message(again, "greeting_again", again.language)
    assert again.payloads == AREA_MENUS


@pytest.mark.parametrize(("ask", "language"), [("say that again", "en"), ("আবার বলুন", "bn"), ("फिर से बताइए", "hi")])
def test_says_it_again(service: Service, ask: str, language: str) -> None:
    person = service.person(language)
    service.said.check_message(person.says(ask), "nothing_to_repeat", language)
    person.presses("ask:pmegp:cost")
    person.says({"en": "thank you", "bn": "ধন্যবাদ", "hi": "धन्यवाद"}[language])
    service.said.check_answer(person.says(ask), "pmegp", "cost", language)


# ---- Wishes to the service -----------------------------------------------------------------------------------------


def test_the_wish_for_a_person_is_noted_once(service: Service, person: Person) -> None:
    person.says("What documents are needed for PMEGP?")
    service.said.check_message(person.says("I want to talk to a person"), "person_noted", "en")
    again = person.presses("person")
    service.said.check_message(again, "person_already_noted", "en")
    (wish,) = service.rows("SELECT * FROM handover_wishes WHERE contact_id = ?", person.contact["id"])
    assert (wish["topic"], wish["language"], wish["status"]) == ("pmegp", "en", "open")


def test_stop_and_start(service: Service, person: Person) -> None:
    said = service.said
    said.check_message(person.says("STOP"), "stopped", "en")
    assert person.contact["stopped_at"]
    said.check_answer(person.says("What documents are needed for PMEGP?"), "pmegp", "documents", "en")
    assert person.contact["stopped_at"], "a question is answered, but is no wish for more"
    said.check_message(person.says("START"), "started_again", "en")
    assert person.contact["stopped_at"] is None
    said.check_message(person.says("START"), "already_started", "en")


def test_the_start_command_takes_a_stop_back(service: Service, person: Person) -> None:
    person.says("What documents are needed for PMEGP?")
    person.says("/stop")
    service.said.check_message(person.says("/start"), "started_again", "en")
    assert person.contact["stopped_at"] is None
    service.said.check_message(person.says("/start"), "greeting_again", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["stand-up-india", "bhabishyat-credit-card", "cgtmse"])
def test_what_is_closed_or_not_sure_is_said(service: Service, topic: str, language: str) -> None:
    known = service.said.content.topics[topic]
    assert known.status != "open" and known.status_note
    note = known.status_note[language].strip()  # type: ignore[index]
    person = service.person(language)
    for payload in (f"ask:{topic}", *person.presses(f"ask:{topic}").payloads[:2]):
        text = person.presses(payload).text
        assert note in text
        assert text.startswith(note) == (known.status == "closed")


def test_a_closed_scheme_says_so_to_a_typed_question(service: Service, person: Person) -> None:
    reply = person.says("stand up india te ki ki kagoj lagbe")
    note = service.said.content.topics["stand-up-india"].status_note
    assert note and reply.text.startswith(note["bn"].strip())


# ---- Every button --------------------------------------------------------------------------------------------------

NO_PROPER_ANSWER = ("stale_button", "unknown_payload", "unclear", "engine_down", "internal_error", "which_topic_plain")


def proper(service: Service, payload: str, reply: Reply, language: str) -> None:
    """What somebody who presses this expects, in one language, and with no placeholder left."""
    said, kind, *rest = service.said, *payload.split(":")
    assert reply.language == language or kind == "lang", payload
    assert "{" not in reply.text and "}" not in reply.text, payload
    assert len(reply.buttons) == len(set(reply.payloads)) == len(reply.payloads), f"{payload}: titles that are the same"
    for key in NO_PROPER_ANSWER:
        assert not said.is_message(reply, key, language), payload
    if kind == "ask":
        topic, aspect = rest[0], (rest[1:] or ["what"])[0]
        said.check_answer(reply, topic, aspect, language)
        assert reply.buttons, payload
    elif kind == "menu" and rest:
        topics = [topic.id for topic in said.content.in_area(rest[0])]  # type: ignore[arg-type]
        page = int(rest[1]) if len(rest) > 1 else 1
        shown = [f"ask:{topic}" for topic in topics[(page - 1) * MENU_PAGE : page * MENU_PAGE]]
        assert [one for one in reply.payloads if one.startswith("ask:")] == shown
        assert (f"menu:{rest[0]}:{page + 1}" in reply.payloads) == (len(topics) > page * MENU_PAGE)


def reachable(person: Person, language: str, begin: str = "menu") -> Iterator[tuple[str, Reply]]:
    """Presses every button that any reply offers, once; of the aspects those of every fifth topic: they are a thousand
    alike, and that each is offered is seen from the overviews."""
    seen, ahead = {begin}, [begin]
    while ahead:
        payload = ahead.pop(0)
        reply = person.presses(payload)
        yield payload, reply
        if payload.startswith(CHANGES) and payload != f"lang:{language}":
            person.presses(f"lang:{language}")
        # A tool would ask in between from then on; tools have tests of their own.
        fresh = [other for other in dict.fromkeys(reply.payloads) if other not in seen and "tool:" not in other]
        ahead += [other for other in fresh if not left_out(other)]
        seen.update(ahead)


def left_out(payload: str) -> bool:
    kind, *rest = payload.split(":")
    return kind == "ask" and len(rest) > 1 and crc32(rest[0].encode()) % 5 != 0


@pytest.fixture(scope="module")
def graph(service: Service) -> dict[str, Reply]:
    """All that can be reached from the menu, in Bengali."""
    person = service.person("bn")
    return dict(reachable(person, "bn"))


def test_every_button_leads_to_a_proper_answer(service: Service, graph: dict[str, Reply]) -> None:
    for payload, reply in graph.items():
        if not payload.startswith(CHANGES):
            proper(service, payload, reply, "bn")


def test_every_answer_can_be_reached_by_buttons(service: Service, graph: dict[str, Reply]) -> None:
    answers = {f"ask:{topic.id}:{name}" for topic in service.said.content.topics.values() for name in topic.aspects}
    overviews = {f"ask:{topic}:what" for topic in service.said.content.topics}
    offered = {payload for reply in graph.values() for payload in reply.payloads}
    assert answers - overviews <= offered
    assert {overview.removesuffix(":what") for overview in overviews} <= graph.keys()
    assert {*AREA_MENUS, "menu", "person", "language", *(f"lang:{name}" for name in LANGUAGES)} <= graph.keys()


@pytest.mark.parametrize("language", ["hi", "en"])
def test_buttons_in_the_other_languages(service: Service, graph: dict[str, Reply], language: str) -> None:
    person = service.person(language)
    choices = sorted(payload for payload in graph if not payload.startswith(CHANGES))
    for payload in random.Random(language).sample(choices, 30):
        proper(service, payload, person.presses(payload), language)
