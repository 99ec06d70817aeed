"""WhatsApp through the whole gateway and engine: from the signed request to the answer on a person's telephone."""

from __future__ import annotations

import datetime as dt
import json
import signal
import statistics
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy import update

from bot.channels.base import TemplateNews
from bot.channels.whatsapp import WEBHOOK_PATH
from bot.clock import utc_now
from bot.db.models import Contact, OutboxMessage
from bot.db.session import Database
from bot.delivery import enqueue
from bot.services import preferences, templates
from tests.phones import WhatsAppPhone, hook, whatsapp_env
from tests.service import StandInThread, until
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import change, ids, request

if TYPE_CHECKING:
    from tests.service import Service

pytestmark = pytest.mark.engine

QUESTION = "What documents are needed for PMEGP?"


@pytest.fixture(scope="module")
def graph() -> Iterator[StandInThread]:
    with StandInThread(GraphServer()).running() as thread:
        yield thread


@pytest.fixture(scope="module")
def connected(start: Callable[..., Service], graph: StandInThread) -> Iterator[Service]:
    with start(**whatsapp_env(graph.server)) as service:
        hook(service, graph)
        yield service
        faults = [line for line in service.log if "Traceback" in line or "| ERROR" in line]
        assert not faults, "errors that no person saw:\n" + "\n".join(service.log)[-8000:]


@pytest.fixture
def phone(connected: Service, graph: StandInThread) -> WhatsAppPhone:
    return WhatsAppPhone(connected, graph)


@pytest.fixture
def database(connected: Service) -> Iterator[Database]:
    opened = Database(f"sqlite:///{connected.data_dir}/bot.sqlite3")
    yield opened
    opened.close()


def row(service: Service, wamid: str) -> Any:
    (found,) = service.rows("SELECT * FROM outbox_messages WHERE external_id = ?", wamid)
    return found


def title(service: Service, name: str, language: str) -> str:
    text: str = service.said.content.buttons[name].text[language]  # type: ignore[index]
    return text


def test_a_question_is_answered_and_a_button_leads_on(phone: WhatsAppPhone, graph: StandInThread) -> None:
    said = phone.service.said
    (answer,) = phone.says(QUESTION)
    assert said.answer("pmegp", "documents", "en") in answer.text
    cost = title(phone.service, "aspect_cost", "en")
    assert cost in answer.listed
    assert said.answer("pmegp", "cost", "en") in "\n".join(one.text for one in phone.presses(cost))
    assert len(graph.server.seen) >= 2, "each message was marked read"


def test_a_place_brings_the_nearest_office(phone: WhatsAppPhone) -> None:
    phone.says("nearest bank office?")
    assert "km" in "\n".join(one.text for one in phone.shares(22.57, 88.36))


@pytest.mark.parametrize(
    ("kind", "part", "key"),
    [
        ("sticker", {"id": "1", "mime_type": "image/webp"}, "unsupported_media"),
        ("unsupported", {"type": "poll"}, "unsupported_media"),
        ("audio", {"id": "1", "mime_type": "audio/ogg", "voice": True}, "voice_unread"),
    ],
)
def test_what_cannot_be_read_gets_a_clear_answer(
    phone: WhatsAppPhone, graph: StandInThread, kind: str, part: Any, key: str
) -> None:
    (answer,) = phone.acts(lambda: graph.server.sends(kind, part, number=phone.number))
    assert phone.service.said.message(key, "bn") in answer.text


def test_acknowledged_before_it_is_worked_on(phone: WhatsAppPhone, graph: StandInThread) -> None:
    server, service = graph.server, phone.service
    raw = json.dumps(request(change({"messages": [_written(server, phone.number, QUESTION)]}))).encode()
    service.signal_engine(signal.SIGSTOP)
    try:
        answer = service.client.post(WEBHOOK_PATH, content=raw, headers=server.headers(raw))
        assert answer.status_code == 200
        (stored,) = service.rows(
            "SELECT m.status, m.body FROM inbound_messages m JOIN contacts c ON c.id = m.contact_id"
            " WHERE c.sender = sealed(?)",
            phone.number,
        )
        assert tuple(stored) == ("new", QUESTION)
        assert phone.seen() == []
    finally:
        service.signal_engine(signal.SIGCONT)
    assert service.said.answer("pmegp", "documents", "en") in until(phone.seen)[0].text


def test_acknowledged_within_250_ms_in_the_median(
    connected: Service, graph: StandInThread, record_property: Callable[[str, object], None]
) -> None:
    """The real webhook, database and engine; each message is answered before the next one comes."""
    server, took = graph.server, []
    for _ in range(40):
        phone = WhatsAppPhone(connected, graph)
        raw = json.dumps(request(change({"messages": [_written(server, phone.number, QUESTION)]}))).encode()
        headers = server.headers(raw)
        begin = time.perf_counter()
        answer = connected.client.post(WEBHOOK_PATH, content=raw, headers=headers)
        took.append(time.perf_counter() - begin)
        assert answer.status_code == 200
        until(phone.seen)
    record_property("median_ms", round(1000 * statistics.median(took), 1))
    assert statistics.median(took) < 0.25, sorted(took)


def test_several_messages_in_one_post_are_all_answered_in_order(connected: Service, graph: StandInThread) -> None:
    server = graph.server
    first, second = WhatsAppPhone(connected, graph), WhatsAppPhone(connected, graph)
    texts = ["What documents are needed for PMEGP?", "What is Mudra loan?"]
    written = [_written(server, first.number, texts[0]), _written(server, second.number, texts[1])]
    body = request(change({"messages": written}))
    body["entry"] += request(change({"messages": [_written(server, first.number, texts[1])]}))["entry"]
    graph.run(lambda: server.deliver(body))
    until(lambda: len(first.seen()) >= 2 and second.seen())
    said = connected.said
    assert said.answer("pmegp", "documents", "en") in first.seen()[0].text
    assert said.answer("mudra", "what", "en") in first.seen()[1].text
    assert said.answer("mudra", "what", "en") in second.seen()[0].text


def test_a_repeated_message_in_a_different_body_is_answered_once(phone: WhatsAppPhone, graph: StandInThread) -> None:
    server = graph.server
    message = _written(server, phone.number, QUESTION)
    graph.run(lambda: server.deliver(request(change({"messages": [message]}))))
    until(phone.seen)
    again = request(change({"contacts": [ids(phone.number, None)[1]], "messages": [message]}), change({"statuses": []}))
    graph.run(lambda: server.deliver(again))
    until(lambda: not server.pending)
    time.sleep(1)
    assert len(phone.seen()) == 1


def test_what_became_of_an_answer_is_kept_on_its_row(phone: WhatsAppPhone, graph: StandInThread) -> None:
    """Read before delivered, repeated: each moment is kept once."""
    (answer,) = phone.says("menu")
    until(lambda: row(phone.service, answer.id)["status"] == "sent")
    for state in ("read", "read", "delivered", "sent"):
        graph.run(lambda state=state: graph.server.receipt(answer.id, state))
    until(lambda: not graph.server.pending)
    kept = row(phone.service, answer.id)
    assert kept["status"] == "sent"
    assert kept["read_at"] and kept["delivered_at"] == kept["read_at"], "who has read it has it"


def test_a_status_may_come_before_the_send_answer(phone: WhatsAppPhone, graph: StandInThread) -> None:
    graph.server.early = ["sent", "delivered"]
    try:
        (answer,) = phone.says("menu")
    finally:
        graph.server.early = []
    until(lambda: row(phone.service, answer.id)["delivered_at"])
    assert len(phone.seen()) == 1


@pytest.mark.parametrize(("hours", "as_template"), [(23.98, False), (24.02, True)])
def test_the_window_of_24_hours(
    phone: WhatsAppPhone, graph: StandInThread, database: Database, hours: float, as_template: bool
) -> None:
    """A reminder: within the window in plain words, after it in those of the approved template. The moment of the last
    message is set back in the database and at the stand-in alike."""
    phone.says("hello")
    template = phone.service.said.content.templates["session_reminder"]
    graph.server.approves(template.name, "en", len(template.parameters))
    message = templates.outgoing(template, "en", template.examples("en"))
    before, contact = utc_now() - dt.timedelta(hours=hours), phone.contact["id"]

    def reminded() -> None:
        with database.session() as session:
            templates.note(session, "whatsapp", TemplateNews(template.name, "en", "approved", "utility"), utc_now())
            preferences.set(session, contact, "reminders", True, utc_now())
            session.execute(update(Contact).where(Contact.id == contact).values(seen_at=before))
            graph.server.wrote[phone.number] = before
            enqueue.message(session, contact, message, f"session:{contact}", utc_now(), purpose="reminders")

    (got,) = phone.waits(reminded)
    assert got.template == (template.name if as_template else "")
    assert as_template or message.text.strip() in got.text


def test_a_template_that_is_not_approved_keeps_the_message(
    phone: WhatsAppPhone, graph: StandInThread, database: Database
) -> None:
    phone.says("hello")
    template = phone.service.said.content.templates["session_changed"]
    message = templates.outgoing(template, "en", template.examples("en"))
    contact = phone.contact["id"]
    with database.session() as session:
        preferences.set(session, contact, "reminders", True, utc_now())
        session.execute(update(Contact).where(Contact.id == contact).values(seen_at=utc_now() - dt.timedelta(days=2)))
        number = enqueue.message(session, contact, message, f"due:{contact}", utc_now(), purpose="reminders")
    (kept,) = until(
        lambda: phone.service.rows(
            "SELECT status, error FROM outbox_messages WHERE id = ? AND error IS NOT NULL", number
        )
    )
    assert kept["status"] == "queued" and "template" in kept["error"]
    graph.server.approves(template.name, "en", len(template.parameters))
    with database.session() as session:
        templates.note(session, "whatsapp", TemplateNews(template.name, "en", "approved", "utility"), utc_now())
        session.execute(update(OutboxMessage).where(OutboxMessage.id == number).values(next_attempt_at=utc_now()))
    assert until(lambda: phone.seen()[1:])[0].template == template.name


def test_who_ends_marketing_in_whatsapps_own_settings(phone: WhatsAppPhone, graph: StandInThread) -> None:
    phone.says("START")

    def announcements() -> bool:
        (found,) = phone.service.rows(
            "SELECT wanted FROM preferences WHERE contact_id = ? AND purpose = 'announcements'", phone.contact["id"]
        )
        return bool(found["wanted"])

    assert announcements()
    for value in ("stop", "resume", "stop"):
        told = {"wa_id": phone.number, "category": "marketing_messages", "value": value, "detail": "x"}
        body = request(change({"user_preferences": [told]}, "user_preferences"))
        graph.run(lambda body=body: graph.server.deliver(body))
        until(lambda value=value: announcements() == (value == "resume"))
    assert phone.contact["stopped_at"] is None, "reminders and answers go on"
    assert phone.says("menu")


def test_a_new_number_is_the_same_person(phone: WhatsAppPhone, graph: StandInThread) -> None:
    phone.says("हिंदी में बताओ")
    before, new = phone.contact["id"], WhatsAppPhone(phone.service, graph)
    changed = {
        "type": "user_changed_number",
        "wa_id": new.number,
        "body": f"Rina changed from {phone.number} to {new.number}",
    }
    graph.run(lambda: graph.server.sends("system", changed, number=phone.number))
    until(lambda: phone.service.rows("SELECT 1 FROM contacts WHERE sender = sealed(?)", new.number))
    assert new.contact["id"] == before
    (answer,) = new.says("menu")
    assert answer.text and new.contact["turns"] > 1


@pytest.mark.parametrize("signed", ["sha256=" + "0" * 64, "", "sha1=abc", None])
def test_a_wrong_signature_stores_nothing(phone: WhatsAppPhone, graph: StandInThread, signed: str | None) -> None:
    raw = json.dumps(request(change({"messages": [_written(graph.server, phone.number, QUESTION)]}))).encode()
    headers = {"X-Hub-Signature-256": signed} if signed is not None else {}
    answer = httpx.post(phone.service.url + WEBHOOK_PATH, content=raw, headers=headers, trust_env=False)
    assert answer.status_code in (401, 403)
    assert phone.service.rows("SELECT 1 FROM contacts WHERE sender = sealed(?)", phone.number) == []


def _written(server: GraphServer, number: str, text: str) -> Any:
    server.wrote[number] = server.now()
    return server.message("text", {"body": text}, number=number)
