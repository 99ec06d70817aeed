"""How many people a broadcast reaches, as the pages show it: counted now, or as it was kept when it was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from bot.broadcasts import approval, reach, segments
from bot.broadcasts.drafts import Broadcast, goes_in
from bot.broadcasts.reach import Reach
from bot.console.broadcasts import choices, labels, rows, terms
from bot.console.render import number, rupees
from bot.console.visit import Visit
from bot.console.words import N_
from bot.language import LANGUAGE_NAMES, LANGUAGES

Tally = list[tuple[str, int]]
Words = list[list[tuple[str, bool, list[str]]]]
_NAMED: Final = 12
"""Values of a condition that are named one by one."""


@dataclass(frozen=True)
class Shown:
    """`cost`: rupees with tax; `sample`: channel, language, district, when they last wrote; `explained`: the cost."""

    total: int
    goes: int
    cost: Decimal
    languages: Tally
    channels: Tally
    left_out: Tally
    explained: str = ""
    sample: list[tuple[str, str, str, Any]] = field(default_factory=list)


async def count(visit: Visit, one: Broadcast) -> Shown:
    """As of now. Raises `BadSegment` for a segment that no longer can be understood."""
    definition = segments.parse(one.draft.segment)
    asked = terms.terms(visit.site)
    found = await visit.run(
        lambda db: reach.count(
            db, visit.officer, definition, one.draft.topic, one.draft.template, goes_in(one.draft), asked.rules,
            asked.capabilities, visit.now, default_language=asked.default_language,
        )
    )  # fmt: skip
    kept = approval.estimate(found, reach.cost(found, asked.prices))
    return of_estimate(visit, kept, await _sample(visit, found)) or Shown(0, 0, Decimal(0), [], [], [])


def of_estimate(visit: Visit, kept: Mapping[str, Any], sample: list[Any] | None = None) -> Shown | None:
    """What was kept of a count; None if nothing was."""
    if "goes" not in kept:
        return None
    explained = visit.say(
        N_("WhatsApp: %(templates)s by template, %(service)s in free words; %(net)s before tax, %(gst)s GST."),
        templates=number(kept["templates"], visit.language), service=number(kept["service"], visit.language),
        net=rupees(float(kept["net"]), visit.language), gst=rupees(float(kept["gst"]), visit.language),
    )  # fmt: skip
    return Shown(
        kept["total"], kept["goes"], Decimal(kept["cost"]),
        [(_language(visit, key), count) for key, count in kept["by_language"].items()],
        [(labels.said(visit, labels.CHANNELS, key), count) for key, count in kept["by_channel"].items()],
        [(labels.said(visit, labels.LEFT_OUT, key), count) for key, count in kept["left_out"].items()],
        explained, sample or [],
    )  # fmt: skip


async def words(visit: Visit, segment: Mapping[str, Any]) -> Words:
    """The conditions of a segment, named: groups of (field, whether it must not be so, values)."""
    built = rows.of_definition(segment)
    known = await choices.load(visit, built.fields)
    return [
        [(visit.say(labels.FIELDS[row.field]), row.negated, _named(visit, known, row)) for row in group]
        for group in built.groups
    ]


def _named(visit: Visit, known: choices.Choices, row: rows.Row) -> list[str]:
    named = [known.name(row.field, value) for value in row.values[:_NAMED]]
    if len(row.values) > _NAMED:
        named.append(visit.say(N_("and %(n)s more"), n=number(len(row.values) - _NAMED, visit.language)))
    return named


async def _sample(visit: Visit, found: Reach) -> list[tuple[str, str, str, Any]]:
    districts = choices.districts(visit)
    return [
        (labels.said(visit, labels.CHANNELS, each.channel), _language(visit, each.language or ""),
         districts.get(each.district or "", "–"), each.seen_at)
        for each in found.sample
    ]  # fmt: skip


def _language(visit: Visit, key: str) -> str:
    spoken = next((one for one in LANGUAGES if one == key), None)
    return LANGUAGE_NAMES[spoken][visit.language] if spoken is not None else "–"
