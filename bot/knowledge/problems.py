"""What is wrong in a content file, and where: the one form in which every check says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from bot.knowledge.lines import Located

Place = tuple[str | int, ...]
"""Keys and numbers from the top of a document down to a value."""

_GUIDE = "see docs/content-guide.md"


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `place`: where in the document, as far as it is known."""

    file: Path
    line: int
    message: str
    mend: str
    place: Place = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}. Mend: {self.mend}"


@dataclass(frozen=True)
class Spot:
    """A file that is being checked, with the lines of its parts."""

    file: Path
    located: Located

    def problem(self, place: Place, message: str, mend: str) -> Problem:
        """A problem of the value at `place`."""
        return Problem(self.file, self.located.line(place), message, mend, place)


def schema_problems(spot: Spot, error: ValidationError, above: Place = ()) -> Iterator[Problem]:
    """What the schema refuses, in words. `above`: where the refused part stands in the document."""
    for item in error.errors():
        path = (*above, *(part for part in item["loc"] if part != "[key]"))
        name = ".".join(str(part) for part in path) or "the file"
        kind = item["type"]
        if kind == "missing":
            yield spot.problem(path, f"{name} is missing", f"add {name}")
        elif kind == "extra_forbidden":
            yield spot.problem(path, f"{name} is not a known name", "see docs/content-guide.md for the names")
        elif path and (item["input"] is None or item["input"] == ""):
            yield spot.problem(
                path, f"{name} is still to be written", f"write it, or leave out what holds it; {_GUIDE}"
            )
        else:
            yield spot.problem(path, f"{name}: {item['msg']}", _GUIDE)
