"""Messages as the bodies of Graph requests; the stand-in's rules judge whether WhatsApp would take them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Button, Document, Outgoing, Permanent, TemplateCall
from bot.channels.render import render
from bot.channels.whatsapp.limits import CAPABILITIES, pace
from bot.channels.whatsapp.payloads import addressed, bodies, media_type, seen
from bot.settings import ROOT
from tests.standins.graph_rules import Refused, check_message
from tests.standins.graph_wire import PERSON, USER, Sent

CHOOSE: Any = {"bn": "বেছে নিন", "hi": "चुनें", "en": "Choose"}
MEDIA = "800"
PDF = Document("form.pdf", "application/pdf", b"%PDF")
ICS = Document("session.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR")
VOICE = Document("answer.ogg", "audio/ogg; codecs=opus", b"OggS")
PHOTO = Document("map.png", "image/png", b"PNG")
LINK = ("Open the portal", "https://udyam.gov.in/")


def buttons(number: int, length: int = 8) -> tuple[Button, ...]:
    return tuple(Button(f"{n:02d} {'x' * (length - 3)}", f"ask:{n}") for n in range(1, number + 1))


def made(message: Outgoing, *, rendered: bool = True) -> list[Sent]:
    """What would be sent, judged by the rules."""
    found = []
    for part in render(message, CAPABILITIES) if rendered else [message]:
        for body in bodies(part, CHOOSE, MEDIA if part.document else None):
            whole = addressed(PERSON, body, "reply:1")
            check_message(whole, {MEDIA})
            found.append(Sent("wamid", PERSON, whole))
    return found


def shapes(message: Outgoing) -> list[str]:
    return [f"{s.kind}:{s.content['type']}" if s.kind == "interactive" else s.kind for s in made(message)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Outgoing("x", "en"), ["text"]),
        (Outgoing("x", "en", buttons(3)), ["interactive:button"]),
        (Outgoing("x", "en", buttons(4)), ["interactive:list"]),
        (Outgoing("x", "en", buttons(11)), ["interactive:list"]),
        (Outgoing("x", "en", link=LINK), ["interactive:cta_url"]),
        (Outgoing("x", "en", asks="location"), ["interactive:location_request_message"]),
        (Outgoing("x", "en", buttons(2), asks="location"), ["interactive:location_request_message"]),
        (Outgoing("x", "en", asks="contact"), ["text"]),
        (Outgoing("x", "en", buttons(2), link=LINK), ["interactive:button"]),
        (Outgoing("x" * 1020, "en", buttons(2), link=LINK), ["text", "interactive:button"]),
        (Outgoing("x", "en", document=PDF), ["document"]),
        (Outgoing("", "en", document=ICS), ["document"]),
        (Outgoing("x", "en", document=PHOTO), ["image"]),
        (Outgoing("x", "en", document=VOICE), ["text", "audio"]),
        (Outgoing("", "en", document=VOICE), ["audio"]),
        (Outgoing("x", "en", buttons(2), document=PDF), ["interactive:button"]),
        (Outgoing("x", "en", buttons(4), document=PDF), ["document", "interactive:list"]),
        (Outgoing("x", "en", buttons(2), document=VOICE), ["audio", "interactive:button"]),
        (Outgoing("x", "en", document=PDF, link=LINK), ["document", "interactive:cta_url"]),
        (Outgoing("", "en", template=TemplateCall("reminder", "en", ("a",))), ["template"]),
        (Outgoing("x", "en", buttons(2), template=TemplateCall("reminder", "en", ("a",))), ["template"]),
    ],
)
def test_the_form_of_a_message(message: Outgoing, expected: list[str]) -> None:
    assert shapes(message) == expected


def test_a_21_character_button_is_cut() -> None:
    (sent,) = made(Outgoing("x", "en", (Button("x" * 20, "a"), Button("y" * 21, "b"))))
    assert sent.choices == {"a": "x" * 20, "b": "y" * 19 + "…"}


def test_11_rows_are_10_and_a_number_in_the_text() -> None:
    (sent,) = made(Outgoing("?", "bn", buttons(11)))
    assert list(sent.choices) == [f"ask:{n}" for n in range(1, 11)]
    assert "১১. 11 xxxxx" in sent.text
    assert sent.content["action"]["button"] == "বেছে নিন"


def test_a_1025_character_body_is_two_messages() -> None:
    first, last = made(Outgoing("word " * 206, "en", buttons(2)))
    assert (first.kind, last.kind) == ("text", "interactive")
    assert len(made(Outgoing("x" * 1024, "en", buttons(2)))) == 1
    assert f"{first.text} {last.text}" == ("word " * 206).strip()


@pytest.mark.parametrize(
    "message",
    [
        Outgoing("x", "en", (Button("x" * 21, "a"),)),
        Outgoing("x" * 1025, "en", (Button("x", "a"),)),
        Outgoing("x", "en", buttons(11)),
        Outgoing("x" * 4097, "en"),
        Outgoing(" ", "en"),
        Outgoing("x", "en", (Button("", "a"),)),
        Outgoing("x" * 1025, "en", document=PDF),
    ],
    ids=["21-character button", "1025-character body", "11 rows", "4097 characters", "nothing", "no title", "caption"],
)
def test_what_is_not_rendered_is_refused(message: Outgoing) -> None:
    with pytest.raises(Refused):
        made(message, rendered=False)


def test_titles_that_cutting_made_alike_are_numbered() -> None:
    titles = ("Loans for weavers of Nadia", "Loans for weavers of Malda", "Menu")
    (sent,) = made(Outgoing("x", "en", tuple(Button(title, f"p{n}") for n, title in enumerate(titles))))
    assert sent.choices == {"p0": "1. Loans for weaver…", "p1": "2. Loans for weaver…", "p2": "Menu"}


def test_the_same_answer_twice_is_shown_once() -> None:
    (sent,) = made(Outgoing("x", "en", (Button("Menu", "menu"), Button("Start", "menu"))))
    assert sent.choices == {"menu": "Menu"}


def test_choices_beside_a_wish_for_the_place_are_numbered() -> None:
    message = Outgoing("কোথায় আছেন?", "bn", (Button("ফেরত", "back"), Button("মেনু", "menu")), asks="location")
    (sent,) = made(message)
    assert sent.text == "কোথায় আছেন?\n\n১. ফেরত\n২. মেনু"


def test_an_address_stands_in_the_text_where_there_are_choices() -> None:
    (sent,) = made(Outgoing("x", "en", buttons(1), link=LINK))
    assert sent.text == "x\n\nOpen the portal: https://udyam.gov.in/"
    (alone,) = made(Outgoing("x", "en", link=("A title of more than twenty", LINK[1])))
    assert alone.content["action"]["parameters"] == {"display_text": "A title of more tha…", "url": LINK[1]}


def test_roman_letters_have_a_label_in_roman_letters() -> None:
    (sent,) = made(Outgoing("x", "bn", buttons(4), roman=True))
    assert sent.content["action"]["button"].isascii()


def test_what_opens_a_list_is_short_enough_in_each_language() -> None:
    import yaml

    texts = yaml.safe_load((ROOT / "content" / "messages" / "whatsapp.yml").read_text(encoding="utf-8"))
    assert {language: len(text) <= 20 for language, text in texts["list_choose"]["text"].items()} == dict.fromkeys(
        ("en", "bn", "hi"), True
    )


@pytest.mark.parametrize(
    ("mime", "expected"),
    [
        ("application/pdf", "application/pdf"),
        ("text/calendar; charset=utf-8", "text/plain"),
        ("application/json", "text/plain"),
        ("TEXT/CSV", "text/plain"),
        ("audio/ogg; codecs=opus", "audio/ogg"),
        ("image/png", "image/png"),
    ],
)
def test_types_of_files(mime: str, expected: str) -> None:
    assert media_type(Document("x", mime, b"")) == expected


def test_unsupported_type_of_a_file() -> None:
    with pytest.raises(Permanent, match="application/zip"):
        media_type(Document("x.zip", "application/zip", b""))


def test_a_calendar_entry_keeps_its_name() -> None:
    (sent,) = made(Outgoing("Session", "en", document=ICS))
    assert sent.content == {"id": MEDIA, "filename": "session.ics", "caption": "Session"}


def test_a_template_has_its_language_and_one_line_parameters() -> None:
    called = TemplateCall("reminder", "bn", ("২২ নভেম্বর", "hall 2\n\tsecond  floor"))
    (body,) = bodies(Outgoing("", "bn", template=called), CHOOSE)
    texts = [p["text"] for p in body["template"]["components"][0]["parameters"]]
    assert (body["template"]["name"], body["template"]["language"]["code"]) == ("reminder", "bn")
    assert texts == ["২২ নভেম্বর", "hall 2 second floor"]
    (bare,) = bodies(Outgoing("", "en", template=TemplateCall("hello", "en")), CHOOSE)
    assert bare["template"]["components"] == []


@pytest.mark.parametrize(
    ("recipient", "field", "shown"),
    [(PERSON, "to", PERSON), (f"+{PERSON}", "to", PERSON), (USER, "recipient", USER)],
)
def test_contact_without_phone_is_written_to_by_user_id(recipient: str, field: str, shown: str) -> None:
    body = addressed(recipient, {"type": "text"}, "")
    assert body == {"messaging_product": "whatsapp", "recipient_type": "individual", field: shown, "type": "text"}


@pytest.mark.parametrize("recipient", ["", "nobody", "12", "IN.", "IN.1/../x", "98300 00001"])
def test_a_recipient_that_is_none(recipient: str) -> None:
    with pytest.raises(Permanent) as raised:
        addressed(recipient, {}, "")
    assert not recipient or recipient not in str(raised.value)


def test_the_key_goes_along_and_has_a_limit() -> None:
    assert addressed(PERSON, {}, "k" * 512)["biz_opaque_callback_data"] == "k" * 512
    with pytest.raises(Permanent):
        addressed(PERSON, {}, "k" * 513)


def test_read_and_typing_are_one_request() -> None:
    assert seen("wamid.1") == {
        "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.1",
        "typing_indicator": {"type": "text"},
    }  # fmt: skip


def test_the_pace_is_one_in_six_seconds_after_45_at_once() -> None:
    assert (pace(80).rate, pace(80).each, pace(80).burst) == (80, 6, 45)


TITLES = st.text(min_size=1, max_size=60).filter(lambda title: title.strip() == title)
CHOICES = st.lists(st.builds(Button, TITLES, st.text("abc:", min_size=1, max_size=64)), max_size=14)


@given(
    st.text(min_size=1, max_size=3000).filter(str.strip),
    CHOICES,
    st.sampled_from([None, PDF, VOICE, PHOTO]),
    st.sampled_from([None, LINK]),
    st.sampled_from([None, "location", "contact"]),
)
def test_whatever_is_rendered_is_taken_and_every_choice_is_there(
    text: str, choices: list[Button], document: Document | None, link: tuple[str, str] | None, asks: Any
) -> None:
    once = tuple({button.payload: button for button in choices}.values())
    sent = made(Outgoing(text, "en", once, document=document, link=link, asks=asks))
    shown = {choice for s in sent for choice in s.choices}
    words = " ".join(" ".join(s.text for s in sent).split())
    for number, button in enumerate(once, 1):
        assert button.payload in shown or f"{number}. " in words
    if link:
        assert link[1] in words or any(s.content.get("type") == "cta_url" for s in sent)
    assert not document or any(MEDIA in str(s.body) for s in sent)


def test_the_buttons_of_a_template_bring_back_what_the_call_says() -> None:
    called = TemplateCall("confirm", "hi", ("x",), ("start", "stop"))
    (body,) = bodies(Outgoing("x", "hi", buttons(1), template=called), CHOOSE)
    words, yes, no = body["template"]["components"]
    assert words["type"] == "body"
    assert yes == {
        "type": "button", "sub_type": "quick_reply", "index": "0",
        "parameters": [{"type": "payload", "payload": "start"}],
    }  # fmt: skip
    assert (no["index"], no["parameters"][0]["payload"]) == ("1", "stop")
