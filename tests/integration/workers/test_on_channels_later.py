"""Those who are registered, over Telegram and WhatsApp: seen, changed, deleted, proven on another channel; work and
loans."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.integration.workers.bureau import Talker, new_phone, number_in
from tests.integration.workers.registering import (
    CHANNELS,
    ENOUGH,
    YES,
    begun,
    document,
    on,
    phone,
    pictures,
    registered,
    talker,
    workers,
)
from tests.phones import TelegramPhone
from tests.service import until

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Bureau

__all__ = ["talker"]

pytestmark = pytest.mark.engine


def test_shown_and_changed_by_buttons(talker: Talker) -> None:
    number = registered(talker)
    told = talker.presses("me:card")
    assert number in told and "Kaliachak" in told and re.search(r"\d\dxxxxxx\d\d", told)
    talker.presses("tool:worker")
    talker.presses("set:worker:confirm:district")
    summary = talker.says("Murshidabad, Beldanga")
    assert "Beldanga, Murshidabad" in summary
    assert number in talker.presses(YES)
    assert len(pictures(talker)) == 2
    (entry,) = workers(talker)
    assert (entry["district"], entry["place"]) == ("murshidabad", "Beldanga")


def test_stop_and_start_leave_the_registration(talker: Talker) -> None:
    number = registered(talker)
    talker.says("STOP")
    assert number in talker.presses("me:card")
    talker.says("START")
    assert number in talker.says("show my registration")


def test_the_whole_of_ones_data_as_a_file(talker: Talker) -> None:
    number = registered(talker)
    told = talker.presses("me:data")
    assert number in told
    data = json.loads(document(talker))
    assert "Rahim Sheikh" in json.dumps(data, ensure_ascii=False)


def test_deleted_and_told_so_and_gone(bureau: Bureau) -> None:
    people = [on(bureau, channel) for channel in CHANNELS]
    for one in people:
        registered(one)
        one.says("delete my data")
        assert "me:erase:yes" in one.payloads
        one.says("STOP")  # beside the question: nothing is erased
        assert len(workers(one)) == 1
        one.says("delete my data")
        told = one.presses("me:erase:yes")
        assert bureau.message("erased", "en") in told, "the last message arrives"
    for one in people:
        at = phone(one)
        until(lambda at=at: not at.known())  # type: ignore[misc]
        assert bureau.service.log and not any(at.sender in line for line in bureau.service.log)
        one.says("show my registration")
        assert bureau.message("registration_none", "en") in one.text


def test_who_registered_on_whatsapp_comes_to_telegram(bureau: Bureau) -> None:
    before = bureau.on_whatsapp()
    number = registered(before)
    now = begun(bureau.on_telegram())
    seen = len(phone(before).seen())
    now.says(phone(before).sender[2:])
    until(lambda: len(phone(before).seen()) > seen)
    match = re.search(r"\b\d{6}\b", phone(before).seen()[-1].text)
    assert match is not None
    code = match.group()
    now.says("Malda")
    now.says("mason")
    asked = now.presses("set:worker:wants" + ENOUGH)
    assert bureau.message("form_ask_worker_code", "en") in asked
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert bureau.message("worker_code_wrong", "en") in now.says(wrong)
    right = now.says(code)
    assert bureau.message("worker_code_right", "en") in right
    assert number in now.presses(YES)
    assert [one["id"] for one in workers(now)] == [one["id"] for one in workers(before)]


@pytest.mark.parametrize("said", ["yes", "no"])
def test_an_offer_of_work(bureau: Bureau, talker: Talker, said: str) -> None:
    place = {"yes": "Cooch Behar", "no": "Kalimpong"}[said] + (" " if isinstance(talker.at, TelegramPhone) else "")
    district = place.strip().lower().replace(" ", "-")
    trade = {"telegram": "potter", "whatsapp": "cobbler"}[phone(talker).channel]
    officer = bureau.official(f"Official {new_phone()}", "--district", district)
    bureau.worker(talker, "Karim Molla", f"{trade}, {place}, 6 years")
    (entry,) = workers(talker)
    trade_id = phone(talker).service.rows("SELECT trade FROM worker_trades WHERE worker_id = ?", entry["id"])[0][
        "trade"
    ]
    employer = new_phone()
    answer = officer.posts(
        "/needs", trade=trade_id, count=1, district=district, employer="Roy Works", phone=employer,
        reason="trade licence and shop seen",
    )  # fmt: skip
    assert answer.status_code in (200, 201), answer.text
    seen = len(phone(talker).seen())
    bureau.minute()
    until(lambda: len(phone(talker).seen()) > seen)
    question = phone(talker).seen()[-1]
    assert "Roy Works" in question.text and employer not in question.text
    pressed = next(payload for payload in question.payloads.values() if payload.endswith(f":{said}"))
    told = talker.presses(pressed)
    assert (employer in told) == (said == "yes")


def test_a_loan_request_and_what_the_desk_does(bureau: Bureau, talker: Talker) -> None:
    talker.presses("tool:referral")
    talker.presses("set:referral:purpose:tools")
    for answer in ("80 thousand", "Malda", "Aadhaar and passbook", "Sunita Devi"):
        talker.says(answer)
    if "set:referral:share:yes" not in talker.payloads:
        talker.says(new_phone())
    talker.presses("set:referral:share:yes")
    number = number_in(talker.presses("set:referral:confirm:confirm"))
    told = talker.waits(
        lambda: bureau.malda.posts(f"/referrals/{number}/state", status="contacted", reason="comes on Monday")
    )
    assert number in told and "comes on Monday" in told
    assert number in talker.presses("me:loans")
