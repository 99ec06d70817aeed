"""The evaluation sets: well-formed, large enough, and never seen in training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.seen import columns_of, seen, training_examples
from bot.evaluation.sets import (
    ALL_SETS,
    COLUMNS,
    ENTITIES,
    ENTITY_COLUMNS,
    KNOWLEDGE,
    KNOWLEDGE_COLUMNS,
    LANGUAGE_COLUMNS,
    MESSAGE_SETS,
    OUT_OF_SCOPE,
    REGISTERS,
    REPLY_LANGUAGE,
    SETS,
    SEVERAL,
    SEVERAL_COLUMNS,
    Message,
    read,
    read_entities,
    read_knowledge,
    read_reply_language,
    read_several,
    rows,
)
from bot.knowledge.library import read as read_content
from bot.knowledge.model import AREAS

ROOT = Path(__file__).resolve().parents[3]
HEAD = "\t".join(COLUMNS) + "\n"
LANGUAGE_HEAD = "\t".join(LANGUAGE_COLUMNS) + "\n"
SEVERAL_HEAD = "\t".join(SEVERAL_COLUMNS) + "\n"
KNOWLEDGE_HEAD = "\t".join(KNOWLEDGE_COLUMNS) + "\n"
ENTITY_HEAD = "\t".join(ENTITY_COLUMNS) + "\n"


def write(folder: Path, text: str) -> Path:
    file = folder / "set.tsv"
    file.write_text(text, encoding="utf-8")
    return file


def test_messages(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        HEAD + 'd-1\ten\twhat is "pmegp"\tpmegp/what\tpmegp/benefit|ask\tmudra\ten\nd-2\tbn\tনমস্কার\tgreet\t\t\tbn\n',
    )
    first, second = read(file)
    assert (first.id, first.register, first.text, first.reply_language) == ("d-1", "en", 'what is "pmegp"', "en")
    assert (first.right, first.context) == (("pmegp/what", "pmegp/benefit", "ask"), "mudra")
    assert (second.right, second.context) == (("greet",), None)


def test_reply_language(tmp_path: Path) -> None:
    file = write(tmp_path, LANGUAGE_HEAD + "l-1\tok\tbn\t1\tbn\t\nl-2\tଭଲ ଅଛି\t\t2\tbn\tor\n")
    first, second = read_reply_language(file)
    assert (first.history, first.words, first.reply_language, first.other) == ("bn", 1, "bn", None)
    assert (second.history, second.other) == (None, "or")


def test_several(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        SEVERAL_HEAD + "s-1\ten\tboth?\ta/what+b/cost|b/time\ten\ns-2\ten\twhich?\tchoice:a+b\ten\n",
    )
    first, second = read_several(file)
    assert (first.parts, first.choice) == ((("a/what",), ("b/cost", "b/time")), ())
    assert (second.parts, second.choice) == ((), ("a", "b"))


def test_entities(tmp_path: Path) -> None:
    first, second = read_entities(write(tmp_path, ENTITY_HEAD + "e-1\tamount\t5 lakh\t500000\ne-02\tage\tno\t-\n"))
    assert (first.kind, first.expect, first.tuning) == ("amount", "500000", True)
    assert (second.expect, second.tuning) == (None, False)


@pytest.mark.parametrize(
    ("reader", "text", "says"),
    [
        (read, "", r"set\.tsv:1: the columns must be id, register"),
        (read, "id\ttext\n", r"set\.tsv:1: the columns"),
        (read, HEAD + "d-1\ten\tx\tgreet\t\t\ten\nd-2\ten\tx\tgreet\n", r"set\.tsv:3: 4 columns instead of 7"),
        (read, HEAD + "d-1\ten\tx\tgreet\t\t\ten\textra\n", r"set\.tsv:2: 8 columns instead of 7"),
        (read, HEAD + "d-1\ten\tx\tgreet\t\t\ten\n\n", r"set\.tsv:3: 0 columns"),
        (read, HEAD + "d-1\tfr\tx\tgreet\t\t\ten\n", r"set\.tsv:2: register must be one of en, .*'fr'"),
        (read, HEAD + "d-1\ten\tx\tgreet\t\t\tfr\n", r"set\.tsv:2: reply_language must be one of"),
        (read, HEAD + "d-1\ten\t \tgreet\t\t\ten\n", r"set\.tsv:2: text is empty"),
        (read, HEAD + "d-1\ten\tx\t\t\t\ten\n", r"set\.tsv:2: expect is empty"),
        (read, HEAD + "d-1\ten\tx\ta\t\t\ten\nd-1\ten\ty\ta\t\t\ten\n", r"set\.tsv:3: the id 'd-1' stands twice"),
        (read, HEAD + "\ten\tx\tgreet\t\t\ten\n", r"set\.tsv:2: id is empty"),
        (read_reply_language, LANGUAGE_HEAD + "l-1\tok\tfr\t1\tbn\t\n", r"set\.tsv:2: history must be one of"),
        (read_reply_language, LANGUAGE_HEAD + "l-1\tok\t\tone\tbn\t\n", r"set\.tsv:2: words must be a number"),
        (read_reply_language, HEAD, r"set\.tsv:1: the columns must be id, text, history"),
        (read_knowledge, KNOWLEDGE_HEAD + "k-1\ten\tx\ttext\ta\twhat\tf\n", r"set\.tsv:2: area must be one of"),
        (read_knowledge, KNOWLEDGE_HEAD + "k-1\ten\tgst\ttext\ta\twhy\tf\n", r"set\.tsv:2: aspect must be one of"),
        (read_knowledge, KNOWLEDGE_HEAD + "k-1\ten\tgst\ttext\ta\twhat\t\n", r"set\.tsv:2: facts is empty"),
        (read_several, SEVERAL_HEAD + "s-1\ten\tx\ta/what+\ten\n", r"set\.tsv:2: expect has an empty part"),
        (read_several, SEVERAL_HEAD + "s-1\ten\tx\tchoice:a+\ten\n", r"set\.tsv:2: expect has an empty part"),
        (read_entities, ENTITY_HEAD + "e-1\tcolour\tred\tred\n", r"set\.tsv:2: kind must be one of amount"),
        (read_entities, ENTITY_HEAD + "first\tage\t40\t40\n", r"set\.tsv:2: id must end in a number"),
        (read_entities, ENTITY_HEAD + "e-1\tage\t40\t\n", r"set\.tsv:2: expect is empty"),
    ],
)
def test_a_bad_file_is_told_by_its_line(
    tmp_path: Path, reader: Callable[[Path], list[Any]], text: str, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        reader(write(tmp_path, text))


# --- our own sets


def messages(*names: str) -> list[Message]:
    return [message for name in names for message in read(SETS / f"{name}.tsv")]


def test_the_sets_are_large_enough() -> None:
    counts = Counter(message.register for message in messages(*MESSAGE_SETS))
    assert counts.total() >= 1800
    assert {register: counts[register] for register in REGISTERS if counts[register] < 300} == {}
    assert len(messages(OUT_OF_SCOPE)) >= 250
    assert len(read_reply_language(SETS / f"{REPLY_LANGUAGE}.tsv")) >= 400
    assert len(read_several(SETS / f"{SEVERAL}.tsv")) >= 60
    assert len(read_entities(SETS / f"{ENTITIES}.tsv")) >= 500
    known = read_knowledge(SETS / f"{KNOWLEDGE}.tsv")
    assert len(known) >= 400
    by_register = Counter(row.register for row in known)
    assert {register: by_register[register] for register in REGISTERS if by_register[register] < 60} == {}
    assert {row.area for row in known} == set(AREAS)


def test_every_set_has_a_reader() -> None:
    assert {path.stem for path in SETS.glob("*.tsv")} == set(ALL_SETS)


def test_ids_are_unique() -> None:
    ids = Counter(row[0] for name in ALL_SETS for _, row in rows(SETS / f"{name}.tsv", columns_of(Path(name))))
    assert [name for name, count in ids.items() if count > 1] == []


def test_they_name_topics_that_exist() -> None:
    topics = read_content(ROOT / "content").topics
    named = {
        (message.id, outcome.split("/")[0])
        for message in messages(*MESSAGE_SETS, OUT_OF_SCOPE)
        for outcome in (*message.right, *([f"{message.context}/what"] if message.context else []))
        if "/" in outcome
    }
    for row in read_several(SETS / f"{SEVERAL}.tsv"):
        named |= {(row.id, outcome.split("/")[0]) for part in (*row.parts, row.choice) for outcome in part if outcome}
    named |= {(row.id, topic) for row in read_knowledge(SETS / f"{KNOWLEDGE}.tsv") for topic in row.topics}
    assert sorted((name, topic) for name, topic in named if topic not in topics) == []


@pytest.fixture(scope="module")
def examples() -> set[str]:
    return training_examples(ROOT / "content")


@pytest.mark.parametrize("name", ALL_SETS)
def test_no_row_was_seen_in_training(name: str, examples: set[str]) -> None:
    assert len(examples) > 5000
    assert seen(SETS / f"{name}.tsv", examples) == [], "make eval ARGS=--prune removes them"
