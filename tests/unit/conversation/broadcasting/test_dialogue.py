"""Broadcasts through the gateway: typed commands, texts in three languages, what is talked about in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.channels.base import Outgoing
from bot.conversation.broadcasting.commands import takes_words, typed
from bot.conversation.state import State
from bot.db.models import Broadcast, Contact
from bot.services import chat_officials, contacts
from tests.contract.broadcast_world import official, person
from tests.unit.conversation.training.classes import Talk

TEXTS = {
    "en": "A fair in Malda.\n\nCome on 5 December.",
    "bn": "মালদায় মেলা।\n\n৫ ডিসেম্বর আসুন।",
    "hi": "मालदा में मेला।\n\n5 दिसंबर को आइए।",
}
Start = Callable[[str], Talk]


async def joined(talk: Talk, language: str) -> None:
    await talk.says("/official")
    with talk.database.session() as session:
        contacts.set_language(session, talk.contact(), language)  # type: ignore[arg-type]
        code = chat_officials.new_code(session, official(session, "Author"), talk.now)
        person(session, "somebody", seen_at=talk.now, created_at=talk.now)
    said = await talk.says(f"/official {code}")
    assert "Author" in said.text and said.language == language


def row(talk: Talk) -> Broadcast:
    with talk.database.session() as session:
        return session.scalars(select(Broadcast)).one()


def button(reply: Outgoing, part: str) -> str:
    (payload,) = [one.payload for one in reply.buttons if part in one.payload]
    return payload


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
async def test_texts_of_other_languages_do_not_change_the_talk(talk: Start, language: str) -> None:
    chat = talk(language)
    await joined(chat, language)
    start = await chat.says("/broadcast")
    asked = await chat.says(payload=button(start, "bc:new"))
    asked = await chat.says(payload=button(asked, ":sender"))
    for written in (language, *(one for one in ("bn", "hi", "en") if one != language)):
        assert asked.language == language, written
        asked = await chat.says(TEXTS[written])
    assert asked.language == language
    asked = await chat.says(payload=button(asked, ":all"))
    shown = await chat.says(payload=button(asked, ":link"))
    assert shown.language == language and all(text in shown.text for text in TEXTS.values())
    assert row(chat).texts == TEXTS
    assert not chat.engine.got, "no word of it is the engine's business"
    with chat.database.session() as session:
        contact = session.get_one(Contact, chat.contact())
        assert contact.language == language
    done = await chat.says(payload=button(shown, ":hand:"))
    assert done.language == language and row(chat).status == "approved"


async def test_a_text_that_is_a_number_a_word_or_a_wish(talk: Start) -> None:
    """It is a text, whatever else it might mean, but for a stop."""
    chat = talk("en")
    await joined(chat, "en")
    asked = await chat.says(payload="bc:new")
    await chat.says(payload=button(asked, ":sender"))
    await chat.says("1")
    assert row(chat).texts == {"en": "1"}
    await chat.says("training")
    assert row(chat).texts["bn"] == "training"
    assert "START" in (await chat.says("stop")).text


async def test_what_is_typed_after_something_else_is_no_text(talk: Start) -> None:
    chat = talk("en")
    await joined(chat, "en")
    asked = await chat.says(payload="bc:new")
    await chat.says(payload=button(asked, ":sender"))
    await chat.says(payload="menu")
    await chat.says("where is my loan")
    assert chat.engine.got == ["/show_menu", "where is my loan"] and row(chat).texts == {}
    again = await chat.says("/broadcast")
    asked = await chat.says(payload=button(again, "bc:go"))
    await chat.says("A fair")
    assert row(chat).texts == {"en": "A fair"}, "goes on where it was left"


async def test_after_a_restart_the_next_question_is_answered(talk: Start) -> None:
    before = talk("en")
    await joined(before, "en")
    asked = await before.says(payload="bc:new")
    await before.says(payload=button(asked, ":sender"))
    after = talk("en")
    after.count = before.count
    await after.says("A fair in Malda")
    assert row(after).texts == {"en": "A fair in Malda"}


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
async def test_of_others_it_is_said_what_it_is(talk: Start, language: str) -> None:
    chat = talk(language)
    said = await chat.says("/broadcast")
    assert said.language == language and not said.buttons
    assert "/official" in (await chat.says("/official")).text
    assert not chat.engine.got


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/broadcast", "bc:home"), ("/BROADCAST@UdyogSathiBot", "bc:home"), ("/official", "official"),
        ("/official off", "official:off"), ("/official 123456", "official:123456"),
        ("/official 123-456", "official:123456"), ("/official ১২৩৪৫৬", "official:123456"), ("/official 12", "official"),
        ("/official@UdyogSathiBot 123456", "official:123456"), ("/officials", None), ("bc:home", None),
        ("official:123456", None), ("/broadcast now", None),
    ],
)  # fmt: skip
def test_commands(text: str, payload: str | None) -> None:
    assert typed(text) == payload


def test_only_its_own_questions_take_words() -> None:
    assert takes_words("bc:text:bn") and not takes_words("desk:verify") and not takes_words(State().hears)
