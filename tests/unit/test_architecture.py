"""Dependencies point one way. A new part of `bot/` needs a row in the table; an arrow upwards needs another design."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What each part may import of the others, from the bottom up. A part stands for all inside it ("bot.db" is also
# "bot.db.models").
BASIS = {"bot.clock", "bot.errors"}
ALLOWED: dict[str, set[str]] = {
    "bot.clock": set(),
    "bot.errors": set(),
    "bot.settings": set(),
    "bot.language": set(),  # the engine uses it too, in an environment of its own
    "bot.knowledge": {"bot.language"},
    "bot.db": set(),
    "bot.speech": {"bot.language"},
    "bot.channels": {"bot.language", "bot.knowledge.model"},
    "bot.documents": {"bot.language", "bot.knowledge.model", *BASIS},
    "bot.services": {
        "bot.delivery", "bot.db", "bot.documents", "bot.language", "bot.knowledge", "bot.channels.base", *BASIS,
    },
    "bot.tools": {"bot.services", "bot.knowledge", "bot.language", *BASIS},
    "bot.delivery": {"bot.db", "bot.language", "bot.channels.base", "bot.channels.render", "bot.channels.wire", *BASIS},
    "bot.broadcasts": {
        "bot.services", "bot.delivery", "bot.documents", "bot.knowledge", "bot.db", "bot.language", "bot.channels.base",
        "bot.channels.render", "bot.channels.wire", *BASIS,
    },
    "bot.conversation": {
        "bot.broadcasts", "bot.services", "bot.delivery", "bot.documents", "bot.knowledge", "bot.db", "bot.language",
        "bot.speech", "bot.channels.base", "bot.channels.wire", *BASIS,
    },
    "rasa_project.actions": {
        "bot.conversation", "bot.tools", "bot.services", "bot.knowledge", "bot.language", "bot.db.session", *BASIS,
    },
    "bot.api": {
        "bot.conversation", "bot.services", "bot.knowledge", "bot.language", "bot.channels", "bot.db.session",
        "bot.settings", "bot.speech", "rasa_project.actions", *BASIS,
    },
    "bot.console": {
        "bot.broadcasts", "bot.conversation", "bot.services", "bot.delivery", "bot.documents", "bot.knowledge",
        "bot.language", "bot.channels", "bot.db.session", "bot.settings", *BASIS,
    },
    "bot.scheduler": {
        "bot.broadcasts", "bot.conversation", "bot.services", "bot.knowledge", "bot.delivery", "bot.db", "bot.settings",
        *BASIS,
    },
    "bot.training": {"bot.knowledge", "bot.language", "bot.settings", *BASIS},
    "bot.evaluation": {"bot.conversation", "bot.training", "bot.knowledge", "bot.language", "bot.settings", *BASIS},
    "bot.housekeeping": {
        "bot.conversation", "bot.services", "bot.delivery", "bot.db.session", "bot.settings", *BASIS,
    },
    "bot.app": {"bot"},  # the one place where the parts are wired
    "bot.gateway": {"bot.app", "bot.settings", "bot.training", *BASIS},
    "bot.chat": {"bot.app", "bot.settings", *BASIS},
    "bot.retraining": {
        "bot.evaluation", "bot.knowledge", "bot.language", "bot.settings", "rasa_project.fingerprint", *BASIS,
    },
    "bot.supervisor": {
        "bot.app", "bot.settings", "bot.training", "bot.db.keys", "bot.knowledge.states",
        "bot.knowledge.training_record", "rasa_project.paths", *BASIS,
    },
    "bot.commands": {
        "bot.broadcasts", "bot.conversation", "bot.channels", "bot.services", "bot.delivery", "bot.db", "bot.knowledge",
        "bot.language",
        "bot.housekeeping", "bot.scheduler", "bot.settings", "rasa_project.fingerprint", *BASIS,
    },
    "bot.cli": {"bot.supervisor", "bot.commands", "bot.settings", *BASIS},
    "bot.__main__": {"bot.cli"},
}  # fmt: skip

MODULES = sorted(
    path
    for folder in ("bot", "rasa_project/actions", "rasa_project/components")
    for path in (ROOT / folder).rglob("*.py")
    if path.name != "__init__.py" or path.read_text(encoding="utf-8").strip()
)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, wherever in the file."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            # `from bot.db import migrate` imports bot.db.migrate, `from bot.clock import Clock` only bot.clock.
            for alias in node.names:
                inner = ROOT.joinpath(*base.split("."), alias.name)
                is_module = inner.is_dir() or inner.with_suffix(".py").exists()
                yield f"{base}.{alias.name}" if is_module else base


def inside(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}.")


def part_of(name: str) -> str | None:
    return next((part for part in ALLOWED if inside(name, part)), None)


@pytest.mark.parametrize("path", [path for path in MODULES if "components" not in path.parts], ids=name_of)
def test_imports_point_down(path: Path) -> None:
    part = part_of(name_of(path))
    assert part is not None, f"{name_of(path)} belongs to no part of the table"
    ours = {name for name in imports(path) if name.split(".")[0] in ("bot", "rasa_project", "tests", "benchmarks")}
    upward = {
        name for name in ours if not inside(name, part) and not any(inside(name, allowed) for allowed in ALLOWED[part])
    }
    assert not upward


@pytest.mark.parametrize("path", [path for path in MODULES if "components" in path.parts], ids=name_of)
def test_the_engines_components_use_only_the_language_of_the_application(path: Path) -> None:
    ours = {name for name in imports(path) if inside(name, "bot") or inside(name, "rasa_project.actions")}
    assert {name for name in ours if not inside(name, "bot.language")} == set()


def test_the_application_is_imported_by_its_starters_only() -> None:
    users = {name_of(path) for path in MODULES if any(inside(name, "bot.app") for name in imports(path))}
    starters = ("bot.gateway", "bot.chat", "bot.cli", "bot.supervisor")
    assert {user for user in users if not any(inside(user, starter) for starter in starters)} <= {
        name for name in users if inside(name, "bot.app")
    }


def test_the_table_has_no_circle() -> None:
    above: dict[str, set[str]] = {
        part: {other for other in ALLOWED if any(inside(name, other) for name in allowed)} - {part}
        for part, allowed in ALLOWED.items()
        if part != "bot.app"
    }
    placed: set[str] = {"bot.app"}
    while len(placed) < len(ALLOWED):
        ready = {part for part, below in above.items() if part not in placed and below <= placed}
        assert ready, f"these import each other: {sorted(above.keys() - placed)}"
        placed |= ready


def test_the_search_finds_imports() -> None:
    found = {name for path in (ROOT / "bot" / "app").glob("*.py") for name in imports(path)}
    assert {"bot.settings", "bot.db.migrate", "bot.delivery.states", "bot.api.actions", "bot.clock"} <= found
    assert len(MODULES) > 60
