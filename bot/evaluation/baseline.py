"""The figures of the last release, kept in a file, and what has become worse since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bot.errors import UserError
from bot.evaluation.score import ALL
from bot.evaluation.sets import ENTITIES, KNOWLEDGE, OUT_OF_SCOPE, REPLY_LANGUAGE, SETS, SEVERAL

BASELINE = SETS / "baseline.json"
TOLERATED = 2.0
"""Points that a guarded figure may fall ..."""
CHANCE = 2.5
"""... and messages: of 65 in a register two more or less are no sign of anything."""


class Change(NamedTuple):
    """One figure then and now, in per cent. `guarded`: the release must not fall behind it."""

    name: str
    then: float
    now: float
    guarded: bool
    messages: int = 0  # that the figure is of; 0: many

    @property
    def difference(self) -> float:
        """Points gained."""
        return self.now - self.then

    @property
    def fell(self) -> bool:
        """Whether this is a step back that must not pass."""
        lost = self.then - self.now
        return self.guarded and lost > TOLERATED + 1e-9 and (not self.messages or lost * self.messages / 100 > CHANCE)


def load(path: Path) -> dict[str, Any] | None:
    """The figures of the last release; None if there is no such file. Raises `UserError` if it cannot be read."""
    if not path.exists():
        return None
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read as figures: {error}.") from error
    if not isinstance(figures, dict):
        raise UserError(f"{path} holds no figures.")
    return figures


def save(path: Path, figures: Mapping[str, Any]) -> None:
    """Writes the figures, rounded to what they are good for."""
    text = json.dumps(_rounded(figures), ensure_ascii=False, indent=1) + "\n"
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """The figures that both have: `both` of every register, reply language, out of scope, several, entities."""
    before = {name: value for name, value, _, _ in _watched(then)}
    return [
        Change(name, before[name], value, guarded, count)
        for name, value, guarded, count in _watched(_rounded(now))
        if name in before
    ]


def _watched(figures: Mapping[str, Any]) -> Iterator[tuple[str, float, bool, int]]:
    """Name, value, whether it is guarded, and how many messages it is of."""
    for name, found in figures.get("messages", {}).items():
        for register, row in found["registers"].items():
            # Some registers of all sets together do not exist in each; every set is guarded by itself.
            yield f"{name}, {register}", row["both"], name != ALL and register != ALL, row.get("count", 0)
        yield f"{name}, reply language", row["language"], name != ALL, row.get("count", 0)
    for group, row in figures.get(REPLY_LANGUAGE, {}).get("groups", {}).items():
        yield f"reply language, {group}", row["right"], group == ALL, row.get("count", 0)
    if scope := figures.get(OUT_OF_SCOPE):
        yield "out of scope, declined", scope["registers"][ALL]["good"], True, 0
        yield "out of scope, declined at the threshold", scope["declined_at_threshold"], False, 0
        yield "out of scope, AUROC", 100 * scope["auroc"], True, 0
    for group, row in figures.get(SEVERAL, {}).items():
        yield f"several questions, {group}", row["all parts right"], False, 0
    for group, row in figures.get(KNOWLEDGE, {}).items():
        yield f"facts in answers, {group}", row["good"], group == ALL, row.get("count", 0)
    for kind, row in figures.get(ENTITIES, {}).get(ALL, {}).items():
        yield f"entities, {kind}", row["right"], kind == ALL, row.get("count", 0)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, Mapping):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    return value
