"""Where a value stands in a file, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.lines import DuplicateKey, Located, NotYaml

TEXT = """\
# a comment
id: alpha

title:
  en: |
    two
    lines
  bn: আলফা
aliases:
  - one
  - two
questions: {what: {en: [a, b]}}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("id",), 2),
        (("title",), 4),
        (("title", "en"), 5),
        (("title", "bn"), 8),
        (("aliases", 0), 10),
        (("aliases", 1), 11),
        (("aliases", 7), 9),  # not there: the part above it
        (("title", "hi"), 4),
        (("nowhere", "at", "all"), 1),
        (("questions", "what", "en", 1), 12),
    ],
)
def test_line_of_a_value(path: tuple[str | int, ...], line: int) -> None:
    assert Located(TEXT).line(path) == line


def test_data_is_what_yaml_says() -> None:
    assert Located(TEXT).data == yaml.safe_load(TEXT)
    assert Located("").data is None
    assert Located("").line(("id",)) == 1


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\nb: 2\na: 3\n", 3), ("a:\n  b: 1\n  b: 2\n", 3), ("- x: 1\n  y: 1\n  x: 2\n", 3)]
)
def test_a_key_that_stands_twice_is_refused(text: str, line: int) -> None:
    with pytest.raises(DuplicateKey) as raised:
        Located(text)
    assert raised.value.line == line


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nday: 2026-02-30\n", 2, "2026-02-30 has no meaning"),
        ("a: নাম\nb: \x00\n", 2, "U+0000"),
        ("a: 1\n b: 2\n", 2, "mapping values"),
        ("a: 'open\n", 2, "unexpected end"),
        ("a: &x [*x]\n", 1, "refers to another"),
        ("a: &x [1]\nb: *x\n", 1, "refers to another"),
        ("? [a, b]\n: 1\n", 1, "single word"),
        ("a: !!python/object:os.system 1\n", 1, "could not determine a constructor"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
    ],
)
def test_what_is_no_yaml_names_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(NotYaml) as raised:
        Located(text)
    assert raised.value.line == line
    assert problem in str(raised.value)


def test_a_deep_file_ends_in_an_answer_not_in_a_crash() -> None:
    assert Located("[" * 90 + "]" * 90).data is not None


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"a: \xff")
    with pytest.raises(UnicodeDecodeError):
        Located.read(tmp_path / "x.yml")


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%\n \t\x00০,?0129", max_size=60))
def test_any_text_is_data_or_a_yaml_error(text: str) -> None:
    try:
        Located(text)
    except yaml.YAMLError as error:
        assert isinstance(error, NotYaml | DuplicateKey)
        assert error.line >= 1
