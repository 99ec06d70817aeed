from __future__ import annotations

import ast
from pathlib import Path

import bot.language

FOLDER = Path(bot.language.__file__).parent


def test_everything_public_is_there() -> None:
    assert all(hasattr(bot.language, name) for name in bot.language.__all__)


def test_nothing_is_imported_from_the_rest_of_the_application() -> None:
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert all(not name.startswith("bot") or name.startswith("bot.language") for name in names), path
