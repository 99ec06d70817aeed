"""Which numbers of a scorecard are not shown: those of fewer than 5 people, and those from which they could be told.

The same people stand in many tables: an agency's courses add up to the agency, a course's sessions to the course, a
district's to the district, and the people of each are split by what they said of themselves. So the tables are linked:
what one of them hides, all of them hide, and each then hides what it has to on its own (`statistics.suppression`),
again and again until nothing new is hidden. This is the way of P.-P. de Wolf, "HiTaS: a heuristic approach to cell
suppression in hierarchical tables", Inference Control in Statistical Databases (2002), 74-82, with its backtracking.

What nobody is told needs no hiding: how many places were taken is not shown, so that the few who stayed away cannot be
had from the many who came. Protected are the numbers that stand in the tables, not everything that could be had by
taking one from another: from 50 who came and 48 certificates anybody sees that two have none.

Numbers of people who are counted once however often they came are treated as if they added up: that hides a little
more. In very small programmes the tables together may still narrow a hidden number down, though not to one value that
could be worked out: the tests look for that by linear programmes. What the way cannot do stands at
`statistics.suppression`: most of all, scorecards of two officials with different districts, or of two days, are each
hidden for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.services.statistics.suppression import TOTAL, Cell, is_small, suppressed

Key = tuple[str, str, str]
"""A number: level (programme, agency, course, district, session), id, name of the number."""


@dataclass(frozen=True)
class Split:
    """A number of people and its parts, which add up to it."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    """Something and what it consists of, each as (level, id)."""

    parent: tuple[str, str]
    children: tuple[tuple[str, str], ...]


def alone(name: str) -> Split:
    """A number that is shown without what else there is."""
    return Split(name, (name,))


SPLITS: Final = (
    Split("people", ("women_led", "not_women_led", "women_led_unsaid")),
    Split("people", ("marginalised", "not_marginalised", "group_unsaid")),
    Split("marginalised", ("sc", "st", "obc", "minority")),
    *(
        alone(name)
        for name in (
            "came", "absent", "not_taken", "gave_up", "certified", "not_tested", "gain_people", "retention_people",
            "gain_kept_people",
        )
    ),
)  # fmt: skip
OF_SESSIONS: Final = (alone("came"), alone("absent"))
"""What is shown of single sessions."""


def of_question(question: str) -> Split:
    """Who answered a question of the feedback."""
    return alone(f"answered:{question}")


def hidden(numbers: Mapping[Key, int], tables: Iterable[tuple[Branch, Split]]) -> frozenset[Key]:
    """The numbers that are not shown. `numbers`: all of them; what is missing is 0."""
    found = {key for key, number in numbers.items() if is_small(number)}
    of: dict[Split, list[Branch]] = defaultdict(list)
    for branch, split in tables:
        of[split].append(branch)
    done: dict[tuple[Branch, Split], frozenset[Key]] = {}
    before = -1
    while before != len(found):
        before = len(found)
        for split, branches in of.items():
            below = {branch.parent: branch.children for branch in branches}
            for branch in branches:
                for one in dict.fromkeys((branch, _through(branch, split, below, found))):
                    done[one, split] = _hide(numbers, one, split, found, done.get((one, split)))
    return frozenset(found)


def _hide(
    numbers: Mapping[Key, int], branch: Branch, split: Split, found: set[Key], known: frozenset[Key] | None
) -> frozenset[Key]:
    """Adds to what was found what one table hides besides; what it hides. `known`: what it hid the last time."""
    counts, keys = _table(numbers, branch, split)
    mine = frozenset(found.intersection(keys.values()))
    if not mine or mine == known:
        return mine
    shown = suppressed(counts, [cell for cell, key in keys.items() if key in mine])
    mine |= {keys[cell] for cell, number in shown.cells.items() if number is None}
    found |= mine
    return mine


def _through(
    branch: Branch, split: Split, below: Mapping[tuple[str, str], tuple[tuple[str, str], ...]], found: set[Key]
) -> Branch:
    """The same with everything that is hidden replaced by what it consists of: few people in one part and few in
    another may be few together, which only the sum of the whole tells."""

    def expanded(node: tuple[str, str]) -> Iterator[tuple[str, str]]:
        if node in below and any((*node, name) in found for name in (split.total, *split.parts)):
            for child in below[node]:
                yield from expanded(child)
        else:
            yield node

    return Branch(branch.parent, tuple(one for child in branch.children for one in expanded(child)))


def _table(numbers: Mapping[Key, int], branch: Branch, split: Split) -> tuple[dict[Cell, int], dict[Cell, Key]]:
    """The counts of a table, and which number each of its cells and totals is."""
    counts: dict[Cell, int] = {}
    keys: dict[Cell, Key] = {(TOTAL, TOTAL): (*branch.parent, split.total)}
    for part in split.parts:
        keys[TOTAL, part] = (*branch.parent, part)
    for level, name in branch.children:
        row = f"{level} {name}"
        keys[row, TOTAL] = (level, name, split.total)
        for part in split.parts:
            keys[row, part] = (level, name, part)
            counts[row, part] = numbers.get((level, name, part), 0)
    return counts, keys
