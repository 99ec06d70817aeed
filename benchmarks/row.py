"""A line of the table of figures, and what a measurement says meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Say = Callable[[str], None]


class Row(NamedTuple):
    """A line of the table. `met` is None where there is no aim."""

    what: str
    measured: str
    aim: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, str, str, str]:
        """As text."""
        return self.what, self.measured, self.aim, {True: "met", False: "missed", None: ""}[self.met]
