"""Figures that several topics and the calculators use: `content/figures.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter

from bot.knowledge.lines import Located
from bot.knowledge.model import Figure, Source, Text

FILE = "figures.yml"


class SharedFigure(Figure):
    """A figure with what it is and where it comes from."""

    meaning: Text
    source: Source | None = Field(None, description="not needed for one that is derived")
    facts: list[str] = Field(min_length=1, description="entries of the register of facts")


_FILE: TypeAdapter[dict[str, SharedFigure]] = TypeAdapter(dict[str, SharedFigure])


def read(content_dir: Path) -> dict[str, SharedFigure]:
    """The shared figures; none if there is no file. Raises ValueError (pydantic's ValidationError) and `NotYaml`."""
    file = content_dir / FILE
    return parse(Located.read(file).data) if file.exists() else {}


def parse(data: Any) -> dict[str, SharedFigure]:
    """The shared figures of a document. Raises pydantic's ValidationError."""
    return _FILE.validate_python(data or {})
