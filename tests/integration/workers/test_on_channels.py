"""Registering over Telegram and WhatsApp: what a mason sees and presses on his telephone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.integration.workers.bureau import Talker, new_phone, number_in
from tests.integration.workers.registering import (
    AGREED,
    CHANNELS,
    ENOUGH,
    ROWS,
    YES,
    begun,
    full,
    gives_number,
    on,
    phone,
    pictures,
    talker,
    to_the_summary,
    workers,
)
from tests.phones import TelegramPhone, WhatsAppPhone
from tests.service import Service, StandInThread, until

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Bureau

__all__ = ["talker"]

pytestmark = pytest.mark.engine


def test_by_the_own_number_to_the_card(talker: Talker, bureau: Bureau) -> None:
    asked = begun(talker)
    if isinstance(asked.at, TelegramPhone):
        assert any("📱" in key for row in asked.at.seen()[-1].keys for key in row)
    else:
        assert "set:worker:phone:yes" in asked.payloads and re.search(r"98xxxxxx\d\d", asked.text)
    gives_number(talker)
    talker.says("Malda, Kaliachak")
    talker.says("mason and plumber")
    summary = talker.presses("set:worker:wants" + ENOUGH)
    for value in ("Rahim Sheikh", "Kaliachak, Malda", "Mason", "Plumber"):
        assert value in summary
    told = talker.presses(YES)
    (entry,) = workers(talker)
    assert entry["phone_proven"] and entry["number"] == number_in(told).replace("-", "")
    (picture,) = pictures(talker)
    assert picture.startswith(b"\x89PNG") and len(picture) < 100_000
    card = next(one for one in phone(talker).seen() if one.file)
    assert "Rahim Sheikh" in card.text and number_in(told) in card.text
    assert bureau.said.content.topics["e-shram"].title.en in told
    assert not re.search(r"\d{5} ?\d{5}", told), "the number of the telephone stands nowhere"


def test_another_number_than_the_channels_own(talker: Talker) -> None:
    begun(talker)
    if "set:worker:phone:other" in talker.payloads:
        talker.presses("set:worker:phone:other")
    talker.says(new_phone())
    talker.says("Nadia")
    talker.says("tailor")
    talker.presses("set:worker:wants" + ENOUGH)
    talker.presses(YES)
    (entry,) = workers(talker)
    assert not entry["phone_proven"] and entry["district"] == "nadia"


def test_somebody_elses_contact_proves_nothing(bureau: Bureau) -> None:
    talker = begun(bureau.on_telegram())
    at = talker.at
    assert isinstance(at, TelegramPhone)
    at.tells_number(f"91{new_phone()}", own=False)
    assert workers(talker) == []
    talker.says("mera phone number 98300")
    assert bureau.message("worker_phone_too_short", "en") in talker.text
    gives_number(talker)
    assert bureau.message("form_ask_worker_district", "en") in at.seen()[-1].text


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("language", "words", "home", "trade"),
    [
        ("en", "Register me. My name is Rahim Sheikh, {phone}, Malda, mason, 8 years in Kerala", "Malda", "Mason"),
        (
            "bn", "আমার নাম রহিম শেখ, ফোন {phone}, বাড়ি মালদা কালিয়াচক, রাজমিস্ত্রি, ৮ বছর কেরলে কাজ করেছি",
            "কালিয়াচক, মালদা", "রাজমিস্ত্রি",
        ),
        ("hi", "मेरा नाम रहीम शेख है, फ़ोन {phone}, घर मालदा, राजमिस्त्री, केरल में 8 साल काम किया", "मालदा", "राजमिस्त्री"),
    ],
)  # fmt: skip
def test_all_in_one_message(bureau: Bureau, channel: str, language: str, words: str, home: str, trade: str) -> None:
    talker = on(bureau, channel, language)
    talker.presses("tool:worker")
    talker.says(words.format(phone=new_phone()))
    talker.presses(AGREED)
    summary = talker.presses(talker.ends_with(ENOUGH))
    assert home in summary and trade in summary
    assert "Kaliachak" not in summary or language == "en"
    number_in(talker.presses(YES))
    (entry,) = workers(talker)
    assert (entry["district"], entry["last_state"], entry["experience_months"]) == ("malda", "kerala", 96)


def test_every_button_of_the_summary_is_within_reach(talker: Talker) -> None:
    summary = full(talker)
    offered = [f"set:worker:confirm:{field}" for field in ("yes", "name", "phone", "district", "trades", "wants")]
    assert set(offered) <= set(talker.payloads)
    if isinstance(talker.at, WhatsAppPhone):
        assert len(talker.payloads) == ROWS
        lines = re.findall(r"^(\d+)\. (.+)$", summary, re.MULTILINE)
        assert [int(number) for number, _ in lines] == [*range(1, 17)]
        number = next(number for number, title in lines if title == "Change tools")
        assert "tools" in talker.says(number).casefold()
    else:
        talker.presses("set:worker:confirm:tools")
    summary = talker.says("hammer drill")
    assert "hammer drill" in summary and "trowel" not in summary
    talker.presses(YES)
    assert len(workers(talker)) == 1


def test_a_refusal_stores_only_the_refusal(talker: Talker, bureau: Bureau) -> None:
    talker.says("/register")
    told = talker.presses("set:worker:consent:no")
    assert bureau.message("consent_refused", "en") in told
    contact = phone(talker).contact["id"]
    assert workers(talker) == []
    rows = phone(talker).service.rows
    assert rows("SELECT 1 FROM drafts WHERE contact_id = ?", contact) == []
    assert [row["kind"] for row in rows("SELECT kind FROM consent_events WHERE holder = ?", contact)] == ["refused"]


def test_double_taps_and_old_buttons(talker: Talker, bureau: Bureau) -> None:
    to_the_summary(talker)
    number = number_in(talker.presses(YES))
    for old in (AGREED, "set:worker:consent:no", "set:worker:wants:loan"):  # the same once more: the next test
        told = talker.presses(old)
        assert told.strip()
    (entry,) = workers(talker)
    assert entry["number"] == number.replace("-", "") and entry["status"] == "active"
    assert number in talker.presses("me:card")


def test_a_tap_that_comes_twice_at_once(talker: Talker) -> None:
    to_the_summary(talker)
    at = phone(talker)

    def twice() -> None:
        at._presses(YES)
        at._presses(YES)

    at.acts(twice)
    assert len(workers(talker)) == 1


def test_answers_that_come_at_once_and_in_another_order(talker: Talker) -> None:
    talker.says("/register")
    talker.presses(AGREED)
    at = phone(talker)

    def at_once() -> None:
        at._types("mason and plumber")
        at._types("home is Malda")
        at._types("my name is Rahim Sheikh")

    at.acts(at_once)
    until(lambda: not at._open())
    gives_number(talker)
    offered = [payload for shown in at.seen() for payload in shown.payloads.values()]
    assert "set:worker:wants" + ENOUGH in offered
    summary = talker.presses("set:worker:wants" + ENOUGH)
    for value in ("Rahim Sheikh", "Malda", "Mason", "Plumber"):
        assert value in summary


def test_a_crash_between_two_answers(restartable: tuple[Service, StandInThread]) -> None:
    service, telegram = restartable
    talker = Talker(TelegramPhone(service, telegram, "en"))
    talker.presses("lang:en")
    begun(talker)
    gives_number(talker)
    talker.says("Malda, Kaliachak")
    assert service.gateway is not None
    service.gateway.kill()
    until(lambda: service.gateway is not None and service.gateway.poll() is not None)
    telegram.run(lambda: phone(talker)._types("mason"))
    service.start_gateway()
    service.wait_ready()
    at = phone(talker)
    until(lambda: any("set:worker:wants" + ENOUGH in one.payloads.values() for one in at.seen()))
    summary = talker.presses("set:worker:wants" + ENOUGH)
    assert "Rahim Sheikh" in summary and "Kaliachak, Malda" in summary and "Mason" in summary
    talker.presses(YES)
    assert len(workers(talker)) == 1
