"""Every message and button that attendance, feedback and tests name is in the content, and nothing there is unused."""

from __future__ import annotations

import ast
import datetime as dt
import re

import pytest
import yaml

from bot.conversation import returning
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.training import checkin, feedback, quiz, quiz_list, quiz_words
from bot.db.models import Attempt
from bot.knowledge.strict import LANGUAGES
from bot.services.assessment.attempts import KINDS, Place
from bot.services.assessment.sheet import shuffled
from bot.settings import get_settings
from tests.surroundings import around

FILES = [module.__file__ for module in (checkin, feedback, quiz, quiz_list, quiz_words, returning)]
KEY = re.compile(r"(?:here|quiz|feedback|test_due)_[a-z_]*[a-z]|as_said")
COMPOSED = {f"quiz_{what}_{kind}" for what in ("done", "score", "what") for kind in KINDS} | {
    f"quiz_coming_{kind}"
    for kind in KINDS
    if kind != "pre"  # the test before is open from the enrolment on
}


def named() -> set[str]:
    found: set[str] = set()
    for file in FILES:
        assert file is not None
        with open(file, encoding="utf-8") as source:
            tree = ast.parse(source.read())
        found |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    return {text for text in found if KEY.fullmatch(text)} | COMPOSED


def test_what_is_named_is_there() -> None:
    content = around().content
    keys = named()
    assert len(keys) > 60
    assert keys <= content.messages.keys() | content.buttons.keys()


def test_nothing_is_unused() -> None:
    file = get_settings().content_dir / "messages" / "training_after.yml"
    assert set(yaml.safe_load(file.read_text(encoding="utf-8"))) - named() == set()


@pytest.mark.parametrize("text", ["জানি না", "jani na", "pata nahi", "I don't know", "मुझे नहीं पता", "Pata nahin!"])
def test_who_does_not_know_may_say_so(text: str) -> None:
    assert quiz_words.says_not_known(text)


@pytest.mark.parametrize("text", ["18", "I know", "jani", "pata hai", "don't know how to register GST"])
def test_other_words_do_not_say_that(text: str) -> None:
    assert not quiz_words.says_not_known(text)


def test_each_bank_of_the_product_can_be_asked() -> None:
    """Every question with its buttons in every language: titles and payloads fit, several right ones can be picked."""
    content = around().content
    composer = Composer(content, dt.date(2026, 11, 22))
    assert content.assessments
    for bank in content.assessments.values():
        sheet = shuffled(bank, "seed")
        kept = {"items": list(sheet.items), "options": {item: list(order) for item, order in sheet.options.items()}}
        attempt = Attempt(id="a" * 32, enrolment_id="b" * 32, kind="post", sheet=kept, answers={})
        for number, item in enumerate(bank.items, 1):
            hit = quiz_words.verdict(item, None, False, "post")
            say = quiz_words.question(attempt, Place(number, len(bank.items), item), before=hit)
            for language in LANGUAGES:
                (reply,) = composer.compose([say], language, State())
                assert "{" not in reply.text, (bank.id, item.id)
                assert all(0 < len(one.title) <= 20 for one in reply.buttons), (bank.id, item.id, language)
                assert all(len(one.payload.encode()) <= 64 for one in reply.buttons)
                assert len({one.title for one in reply.buttons}) == len(reply.buttons) <= 10


def test_a_sum_is_written_as_people_write_it_and_a_telephone_number_as_it_is_called() -> None:
    banks = around().content.assessments
    items = {(bank, item.id): item for bank in banks for item in banks[bank].items}
    box = quiz_words.right_answer(items["loans-and-accounts", "cash-box"])["said"]
    assert box == {"en": "2,400 rupees", "bn": "২,৪০০ টাকা", "hi": "2,400 रुपये"}
    assert quiz_words.right_answer(items["digital-marketing", "first-call"])["said"]["bn"] == "১৯৩০"
