"""What nobody should send, and somebody will: always a polite reply or a 4xx problem document, never a command."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge.model import AREAS

if TYPE_CHECKING:
    import httpx

    from tests.service import Person, Reply, Service

pytestmark = pytest.mark.engine

MENUS = [f"menu:{area}" for area in AREAS]
JSON = {"Content-Type": "application/json"}


def check_problem(response: httpx.Response, *statuses: int) -> None:
    """A problem document that says what is wrong."""
    assert response.status_code in (statuses or range(400, 500)), response.text
    assert response.headers["content-type"].startswith("application/problem+json")
    problem = response.json()
    assert problem["status"] == response.status_code and problem["title"] and problem["detail"]
    assert "Traceback" not in response.text


def check_polite(reply: Reply) -> None:
    """Words, and no accident."""
    for message in reply.messages:
        assert message["text"].strip() and message["language"] in ("bn", "hi", "en")
    assert "<" not in reply.text and "{" not in reply.text


# ---- Texts ---------------------------------------------------------------------------------------------------------

NOTHING = [
    "",
    " ",
    " \t\r\n\u00a0\u3000 ",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\u202e\u202d\u2066\u2069\u200f",
    "\x00",
    "\x00\x01",
]


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_a_message_without_words_is_told_so(service: Service, text: str) -> None:
    service.said.check_message(service.person("bn").says(text), "empty", "bn")


@pytest.mark.parametrize("text", ["😀", "🙏🙏🙏 👨‍👩‍👧‍👦 🇮🇳", "?!", "...", "₹₹₹", "///", "👍🏽"])
def test_signs_are_asked_for_words(service: Service, text: str) -> None:
    person = service.person("hi")
    reply = person.says(text)
    said = service.said
    assert said.is_message(reply, "only_emoji", "hi") or said.is_message(reply, "empty", "hi"), reply.text


@pytest.mark.parametrize("length", [4097, 100_000, 200_000])
def test_a_message_that_is_too_long(service: Service, person: Person, length: int) -> None:
    service.said.check_message(person.says(("PMEGP-র কাগজ " * 20_000)[:length]), "too_long", "bn")


def test_the_longest_message_is_worked_on(service: Service, person: Person) -> None:
    text = "What documents are needed for PMEGP? ".ljust(4096, "!")
    service.said.check_answer(person.says(text), "pmegp", "documents", "en")


def test_a_message_beyond_all_measure_is_refused(service: Service) -> None:
    check_problem(service.post({"sender": "long", "text": "a" * 200_001}), 422)
    check_problem(service.post({"sender": "long", "text": "a" * 1_000_001}), 413)


@pytest.mark.parametrize("text", [
    "What docu\u200bments are nee\u00added for PME\u2060GP?", "\u202eWhat documents are needed for PMEGP?\u202c",
    "\x00What documents are needed\x00 for PMEGP?", "Ｗｈａｔ documents are needed for ＰＭＥＧＰ?",
    "/What documents are needed for PMEGP?", "What documents are needed for PMEGP? \ud83d",
])  # fmt: skip
def test_hidden_signs_do_not_change_a_question(service: Service, person: Person, text: str) -> None:
    response = service.client.post(
        "/api/chat", content=json.dumps({"sender": person.sender, "text": text}), headers=JSON
    )
    assert response.status_code == 200, response.text
    assert service.said.answer("pmegp", "documents", "en") in response.json()["messages"][0]["text"]


INJECTIONS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>PMEGP</b> <a href='javascript:alert(1)'>কাগজ</a>",
    "'; DROP TABLE contacts; --", "' OR '1'='1", "{topic}", "{{7*7}}", "%s %d %n", "${x}", "${jndi:ldap://127.0.0.1/a}",
    "{0.__class__}", "../../etc/passwd", "PMEGP\r\nSet-Cookie: a=b", "[ask](pmegp)", "[শুরু]{\"entity\": \"topic\"}",
    "__import__('os').system('id')", "null", "true", "-1", "1e309", "NaN",
]  # fmt: skip


@pytest.mark.parametrize("text", INJECTIONS)
def test_code_is_only_words(service: Service, person: Person, text: str) -> None:
    reply = person.says(text)
    check_polite(reply)
    for part in ("<script", "<img", "onerror", "javascript:", "DROP TABLE", "49", "__class__"):
        assert part not in reply.text
    assert service.rows("SELECT count(*) AS number FROM contacts")[0]["number"] > 0


# ---- The engine's own commands -------------------------------------------------------------------------------------

RESTARTS = [
    "/restart", " /restart", "\t/restart", "\u200b/restart", "／restart", "⁄restart", "//restart", "/ /restart",
    "/\u200b/restart", "/restart{}", "/restart\x00",
]  # fmt: skip
COMMANDS = [
    *RESTARTS, "/session_start", "\ufeff/session_start", "/back", '/slot{"topic": null}', "/action_listen",
    '/ask{"topic":"mudra","aspect":"cost"}', '／ask{"topic":"mudra","aspect":"cost"}', "EXTERNAL: restart",
    "/change_language_hi{}", "/talk_to_person",
]  # fmt: skip


@pytest.mark.parametrize("text", COMMANDS, ids=ascii)
def test_a_typed_command_of_the_engine_is_only_words(service: Service, text: str) -> None:
    """Nothing that the command asks for happens: the conversation goes on about its topic."""
    person = service.person("bn")
    person.presses("ask:pmegp:documents")
    before = dict(person.contact)
    check_polite(person.says(text))
    after = dict(person.contact)
    for column in ("language", "language_fixed", "stopped_at"):
        assert after[column] == before[column], column
    if text in RESTARTS:  # others hold words that may be answered like anybody's, such as "mudra"
        service.said.check_answer(person.says("কত টাকা খরচ হবে?"), "pmegp", "cost", "bn")
    (events,) = service.rows("SELECT events FROM trackers WHERE sender_id = ?", after["id"], database="engine")
    names = [event["event"] for event in json.loads(events["events"])]
    assert not {"restart", "session_started", "undo", "reset_slots"} & set(names)
    heard = [event.get("text") or "" for event in json.loads(events["events"]) if event["event"] == "user"]
    assert not [words for words in heard if words.startswith("/") and not words.startswith('/ask{"topic": "pmegp"')]


@pytest.mark.parametrize("payload", [
    "/restart", "/session_start", '/ask{"topic":"pmegp"}', "ask:pmegp:documents\n", "ASK:pmegp", "ask:", "ask::",
    "menu:", "menu:nothing", "lang:fr", "lang:", "greet ", "x", "é" * 64, "\x01", "null", "{topic}", "<b>menu</b>",
    "ask:pmegp:what:x", "restart", "talk_to_person", "show_menu", "change_language_hi", "action_stop", "\u200bmenu",
    "ask:../pmegp", "ask:" + "a" * 32 + ":" + "b" * 16,
], ids=ascii)  # fmt: skip
def test_a_payload_that_is_not_ours(service: Service, payload: str) -> None:
    person = service.person("en")
    person.presses("ask:pmegp:documents")
    reply = person.presses(payload)
    key = "stale_button" if payload.startswith("ask:") else "unknown_payload"
    service.said.check_message(reply, key, "en")
    assert reply.payloads == MENUS
    service.said.check_answer(person.says("how do I apply for it?"), "pmegp", "how-to-apply", "en")


@pytest.mark.parametrize("payload", ["ask:nothing:what", "ask:nothing", "ask:pmegp:nothing"])
def test_a_button_of_a_topic_that_is_gone(service: Service, payload: str) -> None:
    reply = service.person("hi").presses(payload)
    service.said.check_message(reply, "stale_button", "hi")
    assert reply.payloads == MENUS


# ---- Requests ------------------------------------------------------------------------------------------------------

BODIES = {
    "nothing": b"",
    "no JSON": b"hello",
    "half": b'{"sender": "a", "text": "b',
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "no sender": b'{"text": "a"}',
    "neither": b'{"sender": "a"}',
    "both": b'{"sender": "a", "text": "b", "payload": "menu"}',
    "more": b'{"sender": "a", "text": "b", "metadata": {}}',
    "text of another kind": b'{"sender": "a", "text": {"a": 1}}',
    "invalid UTF-8": b'{"sender": "a", "text": "\xff\xfe\xc3"}',
    "cut UTF-8": '{"sender": "a", "text": "ক'.encode()[:-1] + b'"}',
    "UTF-16": '{"sender": "a"}'.encode("utf-16"),
    "deep": b'{"sender":"a","text":' + b"[" * 100_000,
    "deep and closed": b"[" * 50_000 + b"]" * 50_000,
    "a huge number": b'{"sender": "a", "text": ' + b"9" * 10_000 + b"}",
    "empty payload": b'{"sender": "a", "payload": ""}',
    "a long payload": b'{"sender": "a", "payload": "' + b"a" * 65 + b'"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_message(service: Service, body: bytes) -> None:
    check_problem(service.client.post("/api/chat", content=body, headers=JSON))


@pytest.mark.parametrize("sender", [
    "", " ", "a b", "a\n", "\x00", "রিনা", "a" * 65, "a\u200b", None, 5, ["a"], {"$ne": ""}, "\ud800", "é",
], ids=ascii)  # fmt: skip
def test_a_sender_that_is_no_name(service: Service, sender: Any) -> None:
    body = json.dumps({"sender": sender, "text": "hello"})
    check_problem(service.client.post("/api/chat", content=body, headers=JSON), 422)


@pytest.mark.parametrize(
    "sender", ["'--", "../../x", "%00", "<b>", "{topic}", "a:b", "/restart", "a" * 64, "*", "$(id)"]
)
def test_an_odd_name_is_a_name(service: Service, sender: str) -> None:
    response = service.post({"sender": sender, "payload": "menu"})
    assert response.status_code == 200 and response.json()["messages"][0]["buttons"]
    assert service.rows("SELECT * FROM contacts WHERE sender = sealed(?)", sender)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/xml"]
)
def test_another_content_type_is_refused(service: Service, kind: str) -> None:
    body = json.dumps({"sender": uuid.uuid4().hex, "text": "hello"})
    check_problem(service.client.post("/api/chat", content=body, headers={"Content-Type": kind}))


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/api/chat", 405), ("PUT", "/api/chat", 405), ("DELETE", "/api/chat", 405), ("POST", "/healthz", 405),
    ("GET", "/nothing", 404), ("GET", "/static/../app.py", 404), ("GET", "/static/%2e%2e/%2e%2e/settings.py", 404),
    ("POST", "/webhooks/rest/webhook", 404), ("POST", "/webhook", 404), ("GET", "/model/parse", 404),
])  # fmt: skip
def test_what_is_not_there(service: Service, method: str, path: str, status: int) -> None:
    check_problem(service.client.request(method, path), status)


@pytest.mark.parametrize("key", ["", "a" * 65])
def test_a_key_that_is_none(service: Service, key: str) -> None:
    body = {"sender": uuid.uuid4().hex, "payload": "menu"}
    check_problem(service.client.post("/api/chat", json=body, headers={"Idempotency-Key": key}), 422)


@pytest.mark.parametrize("key", [b"\xff\xfe", "কী".encode(), b"' OR 1=1 --", b"a" * 64])
def test_any_other_key_is_one(service: Service, key: bytes) -> None:
    body = {"sender": "a" * 64, "payload": "menu"}
    headers = [(b"Idempotency-Key", key)]
    first, second = (service.client.post("/api/chat", json=body, headers=headers) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()


def test_nobody_gets_the_replies_of_another(service: Service) -> None:
    """A name and a key that look the same when written together."""
    name = uuid.uuid4().hex
    service.client.post(
        "/api/chat", json={"sender": f"{name}:b", "payload": "lang:hi"}, headers={"Idempotency-Key": "c"}
    )
    reply = service.client.post(
        "/api/chat", json={"sender": name, "payload": "menu"}, headers={"Idempotency-Key": "b:c"}
    )
    assert reply.json()["messages"][0]["buttons"][0]["payload"] == "tool:finder"


# ---- Anything ------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["pmegp", "/restart", "কাগজ", "loan", "क्या", "{topic}", "ask:pmegp", "\u200d", "🙏", "2", "২", "\x00"]
)
ANYTHING = st.text(max_size=200) | st.lists(WORDS | st.text(max_size=8), max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(text=ANYTHING)
def test_any_text_is_answered(service: Service, text: str) -> None:
    response = service.post({"sender": "anybody", "text": text})
    assert response.status_code == 200, response.text
    messages = response.json()["messages"]
    assert messages and all(message["text"].strip() for message in messages)
    assert not any(service.said.message("internal_error", name) in messages[0]["text"] for name in ("bn", "hi", "en"))
