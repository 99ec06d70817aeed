"""The real content: what tools offer and how it is said is part of it."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.library import Content, read
from bot.settings import get_settings
from bot.tools.base import Context


@pytest.fixture(scope="session")
def real() -> Content:
    return read(get_settings().content_dir)


@pytest.fixture(scope="session")
def context(real: Content) -> Context:
    return Context(real, dt.date(2026, 11, 22))
