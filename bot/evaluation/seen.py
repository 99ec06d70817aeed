"""Evaluation rows must be new to the assistant: which of them stand among the examples that it learns from."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.evaluation.sets import COLUMNS, COLUMNS_OF, REPLY_LANGUAGE, rows
from bot.knowledge.library import read
from bot.language import for_matching
from bot.settings import ROOT

TRAINING = ROOT / "rasa_project" / "data" / "nlu"
_FEWEST_WORDS = 3


def training_examples(content: Path, training: Path = TRAINING) -> set[str]:
    """Every example question and every example of another intent, as compared (`for_matching`).

    Aliases of topics do not count: a message that is nothing but a topic's name cannot be worded otherwise.
    """
    found: set[str] = set()
    for topic in read(content).topics.values():
        for registers in topic.questions.values():
            for examples in registers.values():
                found.update(examples)
    for file in sorted(training.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu") or []:
            lines = (line.strip() for line in block["examples"].splitlines())
            found.update(line.removeprefix("-").strip() for line in lines if line)
    return {for_matching(example) for example in found}


def seen(path: Path, examples: set[str]) -> list[str]:
    """The ids of the rows of a set whose text stands among `examples`.

    Where only the language matters, one or two words do not count: "ok" cannot be worded otherwise.
    """
    columns = columns_of(path)
    text = columns.index("text")
    shortest = _FEWEST_WORDS if path.stem == REPLY_LANGUAGE else 1
    return [
        row[0]
        for _, row in rows(path, columns)
        if len(row[text].split()) >= shortest and for_matching(row[text]) in examples
    ]


def prune(path: Path, examples: set[str]) -> list[str]:
    """Removes these rows from the file, leaves all others as they are, and returns the ids removed."""
    known = set(seen(path, examples))
    if known:
        head, *lines = path.read_text(encoding="utf-8").split("\n")
        kept = [head, *(line for line in lines if line.split("\t")[0] not in known)]
        part = path.with_suffix(".part")
        part.write_text("\n".join(kept), encoding="utf-8")
        part.replace(path)
    return sorted(known)


def columns_of(path: Path) -> list[str]:
    """The columns that a set of this name has."""
    return COLUMNS_OF.get(path.stem, COLUMNS)
