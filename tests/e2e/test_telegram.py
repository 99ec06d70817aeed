"""People on Telegram: the real gateway and engine against the stand-in of the Bot API."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.channels.telegram.sending import utf16_length
from tests.standins.telegram_wire import Sent, bad_gateway, blocked, throttled, user

if TYPE_CHECKING:
    from tests.service import Service, StandInThread

pytestmark = pytest.mark.engine

NUMBERS = itertools.count(61_001)
QUESTION = "What documents are needed for PMEGP?"


class Phone:
    """A person's Telegram; `chat` is another one than theirs in a group."""

    def __init__(self, service: Service, thread: StandInThread, chat: int | None = None) -> None:
        self.service, self.thread, self.telegram = service, thread, thread.server
        self.number = next(NUMBERS)
        self.chat = chat or self.number

    @property
    def seen(self) -> list[Sent]:
        return [message for message in self.telegram.sent if message.chat == self.chat]

    @property
    def contact(self) -> Any:
        query = "SELECT * FROM contacts WHERE channel = 'telegram' AND sender = sealed(?)"
        (row,) = self.service.rows(query, str(self.chat))
        return row

    def does(self, action: str, *arguments: Any, answers: int = 1, **options: Any) -> list[Sent]:
        """`types`, `presses` ... and what came back."""
        before = len(self.seen)
        self.thread.run(lambda: getattr(self.telegram, action)(*arguments, person=self.number, **options))
        return self.receives(before + answers)[before:]

    def types(self, text: str, **options: Any) -> Sent:
        return self.does("types", text, **options)[-1]

    def presses(self, message: Sent, title: str) -> Sent:
        return self.does("presses", message.payloads[title])[-1]

    def receives(self, count: int, seconds: float = 30) -> list[Sent]:
        self.thread.run(lambda: self.telegram.until(lambda: len(self.seen) >= count, seconds))
        return self.seen

    def in_group(self, text: str, **more: Any) -> None:
        group = {"id": self.chat, "type": "group", "title": "Karigar"}
        message = {"message_id": next(NUMBERS), "date": int(time.time()), "chat": group, "from": user(self.number)}
        self.thread.run(lambda: self.telegram.queue({"message": {**message, "text": text, **more}}))


@pytest.fixture
def phone(service: Service, telegram: StandInThread) -> Phone:
    return Phone(service, telegram)


def is_answer(phone: Phone, message: Sent, topic: str, aspect: str, language: str) -> bool:
    return phone.service.said.answer(topic, aspect, language) in message.text


def title(phone: Phone, name: str, language: str) -> str:
    text: str = phone.service.said.content.buttons[name].text[language]  # type: ignore[index]
    return text


def test_start_introduces_and_a_question_is_answered(phone: Phone) -> None:
    said = phone.service.said
    hello = phone.types("/start", language="bn")
    assert said.message("greeting", "bn") in hello.text
    assert list(hello.payloads.values())[:4] == ["menu:schemes", "menu:loans", "menu:gst", "menu:ondc"]
    answer = phone.types(QUESTION)
    assert is_answer(phone, answer, "pmegp", "documents", "en")
    assert said.content.topics["pmegp"].sources[0].url in answer.links.values()
    after = phone.presses(answer, title(phone, "aspect_cost", "en"))
    assert is_answer(phone, after, "pmegp", "cost", "en")
    assert phone.number in phone.telegram.typing
    assert phone.contact["turns"] == 3


def test_a_link_opens_with_an_answer(phone: Phone) -> None:
    assert is_answer(phone, phone.types("/start ask_pmegp_documents", language="hi"), "pmegp", "documents", "hi")
    assert is_answer(phone, phone.types("/start mudra"), "mudra", "what", "hi")
    stale = phone.types("/start ask_nothing-such")
    assert phone.service.said.message("stale_button", "hi") in stale.text
    hello = phone.types("/start %00%FF")
    assert phone.service.said.message("greeting_again", "hi") in hello.text


def test_the_menu_of_commands_is_set(phone: Phone) -> None:
    commands = phone.telegram.commands
    assert set(commands) == {"", "bn", "hi", "en"}
    names = [command["command"] for command in commands["bn"]]
    assert names == [
        "start", "help", "language", "stop", "menu", "finder", "office", "register", "card", "training",
        "mytrainings", "settings", "mydata", "delete", "person",
    ]  # fmt: skip
    assert commands[""] == commands["bn"] and phone.telegram.menu_button == "commands"
    for name in ("help", "menu", "language", "card", "settings", "mydata", "delete", "person"):
        assert phone.types(f"/{name}").text


def test_the_language_is_chosen_and_stays(phone: Phone) -> None:
    offer = phone.types("/language", language=None)
    assert list(offer.payloads.values()) == ["lang:bn", "lang:hi", "lang:en", "script:roman"]
    changed = phone.presses(offer, "हिन्दी")
    assert phone.service.said.message("language_changed", "hi") in changed.text
    assert is_answer(phone, phone.types(QUESTION, language="en"), "pmegp", "documents", "hi")


def test_stop_and_start(phone: Phone) -> None:
    said = phone.service.said
    assert said.message("stopped", "bn") in phone.types("/stop").text
    assert phone.contact["stopped_at"]
    assert is_answer(phone, phone.types(QUESTION), "pmegp", "documents", "en")
    assert said.message("started_again", "en") in phone.types("/start").text
    assert phone.contact["stopped_at"] is None


def test_somebody_who_blocked_us_is_left_alone_and_welcome_back(phone: Phone) -> None:
    phone.types("/start")
    phone.telegram.fail("sendMessage", blocked())
    before = len(phone.seen)
    phone.thread.run(lambda: phone.telegram.types("PMEGP কী?", person=phone.number))
    phone.thread.run(lambda: phone.telegram.until(lambda: phone.contact["unreachable_at"]))
    (row,) = phone.service.rows(
        "SELECT * FROM outbox_messages WHERE contact_id = ? AND status = 'dead'", phone.contact["id"]
    )
    assert row["error"] and len(phone.seen) == before
    assert is_answer(phone, phone.types(QUESTION), "pmegp", "documents", "en")
    assert phone.contact["unreachable_at"] is None


def test_a_block_is_noted_at_once(phone: Phone) -> None:
    phone.types("/start")
    phone.thread.run(lambda: phone.telegram.blocks(person=phone.number))
    phone.thread.run(lambda: phone.telegram.until(lambda: phone.contact["unreachable_at"]))


def test_a_throttled_answer_comes_later_and_once(phone: Phone) -> None:
    phone.telegram.fail("sendMessage", throttled(1))
    began = time.monotonic()
    assert is_answer(phone, phone.types(QUESTION), "pmegp", "documents", "en")
    assert time.monotonic() - began >= 1
    time.sleep(0.5)
    assert len(phone.seen) == 1


def test_a_fault_of_telegram_is_tried_again_in_order(phone: Phone) -> None:
    phone.telegram.fail("sendMessage", bad_gateway())
    phone.thread.run(lambda: phone.telegram.types(QUESTION, person=phone.number))
    second = phone.types("and how do I apply?", answers=2)
    assert [is_answer(phone, m, "pmegp", "documents", "en") for m in phone.seen] == [True, False]
    assert is_answer(phone, second, "pmegp", "how-to-apply", "en")


@pytest.mark.parametrize("content", [
    {"photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}], "caption": QUESTION},
    {"voice": {"file_id": "a", "file_unique_id": "a", "duration": 3}},
    {"document": {"file_id": "a", "file_unique_id": "a"}},
    {"contact": {"phone_number": "+910000000000", "first_name": "Rina"}},
    {"sticker": {
        "file_id": "a", "file_unique_id": "a", "type": "regular", "width": 1, "height": 1, "is_animated": False,
        "is_video": False,
    }},
], ids=lambda content: next(iter(content)))  # fmt: skip
def test_what_is_not_text_gets_the_sentence(phone: Phone, content: dict[str, Any]) -> None:
    (reply,) = phone.does("sends", **content)
    key = "voice_unread" if "voice" in content else "unsupported_media"
    assert phone.service.said.message(key, "bn") in reply.text
    kept = phone.service.rows("SELECT * FROM inbound_messages WHERE contact_id = ?", phone.contact["id"])
    assert [row["body"] for row in kept] == [None]


def test_an_edited_message_gets_the_sentence(phone: Phone) -> None:
    phone.types("PMEGP কী?")
    (reply,) = phone.does("edits", 1, "মুদ্রা কী?")
    assert phone.service.said.message("edited_ignored", "bn") in reply.text


def test_a_group_is_left_in_peace_unless_it_speaks_to_us(service: Service, telegram: StandInThread) -> None:
    phone = Phone(service, telegram, chat=-next(NUMBERS))
    phone.in_group(QUESTION)
    phone.in_group("/weather@other_bot")
    phone.in_group(f"@{telegram.server.username} {QUESTION}")
    (answer,) = phone.receives(1)
    assert is_answer(phone, answer, "pmegp", "documents", "en")
    phone.in_group("/menu")
    assert len(phone.receives(2)) == 2
    assert phone.contact["turns"] == 2


# ---- What officials correct is live at once --------------------------------------------------------------------------


@pytest.fixture
def long_answer(service: Service) -> Iterator[str]:
    """A corrected answer of more than one message, without a training or a restart."""
    path = service.content_dir / "schemes" / "zed.yml"
    original = path.read_bytes()
    topic = yaml.safe_load(original)
    lines = [f"{number}. ZED-এর জন্য কাগজ তৈরি রাখুন 🙏 আর অফিসে জেনে নিন।" for number in range(1, 151)]
    topic["aspects"]["what"]["bn"] = "\n".join(lines)
    path.write_text(yaml.safe_dump(topic, allow_unicode=True, sort_keys=False), encoding="utf-8")
    time.sleep(2.2)
    yield "\n".join(lines)
    path.write_bytes(original)
    time.sleep(2.2)


def test_a_long_answer_comes_in_parts(phone: Phone, long_answer: str) -> None:
    assert utf16_length(long_answer) > 4096
    phone.thread.run(lambda: phone.telegram.types("/start ask_zed", person=phone.number))
    phone.thread.run(lambda: phone.telegram.until(lambda: any(message.rows for message in phone.seen)))
    parts = phone.seen
    assert len(parts) > 1 and all(utf16_length(part.text) <= 4096 for part in parts)
    shown = "\n".join(part.text for part in parts)
    assert [line for line in long_answer.splitlines() if line not in shown.splitlines()] == []
    assert [bool(part.rows) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert "ask:zed:benefit" in parts[-1].payloads.values()
