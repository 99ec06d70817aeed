"""What the WhatsApp channel sends and what becomes of it, over real HTTP against the stand-in of the Graph API."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.base import (
    Button,
    ChannelDown,
    ContactStopped,
    Document,
    NeedsTemplate,
    Outgoing,
    Permanent,
    Receipt,
    Retryable,
    SendError,
    TemplateCall,
    TemplateRefused,
    Throttled,
)
from bot.channels.whatsapp import WhatsAppChannel
from tests.contract.channel_harness import Inbox
from tests.integration.whatsapp.shared import NOW, PDF, QUESTION, Time, make
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import PERSON, USER, Fault, bad_gateway, cut_line, refused, silence, slow

# Sending


async def test_contact_without_phone(channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox) -> None:
    graph.types("hello", number=None, user=USER)
    (message,) = await inbox.holds(1)
    assert (message.sender, message.address) == (USER, None)
    assert await channel.send(message.sender, QUESTION)
    assert graph.sent[0].body["recipient"] == USER and "to" not in graph.sent[0].body


async def test_window_at_23_59_and_24_01(channel: WhatsAppChannel, graph: GraphServer, clock: Time) -> None:
    graph.types("hello")
    clock.passes(hours=23, minutes=59)
    assert await channel.send(PERSON, QUESTION)
    clock.passes(minutes=2)
    with pytest.raises(NeedsTemplate) as raised:
        await channel.send(PERSON, QUESTION)
    assert type(raised.value) is NeedsTemplate
    graph.approves("reminder", "bn", 1)
    reminder = TemplateCall("reminder", "bn", ("২২ নভেম্বর",))
    assert await channel.send(PERSON, Outgoing("", "bn", template=reminder), "campaign:1")
    assert await channel.send(PERSON, Outgoing("Full text", "bn", document=PDF, template=reminder), "campaign:2")
    assert [(s.kind, s.key) for s in graph.sent[1:]] == [("template", "campaign:1"), ("template", "campaign:2")]


@pytest.mark.parametrize(
    ("change_", "code"),
    [
        ({"status": "PAUSED"}, "132015"),
        ({"status": "DISABLED"}, "132016"),
        ({"status": "PENDING"}, "132001"),
        ({"language": "hi"}, "132001"),
        ({"places": 2}, "132000"),
        ({"places": 0}, "132000"),
    ],
    ids=["paused", "disabled", "not approved", "missing in one language", "too few parameters", "too many parameters"],
)
async def test_template_paused_missing_or_wrong_parameter_count(
    channel: WhatsAppChannel, graph: GraphServer, change_: dict[str, Any], code: str
) -> None:
    graph.approves("reminder", change_.get("language", "bn"), change_.get("places", 1))
    graph.templates["reminder", change_.get("language", "bn")] |= {"status": change_.get("status", "APPROVED")}
    with pytest.raises(TemplateRefused, match=code):
        await channel.send(PERSON, Outgoing("", "bn", template=TemplateCall("reminder", "bn", ("x",))))
    assert not graph.sent


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        *((refused(code), Throttled) for code in (4, 80007, 130429, 131048, 131056)),
        *((refused(code), Retryable) for code in (131000, 131016, 131053)),
        (refused(131047), NeedsTemplate),
        (refused(131050), ContactStopped),
        *((refused(code), Permanent) for code in (131026, 131049, 131051)),
        (refused(190, 401), ChannelDown),
        (refused(10, 403), ChannelDown),
        (bad_gateway(), Retryable),
        (bad_gateway(503), Retryable),
        (cut_line(), Retryable),
    ],
    ids=lambda value: (
        str(value.refusal.code if value.refusal else value) if isinstance(value, Fault) else value.__name__
    ),
)
async def test_each_error_code(
    channel: WhatsAppChannel, graph: GraphServer, fault: Fault, kind: type[SendError]
) -> None:
    graph.fail("messages", fault)
    with pytest.raises(SendError) as raised:
        await channel.send(PERSON, QUESTION)
    assert type(raised.value) is kind
    assert await channel.send(PERSON, QUESTION)


async def test_tier_exhausted_waits_as_long_as_the_service_says(channel: WhatsAppChannel, graph: GraphServer) -> None:
    graph.fail("messages", refused(131048, Retry_After="120"), refused(131048))
    for pause in (120, 60):
        with pytest.raises(Throttled) as raised:
            await channel.send(PERSON, QUESTION)
        assert (raised.value.retry_after, raised.value.whole) == (pause, True)


async def test_the_pair_rate_backs_off_four_times_longer_with_one_person_only(
    channel: WhatsAppChannel, graph: GraphServer
) -> None:
    graph.wrote[USER] = NOW
    graph.fail("messages", refused(131056), refused(131056))
    pauses = []
    for _ in range(2):
        with pytest.raises(Throttled) as raised:
            await channel.send(PERSON, QUESTION)
        pauses.append((raised.value.retry_after, raised.value.whole))
    assert pauses == [(4, False), (16, False)]
    assert await channel.send(USER, QUESTION)
    assert await channel.send(PERSON, QUESTION)
    graph.fail("messages", refused(131056))
    with pytest.raises(Throttled) as raised:
        await channel.send(PERSON, QUESTION)
    assert raised.value.retry_after == 4


async def test_no_answer_in_time_and_a_slow_one(graph: GraphServer) -> None:
    channel = make(graph, timeout=0.3)
    graph.fail("messages", silence(5), slow(0.05))
    with pytest.raises(Retryable):
        await channel.send(PERSON, QUESTION)
    assert await channel.send(PERSON, QUESTION)
    await channel.stop()


@pytest.mark.parametrize(
    "wrong",
    [
        Outgoing("?", "en", (Button("x" * 21, "a"),)),
        Outgoing("x" * 1025, "en", (Button("x", "a"),)),
        Outgoing("?", "en", tuple(Button(f"title {n}", f"p{n}") for n in range(11))),
        Outgoing("?", "en", document=Document("a.zip", "application/zip", b"PK")),
    ],
    ids=["21-character button", "1025-character body", "11 rows", "unsupported type"],
)
async def test_what_whatsapp_refuses_is_permanent(
    channel: WhatsAppChannel, graph: GraphServer, wrong: Outgoing
) -> None:
    with pytest.raises(Permanent):
        await channel.send(PERSON, wrong)
    assert not graph.sent


async def test_a_document_goes_up_once_for_many_people(graph: GraphServer) -> None:
    seconds = [0.0]
    channel = make(graph, monotonic=lambda: seconds[0])
    message = Outgoing("The form", "en", document=PDF)
    for _ in range(2):
        await channel.send(PERSON, message)
    assert [file for file in graph.files.values()] == [("form.pdf", "application/pdf", b"%PDF-1.7")]
    assert graph.sent[0].content == {"id": next(iter(graph.files)), "filename": "form.pdf", "caption": "The form"}
    seconds[0] = 8 * 86_400.0
    await channel.send(PERSON, message)
    assert len(graph.files) == 2
    graph.files.clear()  # deleted at Meta
    with pytest.raises(Permanent):
        await channel.send(PERSON, message)
    assert await channel.send(PERSON, message)
    await channel.stop()


async def test_an_upload_that_fails_is_tried_again(channel: WhatsAppChannel, graph: GraphServer) -> None:
    graph.fail("media", refused(131053), bad_gateway())
    for _ in range(2):
        with pytest.raises(Retryable):
            await channel.send(PERSON, Outgoing("The form", "en", document=PDF))
    assert await channel.send(PERSON, Outgoing("The form", "en", document=PDF))


async def test_of_two_messages_the_last_carries_the_key(channel: WhatsAppChannel, graph: GraphServer) -> None:
    spoken = Document("answer.ogg", "audio/ogg", b"OggS")
    wamid = await channel.send(PERSON, Outgoing("The answer", "en", document=spoken), "o7")
    assert [(sent.kind, sent.key) for sent in graph.sent] == [("text", ""), ("audio", "o7")]
    assert wamid == graph.sent[1].wamid


async def test_read_and_typing(channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox) -> None:
    graph.types("hello")
    (message,) = await inbox.holds(1)
    graph.fail("messages", refused(190, 401), cut_line())
    for _ in range(3):
        await channel.working(PERSON, message.external_id)
    assert graph.seen == [message.external_id]


# Receipts


async def test_status_before_the_send_answer(channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox) -> None:
    graph.early = ["sent", "delivered"]
    wamid = await channel.send(PERSON, QUESTION, "reply:7")
    receipts = [n for n in inbox.notices if isinstance(n, Receipt)]
    assert [(r.external_id, r.state, r.key) for r in receipts] == [
        (wamid, "sent", "reply:7"),
        (wamid, "delivered", "reply:7"),
    ]


async def test_read_before_delivered_and_repeated_and_failed_after_sent(
    channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox
) -> None:
    wamid = await channel.send(PERSON, QUESTION, "reply:8")
    for state in ("read", "delivered", "delivered", "sent"):
        graph.receipt(wamid, state)
    graph.receipt(wamid, "failed", code=131049)
    await graph.until(lambda: len(inbox.notices) == 5)
    receipts = [n for n in inbox.notices if isinstance(n, Receipt)]
    assert [r.state for r in receipts] == ["read", "delivered", "delivered", "sent", "failed"]
    assert type(receipts[-1].error) is Permanent
    assert {r.at for r in receipts} == {NOW}


async def test_a_key_is_told_even_when_the_answer_was_lost(
    channel: WhatsAppChannel, graph: GraphServer, inbox: Inbox
) -> None:
    graph.fail("messages", cut_line(taken=True))
    with pytest.raises(Retryable):
        await channel.send(PERSON, QUESTION, "reply:9")
    (sent,) = graph.sent
    graph.receipt(sent.wamid, "sent")
    await graph.until(lambda: inbox.notices)
    (receipt,) = inbox.notices
    assert isinstance(receipt, Receipt) and receipt.key == "reply:9"
