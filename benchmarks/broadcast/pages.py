"""How long the pages of a broadcast take while it is sent, asked for beside the browser."""

from __future__ import annotations

import statistics
import threading
import time
from collections import defaultdict
from types import TracebackType
from typing import Any, Final, Self

import httpx

from benchmarks.stats import percentile

EVERY: Final = 0.5
"""Seconds between two pages."""


class Watch:
    """Opens the pages in turn until it ends. `times`: page -> milliseconds."""

    def __init__(self, url: str, cookies: dict[str, str], broadcast: str) -> None:
        one = f"/console/broadcasts/{broadcast}"
        self._paths = {
            "progress": f"{one}/progress",
            "page": one,
            "report": f"{one}/report",
            "list": "/console/broadcasts",
        }
        self._client = httpx.Client(base_url=url, cookies=cookies, timeout=60, trust_env=False)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.times: dict[str, list[float]] = defaultdict(list)
        self.refused: list[str] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(60)
        self._client.close()

    def _run(self) -> None:
        while True:
            for name, path in self._paths.items():
                if self._ended.wait(EVERY):
                    return
                began = time.perf_counter()
                try:
                    answer = self._client.get(path)
                except httpx.TransportError as error:
                    self.refused.append(f"{name}: {error}")
                    continue
                if answer.status_code != 200:
                    self.refused.append(f"{name}: {answer.status_code}")
                self.times[name].append((time.perf_counter() - began) * 1000)

    def figures(self) -> dict[str, Any]:
        """Page -> number, median, p95 and longest, in milliseconds."""
        return {
            name: {
                "pages": len(times), "p50_ms": round(statistics.median(times)), "p95_ms": round(percentile(times, 95)),
                "max_ms": round(max(times)),
            }
            for name, times in self.times.items()
        }  # fmt: skip
