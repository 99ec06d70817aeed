from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasa_project import fingerprint as module
from rasa_project.paths import PROJECT, ROOT
from rasa_project.tests import tiny

Edit = Callable[[Path], Any]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of everything that a model is trained from, and of some files that it is not."""
    shutil.copytree(
        ROOT / "bot" / "language", tmp_path / "bot" / "language", ignore=shutil.ignore_patterns("__pycache__")
    )
    project = tmp_path / "rasa_project"
    for folder in ("components", "data", "domain", "actions"):
        shutil.copytree(PROJECT / folder, project / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("config.yml", "endpoints.yml", "patches.py", "serve.py", "requirements.lock"):
        shutil.copy(PROJECT / file, project)
    tiny.write_content(tmp_path / "content")
    monkeypatch.setattr(module, "PROJECT", project)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return tmp_path


def _now(root: Path) -> str:
    return module.fingerprint(root / "content")


def _topic(change: Callable[[dict[str, Any]], Any]) -> Edit:
    def edit(root: Path) -> None:
        file = root / "content" / "schemes" / "mudra.yml"
        topic = yaml.safe_load(file.read_text(encoding="utf-8"))
        change(topic)
        tiny.write(file, topic)

    return edit


def _line(name: str) -> Edit:
    def edit(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write("\n# another line\n")

    return edit


CHANGES: dict[str, Edit] = {
    "a question": _topic(lambda topic: topic["questions"]["cost"]["bn"].append("আর কত")),
    "a question less": _topic(lambda topic: topic["questions"]["cost"]["bn"].pop()),
    "a question of another aspect": _topic(
        lambda topic: topic["questions"]["what"]["bn"].append(topic["questions"]["cost"]["bn"].pop())
    ),
    "an alias": _topic(lambda topic: topic["aliases"].append("micro units loan")),
    "an id": _topic(lambda topic: topic.update(id="pm-mudra")),
    "a topic": lambda root: tiny.write(
        root / "content" / "gst" / "new.yml", {"id": "new", "aliases": ["new"], "questions": {}}
    ),
    "a topic less": lambda root: (root / "content" / "schemes" / "mudra.yml").unlink(),
    "a component": _line("rasa_project/components/linear.py"),
    "config.yml": _line("rasa_project/config.yml"),
    "the domain": _line("rasa_project/domain/domain.yml"),
    "a rule": _line("rasa_project/data/rules.yml"),
    "an example": _line("rasa_project/data/nlu/smalltalk.yml"),
    "a patch": _line("rasa_project/patches.py"),
    "a package": _line("rasa_project/requirements.lock"),
    "the language": _line("bot/language/fold.py"),
}
SAME: dict[str, Edit] = {
    "nothing": lambda root: None,
    "an answer": _topic(lambda topic: topic["aspects"]["cost"].update(bn="নতুন উত্তর")),
    "a new answer": _topic(lambda topic: topic["aspects"].update(time={"en": "A week."})),
    "title, sources and dates": _topic(
        lambda topic: topic.update(title={"en": "x"}, sources=[{"title": "x"}], verified_on="2026-11-21")
    ),
    "the layout of a file": _topic(lambda topic: None),
    "a message": lambda root: tiny.write(
        root / "content" / "messages" / "conversation.yml", {"help": {"text": {"en": "Other."}}}
    ),
    "a new file of messages": lambda root: tiny.write(root / "content" / "messages" / "more.yml", {"x": {}}),
    "an action": _line("rasa_project/actions/service.py"),
    "the server": _line("rasa_project/serve.py"),
    "the endpoints": _line("rasa_project/endpoints.yml"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_changes_with(root: Path, what: str) -> None:
    before = _now(root)
    CHANGES[what](root)
    assert _now(root) != before


@pytest.mark.parametrize("what", SAME)
def test_it_does_not_change_with(root: Path, what: str) -> None:
    before = _now(root)
    SAME[what](root)
    assert _now(root) == before


def test_it_is_twelve_hexadecimal_digits(root: Path) -> None:
    assert re.fullmatch("[0-9a-f]{12}", _now(root))


def test_it_does_not_depend_on_where_the_files_are(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _now(root)
    other = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(root, other)
    monkeypatch.setattr(module, "PROJECT", other / "rasa_project")
    monkeypatch.setattr(module, "ROOT", other)
    assert _now(other) == before


def test_all_parts_are_there(root: Path) -> None:
    """A pattern that matches no file any more would let a change go unseen."""
    for pattern in module._CODE:
        assert list(PROJECT.glob(pattern)), pattern
    assert list((ROOT / "bot" / "language").glob("*.py"))


def test_names_of_explained_words_count_and_their_texts_do_not(root: Path) -> None:
    file = root / "content" / "glossary" / "words.yml"
    word: dict[str, Any] = {"id": "itc", "name": {"en": "ITC"}, "aliases": ["input credit"], "text": {"en": "Tax."}}
    before = _now(root)
    tiny.write(file, {"terms": [word]})
    with_word = _now(root)
    assert with_word != before
    tiny.write(file, {"terms": [{**word, "text": {"en": "Another text."}}]})
    assert _now(root) == with_word
    tiny.write(file, {"terms": [{**word, "aliases": ["input tax credit"]}]})
    assert _now(root) not in (before, with_word)
