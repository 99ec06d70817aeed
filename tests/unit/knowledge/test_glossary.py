"""The glossary: its schema, what is checked beside it, and which words an answer uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.knowledge.check import check
from bot.knowledge.glossary import Glossary, parse
from bot.knowledge.library import read
from bot.knowledge.model import Topic

LONG = "A word that stands in many answers, said here in so many plain letters that nobody has to ask a second time."


def term(id: str = "itc", **changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": id,
        "name": {"en": id.upper(), "bn": id.upper(), "hi": id.upper()},
        "aliases": [f"{id} credit"],
        "text": {"en": LONG, "bn": LONG, "hi": LONG},
    }
    return data | changes


def test_terms_are_known_by_their_id() -> None:
    found = parse({"terms": [term(topic="alpha"), term("hsn", offered=False)]})
    assert list(found) == ["itc", "hsn"]
    assert (found["itc"].topic, found["itc"].offered, found["hsn"].offered) == ("alpha", True, False)
    assert found["itc"].ways() == ("ITC", "ITC", "ITC", "itc credit")


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"terms": []},
        {"terms": [term("Big")]},
        {"terms": [term(aliases=[])]},
        {"terms": [term(name={"en": "x"})]},
        {"terms": [term(more="x")]},
    ],
)
def test_what_the_schema_refuses(data: Any) -> None:
    with pytest.raises(ValidationError):
        parse(data)


@pytest.mark.parametrize(
    ("terms", "line", "problem"),
    [
        ([term(), term(aliases=["other"])], 13, "term itc stands twice"),
        ([term(topic="nothing")], 13, "there is no topic nothing"),
        ([term(name={"en": "x" * 20, "bn": "a", "hi": "b"})], 4, "name longer than 19 characters"),
        ([term(text={"en": "short", "bn": LONG, "hi": LONG})], 10, "text has 5 characters, not 100 to 300"),
        ([term(text={"en": LONG, "bn": LONG * 3, "hi": LONG})], 11, "not 100 to 300"),
        (
            [term(text={language: f"{LONG} {{odd}}" for language in ("en", "bn", "hi")})],
            10,
            "{odd} is no shared figure",
        ),
        ([term(text={language: f"{LONG} ₹5" for language in ("en", "bn", "hi")})], 10, "figure written by hand"),
        ([term(text={"en": f"{LONG} 3", "bn": LONG, "hi": LONG})], 11, "numbers differ"),
        ([term(), term("hsn", aliases=["ITC  Credit"])], 18, "'ITC  Credit' also means itc"),
    ],
)
def test_what_the_check_finds(
    tmp_path: Path,
    write_content: Callable[..., Path],
    topic_data: Callable[..., dict[str, Any]],
    terms: list[dict[str, Any]],
    line: int,
    problem: str,
) -> None:
    folder = write_content(tmp_path, topic_data())
    file = folder / "glossary" / "words.yml"
    file.parent.mkdir()
    file.write_text(yaml.safe_dump({"terms": terms}, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    found = [one for one in check([file], folder) if problem in one.message]
    assert found, check([file], folder)
    assert line in {one.line for one in found}
    assert found[0].file == file
    assert found[0].mend


def test_a_sound_file_has_no_problem_and_is_read(
    tmp_path: Path, write_content: Callable[..., Path], topic_data: Callable[..., dict[str, Any]]
) -> None:
    folder = write_content(tmp_path, topic_data())
    file = folder / "glossary" / "words.yml"
    file.parent.mkdir()
    file.write_text(yaml.safe_dump({"terms": [term(topic="alpha")]}, sort_keys=False, width=1000), encoding="utf-8")
    assert check([file], folder) == []
    assert list(read(folder).glossary.terms) == ["itc"]


def glossary() -> Glossary:
    words = [
        term("subsidy", name={"en": "Subsidy", "bn": "ভর্তুকি", "hi": "सब्सिडी"}, aliases=["anudan"]),
        term("guarantee", aliases=["guarantee", "গ্যারান্টি"]),
        term("guarantee-fee", aliases=["guarantee fee"]),
        term("gstr2b", name={"en": "GSTR-2B", "bn": "GSTR-2B", "hi": "GSTR-2B"}, aliases=["gstr 2b"]),
    ]
    return Glossary(parse({"terms": words}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The guarantee fee is small; the subsidy comes later.", ("guarantee-fee", "subsidy")),
        ("No guarantee; fee by month.", ("guarantee",)),
        ("ভর্তুকির টাকা ব্যাঙ্কে আসে, গ্যারান্টি লাগে না", ("subsidy", "guarantee")),
        ("ভর্তুকি-সহ ঋণ", ("subsidy",)),
        ("सब्सिडी बैंक में आती है", ("subsidy",)),
        ("See GSTR-2B each month, GSTR-2B again", ("gstr2b",)),
        ("Nothing to explain here", ()),
        ("", ()),
    ],
)
def test_words_that_a_text_uses(text: str, found: tuple[str, ...]) -> None:
    assert glossary().found(text) == found


def test_what_an_answer_uses_is_found_once(topic_data: Callable[..., dict[str, Any]]) -> None:
    answer = {"en": "The subsidy helps.", "bn": "গ্যারান্টি নেই।", "hi": "यहाँ कुछ नहीं।"}
    data = topic_data(aliases=["alpha", "anudan"])
    data["aspects"]["what"] = answer
    topic, words = Topic.model_validate(data), glossary()
    assert words.used(topic, "what", "en") == ("subsidy",)
    assert words.used(topic, "what", "bn") == ("guarantee",)
    assert words.used(topic, "what", "en") is words.used(topic, "what", "en")
    assert words.used_in_any(topic, "what") == ("guarantee", "subsidy")
    assert words.used(topic, "time", "en") == ()
    assert words.names(topic) == {"subsidy"}
