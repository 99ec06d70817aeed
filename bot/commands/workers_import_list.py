"""How the report of a list of workers is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.commands.layout import count, wrapped
from bot.services.worker_import.plan import OUTCOMES, Line, Plan, as_json
from bot.services.worker_import.result import WORDS
from bot.services.workers import masked


def lines(plan: Plan, shown: int) -> Iterator[str]:
    """What holds for the whole list, then the rows that need a look (wrong and doubtful ones first, `shown` at most),
    then the counts."""
    for note in plan.notes:
        yield from wrapped(note)
    if plan.notes:
        yield ""
    told = [line for outcome in ("wrong", "doubtful", "duplicate", "left_out", "registered", "new")
            for line in plan.lines if line.outcome == outcome]  # fmt: skip
    for line in told[:shown]:
        yield from _row(line)
    if len(told) > shown:
        yield f"{count(len(told) - shown, 'row')} more: --rows {len(told)} shows them, --report FILE.xlsx has them all."
    yield ""
    counts = plan.counts
    yield "  ".join(f"{WORDS[outcome]}: {counts[outcome]}" for outcome in OUTCOMES if counts[outcome])


def document(plan: Plan, **more: Any) -> dict[str, Any]:
    """For programs; telephone numbers masked."""
    return {**more, "counts": plan.counts, "notes": list(plan.notes), "rows": [as_json(line) for line in plan.lines]}


def _row(line: Line) -> Iterator[str]:
    place = f"{line.sheet} {line.number}".strip()
    who = ""
    if line.person is not None:
        who = f"{line.person.name}, {masked(line.person.phone)}, {line.person.district}"
    yield f"{place:<8}  {WORDS[line.outcome]:<17}  {who}".rstrip()
    if line.text:
        yield from wrapped(line.text, "          ")
