"""The recorder: what was put in is written."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.db.session import Database
from bot.delivery.journal import Journal
from bot.delivery.recorder import Recorder


async def test_a_flush_just_when_a_transaction_ends_comes_to_its_end(
    database: Database, clock: Any, tmp_path: Path
) -> None:
    """Its callbacks run a turn of the loop later: whoever waits without a pause keeps them from running at all."""
    journal = Journal.open(tmp_path)
    recorder = Recorder(database, clock, journal)

    async def write() -> None:
        pass

    recorder._writing = asyncio.create_task(write())
    recorder._writing.add_done_callback(recorder._ended)
    await asyncio.create_task(recorder.flush())  # its turn comes right after the end of `write`
    assert recorder._writing is None
    journal.close()
