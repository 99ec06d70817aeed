"""The page of a draft: five steps, one at a time, each saved by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response

from bot.broadcasts import drafts, segments
from bot.broadcasts.drafts import Broadcast, Problem
from bot.broadcasts.segments import BadSegment
from bot.console.broadcasts import choices, common, faults, fields, labels, looks, reached, rows
from bot.console.broadcasts.rows import Builder
from bot.console.visit import Visit
from bot.console.words import N_

_RETURNED: Mapping[str, str] = {
    "late": N_("It could not begin for a day after its time. Look whether it is still true, then hand it in again."),
    "texts": N_("Its texts no longer fit the template or the answers of the service. Look at Hand in."),
    "double": N_("The same text went to the same people within a day."),
    "grown": N_("More people fit its conditions now, so that a second official must approve it."),
}
"""Why the service itself gave a broadcast back (bot/broadcasts/running.py)."""


def problems(visit: Visit, one: Broadcast) -> list[Problem]:
    """What is still wrong with the draft."""
    return drafts.problems(visit.site.content, one.draft, visit.site.capabilities)


def decision(visit: Visit, one: Broadcast) -> str:
    """What was said of it, by an official or by the service."""
    if not one.decider and one.decision in _RETURNED:
        return visit.say(_RETURNED[one.decision])
    return one.decision


async def page(
    visit: Visit,
    one: Broadcast,
    step: str,
    status: int = 200,
    *,
    wrong: Mapping[str, str] | None = None,
    check: bool = False,
    language: str = "",
    **more: Any,
) -> Response:
    """A step of the draft. `wrong`: field -> what is wrong with what was typed; `check`: what is still missing is said
    beside the fields too; `more`: values of the template that replace those of the step."""
    found = problems(visit, one)
    said = dict(faults.beside(visit, found, step) if check else {}) | dict(wrong or {})
    values: dict[str, Any] = {
        "one": one, "step": step, "wrong": said, "mine": common.may_write(visit), "spoken": common.languages(visit),
        "steps": _steps(visit, one, found), "decision": decision(visit, one),
    }  # fmt: skip
    if step == "texts":
        values |= await fields.of_texts(visit, one, said)
    elif step == "extras":
        values |= await fields.of_extras(visit, one)
    elif step == "people":
        values |= await of_people(visit, more.pop("built", None) or rows.of_definition(one.draft.segment))
    elif step == "preview":
        values |= await looks.context(visit, one, language)
    else:
        values |= await of_send(visit, one, found)
    return visit.page("broadcasts/compose.html", status, **(values | more))


async def of_people(visit: Visit, built: Builder) -> dict[str, Any]:
    """What the step of the people shows."""
    known = await choices.load(visit, built.fields)
    typed = {row.field for group in built.groups for row in group if row.kind == "typed"}
    saved = await visit.run(segments.saved, visit.officer)
    return {
        "built": built, "choices": known, "fields": labels.of(visit, labels.FIELDS), "saved": saved, "reach": None,
        "hints": {one: listed for one in sorted(typed) if (listed := choices.suggestions(known, one))}, "keep": "",
        "limits": (rows.GROUPS, rows.CONDITIONS),
    }  # fmt: skip


async def of_send(visit: Visit, one: Broadcast, found: list[Problem]) -> dict[str, Any]:
    """What the last step shows: what must be mended, or how many people it reaches."""
    reach = None
    if not found:
        try:
            reach = await reached.count(visit, one)
        except BadSegment:
            found = [Problem("segment", "empty")]
    small = reach is not None and reach.total <= visit.site.live().broadcast_small
    return {
        "problems": faults.listed(visit, found), "reach": reach, "small": small, "earlier": None,
        "words": await reached.words(visit, one.draft.segment), "typed": {"day": "", "time": ""},
    }  # fmt: skip


def _steps(visit: Visit, one: Broadcast, found: list[Problem]) -> list[tuple[str, str, str]]:
    """(step, title, good, bad or nothing)."""
    bad = {faults.step(problem) for problem in found}
    states = {"texts": "good", "extras": "good", "people": "good", "preview": "", "send": ""}
    return [(key, visit.say(common.TITLES[key]), "bad" if key in bad else states[key]) for key in common.STEPS]
