"""Reads YAML and remembers on which line each value stands, so that an error can name it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

# libyaml reads the whole content in a tenth of the time; PyYAML's wheels have it, its source build may not.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located:
    """A YAML document and the lines of its parts."""

    def __init__(self, text: str) -> None:
        """Raises `NotYaml` if the text is not YAML, `DuplicateKey` if a mapping names a key twice."""
        if unprintable := Reader.NON_PRINTABLE.search(text):
            line = text.count("\n", 0, unprintable.start()) + 1
            raise NotYaml(f"the character U+{ord(unprintable.group()):04X} must not stand here", line)
        loader = _Loader(text)
        try:
            self._root = loader.get_single_node()
            if self._root is not None:
                _refuse_what_misleads(self._root, loader.construct_object)
            self.data: Any = loader.construct_document(self._root) if self._root is not None else None
        except yaml.MarkedYAMLError as error:
            raise NotYaml(error.problem or "not readable", _line(error.problem_mark or error.context_mark)) from None
        finally:
            loader.dispose()

    @classmethod
    def read(cls, path: Path) -> Located:
        """The document in a file. Raises also `OSError` and `UnicodeDecodeError`."""
        return cls(path.read_text(encoding="utf-8"))

    def line(self, path: tuple[str | int, ...]) -> int:
        """Line (from 1) of the value at `path`, or of the nearest part above it that exists."""
        node = self._root
        line = 1
        for step in path:
            found = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if str(key.value) == str(step):
                        found, line = value, key.start_mark.line + 1
                        break
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step]
                line = found.start_mark.line + 1
            if found is None:
                break
            node = found
        return line


class NotYaml(yaml.YAMLError):
    """The text is not YAML, or says something that has no meaning (30 February); `line` (from 1) says where."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(f"line {line}: {problem}")
        self.problem = problem
        self.line = line


class DuplicateKey(yaml.YAMLError):
    """A mapping names a key twice; YAML would silently keep the last."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(f"the key {key!r} stands twice")
        self.line = line


def _refuse_what_misleads(root: yaml.Node, read: Callable[[yaml.Node], object]) -> None:
    """Refuses keys that stand twice, values without meaning, and parts that refer to others (they need not end)."""
    waiting, met = [root], {id(root)}
    while waiting:
        part = waiting.pop()
        children: list[yaml.Node] = []
        if isinstance(part, yaml.ScalarNode):
            try:
                read(part)
            except ValueError as error:
                raise NotYaml(f"{part.value} has no meaning ({error})", _line(part.start_mark)) from None
        elif isinstance(part, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in part.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise NotYaml("a key must be a single word or number", _line(key.start_mark))
                if key.value in seen:
                    raise DuplicateKey(key.value, _line(key.start_mark))
                seen.add(key.value)
                children.append(value)
        elif isinstance(part, yaml.SequenceNode):
            children = part.value
        for child in children:
            if id(child) in met:
                raise NotYaml("a part refers to another one (*name)", _line(child.start_mark))
            met.add(id(child))
        waiting.extend(reversed(children))


def _line(mark: Any) -> int:
    return int(mark.line) + 1 if mark is not None else 1
