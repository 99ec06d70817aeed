"""Which column of a sheet is what: by the headings, and by what stands below where these are missing or wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.services.worker_import.headings import Field, heading
from bot.services.worker_import.reading import Row, Sheet
from bot.services.worker_import.samples import Reader, is_empty, share

_LOOK = 40  # rows from the top in which the headings are looked for
_SAMPLE = 150
_LEAST_HEADINGS = 2
_LEAST_SHARE, _SURE, _WRONG = 0.5, 0.6, 0.3
_LEAST_CELLS = 2  # a single cell tells nothing about its column
_SEVERAL: frozenset[Field] = frozenset(("phone", "trade", "place", "address", "private"))


@dataclass(frozen=True)
class Columns:
    """`of`: columns of each field, from 0; `titles`: the heading of each column as it stands; `first`: index among the
    sheet's rows of the first one below the headings; `notes`: what was not as the headings say."""

    of: Mapping[Field, tuple[int, ...]]
    titles: tuple[str, ...]
    first: int
    notes: tuple[str, ...] = ()

    def title(self, column: int) -> str:
        """What to call a column in a report."""
        named = self.titles[column] if column < len(self.titles) else ""
        return named or f"column {letter(column)}"


def letter(column: int) -> str:
    """A, B ... AA, as spreadsheets call a column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def find_columns(sheet: Sheet, reader: Reader) -> Columns | None:
    """The columns of a list of people; None if the sheet is none (a cover page, a summary)."""
    first, titles, headed = _headings(sheet.rows)
    body = sheet.rows[first : first + _SAMPLE]
    width = max((len(row.cells) for row in body), default=0)
    cells = [[row.cells[at] if at < len(row.cells) else "" for row in body] for at in range(width)]
    shares = {field: [share(column, test) for column in cells] for field, test in reader.tests().items()}
    notes: list[str] = []
    taken = _mended(headed, cells, shares, titles, notes)
    _unheaded(taken, cells, shares, titles, notes, width)
    of: defaultdict[Field, list[int]] = defaultdict(list)
    for column, field in sorted(taken.items()):
        of[field].append(column)
    kept = {field: tuple(found if field in _SEVERAL else found[:1]) for field, found in of.items()}
    if not ({"phone", "name"} & kept.keys()) or (not headed and "phone" not in kept):
        return None
    return Columns(kept, titles, first, tuple(notes))


def _headings(rows: Sequence[Row]) -> tuple[int, tuple[str, ...], dict[int, Field]]:
    """Index of the first row below the headings, the headings, and what they name. The row with the most of them
    counts; a second one right below it may fill its gaps."""
    best: tuple[int, int] = (0, -1)
    for at, row in enumerate(rows[:_LOOK]):
        found = {field for text in row.cells if (field := heading(text)) is not None}
        if len(found) >= _LEAST_HEADINGS and len(found) > best[0]:
            best = (len(found), at)
    if best[1] < 0:
        return 0, (), {}
    at = best[1]
    titles = list(rows[at].cells)
    if at > 0:
        # The upper of two rows of headings: "Address" over "Block" and "Village", "Mobile" over an empty cell.
        for column, text in enumerate(rows[at - 1].cells):
            if column < len(titles) and not titles[column] and heading(text) is not None:
                titles[column] = text
    headed = {column: field for column, text in enumerate(titles) if (field := heading(text)) is not None}
    first = at + 1
    if first < len(rows) and _is_numbering(rows[first]):
        first += 1
    return first, tuple(titles), headed


def _is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 ..."""
    said = [text.strip("() .") for text in row.cells if text]
    return (
        len(said) > 2 and said == [str(number) for number in range(int(said[0]), int(said[0]) + len(said))]
        if (said and said[0].isascii() and said[0].isdigit() and len(said[0]) < 3)
        else False
    )


def _mended(
    headed: Mapping[int, Field], cells: Sequence[Sequence[str]], shares: Mapping[Field, Sequence[float]],
    titles: Sequence[str], notes: list[str],
) -> dict[int, Field]:  # fmt: skip
    """The headed columns, but where one holds nothing of its kind and another plainly does, that other one."""
    taken = {column: field for column, field in headed.items() if column < len(cells)}
    wrong = {
        column: field
        for column, field in taken.items()
        if field in ("phone", "name", "trade", "district", "age", "birth", "gender")
        and shares[field][column] < _WRONG
        and _said(cells[column]) >= _LEAST_CELLS
    }
    for column, field in wrong.items():
        others = [
            other
            for other in range(len(cells))
            if shares[field][other] >= _SURE
            and _said(cells[other]) >= _LEAST_CELLS
            and (other in wrong or other not in headed or taken.get(other) in ("serial", "address"))
        ]
        if not others:
            continue
        best = max(others, key=lambda other: (shares[field][other], -other))
        if taken.get(column) == field:
            del taken[column]
        taken[best] = field
        notes.append(f"The {field} stands in {_called(best, titles)} and not in {_called(column, titles)}.")
    return taken


def _unheaded(
    taken: dict[int, Field], cells: Sequence[Sequence[str]], shares: Mapping[Field, Sequence[float]],
    titles: Sequence[str], notes: list[str], width: int,
) -> None:  # fmt: skip
    """What is still missing is looked for in the columns that no heading names."""
    for field, of_columns in shares.items():
        if field in taken.values() or (field == "age" and "birth" in taken.values()):
            continue
        free = [
            column
            for column in range(width)
            if column not in taken and of_columns[column] >= _LEAST_SHARE and not _counts_up(cells[column])
        ]
        if not free:
            continue
        # Of equals the left one: the name of the person stands before that of the father.
        best = max(free, key=lambda column: (round(of_columns[column], 1), -column))
        taken[best] = field
        notes.append(f"The {field} is taken from {_called(best, titles)}, by what stands in it.")


def _counts_up(cells: Sequence[str]) -> bool:
    numbers = [int(text) for text in cells if text.isascii() and text.isdigit() and len(text) < 7]
    return len(numbers) > 2 and all(after - before == 1 for before, after in pairwise(numbers))


def _said(cells: Sequence[str]) -> int:
    return sum(not is_empty(text) for text in cells)


def _called(column: int, titles: Sequence[str]) -> str:
    named = titles[column] if column < len(titles) else ""
    return f"column {letter(column)} ({named})" if named else f"column {letter(column)}"
