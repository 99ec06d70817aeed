"""`bot content check`: a broken file for each rule; the problem names file, line and mend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.check import Problem, check
from bot.knowledge.lines import Located

ROOT = Path(__file__).resolve().parents[3]
Data = dict[str, Any]
TopicData = Callable[..., Data]


def three(bn: str, hi: str, en: str) -> dict[str, str]:
    return {"bn": bn, "hi": hi, "en": en}


def put(data: Data, value: Any, *path: str | int) -> None:
    """Sets one part of nested data."""
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def write(folder: Path, data: Data, name: str = "schemes/alpha.yml") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def assert_told(problem: Problem, file: Path, place: tuple[str | int, ...], says: str) -> None:
    """The problem names the file, the line of `place`, and what to do."""
    assert problem.file == file
    assert problem.line == Located.read(file).line(place)
    assert says in problem.message
    assert str(problem) == f"{file}:{problem.line}: {problem.message}. Mend: {problem.mend}"
    assert problem.mend


def test_the_real_content_is_clean() -> None:
    assert [str(problem) for problem in check([], ROOT / "content")] == []


def test_a_good_file_is_clean(tmp_path: Path, topic_data: TopicData, write_content: Any) -> None:
    assert check([], write_content(tmp_path, topic_data(), topic_data("gamma", "gst"))) == []


WHAT = ("aspects", "what")
RULES: list[tuple[str, Any, tuple[str | int, ...], tuple[str | int, ...], str]] = [
    # name, value, where it is put, the place whose line is named, part of the message
    ("id is not the file", "omega", ("id",), ("id",), "id is omega, the file is alpha.yml"),
    ("area is not the folder", "gst", ("area",), ("area",), "area is gst, the folder is schemes"),
    ("verified in the future", dt.date(2999, 12, 30), ("verified_on",), ("verified_on",), "lies in the future"),
    ("long title", "t" * 61, ("title", "bn"), ("title", "bn"), "title longer than 60"),
    ("long button", "ক্ষি" * 21, ("button", "hi"), ("button", "hi"), "button longer than 20"),
    ("long answer", "ক" * 901, (*WHAT, "bn"), (*WHAT, "bn"), "answer has 901 characters, at most 900"),
    ("rupees by hand", three("₹৫", "₹5", "₹5"), WHAT, (*WHAT, "bn"), "figure written by hand: '₹'"),
    ("percentage by hand", three("৫%", "5 %", "5%"), WHAT, (*WHAT, "hi"), "figure written by hand: '5 %'"),
    ("lakh by hand", three("৫ লক্ষ", "5 लाख", "5 lakh"), WHAT, (*WHAT, "bn"), "figure written by hand: '৫ লক্ষ'"),
    ("open brace", three("{", "x", "x"), WHAT, (*WHAT, "bn"), "a brace { or } without its partner"),
    ("close brace", three("x", "x", "x}"), WHAT, (*WHAT, "en"), "a brace { or } without its partner"),
    ("layout in braces", three("{money:>9}", "x", "x"), WHAT, (*WHAT, "bn"), "a brace { or }"),
    ("unknown figure", three("{no}", "{no}", "{no}"), WHAT, (*WHAT, "bn"), "{no} is not under figures"),
    (
        "figure missing in a language",
        three("x", "{money}", "{money}"),
        WHAT,
        (*WHAT, "bn"),
        "placeholders differ between en and bn",
    ),
    (
        "figure more often",
        three("{money}", "{money}{money}", "{money}"),
        WHAT,
        (*WHAT, "hi"),
        "placeholders differ between en and hi",
    ),
    ("other number", three("৩ দিন", "4 दिन", "3 days"), WHAT, (*WHAT, "hi"), "numbers differ between en and hi: 3, 4"),
    ("unused figure", {"percent": 1}, ("figures", "idle"), ("figures", "idle"), "figure idle is used in no answer"),
    (
        "question twice",
        ["Alpha  what EN one"],
        ("questions", "cost", "en"),
        ("questions", "cost", "en", 0),
        "stands twice",
    ),
    ("wrong status", "ajar", ("status",), ("status",), "status: Input should be"),
    ("unknown fact", ["pmegp", "x-y"], ("facts",), ("facts", 1), "x-y is not in the register of facts"),
    ("nothing after the colon", None, (*WHAT, "hi"), (*WHAT, "hi"), "aspects.what.hi is still to be written"),
    ("nothing between the quotes", "", ("brief", "en"), ("brief", "en"), "brief.en is still to be written"),
    ("unknown name", 1, ("colour",), ("colour",), "colour is not a known name"),
    ("unknown aspect", three("x", "x", "x"), ("aspects", "weather"), ("aspects", "weather"), "aspects.weather"),
    ("empty answer", " ", (*WHAT, "hi"), (*WHAT, "hi"), "aspects.what.hi"),
    ("two kinds of figure", {"percent": 1, "rupees": 2}, ("figures", "money"), ("figures", "money"), "exactly one of"),
    (
        "status note with a figure",
        three("{money}", "{money}", "{money}"),
        ("status_note",),
        ("status_note", "bn"),
        "cannot hold",
    ),
    ("brace in the status note", three("x", "x", "{"), ("status_note",), ("status_note", "en"), "status_note: a brace"),
    (
        "other number in the note",
        three("১", "1", "2"),
        ("status_note",),
        ("status_note", "bn"),
        "status_note: numbers differ",
    ),
]


@pytest.mark.parametrize(
    ("value", "where", "place", "says"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES]
)
def test_a_broken_file(
    tmp_path: Path, topic_data: TopicData, value: Any, where: tuple[str, ...], place: tuple[str | int, ...], says: str
) -> None:
    data = topic_data()
    put(data, value, *where)
    file = write(tmp_path, data)
    found = [problem for problem in check([], tmp_path) if says in problem.message]
    assert found, [str(problem) for problem in check([], tmp_path)]
    assert_told(found[0], file, place, says)


def without(*path: str) -> Callable[[Data], None]:
    def remove(data: Data) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return remove


def only(register: str, *, keep: bool) -> Callable[[Data], None]:
    """Removes (or keeps alone) the questions of a register."""

    def change(data: Data) -> None:
        for registers in data["questions"].values():
            for name in list(registers):
                if (name == register) != keep:
                    del registers[name]

    return change


MISSING: list[tuple[str, Callable[[Data], None], tuple[str | int, ...], str]] = [
    ("no title", without("title"), (), "title is missing"),
    ("no brief", without("brief"), (), "brief is missing"),
    ("no facts", without("facts"), (), "facts is missing"),
    ("no points", without("points"), (), "points is missing"),
    ("empty points", lambda data: data.update(points={}), ("points",), "points is missing"),
    ("empty registers", lambda data: [data["questions"]["cost"].update({r: []}) for r in ("en", "bn", "hi", "mixed")],
     ("questions", "cost"), "cost is asked in fewer than three registers"),
    ("no Bengali answer", without("aspects", "cost", "bn"), ("aspects", "cost"), "aspects.cost.bn is missing"),
    ("three aspects", lambda d: (without("aspects", "cost")(d), without("questions", "cost")(d)), ("aspects",),
     "fewer than four"),
    ("no mixed questions", only("mixed", keep=False), ("questions",), "no example question in the register mixed"),
    ("few Hindi questions", only("en", keep=True), ("questions",), "0 questions in hi, at least 8 wanted"),
    ("aspect in two registers", lambda d: [without("questions", "cost", r)(d) for r in ("en", "bn", "hi", "mixed")],
     ("questions", "cost"), "cost is asked in fewer than three registers"),
    ("aspect not asked", without("questions", "cost"), ("questions",), "cost is asked in fewer than three registers"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place", "says"), [row[1:] for row in MISSING], ids=[row[0] for row in MISSING])
def test_something_is_missing(
    tmp_path: Path, topic_data: TopicData, change: Callable[[Data], None], place: tuple[str | int, ...], says: str
) -> None:
    data = topic_data()
    change(data)
    file = write(tmp_path, data)
    (problem,) = [problem for problem in check([], tmp_path) if says in problem.message]
    assert_told(problem, file, place, says)


def test_points_are_for_what_people_compare(tmp_path: Path, topic_data: TopicData) -> None:
    for area, wanted in (("schemes", True), ("loans", True), ("gst", False), ("workers", False)):
        file = write(tmp_path, topic_data("alpha", area, points={}), f"{area}/alpha.yml")
        assert [problem.message for problem in check([], tmp_path)] == ["points is missing"] * wanted
        file.unlink()


def test_without_a_register_any_entry_may_be_named(tmp_path: Path, topic_data: TopicData) -> None:
    write(tmp_path, topic_data(facts=["x-y"]))
    assert check([], tmp_path, facts=()) == []
    assert check([], tmp_path, facts=("x-y", "z")) == []
    assert len(check([], tmp_path, facts=("z",))) == 1


def test_problems_come_in_the_order_of_the_lines(tmp_path: Path, topic_data: TopicData) -> None:
    data = topic_data(id="other")
    without("questions", "cost")(data)
    data["title"]["bn"] = "t" * 61
    write(tmp_path, data)
    lines = [problem.line for problem in check([], tmp_path)]
    assert len(set(lines)) == 3 and lines == sorted(lines)


def test_an_alias_of_two_topics(tmp_path: Path, topic_data: TopicData) -> None:
    write(tmp_path, topic_data("alpha", aliases=["alpha", "Common  Name"]))
    file = write(tmp_path, topic_data("beta", aliases=["beta", "common name"]), "schemes/beta.yml")
    (problem,) = check([], tmp_path)
    assert_told(problem, file, ("aliases", 1), "alias 'common name' also belongs to alpha")


def test_an_id_that_stands_twice(tmp_path: Path, topic_data: TopicData) -> None:
    write(tmp_path, topic_data("alpha", "gst"), "gst/alpha.yml")
    file = write(tmp_path, topic_data("alpha"))
    (problem,) = check([], tmp_path)
    assert_told(problem, file, ("id",), "id alpha is also in")


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        (b"id: alpha\nid: beta\n", 2, "the key 'id' stands twice"),
        (b"id: alpha\n  area: gst\n", 2, "not readable as YAML"),
        (b"id: alpha\nverified_on: 2026-02-30\n", 2, "not readable as YAML: 2026-02-30 has no meaning"),
        (b"id: alpha\nx: \x00\n", 2, "not readable as YAML"),
        (b"id: \xff\n", 1, "not UTF-8"),
        (b"", 1, "the file"),
        (b"- a\n", 1, "the file"),
    ],
)
def test_a_file_that_is_no_topic(tmp_path: Path, topic_data: TopicData, raw: bytes, line: int, says: str) -> None:
    write(tmp_path, topic_data("beta"), "schemes/beta.yml")
    file = tmp_path / "schemes" / "alpha.yml"
    file.write_bytes(raw)
    first = check([], tmp_path)[0]
    assert (first.file, first.line) == (file, line)
    assert says in first.message


def test_only_what_was_asked_for_is_told(tmp_path: Path, topic_data: TopicData) -> None:
    bad = write(tmp_path, topic_data("alpha", id="other"))
    write(tmp_path, topic_data("gamma", "gst"), "gst/gamma.yml")
    assert {problem.file for problem in check([], tmp_path)} == {bad}
    assert {problem.file for problem in check([bad], tmp_path)} == {bad}
    assert {problem.file for problem in check([tmp_path / "schemes"], tmp_path)} == {bad}
    assert check([tmp_path / "gst"], tmp_path) == []


def test_a_clash_is_told_when_one_file_is_asked_for(tmp_path: Path, topic_data: TopicData) -> None:
    write(tmp_path, topic_data("alpha", aliases=["shared"]))
    second = write(tmp_path, topic_data("beta", aliases=["shared"]), "schemes/beta.yml")
    (problem,) = check([second], tmp_path)
    assert "also belongs to alpha" in problem.message


def test_an_empty_folder(tmp_path: Path) -> None:
    (problem,) = check([], tmp_path)
    assert "no topic found" in problem.message
    assert "CONTENT_DIR" in problem.mend


TEXT = three("x", "x", "x")
MESSAGES: list[tuple[str, Any, tuple[str | int, ...], str]] = [
    ("conversation", {"hello": {"text": {"bn": "x", "hi": "x"}}}, ("hello", "text"), "hello.text.en is missing"),
    (
        "conversation",
        {"hello": {"text": TEXT, "buttons": ["menu", "menu:gst"]}},
        ("hello", "buttons", 1),
        "hello.buttons.1",
    ),
    ("conversation", {"hello": {"text": TEXT, "colour": 1}}, ("hello", "colour"), "hello.colour is not a known name"),
    ("conversation", {"hello": "x"}, ("hello",), "hello"),
    ("conversation", {"hello": {"text": three("{a}", "{b}", "{a}")}}, ("hello", "text", "hi"), "placeholders differ"),
    ("conversation", {"hello": {"text": three("{", "x", "x")}}, ("hello", "text", "bn"), "a brace"),
    (
        "buttons",
        {"menu": {"text": three("x" * 21, "x", "x")}},
        ("menu", "text", "bn"),
        "menu: longer than 20 characters",
    ),
    ("buttons", {True: {"text": three("x", "x", "x" * 21)}}, (), "longer than 20 characters"),
]


@pytest.mark.parametrize(("name", "data", "place", "says"), MESSAGES)
def test_broken_messages(
    tmp_path: Path, topic_data: TopicData, name: str, data: Any, place: tuple[str | int, ...], says: str
) -> None:
    write(tmp_path, topic_data())
    file = write(tmp_path, data, f"messages/{name}.yml")
    problems = check([], tmp_path)
    assert problems
    assert_told(problems[0], file, place, says)


def test_names_of_aspects_may_be_long(tmp_path: Path, topic_data: TopicData) -> None:
    write(tmp_path, topic_data())
    write(tmp_path, {"aspect_name_what": {"text": three("x" * 40, "x", "x")}}, "messages/buttons.yml")
    assert check([], tmp_path) == []


def test_messages_that_are_none(tmp_path: Path, topic_data: TopicData) -> None:
    write(tmp_path, topic_data())
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "errors.yml").write_text("", encoding="utf-8")
    (problem,) = check([], tmp_path)
    assert problem.message == "no messages"


@pytest.mark.parametrize(
    "texts",
    [
        three("GSTR-3B ৩ দিন", "GSTR-3B 3 दिन", "GSTR-3B in 3 days"),
        three("১. এক\n২. দুই", "1. एक\n2. दो", "one step only"),  # step numbers are not counted
        three("ধারা 43B(h)", "धारा 43B(h)", "section 43B(h)"),
        three("১,০০০ জন", "1,000 लोग", "1000 people"),
    ],
)
def test_numbers_that_are_level(tmp_path: Path, topic_data: TopicData, texts: dict[str, str]) -> None:
    data = topic_data()
    put(data, texts, *WHAT)
    write(tmp_path, data)
    assert check([], tmp_path) == []
