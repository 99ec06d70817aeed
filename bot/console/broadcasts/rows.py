"""The conditions of a segment as the page shows them: groups of rows that are added and taken away by buttons, with
what was typed kept until it can be understood."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import FormData

from bot.console.broadcasts.choices import KINDS, Choices, Kind
from bot.console.broadcasts.labels import FIELDS
from bot.console.words import N_
from bot.language import to_ascii_digits

GROUPS: Final = 6
CONDITIONS: Final = 8
"""Of a group; bot/broadcasts/segments.py has the same limits."""
_FIELD: Final = re.compile(r"g([0-9])\.r([0-9])\.field")
_SEPARATORS: Final = re.compile(r"[,;\n]")
_TYPED: Final = 60
"""Most names that are read from one field."""


@dataclass
class Row:
    """A condition. `values`: those that are known; `typed`: what could not be understood; `error`: why."""

    field: str
    negated: bool = False
    values: list[str] = dataclasses.field(default_factory=list)
    typed: str = ""
    error: str = ""

    @property
    def kind(self) -> Kind:
        """How its values are given."""
        return KINDS[self.field]


@dataclass
class Builder:
    """The whole form. `groups`: joined by "or", the rows of one by "and"."""

    groups: list[list[Row]] = dataclasses.field(default_factory=list)

    @property
    def fields(self) -> set[str]:
        """Those that there are conditions for."""
        return {row.field for group in self.groups for row in group}

    @property
    def faulty(self) -> bool:
        """Whether something could not be understood."""
        return any(row.error for group in self.groups for row in group)

    def definition(self) -> dict[str, Any]:
        """As a segment is kept."""
        groups = [{"all": [_condition(row) for row in group]} for group in self.groups if group]
        return {"any": groups}

    def change(self, act: str, form: FormData) -> bool:
        """Does what a button of the form asks for (add:group, drop:group:row, group); false if it is none of these."""
        name, *numbers = act.split(":")
        at = [int(number) for number in numbers if number.isdigit()]
        if name == "group" and len(self.groups) < GROUPS:
            chosen = str(form.get("new", ""))
            self.groups.append([Row(chosen)] if chosen in FIELDS else [])
        elif name == "add" and len(at) == 1 and at[0] < len(self.groups):
            chosen = str(form.get(f"g{at[0]}.add", ""))
            if chosen in FIELDS and len(self.groups[at[0]]) < CONDITIONS:
                self.groups[at[0]].append(Row(chosen))
        elif name == "drop" and len(at) == 2 and at[0] < len(self.groups) and at[1] < len(self.groups[at[0]]):
            del self.groups[at[0]][at[1]]
            if not self.groups[at[0]]:
                del self.groups[at[0]]
        else:
            return name in ("group", "add", "drop")
        return True


def of_definition(definition: Mapping[str, Any]) -> Builder:
    """The form of a segment as it is kept; what is not one gives an empty form."""
    built = Builder()
    for group in definition.get("any", ()):
        rows = [
            Row(one["field"], bool(one.get("not")), list(one["values"]))
            for one in group.get("all", ()) if one.get("field") in FIELDS
        ]  # fmt: skip
        built.groups.append(rows)
    return built


def read(form: FormData) -> Builder:
    """What was sent. Names that were typed are still to be understood (`understand`)."""
    built: dict[int, dict[int, Row]] = {}
    for key, value in form.multi_items():
        match = _FIELD.fullmatch(key)
        if match is None or value not in FIELDS or int(match[1]) >= GROUPS or int(match[2]) >= CONDITIONS:
            continue
        name = f"g{match[1]}.r{match[2]}"
        given = [str(one)[:200] for one in form.getlist(f"{name}.values") if str(one).strip()]
        row = Row(str(value), form.get(f"{name}.not") == "1", given, str(form.get(f"{name}.typed", ""))[:2000])
        built.setdefault(int(match[1]), {})[int(match[2])] = row
    return Builder([[rows[at] for at in sorted(rows)] for _, rows in sorted(built.items())])


def understand(built: Builder, choices: Choices, *, complete: bool) -> None:
    """Turns typed names into values; marks what nobody understands. `complete`: rows without values are errors too."""
    for row in (one for group in built.groups for one in group):
        if row.kind == "typed":
            left = []
            for part in list(_parts(row.typed)):
                found = choices.find(row.field, part)
                if found is None:
                    left.append(part)
                elif found not in row.values:
                    row.values.append(found)
            row.typed = ", ".join(left)
            if left:
                row.error = choices.visit.say(_UNKNOWN, names=row.typed[:200])
        elif row.kind == "days":
            row.values = [to_ascii_digits(value).strip() for value in row.values[:1]]
            if complete and not (row.values and row.values[0].isdigit() and 1 <= int(row.values[0][:6]) <= _DAYS):
                row.error = choices.visit.say(_NO_DAYS)
        if complete and not row.error and not row.values:
            row.error = choices.visit.say(_EMPTY_DATE if row.kind == "date" else _EMPTY)


_DAYS: Final = 3650
_UNKNOWN: Final = N_("Not known: %(names)s. Write a name as the list offers it, several with commas between them.")
_NO_DAYS: Final = N_("Write a number of days from 1 to 3650.")
_EMPTY: Final = N_("Choose something here, or take the condition away.")
_EMPTY_DATE: Final = N_("Give a day here, or take the condition away.")


def _parts(text: str) -> Iterable[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()][:_TYPED]


def _condition(row: Row) -> dict[str, Any]:
    return {"field": row.field, "not": row.negated, "values": list(row.values)}
