"""One run over small invented sets, with an assistant that understands by a table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.understanding import Understood
from bot.evaluation import measure as measuring
from bot.evaluation.hearing import Heard, Said
from bot.evaluation.measure import Sets, measure
from bot.evaluation.sets import ALL_SETS, COLUMNS, ENTITY_COLUMNS, KNOWLEDGE_COLUMNS, LANGUAGE_COLUMNS, SEVERAL_COLUMNS

MESSAGES = {
    "dev": [
        "dev-1\ten\tpapers for mudra\tmudra/documents\t\t\ten",
        "dev-2\tbn\tসার্টিফিকেট কোথায়\tudyam-registration/how-to-apply\t\t\tbn",
    ],
    "test": ["test-1\ten\tand the charges\tmudra/cost\t\tmudra\ten"],
    "unseen": ["new-1\ten\tsing something\tout_of_scope\t\t\ten"],
    "workers": ["wrk-1\ten\tdelete this photo\tnot_workers\t\t\ten"],
    "out_of_scope": ["oos-1\ten\ttell a tale\tout_of_scope\t\t\ten"],
}  # fmt: skip
OTHERS = {
    "reply_language": (LANGUAGE_COLUMNS, ["lang-1\tok\tbn\t1\tbn\t"]),
    "knowledge": (KNOWLEDGE_COLUMNS, ["kn-1\ten\tloans\thow much\tmudra\tbenefit\tup to Rs 20 lakh"]),
    "several": (SEVERAL_COLUMNS, ["sev-1\ten\twhat and how\tmudra/what+mudra/how-to-apply\ten"]),
    "entities": (ENTITY_COLUMNS, ["ent-1\tamount\t2 lakh\t200000", "ent-2\tamount\thello\t-"]),
}
UNDERSTOOD = {
    "papers for mudra": "mudra/documents",
    "and the charges": "mudra/what",
    "সার্টিফিকেট কোথায়": "udyam-registration/how-to-apply",
    "tell a tale": "mudra/what",
}


def heard(said: Said) -> Heard:
    topic, slash, aspect = UNDERSTOOD.get(said.text, "nlu_fallback").partition("/")
    engine: dict[str, Any] = {
        "intent": "ask" if slash else topic, "topic": topic if slash else None, "aspect": aspect or None,
        "candidates": [], "together": [], "aspects": [], "parts": [], "confidence": 0.9, "milliseconds": 2.0,
        "certainty": 0.9 if slash else 0.1,
    }  # fmt: skip
    return Heard(Understood(said.language or ("bn" if not said.text.isascii() else "en"), text=said.text), engine)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Said]:
    texts: list[Said] = []

    def hear(said: Iterable[Said]) -> dict[Said, Heard]:
        texts.extend(said)
        return {one: heard(one) for one in texts}

    monkeypatch.setattr(measuring, "hear", hear)
    return texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "training.tsv").write_text("\t".join(COLUMNS) + "\n", encoding="utf-8")
    for name, rows in MESSAGES.items():
        (tmp_path / f"{name}.tsv").write_text("\n".join(["\t".join(COLUMNS), *rows, ""]), encoding="utf-8")
    for name, (columns, rows) in OTHERS.items():
        (tmp_path / f"{name}.tsv").write_text("\n".join(["\t".join(columns), *rows, ""]), encoding="utf-8")
    return tmp_path


def test_everything(asked: list[Said], folder: Path) -> None:
    measured = measure(Sets.read(ALL_SETS, folder))
    figures = measured.figures
    assert list(figures) == ["messages", "out_of_scope", "reply_language", "several", "entities", "knowledge"]
    assert list(figures["messages"]) == ["dev", "test", "unseen", "workers", "training", "all"]
    dev, everything = figures["messages"]["dev"], figures["messages"]["all"]
    assert dev["registers"]["all"] == {
        "count": 2, "right": 100, "asked_back": 0, "both": 100, "topic": 100, "language": 100
    }  # fmt: skip
    assert {name: row["count"] for name, row in everything["groups"].items()} == {
        "follow-ups": 1, "loans": 1, "out of scope": 1, "schemes": 1, "small talk and wishes": 1, "all": 5
    }  # fmt: skip
    assert everything["registers"]["all"]["topic"] == 100
    assert everything["registers"]["all"]["both"] == 80
    assert everything["confusions"] == [["mudra/cost", "mudra/what", 1]]
    assert everything["milliseconds"] == {"p50": 2, "p95": 2}
    assert everything["calibration"]["bins"][0]["count"] == 3
    # The assistant of the table understands nothing but what stands in it.
    assert dev["slips"]["bn"] == {"count": 1, "before": 100, "after": 0, "loss": 100}
    assert dev["romanised"] == {"bn": dev["slips"]["bn"], "all": dev["slips"]["bn"]}
    assert everything["slips"]["all"]["count"] == 5
    assert figures["out_of_scope"]["questions"] == 3
    assert figures["out_of_scope"]["auroc"] == 0.5
    assert figures["reply_language"]["groups"]["all"] == {"count": 1, "right": 100}
    assert figures["several"]["all"]["wrong"] == 100
    assert figures["knowledge"]["all"]["count"] == 1
    assert figures["entities"]["all"]["all"]["right"] == 100
    assert [len(items) for items in measured.judged.values()] == [2, 1, 1, 1, 0]
    assert Said("and the charges", "mudra") in asked
    assert Said("ok", language="bn") in asked


def test_only_what_is_named(asked: list[Said], folder: Path) -> None:
    figures = measure(Sets.read(["dev", "entities"], folder), typed_worse=False).figures
    assert list(figures) == ["messages", "entities"]
    assert list(figures["messages"]) == ["dev"]
    assert "slips" not in figures["messages"]["dev"]
    assert len(asked) == 2


def test_what_is_in_scope_comes_from_all_messages(asked: list[Said], folder: Path) -> None:
    figures = measure(Sets.read(["out_of_scope"], folder)).figures
    assert list(figures) == ["out_of_scope"]
    assert figures["out_of_scope"]["questions"] == 3
    assert len(asked) == 4


def test_a_set_that_is_not_of_the_form(folder: Path) -> None:
    (folder / "dev.tsv").write_text("id\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"dev\.tsv:1"):
        Sets.read(["dev"], folder)
