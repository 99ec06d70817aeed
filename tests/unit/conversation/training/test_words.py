"""Every message and button that finding and taking part name stands in the content, and none of theirs is left over."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.conversation.training import certificate, own, pressing, reminders, showing
from bot.knowledge.library import Library
from bot.scheduler.kinds import KINDS
from bot.settings import ROOT

FOLDER = ROOT / "bot" / "conversation" / "training"
MODULES = (
    "asking", "cancelling", "certificate", "consenting", "enrolling", "finding", "own", "reminders", "showing",
)  # fmt: skip
# Put together where they are said.
COMPOSED = {
    *(f"training_{kind}" for kind in ("waiting", "waiting_already")),
    *(f"training_certificate_{lack}" for lack in ("place", "held", "presence")),
    *(f"training_remind_{much}" for much in ("all", "fewer", "none")),
    *(f"training_remind_is_{much}" for much in ("all", "fewer", "none")),
    *(f"training_state_{status}" for status in ("enrolled", "offered")),
    "form_ask_training_place", "form_ask_training_district",
}  # fmt: skip
TITLES = {
    *(f"training_remind_{much}" for much in ("all", "fewer", "none")), "training_yes", "training_no", "training_skip",
    "training_offer_yes", "training_offer_no", "training_pick", "training_word",
}  # fmt: skip


def strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


def named(module: str, *functions: str) -> Iterator[str]:
    """What stands first in a call of one of these functions, and what is given a name for it (`key = ...`)."""
    for node in ast.walk(ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in functions and node.args:
                yield from strings(node.args[0])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "key" and "Say" in functions:
            yield from strings(node.value)


@pytest.fixture(scope="module")
def own_messages() -> set[str]:
    data = yaml.safe_load(Path(ROOT / "content" / "messages" / "training.yml").read_text(encoding="utf-8"))
    return set(data)


def test_every_message_is_there_and_none_is_left_over(project_library: Library, own_messages: set[str]) -> None:
    used = {key for module in MODULES for key in named(module, "Say", "line", "message", "text", "tell")} | COMPOSED
    used -= {"erase_ask"}
    assert {"training_enrolled", "training_list", "training_mine", "training_cancel_ask"} <= used
    assert used <= set(project_library.content().messages)
    said = {key for key in named("certificate", "tell")}
    assert own_messages - used - said - {"training_certificate_ready"} == set()


def test_every_button_is_there(project_library: Library) -> None:
    used = {title for module in MODULES for title in named(module, "act")} | TITLES
    assert used <= set(project_library.content().buttons)
    titles = {name for name in project_library.content().buttons if name.startswith("training_")}
    assert titles - used == set()


@pytest.mark.parametrize("deed", sorted(pressing._DEEDS))
def test_every_button_comes_back_as_it_was_made(deed: str) -> None:
    payload = showing.payload(deed, "0" * 32)
    assert showing.pressed(payload) == (deed, "0" * 32, "") and len(payload) <= 64


def test_what_is_due_and_what_is_waited_for_fits() -> None:
    assert KINDS["certificate"] is certificate.HANDLERS["certificate"]
    assert set(reminders._WANTED) == {"remind:all", "remind:fewer", "remind:none"}
    assert own.MOST <= 10
