"""What every channel must do, whatever it is. A channel joins with one class:

    class TestTelegram(ChannelCases):
        @pytest.fixture
        async def peer(self) -> AsyncIterator[Peer]:
            async with TelegramServer() as server:
                yield TelegramPeer(server)

The peer plays the service: it lets a person write and press, shows what reached them, and makes the next sending fail.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import pytest

from bot.channels.base import (
    Button,
    Channel,
    Document,
    Hooks,
    Inbound,
    Notice,
    Outgoing,
    Permanent,
    SendError,
    SourceLink,
    Throttled,
)
from bot.channels.render import render

LONG = "পশ্চিমবঙ্গের উদ্যোগীদের জন্য ক্ষুদ্র শিল্পের ঋণ। " * 400
BUTTONS = (Button("কাগজপত্র", "ask:pmegp:documents"), Button("Menu", "menu"))
SOURCE = SourceLink("KVIC", "https://www.kviconline.gov.in/", "2026-11-01")
CALENDAR = Document("course.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")


@dataclass(frozen=True)
class Shown:
    """What a person sees of one message. `payloads`: what pressing each of its buttons sends, in order."""

    text: str
    payloads: tuple[str, ...] = ()


class Peer(Protocol):
    """The service behind a channel, in the hands of a test."""

    channel: Channel
    person: str
    faults: dict[type[SendError], Callable[[], object]]
    """For each error that the service can cause: makes the next `send` meet it."""

    def writes(self, text: str) -> None:
        """The person writes."""

    def presses(self, payload: str) -> None:
        """The person presses a button (where there are none: writes its number)."""

    def shares(self, lat: float, lon: float) -> None:
        """The person shares where they are."""

    def delivers_again(self) -> None:
        """The service delivers the last message once more, as services do when an acknowledgement was lost."""

    def shown(self) -> list[Shown]:
        """What the person sees, oldest first."""


@dataclass
class Inbox:
    """An `accept` that keeps what it gets."""

    messages: list[Inbound] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def hooks(self) -> Hooks:
        return Hooks(self.accept, self.notify)

    async def accept(self, message: Inbound) -> None:
        self.messages.append(message)

    async def notify(self, notice: Notice) -> None:
        self.notices.append(notice)

    async def holds(self, number: int, seconds: float = 15.0) -> list[Inbound]:
        """Waits for so many messages."""
        async with asyncio.timeout(seconds):
            while len(self.messages) < number:
                await asyncio.sleep(0.005)
        return self.messages


class ChannelCases:
    """The cases. Subclasses give the fixture `peer`."""

    @pytest.fixture
    def peer(self) -> Peer:
        raise NotImplementedError

    @pytest.fixture
    def inbox(self) -> Inbox:
        return Inbox()

    async def test_what_is_written_arrives_with_all_ids(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        peer.writes("PMEGP কী?")
        (message,) = await inbox.holds(1)
        await peer.channel.stop()
        assert (message.channel, message.kind, message.text) == (peer.channel.name, "text", "PMEGP কী?")
        assert message.external_id
        assert message.sender == peer.person

    async def test_a_pressed_button_arrives_as_its_payload(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        for message in render(Outgoing("?", "en", BUTTONS), peer.channel.capabilities):
            await peer.channel.send(peer.person, message)
        peer.presses(BUTTONS[0].payload)
        (pressed,) = await inbox.holds(1)
        await peer.channel.stop()
        if peer.channel.capabilities.buttons:
            assert (pressed.kind, pressed.payload) == ("payload", BUTTONS[0].payload)
        assert pressed.sender == peer.person

    async def test_a_shared_place_arrives_as_a_place(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        peer.shares(22.57264, 88.36389)
        (message,) = await inbox.holds(1)
        await peer.channel.stop()
        assert (message.kind, message.text, message.payload) == ("location", "22.573,88.364", "")
        assert message.sender == peer.person

    async def test_two_messages_have_two_ids_and_keep_their_order(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        peer.writes("one")
        peer.writes("two")
        first, second = await inbox.holds(2)
        await peer.channel.stop()
        assert (first.text, second.text) == ("one", "two")
        assert first.external_id != second.external_id

    async def test_a_message_delivered_twice_has_the_same_id(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        peer.writes("once")
        await inbox.holds(1)
        peer.delivers_again()
        first, again = await inbox.holds(2)
        await peer.channel.stop()
        assert first.external_id == again.external_id

    async def test_a_message_is_shown_with_every_choice(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        message = Outgoing("নমস্কার <b> & *x* _y_", "bn", BUTTONS, (SOURCE,))
        for part in render(message, peer.channel.capabilities):
            assert await peer.channel.send(peer.person, part)
        await peer.channel.stop()
        shown = peer.shown()
        assert shown[0].text.startswith(message.text)
        for button in BUTTONS:
            assert button.payload in shown[-1].payloads or button.title in shown[-1].text

    async def test_a_long_text_arrives_whole_in_parts(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        ids = [await peer.channel.send(peer.person, part) for part in self.parts(peer, Outgoing(LONG, "bn", BUTTONS))]
        await peer.channel.stop()
        shown = peer.shown()
        assert len(shown) == len(set(ids)) > 1
        assert " ".join(" ".join(s.text for s in shown).split()).startswith(LONG.strip())
        assert not any(s.payloads for s in shown[:-1])

    async def test_each_fault_is_told_by_its_kind_and_is_over_after(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        for kind, happens in peer.faults.items():
            happens()
            with pytest.raises(SendError) as raised:
                await peer.channel.send(peer.person, Outgoing("?", "en"))
            assert type(raised.value) is kind
            assert not isinstance(raised.value, Throttled) or raised.value.retry_after > 0
            assert await peer.channel.send(peer.person, Outgoing(kind.__name__, "en"))
        await peer.channel.stop()
        assert [s.text for s in peer.shown()] == [kind.__name__ for kind in peer.faults]

    async def test_a_document_arrives_with_its_words_or_the_words_alone(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        message = Outgoing("The day of the course", "en", BUTTONS, document=CALENDAR)
        for part in self.parts(peer, message):
            assert await peer.channel.send(peer.person, part)
        await peer.channel.stop()
        shown = peer.shown()
        assert shown[0].text.startswith(message.text)
        assert {button.payload for button in BUTTONS} <= set(shown[-1].payloads) or BUTTONS[0].title in shown[-1].text

    async def test_a_recording_that_is_not_there_is_told_for_good(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        with pytest.raises(Permanent):
            await peer.channel.fetch("12345")
        await peer.channel.stop()

    async def test_working_never_raises(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.working(peer.person, "1")
        await peer.channel.start(inbox.hooks)
        await peer.channel.working(peer.person, "1")
        await peer.channel.working("nobody", "1")
        await peer.channel.stop()
        await peer.channel.working(peer.person, "1")

    async def test_it_starts_again_after_a_stop(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.stop()
        for number in (1, 2):
            await peer.channel.start(inbox.hooks)
            peer.writes(f"message {number}")
            await inbox.holds(number)
            assert await peer.channel.send(peer.person, Outgoing("answer", "en"))
            await peer.channel.stop()
        await peer.channel.stop()
        assert {m.text for m in inbox.messages} == {"message 1", "message 2"}

    async def test_what_arrives_while_it_is_stopped_is_not_lost(self, peer: Peer, inbox: Inbox) -> None:
        await peer.channel.start(inbox.hooks)
        await peer.channel.stop()
        peer.writes("meanwhile")
        await peer.channel.start(inbox.hooks)
        messages = await inbox.holds(1)
        await peer.channel.stop()
        assert [m.text for m in messages] == ["meanwhile"]

    async def test_a_message_that_could_not_be_stored_comes_again(self, peer: Peer, inbox: Inbox) -> None:
        failures = [RuntimeError("disk full")]

        async def accept(message: Inbound) -> None:
            if failures:
                raise failures.pop()
            await inbox.accept(message)

        await peer.channel.start(Hooks(accept, inbox.notify))
        peer.writes("important")
        messages = await inbox.holds(1)
        await peer.channel.stop()
        assert [m.text for m in messages] == ["important"]

    def parts(self, peer: Peer, message: Outgoing) -> list[Outgoing]:
        return render(message, peer.channel.capabilities)
