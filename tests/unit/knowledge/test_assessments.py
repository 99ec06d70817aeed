"""Item banks: the form of a file, what the check finds in it, how figures come into it, and those there are."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.knowledge.assessments import KINDS, Assessment, filled, parse
from bot.knowledge.check import check
from bot.knowledge.library import Content, ContentError, Library, read
from bot.knowledge.model import LANGUAGES, Figure
from bot.settings import get_settings

Topics = Callable[..., dict[str, Any]]
Writer = Callable[..., Path]


def three(text: str, **other: str) -> dict[str, str]:
    return {"en": text, "bn": text, "hi": text} | other


def options(*texts: str) -> list[dict[str, Any]]:
    return [{"id": letter, "text": three(text)} for letter, text in zip("abcdefgh", texts, strict=False)]


def item(id: str = "one", kind: str = "single", **changes: Any) -> dict[str, Any]:
    answers: dict[str, Any] = {"single": "a", "multiple": ["a", "b"], "true_false": True, "number": 7}
    data: dict[str, Any] = {
        "id": id, "module": "first", "kind": kind, "rests_on": "alpha", "question": three(f"Question {id}"),
        "answer": answers[kind], "explanation": three(f"Since {id}"),
    }  # fmt: skip
    if kind in ("single", "multiple"):
        data["options"] = options("yellow", "green", "blue")
    return data | changes


def bank(*items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": "colours", "title": three("Colours"), "modules": [{"id": "first", "title": three("First")}],
        "items": list(items) or [item(), item("two", answer="b")],
    }  # fmt: skip
    return data | changes


def store(folder: Path, data: dict[str, Any], name: str = "colours") -> Path:
    file = folder / "assessments" / f"{name}.yml"
    file.parent.mkdir(exist_ok=True)
    # As YAML without parts that refer to others.
    text = yaml.safe_dump(json.loads(json.dumps(data)), allow_unicode=True, sort_keys=False)
    file.write_text(text, encoding="utf-8")
    return file


# The form


def test_a_bank_is_known_by_its_items() -> None:
    made = parse(bank(item(), item("all", "multiple", answer=["c", "a"]), item("how-many", "number", answer=2.5)))
    assert made.item("one").right_letters == {"a"}
    assert made.item("all").right_letters == {"a", "c"} and made.item("all").letters == ("a", "b", "c")
    assert made.item("all").option("b").text.en == "green"
    assert made.item("how-many").right_letters == frozenset() and made.item("how-many").answer == 2.5
    for unknown in (lambda: made.item("none"), lambda: made.item("one").option("d")):
        with pytest.raises(KeyError):
            unknown()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "Field required"),
        (bank(title={"en": "only one"}), "title.bn"),
        (bank(more="x"), "more"),
        (bank(item(id="Big")), "items.0.id"),
        (bank(item(id="x" * 25)), "items.0.id"),
        (bank(item(kind="single", options=options("one"))), "give 2 to 5"),
        (bank(item(options=options(*"uvwxyz"))), "items.0.options.5.id"),
        (bank(item(options=[*options("x"), *options("y")])), "each a letter of its own"),
        (bank(item(answer="d")), "there is no option d"),
        (bank(item(answer=["a"])), "write the letter of the right option"),
        (bank(item(answer=True)), "write the letter of the right option"),
        (bank(item(kind="multiple", answer="a")), "list the letters"),
        (bank(item(kind="multiple", answer=["a", "e"])), "there is no option e"),
        (bank(item(kind="true_false", answer="true")), "write true or false"),
        (bank(item(kind="true_false", answer=1)), "write true or false"),
        (bank(item(kind="true_false", options=options("x", "y"))), "true_false has none"),
        (bank(item(kind="number", options=options("x", "y"))), "number has none"),
        (bank(item(kind="number", answer=True)), "write a number"),
        (bank(item(kind="number", answer="")), "write a number"),
        (bank(item(kind="number", tolerance=-1)), "items.0.tolerance"),
        (bank(item(tolerance=1)), "belong to a number"),
        (bank(item(unit=three("days"))), "belong to a number"),
        (bank(item(), item()), "items: one stands twice"),
        (bank(modules=[{"id": "first", "title": three("A")}] * 2), "modules: first stands twice"),
        (bank(item(module="second")), "one names the module second"),
    ],
)
def test_what_the_schema_refuses(data: Any, says: str) -> None:
    with pytest.raises(ValidationError) as told:
        parse(data)
    problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in told.value.errors()]
    assert any(says in problem for problem in problems), problems


# The check


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (bank(item(), item("two")), "all 2 single choices have the answer a"),
        (bank(item("one", "true_false"), item("two", "true_false")), "all 2 sentences have the answer true"),
        (bank(item()), "module first has 1 items, at least 2"),
        (bank(title=three("x" * 61)), "title has 61 characters, at most 60"),
        (bank(item(question=three("x" * 301)), item("two", answer="b")), "items.0.question has 301 characters"),
        (bank(item(explanation=three("x" * 301)), item("two", answer="b")), "items.0.explanation has 301"),
        (bank(item(options=options("x" * 61, "y")), item("two", answer="b")), "options.0.text has 61 characters"),
        (bank(item(options=options("Yellow!", "yellow")), item("two", answer="b")), "a and b read the same in bn"),
        (bank(item("one", "multiple", answer=["a"]), item("two")), "1 of 3 options are right"),
        (bank(item("one", "multiple", answer=["a", "b", "c"]), item("two")), "3 of 3 options are right"),
        (bank(item(rests_on="nothing"), item("two", answer="b")), "there is no topic nothing"),
        (bank(item(rests_on="beta"), item("two", answer="b")), "beta is closed"),
        (bank(item(facts=["no-such-fact"]), item("two", answer="b")), "no-such-fact is not in the register"),
        (bank(item(question=three("Is it ₹5?")), item("two", answer="b")), "figure written by hand"),
        (bank(item(question=three("In 5 days", bn="৬ দিনে")), item("two", answer="b")), "numbers differ"),
        (bank(item(question=three("{odd}")), item("two", answer="b")), "odd is no figure that can stand here"),
        (bank(item(question=three("{due}")), item("two", answer="b")), "due is no figure that can stand here"),
        (bank(item("one", "number", answer="odd"), item("two")), "odd is no figure that can stand here"),
        (bank(item("one", "number", answer="start"), item("two")), "start is no figure that can stand here"),
        (bank(item(question=three("{money")), item("two", answer="b")), "a brace { or } without its partner"),
        (bank(item(answer="d"), item("two", answer="b")), "there is no option d"),
        (bank(id="other"), "id is other, the file is colours.yml"),
    ],
)
def test_what_the_check_finds(
    tmp_path: Path, write_content: Writer, topic_data: Topics, data: dict[str, Any], problem: str
) -> None:
    alpha = topic_data()
    alpha["figures"]["due"] = {"due": {"day": 20}}
    alpha["aspects"]["cost"] = three("{due}")
    beta = topic_data("beta", status="closed", status_note=three("ended"))
    folder = write_content(tmp_path, alpha, beta)
    store(folder, data)
    found = check([folder / "assessments"], folder)
    assert any(problem in one.message for one in found), found
    assert all(one.file.name == "colours.yml" and one.line >= 1 and one.mend for one in found)


def test_a_bank_in_order_with_figures_of_its_topic(tmp_path: Path, write_content: Writer, topic_data: Topics) -> None:
    folder = write_content(tmp_path, topic_data())
    money = item("sum", "number", answer="money", question=three("{share} of {money}, since {start}?"), facts=["pmegp"])
    file = store(folder, bank(item(options=options("{money}", "{share}")), item("two", answer="c"), money))
    assert check([file], folder) == []
    made = read(folder).assessments["colours"]
    assert [option.text.bn for option in made.item("one").options] == ["₹৫ লক্ষ", "৩৫%"]
    assert made.item("sum").question.hi == "35% of ₹5 लाख, since 1 अप्रैल 2026?"
    assert made.item("sum").answer == 500_000


def test_the_check_says_in_which_line(tmp_path: Path, write_content: Writer, topic_data: Topics) -> None:
    folder = write_content(tmp_path, topic_data())
    file = store(folder, bank(item(), item("two", answer="b", rests_on="nothing")))
    (found,) = check([file], folder)
    assert file.read_text(encoding="utf-8").splitlines()[found.line - 1].strip() == "rests_on: nothing"


def test_an_unreadable_topic_is_said_once_and_there(tmp_path: Path, write_content: Writer, topic_data: Topics) -> None:
    folder = write_content(tmp_path, topic_data(), topic_data("gamma"))
    file = store(folder, bank(item(question=three("{money}")), item("two", answer="b")))
    (folder / "schemes" / "alpha.yml").write_text("id: [", encoding="utf-8")
    assert check([file], folder) == []
    assert any(one.file.name == "alpha.yml" for one in check([], folder))


# In the content


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rests_on": "nothing"}, "one: there is no topic nothing"),
        ({"question": three("{odd}")}, "one: odd is no figure of alpha"),
        ({"question": three("{odd_since}")}, "one: odd_since is no figure of alpha"),
    ],
)
def test_a_bank_without_its_figures_is_not_used(
    tmp_path: Path, write_content: Writer, topic_data: Topics, changes: dict[str, Any], says: str
) -> None:
    folder = write_content(tmp_path, topic_data())
    store(folder, bank(item(**changes)))
    with pytest.raises(ContentError, match="assessments") as told:
        read(folder)
    assert says in str(told.value)


def test_a_changed_bank_is_live_and_a_broken_or_missing_one_is_not(
    tmp_path: Path, write_content: Writer, topic_data: Topics
) -> None:
    folder = write_content(tmp_path, topic_data())
    file = store(folder, bank())
    now = 0.0
    library = Library(folder, lambda: now)
    store(folder, bank(title=three("Other colours")))
    now = 10.0
    assert library.content().assessments["colours"].title.en == "Other colours"
    store(folder, bank(item(rests_on="nothing")))
    now = 20.0
    assert library.content().assessments["colours"].item("one").rests_on == "alpha"
    file.unlink()  # somebody may be in the middle of it
    now = 30.0
    assert "colours" in library.content().assessments


def test_since_when_a_figure_holds() -> None:
    rate = Figure.model_validate({"percent": 18, "since": "2025-09-22"})
    made = filled(parse(bank(item(question=three("{rate} since {rate_since}")))), {"alpha": {"rate": rate}})
    assert made.item("one").question.en == "18% since 22 September 2025"


def test_a_due_date_changes_from_day_to_day_and_is_refused() -> None:
    due = Figure.model_validate({"due": {"day": 20}})
    with pytest.raises(ValueError, match="one: due is no figure of alpha"):
        filled(parse(bank(item(question=three("{due}")))), {"alpha": {"due": due}})


# Those that there are

BANKS = (
    "digital-marketing", "export-readiness", "gst-basics", "loans-and-accounts", "ondc-selling", "schemes-awareness",
)  # fmt: skip


@pytest.fixture(scope="module")
def real() -> Content:
    return read(get_settings().content_dir)


@pytest.fixture(params=BANKS)
def one(request: pytest.FixtureRequest, real: Content) -> Assessment:
    return real.assessments[request.param]


def test_the_banks_of_the_product(real: Content) -> None:
    assert set(BANKS) <= real.assessments.keys()
    kinds = Counter(item.kind for name in BANKS for item in real.assessments[name].items)
    assert all(kinds[kind] >= 6 for kind in KINDS), kinds


def test_each_has_ten_questions_in_two_to_four_modules(one: Assessment) -> None:
    assert len(one.items) == 10
    assert 2 <= len(one.modules) <= 4
    assert len({item.kind for item in one.items}) == len(KINDS)


def test_each_reads_whole_in_each_language(one: Assessment) -> None:
    for item in one.items:
        for _, text in item.texts():
            for language in LANGUAGES:
                assert "{" not in text[language] and "  " not in text[language]
                digits = {"bn": "[0-9०-९]", "hi": "[০-৯०-९]", "en": "[০-৯०-९]"}[language]
                # Forms, portals and schemes keep their names: GSTR-3B.
                plain = re.sub(r"[A-Za-z][A-Za-z0-9.-]*", "", text[language])
                assert not re.search(digits, plain), text[language]


def test_each_right_answer_rests_on_a_topic_that_is_not_closed(one: Assessment, real: Content) -> None:
    for item in one.items:
        assert real.topics[item.rests_on].status != "closed"
        assert item.kind != "number" or isinstance(item.answer, int | float)


def test_who_always_says_the_same_does_not_pass(one: Assessment) -> None:
    """Half of the questions and more stay wrong for who always takes the first option, or says yes to everything."""
    for letter in "abc":
        hits = sum(item.kind == "single" and item.answer == letter for item in one.items)
        assert hits + sum(item.answer is True for item in one.items) <= len(one.items) / 2
        assert hits + sum(item.answer is False for item in one.items) <= len(one.items) / 2
