"""How the parts are wired: what no part can tell by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import app
from bot.api import needs, referrals, workers
from bot.db import keys
from bot.settings import Settings

NO_MODEL: Any = None  # nobody writes here


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url="", officials_rate_limit="3/minute")


async def test_all_routes_for_officials_count_together(settings: Settings) -> None:
    before = keys.current()
    try:
        parts = app.assemble(settings, NO_MODEL)
        transport = httpx.ASGITransport(app.create_app(parts))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            paths = [workers.PREFIX, needs.PREFIX, referrals.PREFIX, workers.PREFIX, f"{workers.PREFIX}/import"]
            headers = {"Authorization": "Bearer a guess"}
            asked = [await client.get(path, headers=headers) for path in paths[:4]]
            sent = await client.post(paths[4], headers=headers, params={"organisation": "An office"}, content=b"x")
        assert [answer.status_code for answer in (*asked, sent)] == [401, 401, 401, 429, 429]
        assert int(sent.headers["retry-after"]) <= 60
    finally:
        await parts.engine.close()
        parts.memory.close()
        parts.database.close()
        keys.use(before)


async def test_a_process_of_the_scheduler_does_timed_work(settings: Settings) -> None:
    before = keys.current()
    parts = app.assemble(settings.model_copy(update={"role": "scheduler"}), NO_MODEL)
    try:
        transport = httpx.ASGITransport(app.create_app(parts))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client, app.running(parts):
            assert parts.clockwork is not None and parts.clockwork.working
            answer = await client.get("/readyz")
            assert (answer.status_code, answer.json()["parts"]) == (200, {"database": "ok", "scheduler": "ok"})
        assert not parts.clockwork.working, "the lease is given back"
    finally:
        keys.use(before)


async def test_other_processes_leave_timed_work_alone(settings: Settings) -> None:
    before = keys.current()
    parts = app.assemble(settings.model_copy(update={"role": "web"}), NO_MODEL)
    try:
        assert parts.clockwork is None
    finally:
        await parts.engine.close()
        parts.memory.close()
        parts.database.close()
        keys.use(before)
