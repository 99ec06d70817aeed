"""The evaluation sets: well-formed, and never seen in training."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.evaluation.sets import COLUMNS, read
from bot.knowledge.library import read as read_content
from bot.language import for_matching

ROOT = Path(__file__).resolve().parents[3]
SETS = sorted((ROOT / "tests" / "nlu").glob("*.tsv"))
HEAD = "\t".join(COLUMNS) + "\n"


def write(folder: Path, text: str) -> Path:
    file = folder / "set.tsv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_file(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        HEAD + 'd-1\ten\twhat is "pmegp"\tpmegp/what\tpmegp/benefit|ask\tmudra\ten\nd-2\tbn\tনমস্কার\tgreet\t\t\tbn\n',
    )
    first, second = read(file)
    assert (first.id, first.register, first.text, first.reply_language) == ("d-1", "en", 'what is "pmegp"', "en")
    assert (first.right, first.context) == (("pmegp/what", "pmegp/benefit", "ask"), "mudra")
    assert (second.right, second.context) == (("greet",), None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"set\.tsv:1: the columns must be id, register"),
        ("id\ttext\n", r"set\.tsv:1: the columns"),
        (HEAD + "d-1\ten\tx\tgreet\t\t\ten\nd-2\ten\tx\tgreet\n", r"set\.tsv:3: 4 columns instead of 7"),
        (HEAD + "d-1\ten\tx\tgreet\t\t\ten\textra\n", r"set\.tsv:2: 8 columns instead of 7"),
        (HEAD + "d-1\ten\tx\tgreet\t\t\ten\n\n", r"set\.tsv:3: 0 columns"),
    ],
)
def test_a_bad_file_is_told_by_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read(write(tmp_path, text))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_our_own_sets(path: Path) -> None:
    messages = read(path)
    assert len({message.id for message in messages}) == len(messages)
    topics = read_content(ROOT / "content").topics
    wrong = [
        message.id
        for message in messages
        for outcome in (*message.right, *([f"{message.context}/what"] if message.context else []))
        if "/" in outcome and (outcome.split("/")[0] not in topics)
    ]
    assert wrong == []
    assert {message.reply_language for message in messages} <= {"bn", "hi", "en"}


def training_examples() -> set[str]:
    """Aliases do not count: a message that is nothing but a topic's name cannot be worded otherwise."""
    found: set[str] = set()
    for topic in read_content(ROOT / "content").topics.values():
        for registers in topic.questions.values():
            for examples in registers.values():
                found.update(examples)
    for file in sorted((ROOT / "rasa_project" / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            found.update(line.strip().removeprefix("-") for line in block["examples"].splitlines() if line.strip())
    return {for_matching(example) for example in found}


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_message_was_seen_in_training(path: Path) -> None:
    seen = training_examples()
    assert len(seen) > 5000
    assert [message.id for message in read(path) if for_matching(message.text) in seen] == []
