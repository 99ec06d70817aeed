"""A service that takes every message at once and counts it, in a process of its own, so that no sender counts for
itself: `python -m benchmarks.delivery.standin [PORT OF THE RECEIVER]` writes its port and runs until it is ended."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import defaultdict


class StandIn:
    """By channel: how often each key came, and when."""

    def __init__(self, receiver: int) -> None:
        self._receiver = receiver
        self._back: asyncio.StreamWriter | None = None
        self._number = 0
        self._senders = 0  # that were killed
        self._came: dict[str, int] = {}  # message -> how many senders had been killed before it came last
        self._doubled: dict[str, dict[int, int]] = defaultdict(dict)  # kill -> messages before and again after it
        self._keys: dict[str, dict[str, int]] = defaultdict(dict)
        self._moments: dict[str, list[float]] = defaultdict(list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            while line := await reader.readline():
                if not line.endswith(b"\n"):
                    break  # torn: the sender was killed while it wrote
                writer.write((self._answer(line.decode().rstrip("\n").split("\t")) + "\n").encode())
        except ConnectionError:
            pass
        finally:
            writer.close()

    def _answer(self, words: list[str]) -> str:
        match words:
            case ["m", channel, key, recipient, echo]:
                self._number += 1
                keys = self._keys[channel]
                name = f"{key} {recipient}"
                keys[name] = keys.get(name, 0) + 1
                if name in self._came:
                    doubled, kill = self._doubled[channel], self._came[name]
                    doubled[kill] = doubled.get(kill, 0) + 1
                self._came[name] = self._senders
                self._moments[channel].append(time.time())
                if echo == "1" and self._back is not None:
                    self._back.write(f"{channel}\t{key}\ts{self._number}\n".encode())
                return f"s{self._number}"
            case ["total"]:
                return json.dumps(self._number)
            case ["killed"]:
                self._senders += 1
                return json.dumps(self._senders)
            case ["doubled", channel]:
                return json.dumps(self._doubled[channel])
            case ["keys", channel]:
                return json.dumps(self._keys[channel])
            case ["moments", channel]:
                return json.dumps(self._moments[channel])
        return json.dumps(None)

    async def run(self) -> None:
        """Until ended."""
        if self._receiver:
            _, self._back = await asyncio.open_connection("127.0.0.1", self._receiver)
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(StandIn(int(sys.argv[1]) if len(sys.argv) > 1 else 0).run())
