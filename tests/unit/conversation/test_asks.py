"""What a person may share by a button of the channel's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.knowledge.library import read

ROOT = Path(__file__).resolve().parents[3]


def test_the_question_for_the_place_can_be_answered_by_sharing_it() -> None:
    composer = Composer(read(ROOT / "content"), dt.date(2026, 11, 22))
    (asked,) = composer.compose([Say("form_ask_office_place")], "bn", State())
    (other,) = composer.compose([Say("form_ask_emi_amount")], "bn", State())
    assert (asked.asks, other.asks) == ("location", None)


def test_the_question_for_the_own_number_can_be_answered_by_sharing_it() -> None:
    composer = Composer(read(ROOT / "content"), dt.date(2026, 11, 22))
    (own,) = composer.compose([Say("form_ask_worker_phone")], "bn", State())
    (of_another,) = composer.compose([Say("form_ask_worker_phone_other")], "bn", State())
    assert (own.asks, of_another.asks) == ("contact", None)
