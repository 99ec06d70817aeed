"""The content of the checkout, from which the calculators take their figures."""

from __future__ import annotations

import pytest

from bot.knowledge.library import Content, read
from bot.settings import get_settings


@pytest.fixture(scope="session")
def content() -> Content:
    return read(get_settings().content_dir)
