"""Small numbers in tables that others see: hidden, and so that nobody can work them out from the totals.

The rule:

1. Each number of 1 to 4 people is hidden, totals too (`SMALL`; the table of workers hides the same). 0 is shown.
2. Other numbers are hidden as well, as few people as possible in all, until of each small number nobody can tell from
   what is shown that it is small: what is still possible for it reaches up to at least 5, and spans at least five
   values (`possible`). This is complementary suppression: in a table with totals each number is an edge between its row
   and its column, and a small number can be hidden by a circle of hidden ones, along which five people could be
   moved without a change of what is shown (D. Gusfield, "A graph theoretic approach to statistical data security",
   SIAM Journal on Computing 17 (1988), 552-571; L. H. Cox, "Network models for complementary cell suppression", Journal
   of the American Statistical Association 90 (1995), 1453-1462). The circles are found one after the other, the
   cheapest first: that hides enough, but now and then a number more than the very least.

Whoever shows the table must give one and the same sign for all hidden numbers ("–*"): "<5" would be wrong for the
others and give the small ones away.

What it cannot do: two tables of the same people with different columns are hidden each for itself, and somebody who has
both may learn more. The same holds for a table of last month and one of this month, and for somebody who is one of two
people in a number and so knows the other. An average or a share beside the table needs a look of its own (`share`).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

SMALL = 5
"""Fewer people than that are not shown as a number."""
TOTAL = ""
"""The row, or the column, of totals in a `Cell`."""
Cell = tuple[str, str]
"""Row and column."""
_MARGIN = 10**6  # hiding a total costs the reader more than hiding any number
_Node = tuple[str, str]


@dataclass(frozen=True)
class Shown:
    """A table as it may be shown: every number and total by (row, column), with `TOTAL` for the totals; None: hidden.
    `small`: which ones are hidden for themselves (never to be shown), `beside`: which for their sake."""

    cells: Mapping[Cell, int | None]
    small: frozenset[Cell]
    beside: frozenset[Cell]


def is_small(number: int) -> bool:
    """Whether a number of people is hidden for itself. Raises `ValueError` below 0."""
    if number < 0:
        raise ValueError(f"{number} people cannot be")
    return 0 < number < SMALL


def share(part: int, whole: int) -> float | None:
    """A share of people, 0 to 1; None if it must not be shown: a whole of fewer than 5, or 1 to 4 people inside or
    outside the part, since part and whole can be had from each other. Raises `ValueError` for what is no share."""
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    return None if whole < SMALL or is_small(part) or is_small(whole - part) else part / whole


def suppressed(counts: Mapping[Cell, int], also: Collection[Cell] = ()) -> Shown:
    """A table of counts with its totals, as it may be shown. `counts`: the numbers inside, without totals; what is
    missing is 0. `also`: cells, totals too, that another table of the same people hides: they are hidden here as well
    and cannot be told from what is shown, as if they were small. Raises `ValueError` for a number below 0 or a row or
    column without a name."""
    whole = with_totals(counts)
    small = frozenset(cell for cell, number in whole.items() if is_small(number))
    hidden = set(small) | {cell for cell in also if whole[cell]}
    ways = _ways(whole)
    for cell in sorted(hidden, key=lambda each: (whole[each], each)):
        if not _safe(whole, hidden, cell):
            hidden.update(_circle(whole, ways, hidden, cell))
    cells = {cell: None if cell in hidden else number for cell, number in whole.items()}
    return Shown(cells, small, frozenset(hidden - small))


def suppressed_list(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The same for a list of counts with one total, which stands under `TOTAL`."""
    shown = suppressed({(name, "all"): number for name, number in counts.items()})
    # With one column the totals of the rows are the rows; what is hidden in one of the two is hidden.
    hidden = {row for (row, _), number in shown.cells.items() if number is None}
    return {row: None if row in hidden else number for (row, column), number in shown.cells.items() if column == TOTAL}


def with_totals(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """All numbers of a table and its totals."""
    rows = sorted({row for row, _ in counts})
    columns = sorted({column for _, column in counts})
    if TOTAL in rows or TOTAL in columns:
        raise ValueError("a row or a column has no name")
    if any(number < 0 for number in counts.values()):
        raise ValueError("a count is below 0")
    whole = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    whole |= {(row, TOTAL): sum(whole[row, column] for column in columns) for row in rows}
    whole |= {(TOTAL, column): sum(whole[row, column] for row in rows) for column in columns}
    whole[TOTAL, TOTAL] = sum(counts.values())
    return whole


def possible(whole: Mapping[Cell, int], hidden: set[Cell] | frozenset[Cell], cell: Cell) -> tuple[int, int | None]:
    """The least and the greatest number (None: no end) that a hidden cell may hold for somebody who knows all the
    shown ones and that nothing hidden is 0. `whole`: the true numbers with totals (`with_totals`)."""
    start, end = _ends(cell)
    room = _Room(whole, hidden, cell)
    up = room.most(end, start)
    down = room.most(start, end, whole[cell] - 1)
    return whole[cell] - (down or 0), None if up is None else whole[cell] + up


def _safe(whole: Mapping[Cell, int], hidden: set[Cell], cell: Cell) -> bool:
    low, high = possible(whole, hidden, cell)
    return high is None or (high >= SMALL and high - low >= SMALL - 1)


def _circle(
    whole: Mapping[Cell, int], ways: Mapping[_Node, list[tuple[_Node, Cell]]], hidden: set[Cell], cell: Cell
) -> set[Cell]:
    """What has to be hidden too so that five people more could be in the cell: the cheapest way back from its end to
    its start, along edges that could hold five more, or against edges that hold more than five. There always is one: by
    the totals of its row, of its column and of all, which are not 0."""
    start, end = _ends(cell)
    best: dict[_Node, int] = {end: 0}
    came: dict[_Node, tuple[_Node, Cell]] = {}
    queue = [(0, end)]
    while queue:
        cost, node = heapq.heappop(queue)
        if node == start:
            break
        if cost > best[node]:
            continue
        for other, edge in ways[node]:
            if edge == cell:
                continue
            price = cost + (0 if edge in hidden else whole[edge] + (_MARGIN if TOTAL in edge else 0))
            if price < best.get(other, price + 1):
                best[other], came[other] = price, (node, edge)
                heapq.heappush(queue, (price, other))
    found, node = set(), start
    while node != end:
        node, edge = came[node]
        found.add(edge)
    return found


def _ways(whole: Mapping[Cell, int]) -> dict[_Node, list[tuple[_Node, Cell]]]:
    """From each node to the next: with an edge, or against one that holds more than five. A number of 0 stays shown,
    so it is no way, and what is hidden is at least 1."""
    found: dict[_Node, list[tuple[_Node, Cell]]] = defaultdict(list)
    for edge, number in whole.items():
        start, end = _ends(edge)
        if number:
            found[start].append((end, edge))
        if number > SMALL:
            found[end].append((start, edge))
    return found


def _ends(cell: Cell) -> tuple[_Node, _Node]:
    """The nodes of an edge. Numbers go from their row to their column, totals the other way round, so that at each
    node what comes in is what goes out: the sums of the table."""
    row, column = ("row", cell[0]), ("column", cell[1])
    return (column, row) if (cell[0] == TOTAL) != (cell[1] == TOTAL) else (row, column)


class _Room:
    """What could be moved along hidden edges, without one of them; a flow in the sense of Ford and Fulkerson."""

    def __init__(self, whole: Mapping[Cell, int], hidden: set[Cell] | frozenset[Cell], without: Cell) -> None:
        self._edges: dict[_Node, dict[_Node, int | None]] = {}
        for cell in hidden - {without}:
            start, end = _ends(cell)
            # Upwards without an end, downwards to 1, since 0 would be shown.
            self._edges.setdefault(start, {})[end] = None
            self._edges.setdefault(end, {})[start] = whole[cell] - 1

    def most(self, start: _Node, end: _Node, limit: int | None = None) -> int | None:
        """The most that can go from one node to another (at most `limit`); None: without an end."""
        edges = {node: dict(ways) for node, ways in self._edges.items()}
        moved = 0
        while limit is None or moved < limit:
            way = _way(edges, start, end)
            if way is None:
                return moved
            rooms = [room for one, other in way if (room := edges[one][other]) is not None]
            if limit is not None:
                rooms.append(limit - moved)
            if not rooms:
                return None
            step = min(rooms)
            moved += step
            for one, other in way:
                for at, to, sign in ((one, other, -1), (other, one, 1)):
                    room = edges[at][to]
                    edges[at][to] = None if room is None else room + sign * step
        return moved


def _way(
    edges: Mapping[_Node, Mapping[_Node, int | None]], start: _Node, end: _Node
) -> list[tuple[_Node, _Node]] | None:
    """The shortest way along edges with room."""
    came: dict[_Node, _Node] = {start: start}
    queue = [start]
    for node in queue:
        for other, room in edges.get(node, {}).items():
            if other not in came and room != 0:
                came[other] = node
                queue.append(other)
    if end not in came:
        return None
    way = []
    while end != start:
        way.append((came[end], end))
        end = came[end]
    return way[::-1]
