"""The evaluation messages: what a person wrote, and what a right reply would be about."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ["id", "register", "text", "expect", "also", "context", "reply_language"]


@dataclass(frozen=True)
class Message:
    """`expect`: `topic/aspect`, or an intent for what is no question. `also`: other right outcomes."""

    id: str
    register: str
    text: str
    expect: str
    also: tuple[str, ...]
    context: str | None
    reply_language: str

    @property
    def right(self) -> tuple[str, ...]:
        """All outcomes that count as right."""
        return (self.expect, *self.also)


def read(path: Path) -> list[Message]:
    """The messages of a file. Raises `ValueError` naming the line if it is not of the form."""
    messages: list[Message] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(rows, None) != COLUMNS:
            raise ValueError(f"{path}:1: the columns must be {', '.join(COLUMNS)}")
        for line, row in enumerate(rows, 2):
            if len(row) != len(COLUMNS):
                raise ValueError(f"{path}:{line}: {len(row)} columns instead of {len(COLUMNS)}")
            name, register, text, expect, also, context, language = row
            others = tuple(part for part in also.split("|") if part)
            messages.append(Message(name, register, text, expect, others, context or None, language))
    return messages
