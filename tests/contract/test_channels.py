"""Every channel, held to the same cases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from bot.channels.base import (
    Channel,
    ChannelDown,
    ContactStopped,
    Permanent,
    Retryable,
    SendError,
    Throttled,
)
from bot.channels.telegram import TelegramChannel
from tests.contract.channel_harness import ChannelCases, Peer, Shown
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import (
    PERSON,
    Fault,
    bad_gateway,
    bad_request,
    blocked,
    throttled,
    unauthorized,
)


class TelegramPeer:
    def __init__(self, server: TelegramServer) -> None:
        self.server = server
        self.person = str(PERSON)
        self.channel: Channel = TelegramChannel(server.token, {}, api_base=server.url, first_pause=0.01)
        self.faults: dict[type[SendError], Callable[[], object]] = {
            Retryable: self._meets(bad_gateway()),
            Throttled: self._meets(throttled(3)),
            ContactStopped: self._meets(blocked()),
            Permanent: self._meets(bad_request("message is too long")),
            ChannelDown: self._meets(unauthorized()),
        }

    def _meets(self, fault: Fault) -> Callable[[], object]:
        return lambda: self.server.fail("sendMessage", fault)

    def writes(self, text: str) -> None:
        self.last = self.server.message(PERSON, text=text)
        self.last_id = self.server.queue({"message": self.last})

    def presses(self, payload: str) -> None:
        self.server.presses(payload)

    def delivers_again(self) -> None:
        self.server.deliver_again({"update_id": self.last_id, "message": self.last})

    def shown(self) -> list[Shown]:
        return [Shown(message.text, tuple(message.payloads.values())) for message in self.server.sent]


class TestTelegram(ChannelCases):
    @pytest.fixture
    async def peer(self) -> AsyncIterator[Peer]:
        async with TelegramServer() as server:
            yield TelegramPeer(server)
