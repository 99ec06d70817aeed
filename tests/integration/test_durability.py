"""Nothing is lost, doubled or left unanswered when messages come twice, at once, or when a part of the service dies."""

from __future__ import annotations

import json
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from bot.knowledge.model import LANGUAGES
from tests.standins.telegram_wire import PERSON, Sent

if TYPE_CHECKING:
    from tests.service import Person, Reply, Service, StandInThread

pytestmark = pytest.mark.engine

QUESTION = "What documents are needed for PMEGP?"
QUESTIONS = {"bn": "পিএমইজিপি-তে কী কী কাগজ লাগে?", "hi": "पीएमईजीपी के लिए कौन से कागज़ चाहिए?", "en": QUESTION}


def at_once(*work: Any) -> list[Any]:
    """Results of calls that are all begun at the same moment."""
    barrier = threading.Barrier(len(work))

    def call(one: Any) -> Any:
        barrier.wait(30)
        return one()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(call, work))


# ---- The same and many at once ---------------------------------------------------------------------------------------


def test_the_same_key_is_one_turn(service: Service, person: Person) -> None:
    first, again = person.says(QUESTION, key="k1"), person.says(QUESTION, key="k1")
    assert first == again
    assert person.contact["turns"] == 1
    assert person.says(QUESTION, key="k2").text == first.text
    assert person.contact["turns"] == 2


def test_the_same_key_at_the_same_moment_is_one_turn(service: Service, person: Person) -> None:
    replies: list[Reply] = at_once(*[lambda: person.presses("person", key="k1")] * 8)
    assert all(reply == replies[0] for reply in replies)
    service.said.check_message(replies[0], "person_noted", "bn")
    assert person.contact["turns"] == 1
    assert len(service.rows("SELECT * FROM handover_wishes WHERE contact_id = ?", person.contact["id"])) == 1


def test_the_first_messages_of_somebody_new_at_once(service: Service, person: Person) -> None:
    replies = at_once(*[lambda: person.presses("greet")] * 6)
    introduced = [reply for reply in replies if service.said.is_message(reply, "greeting", "bn")]
    assert len(introduced) == 1 and person.contact["turns"] == 6


def test_messages_at_once_are_worked_off_in_order(service: Service, person: Person) -> None:
    topics = list(service.said.content.topics)[:40]
    replies = at_once(*[lambda topic=topic: person.presses(f"ask:{topic}") for topic in topics])
    for topic, reply in zip(topics, replies, strict=True):
        service.said.check_answer(reply, topic, "what", "bn")
    rows = service.rows("SELECT * FROM inbound_messages WHERE contact_id = ? ORDER BY id", person.contact["id"])
    assert [row["status"] for row in rows] == ["done"] * len(topics)
    assert [row["done_at"] for row in rows] == sorted(row["done_at"] for row in rows)
    assert {row["body"] for row in rows} == {None}, "the words are forgotten when the turn is done"
    last = service.rows(
        "SELECT i.id FROM outbox_messages o JOIN inbound_messages i ON i.id = o.in_reply_to WHERE o.contact_id = ? "
        "ORDER BY o.id DESC LIMIT 1",
        person.contact["id"],
    )
    assert last[0]["id"] == rows[-1]["id"]


def test_people_do_not_get_in_each_others_way(service: Service) -> None:
    topics = ["pmegp", "mudra", "zed", "e-shram"]
    people = [service.person(language) for language in (*LANGUAGES, "bn")]

    def talk(person: Person, topic: str) -> list[str]:
        person.presses(f"ask:{topic}:what")
        return [person.says("2").text for _ in range(5)]

    together = at_once(*[lambda p=p, t=t: talk(p, t) for p, t in zip(people, topics, strict=True)])
    alone = [talk(service.person(language), t) for language, t in zip((*LANGUAGES, "bn"), topics, strict=True)]
    assert together == alone


def test_a_long_conversation_stays_small(service: Service, person: Person) -> None:
    topics = list(service.said.content.topics)
    for number in range(300):
        topic = topics[number % len(topics)]
        person.presses(f"ask:{topic}") if number % 3 else person.says(QUESTION)
    sender = person.contact["id"]
    (stored,) = service.rows("SELECT events FROM trackers WHERE sender_id = ?", sender, database="engine")
    events = json.loads(stored["events"])
    assert len(events) <= 40, [event["event"] for event in events]
    assert sum(event["event"] == "user" for event in events) <= 5
    started = time.monotonic()
    service.said.check_answer(person.says("and how do I apply for a mudra loan?"), "mudra", "how-to-apply", "en")
    assert time.monotonic() - started < 2


# ---- A part dies -----------------------------------------------------------------------------------------------------


def test_the_engine_dies_and_comes_back(restartable: tuple[Service, StandInThread]) -> None:
    service, _ = restartable
    people = {language: service.person(language) for language in LANGUAGES}
    ended = threading.Event()

    def ask(language: str) -> list[Reply]:
        replies = [people[language].says(QUESTIONS[language])]
        while not ended.is_set():
            replies.append(people[language].says(QUESTIONS[language]))
        return replies

    with ThreadPoolExecutor(3) as pool:
        asked = {language: pool.submit(ask, language) for language in LANGUAGES}
        time.sleep(1)
        assert service.engine is not None
        service.signal_engine(signal.SIGKILL)
        time.sleep(1)
        ended.set()
        replies = {language: each.result(60) for language, each in asked.items()}
    for language, heard in replies.items():
        service.said.check_answer(heard[0], "pmegp", "documents", language)
        for reply in heard:
            whole = service.said.answer("pmegp", "documents", language) in reply.text
            if not whole:
                service.said.check_message(reply, "engine_down", language)
        service.said.check_message(heard[-1], "engine_down", language)
    ready = service.client.get("/readyz")
    assert ready.status_code == 503
    parts = ready.json()["parts"]
    assert parts["engine"] != "ok" and parts["database"] == "ok"
    assert service.client.get("/healthz").status_code == 200
    service.said.check_message(people["bn"].says("/help"), "engine_down", "bn")
    service.said.check_message(people["bn"].says("🙏"), "only_emoji", "bn")  # needs no engine

    service.start_engine()
    service.wait_ready()
    for language, person in people.items():
        service.said.check_answer(person.says(QUESTIONS[language]), "pmegp", "documents", language)


def test_the_engine_hangs(restartable: tuple[Service, StandInThread]) -> None:
    service, _ = restartable
    person = service.person("hi")
    service.signal_engine(signal.SIGSTOP)
    try:
        started = time.monotonic()
        service.said.check_message(person.says(QUESTION), "engine_down", "hi")
        assert 4 <= time.monotonic() - started < 15
    finally:
        service.signal_engine(signal.SIGCONT)
    service.wait_ready()
    service.said.check_answer(person.says(QUESTION), "pmegp", "documents", "hi")


def test_a_message_that_was_stored_is_answered_once_after_a_crash(restartable: tuple[Service, StandInThread]) -> None:
    service, thread = restartable
    telegram = thread.server

    def stored() -> list[Any]:
        return service.rows(
            "SELECT i.* FROM inbound_messages i JOIN contacts c ON c.id = i.contact_id WHERE c.sender = sealed(?) "
            "ORDER BY i.id",
            str(PERSON),
        )

    def answers() -> list[Sent]:
        return [message for message in telegram.sent if service.said.answer("pmegp", "documents", "en") in message.text]

    assert service.gateway is not None
    service.signal_engine(signal.SIGSTOP)
    try:
        thread.run(lambda: telegram.types(QUESTION, language="en"))
        thread.run(lambda: telegram.types("and how do I apply?", language="en"))
        thread.run(lambda: telegram.until(lambda: len(stored()) == 2))
        assert [row["status"] for row in stored()] == ["new", "new"]
        service.gateway.kill()
    finally:
        service.signal_engine(signal.SIGCONT)
    update = {"update_id": int(stored()[0]["external_id"]), "message": telegram.message(PERSON, text=QUESTION)}
    thread.run(lambda: telegram.deliver_again(update))  # as Telegram does when the confirmation got lost
    service.start_gateway()
    service.wait_ready()
    how = service.said.answer("pmegp", "how-to-apply", "en")
    thread.run(lambda: telegram.until(lambda: len(telegram.sent) >= 2))
    time.sleep(1)
    assert len(answers()) == 1
    assert [how in message.text for message in telegram.sent] == [False, True]
    assert [row["status"] for row in stored()] == ["done", "done"]


def test_a_web_message_that_was_stored_is_answered_when_it_is_sent_again(
    restartable: tuple[Service, StandInThread],
) -> None:
    service, _ = restartable
    person, key = service.person("en"), uuid.uuid4().hex
    assert service.gateway is not None
    service.signal_engine(signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(1) as pool:
            lost = pool.submit(service.post, {"sender": person.sender, "payload": "person"}, key)
            end = time.monotonic() + 10
            while not service.rows("SELECT 1 FROM inbound_messages WHERE status = 'new'"):
                assert time.monotonic() < end
                time.sleep(0.01)
            service.gateway.kill()
            assert lost.exception(30) is not None
    finally:
        service.signal_engine(signal.SIGCONT)
    service.start_gateway()
    service.wait_ready()
    first, again = person.presses("person", key=key), person.presses("person", key=key)
    assert first == again
    service.said.check_message(first, "person_noted", "en")


def test_the_gateway_ends_politely(restartable: tuple[Service, StandInThread]) -> None:
    """A turn under way is answered before the end."""
    service, _ = restartable
    person = service.person("bn")
    assert service.gateway is not None
    service.signal_engine(signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        turn = pool.submit(person.presses, "ask:pmegp:cost")
        time.sleep(0.5)
        service.gateway.terminate()
        time.sleep(0.5)
        service.signal_engine(signal.SIGCONT)
        service.said.check_answer(turn.result(30), "pmegp", "cost", "bn")
    end = time.monotonic() + 15
    while (code := service.gateway.poll()) is None:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert code == 0
    service.start_gateway()
    service.wait_ready()


# ---- An engine that is ill -------------------------------------------------------------------------------------------


class IllEngine(BaseHTTPRequestHandler):
    """Says that it is well, and answers each turn with `answer`."""

    answer: tuple[int, bytes] = (200, b"[]")

    def do_GET(self) -> None:
        self._send(200, b'{"ready": true, "store_failures": 0}')

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send(*type(self).answer)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def ill_engine() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), IllEngine)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@pytest.fixture(scope="module")
def with_ill_engine(start: Callable[..., Service]) -> Iterator[Service]:
    with ill_engine() as url, start(engine_url=url) as started:
        yield started


ILLNESSES = {
    "nothing to say": (200, b"[]"),
    "null": (200, b"null"),
    "no key": (200, b'[{"text": "hello"}]'),
    "no JSON": (200, b"<html>"),
    "another shape": (200, b'{"custom": {"key": "help"}}'),
    "an unknown key": (200, b'[{"custom": {"key": "no such message"}}]'),
    "values of another shape": (200, b'[{"custom": {"key": "answer", "values": [1]}}]'),
    "an error": (500, b'{"status": "failure"}'),
    "a text instead of an aspect": (
        200,
        b'[{"custom": {"key": "answer", "values": {"topic": "pmegp", "aspect": "x"}}}]',
    ),
}


@pytest.mark.parametrize("illness", ILLNESSES)
def test_an_ill_engine_is_never_silence(
    with_ill_engine: Service, monkeypatch: pytest.MonkeyPatch, illness: str
) -> None:
    monkeypatch.setattr(IllEngine, "answer", ILLNESSES[illness])
    service = with_ill_engine
    for language, question in QUESTIONS.items():
        reply = service.person().says(question)
        said = service.said
        assert reply.language == language
        assert any(said.is_message(reply, key, language) for key in ("engine_down", "internal_error", "no_aspect")) or (
            said.answer("pmegp", "what", language) in reply.text
        ), reply.text
    rows = service.rows("SELECT status FROM inbound_messages")
    assert not [row for row in rows if row["status"] == "new"]
