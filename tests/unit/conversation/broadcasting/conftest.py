"""An official in a chat of the whole gateway, with the real content and without an engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.conversation.turns import Limits, Turns
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.language import LanguageModel
from tests.contract.broadcast_world import TERMS
from tests.unit.conversation.training.classes import Talk


@pytest.fixture
def talk(database: Database, project_library: Library, model: LanguageModel) -> Callable[[str], Talk]:
    def made(language: str) -> Talk:
        found = Talk(database, project_library, model, language)
        limits = Limits(default=language, broadcasts=lambda: TERMS)  # type: ignore[arg-type]
        found.turns = Turns(
            database, found.engine, project_library, model, lambda: found.now, limits  # type: ignore[arg-type]
        )  # fmt: skip
        return found

    return made
