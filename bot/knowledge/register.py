"""The register of facts: every number that a source supports, by the entry that it belongs to.

A table of columns separated by tabs (`tests/content/facts.tsv`): `fact` (the entry's id), `kind`, `value`, `source`
(address of the page). An entry without numbers has one line whose kind is `none`, so that its id is known.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

Kind = Literal["rupees", "percent", "date", "count", "none"]
KINDS: tuple[Kind, ...] = get_args(Kind)
COLUMNS = ["fact", "kind", "value", "source"]
REGISTER = Path(__file__).resolve().parents[2] / "tests" / "content" / "facts.tsv"


@dataclass(frozen=True)
class Number:
    """One number of an entry. `value`: rupees, per cent and counts as plain decimals, dates as in ISO 8601 (a year or
    a month alone where the source says no more). `source`: empty if the entry names no page."""

    fact: str
    kind: Kind
    value: str
    source: str


def read(file: Path = REGISTER) -> dict[str, list[Number]]:
    """The numbers by entry. Raises `OSError`, or `ValueError` that names the line."""
    found: dict[str, list[Number]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(rows, None) != COLUMNS:
            raise ValueError(f"{file}: the first line must name the columns {', '.join(COLUMNS)}")
        for row in rows:
            if len(row) != len(COLUMNS) or row[1] not in KINDS:
                raise ValueError(f"{file}: line {rows.line_num} is not of four columns with a known kind")
            entry = found[row[0]]
            if row[1] != "none":
                entry.append(Number(row[0], row[1], row[2], row[3]))
    return dict(found)


def ids(file: Path = REGISTER) -> frozenset[str]:
    """Ids of all entries; none if there is no register here (an installation without tests)."""
    return frozenset(_known(file)) if file.exists() else frozenset()


@lru_cache(maxsize=4)
def _known(file: Path) -> Mapping[str, list[Number]]:
    return read(file)
