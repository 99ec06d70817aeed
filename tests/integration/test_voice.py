"""People who speak instead of writing, on Telegram, with the real engine and a stand-in of the speech service."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.standins.bhashini_server import BhashiniServer
from tests.standins.recordings import opus
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import Sent

if TYPE_CHECKING:
    from tests.service import Service, StandInThread

pytestmark = pytest.mark.engine

NUMBERS = itertools.count(71_001)
QUESTIONS = {
    "bn": "পিএমইজিপি-তে কী কী কাগজ লাগে",
    "hi": "पीएमईजीपी के लिए कौन से कागज़ चाहिए",
    "en": "What documents are needed for PMEGP",
}


@dataclass(frozen=True)
class House:
    """The service with both its neighbours."""

    service: Service
    telegram: StandInThread
    bhashini: StandInThread


@pytest.fixture(scope="module")
def house(start: Callable[..., Service]) -> Iterator[House]:
    from tests.service import StandInThread

    with (
        StandInThread(TelegramServer()).running() as telegram,
        StandInThread(BhashiniServer()).running() as bhashini,
    ):
        account = bhashini.server.account
        env = {
            "TELEGRAM_BOT_TOKEN": telegram.server.token,
            "TELEGRAM_API_BASE": telegram.server.url,
            "BHASHINI_USER_ID": account.user_id,
            "BHASHINI_API_KEY": account.api_key,
            "BHASHINI_PIPELINE_ID": account.pipeline_id,
            "BHASHINI_API_BASE": account.base,
            "VOICE_SECONDS": "10",
        }
        with start(**env) as service:
            yield House(service, telegram, bhashini)


class Phone:
    """A person's Telegram."""

    def __init__(self, house: House) -> None:
        self.house, self.number = house, next(NUMBERS)
        self.telegram, self.bhashini = house.telegram.server, house.bhashini.server

    @property
    def seen(self) -> list[Sent]:
        return [message for message in self.telegram.sent if message.chat == self.number]

    @property
    def contact(self) -> Any:
        (row,) = self.house.service.rows(
            "SELECT * FROM contacts WHERE channel = 'telegram' AND sender = sealed(?)", str(self.number)
        )
        return row

    def does(self, action: str, *arguments: Any, answers: int = 1) -> list[Sent]:
        """`types`, `presses`, `speaks`, and what came back."""
        before = len(self.seen)
        self.house.telegram.run(lambda: getattr(self.telegram, action)(*arguments, person=self.number))
        self.house.telegram.run(lambda: self.telegram.until(lambda: len(self.seen) >= before + answers, 45))
        return self.seen[before:]

    def says(self, words: str, seconds: float = 3, answers: int = 1) -> list[Sent]:
        """Speaks into the telephone."""
        self.bhashini.transcript = words
        return self.does("speaks", opus(seconds), answers=answers)


@pytest.fixture
def phone(house: House) -> Phone:
    """Somebody who has just found the bot."""
    person = Phone(house)
    person.does("types", "/start")
    return person


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_a_spoken_question_is_shown_back_and_answered(phone: Phone, language: str) -> None:
    phone.does("presses", f"lang:{language}")
    (reply,) = phone.says(QUESTIONS[language])
    assert reply.text.startswith(f"🎤 “{QUESTIONS[language]}”")
    assert phone.house.service.said.answer("pmegp", "documents", language)[:60] in reply.text
    heard = phone.bhashini.heard[-1]
    assert (heard.language, heard.format) == (language, "ogg")


def test_a_spoken_follow_up_belongs_to_what_was_asked_before(phone: Phone) -> None:
    phone.does("presses", "lang:bn")
    phone.does("types", QUESTIONS["bn"])
    (reply,) = phone.says("আর কত টাকা পাব")
    assert phone.house.service.said.answer("pmegp", "benefit", "bn")[:60] in reply.text


def test_who_wants_to_hear_answers_gets_them_as_text_and_as_sound(phone: Phone) -> None:
    phone.does("presses", "lang:bn")
    (first,) = phone.says(QUESTIONS["bn"])
    assert "voice:on" in first.payloads.values()
    told, sound = phone.does("presses", "voice:on", answers=2)
    assert phone.house.service.said.message("voice_replies_on", "bn") in told.text
    assert sound.file is not None
    assert phone.contact["voice_replies"] == 1
    text, sound = phone.says(QUESTIONS["bn"], answers=2)
    assert text.file is None
    assert sound.file is not None
    assert sound.file.mime == "audio/mpeg"
    spoken, language = phone.bhashini.spoken[-1]
    assert language == "bn"
    assert not any(sign in spoken for sign in ("🎤", "₹", "%", "http", "\n"))
    (last,) = phone.does("types", "শুধু লিখে উত্তর দিন")
    assert phone.house.service.said.message("voice_replies_off", "bn") in last.text
    assert phone.contact["voice_replies"] == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bn", "bole shonao"), ("bn", "ভয়েসে বলুন"), ("bn", "amake uttor gulo bole shonaben"), ("hi", "sunao"),
        ("hi", "जवाब बोलकर सुनाइए"), ("hi", "mujhe bolkar sunao bhai"), ("en", "please read the answers aloud"),
        ("en", "I want voice answers"),
    ],
)  # fmt: skip
def test_the_wish_can_be_said_in_words(phone: Phone, language: str, words: str) -> None:
    phone.does("presses", f"lang:{language}")
    told, sound = phone.does("types", words, answers=2)
    assert phone.house.service.said.message("voice_replies_on", language) in told.text
    assert sound.file is not None


def test_a_note_without_words_and_one_that_is_too_long(phone: Phone) -> None:
    phone.does("presses", "lang:hi")
    (unclear,) = phone.says("")
    assert phone.house.service.said.message("voice_unclear", "hi") in unclear.text
    (long,) = phone.says("x", seconds=40)
    assert "10" in long.text
    assert phone.house.service.said.message("voice_too_long", "hi")[:20] in long.text


def test_a_registration_takes_spoken_answers(phone: Phone) -> None:
    said = phone.house.service.said
    phone.does("presses", "lang:bn")
    phone.does("presses", "tool:worker")
    phone.does("presses", "set:worker:consent:yes")
    phone.does("types", "রহিম শেখ")
    phone.does("types", "9830012345")
    asked = phone.says("মালদা কালিয়াচক")[-1]
    assert said.message("form_ask_worker_trades", "bn") in asked.text
    asked = phone.says("রাজমিস্ত্রি আর প্লাম্বার")[-1]
    assert said.message("form_ask_worker_wants", "bn") in asked.text
    summary = phone.does("presses", "set:worker:wants:enough")[-1]
    assert "কালিয়াচক, মালদা" in summary.text and "প্লাম্বার" in summary.text


def test_while_the_service_is_down_people_are_told_and_afterwards_it_goes_on(phone: Phone) -> None:
    phone.does("presses", "lang:bn")
    phone.bhashini.fail("asr", 503, 503, 503)
    (down,) = phone.says(QUESTIONS["bn"])
    assert phone.house.service.said.message("voice_down", "bn") in down.text
    phone.bhashini.renew_key()
    (reply,) = phone.says(QUESTIONS["bn"])
    assert reply.text.startswith("🎤")


def test_on_the_web_page_nobody_is_promised_a_voice(house: House) -> None:
    person = house.service.person("bn")
    house.service.said.check_message(person.presses("voice:on"), "voice_unavailable", "bn")
    assert person.contact["voice_replies"] == 0


def test_neither_words_nor_recordings_stay(phone: Phone) -> None:
    secret = "ঘোড়ামারা গোপন কথা PMEGP"
    (reply,) = phone.says(secret)
    assert secret in reply.text
    service = phone.house.service
    rows = service.rows(
        "SELECT body FROM inbound_messages JOIN contacts ON contacts.id = contact_id WHERE contacts.sender = sealed(?)",
        str(phone.number),
    )
    assert [row["body"] for row in rows] == [None, None]  # /start, and the voice note
    assert secret not in "\n".join(service.log)
    assert secret not in str([dict(row) for row in service.rows("SELECT state FROM contacts")])
