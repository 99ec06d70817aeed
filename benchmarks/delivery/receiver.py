"""What a webhook does with statuses, in a process of its own: `python -m benchmarks.delivery.receiver DATABASE` writes
its port and notes each status that the stand-in gives back."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from bot.channels.base import Receipt
from bot.clock import utc_now
from bot.db.session import Database
from bot.delivery import receipts


def take(session: Any, found: list[tuple[str, str, str]]) -> None:
    """Statuses of one transaction: (channel, key, the service's id)."""
    for channel, key, external_id in sorted(found, key=lambda one: int(one[1][1:])):
        receipts.take(session, channel, Receipt(external_id, "sent", utc_now(), key=key), utc_now())


async def main(url: str) -> None:
    """Until ended. As many statuses as have come meanwhile go into one transaction, as a service bundles them."""
    database, waiting, some = Database(url), list[tuple[str, str, str]](), asyncio.Event()

    async def read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            channel, key, external_id = line.decode().rstrip("\n").split("\t")
            waiting.append((channel, key, external_id))
            some.set()

    server = await asyncio.start_server(read, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while True:
        await some.wait()
        some.clear()
        while waiting:
            batch, waiting[:] = waiting[:100], waiting[100:]
            try:
                await database.run(take, batch)
            except Exception as error:  # a service delivers again what was not acknowledged
                print(f"again: {type(error).__name__}", file=sys.stderr, flush=True)
                waiting[:0] = batch
                await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
