"""Changes the data of a YAML document and leaves the rest of its text as people wrote it: order, comments, layout.

Parts that stay equal keep their lines. What changes is written anew in its place; a comment behind a value of one line,
and lines of comment below a part, stay. Comments inside a part that is written anew are lost.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from bot.knowledge.lines import Located, NotYaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDTH: Final = 1_000_000  # a text is one line: where to break it is the writer's business


class _Writer(yaml.SafeDumper):
    """Texts of several lines as blocks, lists indented below their key: as the content is written by hand."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(writer: yaml.SafeDumper, value: str) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


def _nothing(writer: yaml.SafeDumper, value: None) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:null", "")


_Writer.add_representer(str, _text)
_Writer.add_representer(type(None), _nothing)


@dataclass(frozen=True)
class _Entry:
    """A key with its value: lines from `start` to below `end`, what follows it included."""

    start: int
    end: int
    node: yaml.Node


def rewrite(text: str, data: Mapping[str, Any], verbatim: Mapping[str, str] | None = None) -> str:
    """The document `text` with `data` instead of its own. `verbatim`: top-level keys whose value is given as YAML and
    written as it stands (empty: the key goes). Raises `NotYaml` or `DuplicateKey` if `text`, or a value given so, is
    not YAML."""
    old = Located(text).data or {}
    wanted = dict(data)
    given = {key: value for key, value in (verbatim or {}).items() if value.strip() != part(text, key).strip()}
    for key, value in given.items():
        wanted.pop(key, None)
        if value.strip():
            wanted[key] = Located(value).data
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    root = yaml.compose("".join(lines), Loader=_Loader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return _dumped(wanted, 0)
    entries = _entries(root, len(lines))
    head = lines[: min((one.start for one in entries.values()), default=0)]
    ordered = {key: wanted[key] for key in [*(k for k in old if k in wanted), *(k for k in wanted if k not in old)]}
    written = "".join([*head, *_mapping(lines, entries, old, ordered, 0, given)])
    if _same(Located(written).data, wanted):
        return written
    return _dumped(wanted, 0)  # a layout that could not be kept


def part(text: str, key: str) -> str:
    """The value of a top-level key as the file has it, moved to the left margin; empty if there is no such key."""
    lines = text.splitlines(keepends=True)
    root = yaml.compose(text, Loader=_Loader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or key not in (found := _entries(root, len(lines))):
        return ""
    entry = found[key]
    first = lines[entry.start].split(":", 1)[1].strip()
    below = "".join(lines[entry.start + 1 : entry.end])
    if first and not first.startswith("#"):
        return (first + "\n" + below).rstrip() + "\n"
    return textwrap.dedent(below).rstrip() + "\n"


def _entries(node: yaml.MappingNode, end: int) -> dict[str, _Entry]:
    starts = [key.start_mark.line for key, _ in node.value] + [end]
    return {
        str(key.value): _Entry(starts[number], starts[number + 1], value)
        for number, (key, value) in enumerate(node.value)
    }


def _mapping(
    lines: list[str],
    entries: Mapping[str, _Entry],
    old: Mapping[Any, Any],
    new: Mapping[Any, Any],
    indent: int,
    verbatim: Mapping[str, str],
) -> Iterator[str]:
    for key, value in new.items():
        entry = entries.get(str(key))
        if entry is None:
            yield _given(key, verbatim[key]) if key in verbatim else _dumped({key: value}, indent)
        elif key in verbatim:
            yield _given(key, verbatim[key])
            yield from _tail(lines, entry, indent)
        elif _same(old.get(key), value):
            yield from lines[entry.start : entry.end]
        elif _inner(entry, old.get(key), value):
            assert isinstance(entry.node, yaml.MappingNode)
            below = _entries(entry.node, entry.end)
            first = min(one.start for one in below.values())
            yield from lines[entry.start : first]
            deeper = lines[first].index(lines[first].lstrip()[0])
            known = old[key]
            order = [*(k for k in known if k in value), *(k for k in value if k not in known)]
            yield from _mapping(lines, below, known, {k: value[k] for k in order}, deeper, {})
        else:
            fresh = _dumped({key: value}, indent)
            yield fresh.rstrip("\n") + _behind(lines, entry) + "\n" if fresh.count("\n") == 1 else fresh
            yield from _tail(lines, entry, indent)


def _inner(entry: _Entry, old: Any, new: Any) -> bool:
    """Whether both are mappings of which some lines may stay."""
    node = entry.node
    block = isinstance(node, yaml.MappingNode) and not node.flow_style and bool(node.value)
    return block and isinstance(old, dict) and isinstance(new, dict) and bool(old.keys() & new.keys())


def _given(key: str, value: str) -> str:
    body = value.strip("\n").rstrip()
    if body.lstrip().startswith(("{", "[")):
        return f"{key}: {textwrap.indent(body, '  ').lstrip()}\n"
    return f"{key}:\n{textwrap.indent(body, '  ')}\n"


def _dumped(value: Mapping[Any, Any], indent: int) -> str:
    text = yaml.dump(
        dict(value), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )
    plain = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    return textwrap.indent(plain, " " * indent)


def _behind(lines: list[str], entry: _Entry) -> str:
    """The comment behind a value of one line."""
    start, end = entry.node.start_mark, entry.node.end_mark
    if not isinstance(entry.node, yaml.ScalarNode) or start.line != end.line or entry.node.style in ("|", ">"):
        return ""
    rest = lines[end.line][end.column :]
    return "  " + rest.strip() if rest.lstrip().startswith("#") and rest[:1] in " \t" else ""


def _tail(lines: list[str], entry: _Entry, indent: int) -> list[str]:
    """Comments and empty lines below a part, no deeper than its key."""
    at = entry.end
    while at > entry.start + 1:
        line = lines[at - 1]
        bare = line.lstrip()
        if bare.strip() and not (bare.startswith("#") and len(line) - len(bare) <= indent):
            break
        at -= 1
    return lines[at : entry.end]


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def parsed(text: str) -> dict[str, Any]:
    """The data of a document that is a mapping. Raises `NotYaml` (also for anything else) or `DuplicateKey`."""
    data = Located(text).data
    if not isinstance(data, dict):
        raise NotYaml("not a list of names with values", 1)
    return data
