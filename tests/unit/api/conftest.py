"""HTTP without a network: requests go straight into the application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest


@pytest.fixture
def http() -> Callable[[Any], httpx.AsyncClient]:
    """A client of an application; an error that nobody handles is a response with status 500, as on a server."""

    def client(app: Any) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://test")

    return client
