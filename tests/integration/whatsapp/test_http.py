"""The WhatsApp channel and its webhook over real HTTP, against the stand-in of the Graph API."""

from __future__ import annotations

import asyncio
import logging
import statistics
import time

import httpx
import pytest

from bot.api import whatsapp
from bot.channels.base import (
    ChannelDown,
    ContactStopped,
    Hooks,
    Inbound,
    Marketing,
    Outgoing,
    SendError,
    TemplateCall,
)
from bot.channels.whatsapp import WEBHOOK_PATH, WhatsAppChannel
from tests.contract.channel_harness import Inbox
from tests.integration.whatsapp.shared import QUESTION, make, site
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import (
    PERSON,
    Fault,
    bad_gateway,
    change,
    cut_line,
    refused,
    request,
)

# Webhook


async def test_get_challenge(channel: WhatsAppChannel, graph: GraphServer) -> None:
    right = {"hub.mode": "subscribe", "hub.verify_token": graph.verify_token, "hub.challenge": "115820"}
    async with site(channel) as address, httpx.AsyncClient(base_url=address) as http:
        answer = await http.get(WEBHOOK_PATH, params=right)
        assert (answer.status_code, answer.text) == (200, "115820")
        wrong = ({"hub.verify_token": "guess"}, {"hub.verify_token": "é"}, {"hub.mode": "x"}, {"hub.challenge": ""})
        for change_ in wrong:
            assert (await http.get(WEBHOOK_PATH, params=right | change_)).status_code == 403
        assert (await http.get(WEBHOOK_PATH)).status_code == 403


async def test_without_the_channel_there_is_no_webhook() -> None:
    async with site(None) as address, httpx.AsyncClient(base_url=address) as http:
        assert (await http.get(WEBHOOK_PATH)).status_code == 404
        assert (await http.post(WEBHOOK_PATH)).status_code == 404


async def test_signature_over_the_raw_bytes(channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox) -> None:
    raw = graph.deliver(request(change({"contacts": [], "messages": [graph.message("text", {"body": "বাংলা"})]})))
    await graph.until(lambda: graph.answers)
    again = raw.replace(b", ", b",")
    signed = graph.headers(raw)
    async with site(channel) as address, httpx.AsyncClient(base_url=address) as http:
        assert (await http.post(WEBHOOK_PATH, content=raw, headers=signed)).status_code == 200
        assert (await http.post(WEBHOOK_PATH, content=again, headers=signed)).status_code == 401
        assert (await http.post(WEBHOOK_PATH, content=again, headers=graph.headers(again))).status_code == 200
        for header in ("", "sha256=", "sha1=" + "0" * 40, signed["X-Hub-Signature-256"][7:], "sha256=" + "0" * 64):
            refused_ = await http.post(WEBHOOK_PATH, content=raw, headers={"X-Hub-Signature-256": header})
            assert refused_.status_code == 401
        assert (await http.post(WEBHOOK_PATH, content=raw)).status_code == 401
    assert [m.text for m in inbox.messages] == ["বাংলা"] * 3


async def test_a_wrong_app_secret_is_told_without_filling_the_log(
    channel: WhatsAppChannel, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(100):
        assert await channel.handle_webhook({"X-Hub-Signature-256": "sha256=0"}, b"{}") == 401
    lines = [r.getMessage() for r in caplog.records if "WHATSAPP_APP_SECRET" in r.getMessage()]
    assert [line.split()[0] for line in lines] == ["1", "2", "4", "8", "16", "32", "64"]


async def test_webhook_statuses(graph: GraphServer, inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    channel = make(graph)
    body = b'{"object": "whatsapp_business_account", "entry": []}'

    async def post(raw: bytes) -> int:
        return await channel.handle_webhook(graph.headers(raw), raw)

    assert await post(body) == 503
    await channel.start(inbox.hooks)
    for broken in (b"", b"\xff", b"[]", b"{}", b"null", b"[" * 99_999):
        assert await post(broken) == 400
    assert await post(body) == 200
    some = request(change({"contacts": [], "messages": [{"type": "text"}, graph.message("text", {"body": "x"})]}))
    graph.hand = channel.handle_webhook
    graph.deliver(some)
    await inbox.holds(1)
    assert "left out: message text" in caplog.text
    await channel.stop()
    assert await post(body) == 503


async def test_acknowledged_after_it_is_stored_and_before_it_is_worked_on(graph: GraphServer, inbox: Inbox) -> None:
    may_store, storing = asyncio.Event(), asyncio.Event()

    async def accept(message: Inbound) -> None:
        storing.set()
        await may_store.wait()
        await inbox.accept(message)

    channel = make(graph)
    await channel.start(Hooks(accept, inbox.notify))
    async with site(channel) as address:
        graph.hook = address + WEBHOOK_PATH
        graph.types("important")
        await storing.wait()
        await asyncio.sleep(0.05)
        assert not graph.answers
        may_store.set()
        await graph.until(lambda: graph.answers == [200])
    await channel.stop()


async def test_acknowledged_within_250_ms_in_the_median(
    channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox
) -> None:
    took = []
    async with site(channel) as address, httpx.AsyncClient(base_url=address) as http:
        for number in range(50):
            raw = graph.deliver(request(change({"messages": [graph.message("text", {"body": str(number)})]})))
            begin = time.perf_counter()
            answer = await http.post(WEBHOOK_PATH, content=raw, headers=graph.headers(raw))
            took.append(time.perf_counter() - begin)
            assert answer.status_code == 200
    assert statistics.median(took) < 0.25


async def test_a_request_of_three_megabytes_is_taken(
    channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox
) -> None:
    many = [graph.message("text", {"body": "x" * 3000}) for _ in range(900)]
    async with site(channel) as address:
        graph.hand, graph.hook = None, address + WEBHOOK_PATH
        assert len(graph.deliver(request(change({"contacts": [], "messages": many})))) > 2_700_000
        await inbox.holds(900)


async def test_what_cannot_be_stored_comes_again_and_does_not_cost_the_others(
    graph: GraphServer, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    broken = ["two"]

    async def accept(message: Inbound) -> None:
        if message.text in broken:
            broken.clear()
            raise ValueError(f"cannot store {message.text}")
        await inbox.accept(message)

    channel = make(graph)
    graph.hand = channel.handle_webhook
    await channel.start(Hooks(accept, inbox.notify))
    messages = [graph.message("text", {"body": text}) for text in ("one", "two", "three")]
    graph.deliver(request(change({"contacts": [], "messages": messages})))
    await graph.until(lambda: graph.answers == [500, 200])
    await channel.stop()
    assert [m.text for m in inbox.messages] == ["one", "three", "one", "two", "three"]
    assert len({m.external_id for m in inbox.messages}) == 3
    assert "cannot store" not in caplog.text


async def test_repeated_wamid_has_the_same_id(channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox) -> None:
    message = graph.message("text", {"body": "once"})
    graph.deliver_message(message)
    graph.deliver(request(change({"contacts": [{"wa_id": PERSON}], "messages": [message]}), change({"statuses": []})))
    first, again = await inbox.holds(2)
    assert first == again


async def test_stop_and_resume(channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox) -> None:
    graph.approves("news", "bn", category="MARKETING")
    news = Outgoing("", "bn", template=TemplateCall("news", "bn"))
    for said in ("stop", "resume"):
        (graph.stopped.add if said == "stop" else graph.stopped.discard)(PERSON)
        told = {"wa_id": PERSON, "category": "marketing_messages", "value": said, "detail": "x"}
        graph.deliver(request(change({"user_preferences": [told]}, "user_preferences")))
        await graph.until(lambda said=said: inbox.notices and inbox.notices[-1] == Marketing(PERSON, said == "resume"))
        if said == "stop":
            with pytest.raises(ContactStopped) as raised:
                await channel.send(PERSON, news)
            assert raised.value.marketing
            assert await channel.send(PERSON, QUESTION)  # what they ask is answered all the same
    assert await channel.send(PERSON, news)


async def test_an_account_that_is_stopped_is_an_alarm(
    channel: WhatsAppChannel, graph: GraphServer, caplog: pytest.LogCaptureFixture
) -> None:
    graph.deliver(request(change({"event": "DISABLED_UPDATE"}, "account_update")))
    await graph.until(lambda: graph.answers)
    (alarm,) = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert "DISABLED_UPDATE" in alarm.getMessage()


# Starting


@pytest.mark.parametrize("wrong", [{"token": "guess"}, {"number": "9"}], ids=["token 190", "number"])
async def test_token_190_or_a_wrong_number_is_told_at_the_start(
    graph: GraphServer, inbox: Inbox, wrong: dict[str, str]
) -> None:
    channel = make(graph, **wrong)
    with pytest.raises(ChannelDown) as raised:
        await channel.start(inbox.hooks)
    assert "guess" not in str(raised.value)
    raw = b'{"entry": []}'
    assert await channel.handle_webhook(graph.headers(raw), raw) == 503


@pytest.mark.parametrize("fault", [bad_gateway(), cut_line(), refused(4)], ids=["5xx", "cut", "throttled"])
async def test_a_meta_that_is_away_at_the_start_is_no_hindrance(graph: GraphServer, inbox: Inbox, fault: Fault) -> None:
    graph.fail("node", fault)
    channel = make(graph)
    graph.hand = channel.handle_webhook
    await channel.start(inbox.hooks)
    graph.types("early")
    await inbox.holds(1)
    await channel.stop()


# Logs


async def test_logs_name_no_token_no_text_no_number(
    graph: GraphServer, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for noisy in ("httpx", "httpcore"):  # as in bot.gateway
        logging.getLogger(noisy).setLevel(logging.WARNING)

    async def accept(message: Inbound) -> None:
        await inbox.accept(message)
        if len(inbox.messages) == 1:
            raise ValueError(f"cannot store {message.text} of {message.sender}")

    channel = make(graph)
    graph.hand = channel.handle_webhook
    graph.fail("node", bad_gateway())
    await channel.start(Hooks(accept, inbox.notify))
    graph.types("আমার নাম সুরভি")
    graph.sends("contacts", [{"name": {"formatted_name": "সুরভি"}, "phones": [{"phone": "+919800000000"}]}])
    graph.deliver(request(change({"messages": [{"type": "সুরভি", "from": PERSON}]})))
    await inbox.holds(3)
    graph.fail("messages", bad_gateway(), cut_line(), refused(131026))
    reasons = []
    for _ in range(3):
        with pytest.raises(SendError) as raised:
            await channel.send(PERSON, Outgoing("সুরভি", "bn"))
        reasons.append(str(raised.value))
    await channel.working(PERSON, "সুরভি")
    await graph.until(lambda: not graph.pending)
    await channel.stop()
    said = "\n".join([*reasons, *(record.getMessage() + (record.exc_text or "") for record in caplog.records)])
    assert "could not be stored" in said and "left out" in said
    for secret in (graph.token, graph.app_secret, "সুরভি", "98000", PERSON):
        assert secret not in said


def test_the_application_makes_it_as_the_settings_want() -> None:
    from bot.knowledge.library import Library
    from bot.settings import ROOT, Settings

    settings = Settings(
        whatsapp_token="t", whatsapp_phone_number_id="1", whatsapp_app_secret="s", whatsapp_verify_token="v",
        whatsapp_rate=20,
    )  # type: ignore[arg-type]  # fmt: skip
    made = whatsapp.channel(settings, Library(ROOT / "content"))
    assert made.pace.rate == 20
    assert made.challenge({"hub.mode": "subscribe", "hub.verify_token": "v", "hub.challenge": "c"}) == "c"
