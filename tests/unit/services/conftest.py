"""The content of the checkout, from which the calculators take their figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.library import Content, read


@pytest.fixture(scope="session")
def content() -> Content:
    return read(Path(__file__).resolve().parents[3] / "content")
