"""Gateway and engine are killed in the middle of feedback and of a test; and what a telephone is asked, unasked for, is
answered there in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.integration.training.lessons import HOUR, School
from tests.integration.training.papers import paper
from tests.phones import TelegramPhone, telegram_env
from tests.service import Service, StandInThread
from tests.standins.telegram_server import TelegramServer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def own(start: Callable[..., Service]) -> Iterator[tuple[Service, StandInThread]]:
    """A service whose processes may be killed, without a night, and its Telegram."""
    with (
        StandInThread(TelegramServer()).running() as thread,
        start(QUIET_HOURS="none", **telegram_env(thread.server)) as service,
    ):
        yield service, thread


def kill(service: Service) -> None:
    """Both processes die and come back."""
    for child in (service.gateway, service.engine):
        assert child is not None
        child.kill()
    service.start_engine()
    service.start_gateway()
    service.wait_ready()


def offered(phone: TelegramPhone, payload: str) -> bool:
    """Whether a button of this payload stands anywhere in the chat."""
    return any(payload in shown.payloads.values() for shown in phone.seen())


def test_a_question_in_the_evening_is_answered_in_words(own: tuple[Service, StandInThread]) -> None:
    service, telegram = own
    school, phone = School(service), TelegramPhone(service, telegram, "bn")
    phone.says("নমস্কার")
    lesson = school.lesson(-3 * HOUR)
    mine = school.place(phone, lesson, came_at=school.begun(lesson), came_by="code")  # type: ignore[arg-type]
    school.hold(lesson)
    phone.waits(lambda: school.due("feedback", mine))
    assert offered(phone, f"fb:a:{mine}:useful:5")
    phone.says("৫")
    assert offered(phone, f"fb:a:{mine}:trainer:5")
    phone.says("onektai")
    (row,) = service.rows("SELECT answers FROM feedback WHERE enrolment_id = ?", mine)
    assert row["answers"] == '{"useful": 5, "trainer": 4}'


def test_both_are_gone_on_with_after_a_crash(own: tuple[Service, StandInThread]) -> None:
    school = School(own[0])
    one = paper(school, "bn")
    one.begins()
    one.types()
    rated = school.service.person("hi")
    mine = school.was_there(rated, school.lesson(-5 * HOUR))
    rated.says("क्लास के बारे में राय देनी है")
    rated.says("४")
    item = one.item
    kill(school.service)
    assert school.said.is_message(one.types(), "quiz_right", "bn"), "the open question still hears its answer"
    assert one.answers[item.id]["right"] is True
    end = one.to_the_end()
    assert one.row["right"] == one.row["total"] and end.language == "bn"
    rated.says("पूरी तरह")
    (row,) = school.service.rows("SELECT answers FROM feedback WHERE enrolment_id = ?", mine)
    assert row["answers"] == '{"useful": 4, "trainer": 5}'
