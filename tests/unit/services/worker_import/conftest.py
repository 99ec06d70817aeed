"""The content as it is, read once; lists are built by `lists.py`."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.library import Content, read
from bot.services.worker_import.samples import Reader
from bot.settings import ROOT

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def content() -> Content:
    return read(ROOT / "content")


@pytest.fixture(scope="session")
def reader(content: Content) -> Reader:
    return Reader(content, TODAY)
