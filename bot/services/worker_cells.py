"""Which cells of the register a filter means. A cell is one combination of status, gender, wants and a span of
experience (bot/db/models/registry.py: CELL); among a million workers the few that fit are found by naming theirs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection

GENDERS = ("woman", "man", "other")
EVERY_WANT = 31
"""All bits of Worker.wants."""
UNCONFIRMED = 2048
"""Cells from here on are those of people who have not confirmed their entry."""

_GENDER, _WANT = 512, 16
_SPANS = (0, 12, 24, 36, 60, 96, 120, 180, 240, 360)
"""Months of experience at which spans 1, 2 ... begin; span 0: nothing said."""


def matching(
    *, confirmed: bool, gender: str | None = None, wants: int = 0, months: tuple[int | None, int | None] = (None, None)
) -> tuple[int, ...]:
    """The cells of a filter, in order. `wants`: any of these bits; `months`: of experience, from the first to below the
    second. A span that the experience cuts belongs to it: the months themselves must be compared too."""
    genders: Collection[int] = range(4) if gender is None else (GENDERS.index(gender) + 1,)
    wanted = [each for each in range(EVERY_WANT + 1) if not wants or each & wants]
    base = 0 if confirmed else UNCONFIRMED
    return tuple(
        base + one * _GENDER + want * _WANT + span for one in genders for want in wanted for span in _spans(*months)
    )


def _spans(start: int | None, end: int | None) -> range:
    if start is None and end is None:
        return range(len(_SPANS) + 1)
    first = bisect_right(_SPANS, start) if start is not None else 1
    last = bisect_right(_SPANS, end - 1) if end is not None else len(_SPANS)
    return range(first, last + 1)
