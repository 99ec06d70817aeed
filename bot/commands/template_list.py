"""How `bot templates` shows what it did and how the templates stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.commands.layout import count, table, wrapped
from bot.commands.template_push import Done, Step
from bot.services.templates import PENDING, Standing, problem


@dataclass(frozen=True)
class Row:
    """A template in one language: how it stands at WhatsApp, and what is in the way of sending it (None: nothing).
    `text`: same, changed or none, as WhatsApp has it; `waits`: only for WhatsApp to decide."""

    name: str
    language: str
    state: str
    category: str
    reason: str | None
    text: str
    problem: str | None
    waits: bool


def rows(steps: Iterable[Step], standings: Iterable[Standing]) -> list[Row]:
    """The templates of the content, with how they stand."""
    known = {(one.name, one.language): one for one in standings}
    return [_row(step, known.get((step.template.name, step.language))) for step in steps]


def others(listed: Iterable[Mapping[str, Any]], steps: Iterable[Step]) -> list[str]:
    """Names that WhatsApp has and the content has not."""
    ours = {step.template.name for step in steps}
    return sorted({str(one.get("name")) for one in listed} - ours)


def status_lines(found: Sequence[Row], strangers: Sequence[str]) -> Iterator[str]:
    """A table, then what is to be done."""
    cells = [[row.name, row.language, row.state, row.category, row.text] for row in found]
    yield from table(["template", "language", "state", "category", "text"], cells)
    yield ""
    for row in found:
        name = f"{row.name} ({row.language})"
        because = f" WhatsApp says: {row.reason}." if row.reason else ""
        if row.problem is not None:
            yield from wrapped(f"{name}: {row.problem}.{because}", "    ", "  ! ")
        elif because:
            yield from wrapped(f"{name}:{because}", "    ", "    ")
        if row.text == "changed":
            yield from wrapped(f"{name}: the text here is another one: `bot templates push`.", "    ", "    ")
    if strangers:
        yield from wrapped(f"At WhatsApp, not in content/templates: {', '.join(strangers)}.", "    ", "    ")
    good = sum(row.problem is None for row in found)
    yield f"{good} of {count(len(found), 'text')} can be sent."


def push_lines(steps: Sequence[Step], done: Sequence[Done]) -> Iterator[str]:
    """What was submitted, what was refused, what waits."""
    for one in done:
        template, language = one.step.template.name, one.step.language
        if one.refused is not None:
            text = f"{template} ({language}): {one.refused}. Mend it in content/templates/{template}.yml."
            yield from wrapped(text, "    ", "  ! ")
        else:
            what = "submitted" if one.step.action == "create" else "the new text submitted"
            yield f"    {template} ({language}): {what}"
    for step in steps:
        if step.why:
            yield from wrapped(f"{step.template.name} ({step.language}): {step.why}.", "    ", "  ! ")
    same = sum(step.action == "same" for step in steps)
    submitted = sum(one.refused is None for one in done)
    yield f"{submitted} submitted, {same} as they were, {len(steps) - submitted - same} not submitted."


def plan_lines(steps: Sequence[Step]) -> Iterator[str]:
    """What `push` would do."""
    words = {
        "create": "new",
        "change": "another text",
        "same": "as it is",
        "wait": "waits",
        "stuck": "cannot be changed",
    }
    for step in steps:
        because = f": {step.why}" if step.why else ""
        yield from wrapped(f"{step.template.name} ({step.language}): {words[step.action]}{because}", "    ", "    ")


def as_json(found: Sequence[Row]) -> list[dict[str, Any]]:
    """For programs."""
    return [asdict(row) for row in found]


def push_json(steps: Sequence[Step], done: Sequence[Done]) -> list[dict[str, Any]]:
    """For programs."""
    refused = {(one.step.template.name, one.step.language): one.refused for one in done}
    return [
        {
            "name": step.template.name, "language": step.language, "action": step.action,
            "submitted": refused.get((step.template.name, step.language), "") is None,
            "problem": refused.get((step.template.name, step.language)) or step.why or None,
        }
        for step in steps
    ]  # fmt: skip


def _row(step: Step, standing: Standing | None) -> Row:
    text = {"create": "none", "same": "same"}.get(step.action, "changed")
    name, fault = step.template.name, problem(standing, step.template.purpose)
    if standing is None:
        return Row(name, step.language, "missing", "-", None, text, fault, waits=False)
    waits = fault is not None and standing.state in PENDING
    return Row(
        name, step.language, standing.state, standing.category or "-", standing.reason, text, fault, waits
    )  # fmt: skip
