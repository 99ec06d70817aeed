"""Both stand-ins in a process of their own: `python -m benchmarks.broadcast.standins SIZE HOOK` (JSON) writes a line
with their addresses and the port of questions, and runs until it is ended.

They take messages as Telegram and WhatsApp do (`tests/standins`) and count for themselves. WhatsApp's tells afterwards
what became of each message, many in one request: arrived, read (every second one), or failed.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from contextlib import suppress
from typing import Any, Final

import aiohttp

from benchmarks.broadcast import people
from benchmarks.broadcast.people import Size
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import Sent, change, request
from tests.standins.telegram_server import TelegramServer

UNDELIVERABLE: Final = 131026
"""Meta's code for a person to whom the message cannot be delivered."""
_MOST: Final = 100  # statuses in one request
_PAUSE: Final = 0.05


class Graph(GraphServer):
    """WhatsApp's. `told`: state -> messages of which it was told, each once."""

    def prepare(self, size: Size) -> None:
        """Who wrote when, who can be reached, what is approved."""
        now = self.now()
        self.lost: set[str] = set()
        self.fresh: list[Sent] = []
        self.told: Counter[str] = Counter()
        for one in people.everybody(size):
            if one.channel != "whatsapp":
                continue
            self.wrote[one.sender] = now - people.SILENT if one.closed else now
            if one.fate == "undeliverable":
                self.lost.add(one.sender)
            elif one.fate == "no_marketing":
                self.stopped.add(one.sender)
        for language in ("bn", "hi", "en"):
            self.approves(people.TEMPLATE, language, 2, category="MARKETING")

    async def _tell_early(self, message: Sent) -> None:
        self.fresh.append(message)

    async def tell(self) -> None:
        """Brings the statuses to the webhook, again until they are taken."""
        number = 0
        async with aiohttp.ClientSession() as session:
            while True:
                portion, self.fresh = self.fresh[:_MOST], self.fresh[_MOST:]
                if not portion:
                    await asyncio.sleep(_PAUSE)
                    continue
                statuses: list[dict[str, Any]] = []
                for message in portion:
                    number += 1
                    lost = message.person in self.lost
                    for state in ("failed",) if lost else ("delivered", "read") if number % 2 else ("delivered",):
                        statuses.append(self._of(message, state))
                raw = json.dumps(request(change({"statuses": statuses}))).encode()
                while True:
                    with suppress(aiohttp.ClientError):
                        async with session.post(self.hook, data=raw, headers=self.headers(raw)) as answer:
                            if answer.status == 200:
                                break
                    await asyncio.sleep(_PAUSE)
                self.told.update(status["status"] for status in statuses)

    def _of(self, message: Sent, state: str) -> dict[str, Any]:
        status: dict[str, Any] = {
            "id": message.wamid, "status": state, "timestamp": str(int(self.now().timestamp())),
            "recipient_id": message.person, "biz_opaque_callback_data": message.key,
        }  # fmt: skip
        if state == "failed":
            status["errors"] = [{"code": UNDELIVERABLE, "title": "Message undeliverable", "message": "undeliverable"}]
        return status


class Answers:
    """Questions about what was counted: total; came (messages by channel and person, with the form); told; refused."""

    def __init__(self, graph: Graph, telegram: TelegramServer) -> None:
        self._graph, self._telegram = graph, telegram

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        with suppress(ConnectionError):
            while line := await reader.readline():
                writer.write((json.dumps(self._answer(line.decode().strip())) + "\n").encode())
                await writer.drain()
        writer.close()

    def _answer(self, question: str) -> Any:
        graph, telegram = self._graph, self._telegram
        match question:
            case "total":
                return len(graph.sent) + len(telegram.sent)
            case "came":
                whatsapp = [("whatsapp", one.person, one.kind, json.dumps(one.body)) for one in graph.sent]
                return whatsapp + [("telegram", str(one.chat), one.kind, one.text) for one in telegram.sent]
            case "told":
                return dict(graph.told) | {"taken": len(graph.sent)}
            case "refused":
                return {
                    "telegram": sum(call.status in (400, 403) for call in telegram.called("sendMessage")),
                    "whatsapp": sum(call.status >= 400 for call in graph.calls if call.path.endswith("/messages")),
                }
        return None


async def main(size: Size, hook: str) -> None:
    """Both servers, and the answers."""
    async with Graph() as graph, TelegramServer() as telegram:
        graph.hook = hook
        graph.prepare(size)
        telegram.chats = {
            int(one.sender) for one in people.everybody(size) if one.channel == "telegram" and one.fate != "blocked"
        }
        server = await asyncio.start_server(Answers(graph, telegram).serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        addresses = {
            "port": port, "graph": graph.url, "graph_token": graph.token, "number": graph.number,
            "business": graph.business, "secret": graph.app_secret, "verify": graph.verify_token,
            "telegram": telegram.url, "telegram_token": telegram.token,
        }  # fmt: skip
        print(json.dumps(addresses), flush=True)
        await graph.tell()


if __name__ == "__main__":
    asyncio.run(main(Size(*json.loads(sys.argv[1])), sys.argv[2]))
