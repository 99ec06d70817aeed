"""Reads YAML and remembers on which line each value stands, so that an error can name it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class Located:
    """A YAML document and the lines of its parts."""

    def __init__(self, text: str) -> None:
        """Raises `yaml.YAMLError` if the text is not YAML, `DuplicateKey` if a mapping names a key twice."""
        self._root = yaml.compose(text, Loader=yaml.SafeLoader)
        if self._root is not None:
            _refuse_duplicates(self._root)
        self.data: Any = yaml.safe_load(text)

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


class DuplicateKey(yaml.YAMLError):
    """A mapping names a key twice; YAML would silently keep the last."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(f"the key {key!r} stands twice")
        self.line = line


def _refuse_duplicates(node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise DuplicateKey(key.value, key.start_mark.line + 1)
            seen.add(key.value)
            _refuse_duplicates(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_duplicates(value)
