"""Reads the published description of the Bot API and holds requests and answers against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.standins.telegram_wire import Uploaded

_PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "True": (bool,),
}


class BotApi:
    """The methods and types of one version. What breaks them is told as lines; none: all is well."""

    def __init__(self, file: Path) -> None:
        described = json.loads(file.read_text("utf-8"))
        self._methods: dict[str, Any] = described["methods"]
        self._types: dict[str, Any] = described["types"]

    def request(self, method: str, params: dict[str, Any]) -> Iterator[str]:
        """Params as they come in a form: numbers as text."""
        if method not in self._methods:
            yield f"{method}: no such method"
            return
        yield from self._fields(method, self._methods[method].get("fields", []), params, form=True)

    def answer(self, method: str, answer: dict[str, Any]) -> Iterator[str]:
        if answer.get("ok") is True:
            yield from self.value(method, self._methods[method]["returns"], answer.get("result"))
            return
        names = {"ok": bool, "error_code": int, "description": str}
        yield from (f"{method}: {n} is missing" for n, t in names.items() if not isinstance(answer.get(n), t))
        yield from self.value(f"{method}.parameters", ["ResponseParameters"], answer.get("parameters", {}))

    def value(self, where: str, types: list[str], value: Any, *, form: bool = False) -> Iterator[str]:
        """What is wrong with `value`, unless it is of one of the types."""
        found = [list(self._value(where, kind, value, form)) for kind in types]
        yield from min(found, key=len)

    def _value(self, where: str, kind: str, value: Any, form: bool) -> Iterator[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                yield f"{where}: a list is expected"
                return
            for at, one in enumerate(value):
                yield from self._value(f"{where}[{at}]", kind.removeprefix("Array of "), one, False)
        elif kind == "InputFile":
            if not isinstance(value, Uploaded):
                yield f"{where}: a file is expected, not {type(value).__name__}"
        elif kind in _PLAIN:
            if form and isinstance(value, str):
                value = _from_form(kind, value)
            if not isinstance(value, _PLAIN[kind]) or (isinstance(value, bool) and bool not in _PLAIN[kind]):
                yield f"{where}: {kind} is expected, not {type(value).__name__}"
        elif subtypes := self._types[kind].get("subtypes"):
            yield from self.value(where, subtypes, value)
        elif isinstance(value, dict):
            yield from self._fields(where, self._types[kind].get("fields", []), value)
        else:
            yield f"{where}: {kind} is expected, not {type(value).__name__}"

    def _fields(
        self, where: str, fields: list[dict[str, Any]], value: dict[str, Any], form: bool = False
    ) -> Iterator[str]:
        known = {field["name"]: field for field in fields}
        yield from (f"{where}: {name} is not known" for name in value.keys() - known.keys())
        yield from (f"{where}: {n} is missing" for n, field in known.items() if field["required"] and n not in value)
        for name in value.keys() & known.keys():
            yield from self.value(f"{where}.{name}", known[name]["types"], value[name], form=form)


def _from_form(kind: str, value: str) -> Any:
    if kind == "Integer":
        return int(value) if value.lstrip("-").isdigit() else value
    return {"true": True, "false": False}.get(value, value) if kind in ("Boolean", "True") else value
