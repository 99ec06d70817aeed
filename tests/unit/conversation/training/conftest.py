"""A conversation with one person about a small programme, with the real content."""

from __future__ import annotations

import pytest

from bot.db.session import Database
from bot.knowledge.library import Library
from bot.language import LanguageModel
from tests.unit.conversation.training.classes import Talk, programme


@pytest.fixture
def talk(database: Database, project_library: Library, model: LanguageModel) -> Talk:
    programme(database)
    return Talk(database, project_library, model)
