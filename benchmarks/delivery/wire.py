"""The thin channel of the benchmark, and lines over a socket between its processes."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Any

from bot.channels.base import Capabilities, Outgoing, Pace, Retryable


class Line:
    """A connection on which each line is answered by a line, in order."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._open = asyncio.Lock()
        self._waiting: deque[asyncio.Future[str]] = deque()

    async def ask(self, line: str) -> str:
        """The answer to a line. Raises `ConnectionError` if the other side is gone."""
        if self._writer is None:
            async with self._open:
                if self._writer is None:
                    reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
                    self._reading = asyncio.create_task(self._read(reader))
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        self._writer.write(f"{line}\n".encode())
        return await answer

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            answer = self._waiting.popleft()
            if not answer.done():
                answer.set_result(line.decode().rstrip("\n"))
        for answer in self._waiting:
            if not answer.done():
                answer.set_exception(ConnectionError("the stand-in is gone"))


class Thin:
    """A channel over such a connection: the service counts what it is given, by key."""

    def __init__(self, name: str, line: Line, rate: float, echoes: bool) -> None:
        self.name = name
        self.capabilities = Capabilities(text=4096, buttons=3, button_title=20, echoes=echoes)
        self.pace = Pace(rate=rate)
        self._line = line

    async def start(self, hooks: Any) -> None:
        """Receives nothing."""

    async def stop(self) -> None:
        """The connection ends with the process."""

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        """Counted there."""
        try:
            return await self._line.ask(f"m\t{self.name}\t{key}\t{recipient}\t{int(self.capabilities.echoes)}")
        except ConnectionError as error:
            raise Retryable(str(error)) from error

    async def working(self, recipient: str, external_id: str) -> None:
        """Shows nothing."""

    async def fetch(self, media: str) -> bytes:
        """There are no recordings."""
        raise NotImplementedError


async def told(port: int, question: str) -> Any:
    """What the stand-in counted."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**28)
    writer.write(f"{question}\n".encode())
    found = json.loads(await reader.readline())
    writer.close()
    return found
