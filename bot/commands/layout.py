"""How commands print: at most 80 columns for people, JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typer

WIDTH = 80
_UNBROKEN = "\N{NO-BREAK SPACE}"


def say(lines: Iterable[str]) -> None:
    """Prints lines."""
    for line in lines:
        typer.echo(line)


def say_json(data: Any) -> None:
    """Prints data for a program: one document, letters as they are."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))


def wrapped(text: str, indent: str = "", first: str | None = None) -> Iterator[str]:
    """The lines of a text within 80 columns, its own line breaks kept; only a single long word (an address) may be
    longer. `first`: what the first line begins with."""
    start = indent if first is None else first
    for line in text.splitlines() or [""]:
        wrap = textwrap.TextWrapper(
            WIDTH, start, indent, break_on_hyphens=False, break_long_words=False, replace_whitespace=False
        )
        yield from (part.replace(_UNBROKEN, " ") for part in wrap.wrap(line) or [start.rstrip()])
        start = indent


def in_brackets(names: Iterable[str]) -> str:
    """[One name]  [another], to be wrapped between names only."""
    return "  ".join(f"[{name.replace(' ', _UNBROKEN)}]" for name in names)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines of a table: the first column to the left, numbers and the like to the right."""
    written = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *written, strict=True)]
    for row in ([*heads], *written):
        cells = (f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([f"{row[0]:<{widths[0]}}", *cells]).rstrip()


def count(number: int, noun: str) -> str:
    """1 topic, 2 topics."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
