"""The register of facts as a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import register
from bot.knowledge.register import Number

HEAD = "fact\tkind\tvalue\tsource\n"


def written(folder: Path, text: str) -> Path:
    file = folder / "facts.tsv"
    file.write_text(text, encoding="utf-8")
    return file


def test_numbers_by_entry(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + 'a\trupees\t5000\thttps://x.org/"y\nb\tnone\t\t\na\tdate\t2026-04\t\n')
    expected = [Number("a", "rupees", "5000", 'https://x.org/"y'), Number("a", "date", "2026-04", "")]
    assert register.read(file) == {"a": expected, "b": []}
    assert register.ids(file) == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the first line must name the columns fact, kind, value, source"),
        ("a\trupees\t5\t\n", "the first line must name"),
        (HEAD + "a\trupees\t5\n", "line 2 is not of four columns"),
        (HEAD + "a\tnone\t\t\nb\tdollars\t5\t\n", "line 3 is not"),
    ],
)
def test_a_table_of_another_form(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        register.read(written(tmp_path, text))


def test_without_a_register_no_id_is_known(tmp_path: Path) -> None:
    assert register.ids(tmp_path / "facts.tsv") == frozenset()
