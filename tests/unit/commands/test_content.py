"""`bot content ...`: what it prints, in 80 columns and for programs, and its exit codes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge import states

Write = Callable[..., Path]
TopicData = Callable[..., dict[str, Any]]


@pytest.fixture
def content(folders: Path, write_content: Write, topic_data: TopicData) -> Path:
    return write_content(folders / "content", topic_data(), topic_data("gamma", "gst"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


ALL = [
    ["check"],
    ["coverage"],
    ["coverage", "--topic", "alpha"],
    ["stale"],
    ["diff"],
    ["preview", "alpha"],
    ["preview", "alpha", "--channel", "whatsapp"],
    ["roman", "alpha"],
    ["new", "beta", "--area", "loans"],
]


@pytest.mark.parametrize("arguments", ALL, ids=" ".join)
def test_every_command_works_and_speaks_json(content: Path, command: Any, arguments: list[str], folders: Path) -> None:
    (folders / "data" / "models").mkdir(parents=True)
    states.record(content, folders / "data" / "models" / "engine-1.tar.gz")
    told = command("content", *arguments)
    assert (told.code, told.err) == (0, "")
    if arguments[0] not in ("check", "new"):  # those name files, as editors and people take them up
        assert 0 < told.widest <= 80
    for file in content.glob("loans/beta.yml"):
        file.unlink()
    assert command("content", *arguments, "--json").json is not None


def test_check_for_programs(content: Path, command: Any) -> None:
    file = content / "gst" / "gamma.yml"
    edit(file, "status: open", "status: ajar")
    told = command("content", "check", "--json")
    assert told.code == 1
    (problem,) = told.json
    assert problem["file"] == str(file) and problem["line"] > 1 and problem["mend"]


def test_coverage_names_holes(content: Path, command: Any) -> None:
    edit(content / "gst" / "gamma.yml", "Title of gamma bn", "Titel")
    edit(content / "gst" / "gamma.yml", "    bn: gamma/cost bn\n", "")
    told = command("content", "coverage", "--area", "gst")
    assert told.code == 1
    assert "1 hole:\n  gamma: cost: no answer in bn\n" in told.out
    assert "! gamma" in told.out and "alpha" not in told.out
    assert command("content", "coverage", "--topic", "alpha").code == 0
    assert command("content", "coverage", "--json").json["totals"]["holes"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["coverage", "--area", "x"], "There is no area x; there are: schemes,"),
        (["coverage", "--topic", "x"], "There is no topic x in"),
        (["coverage", "--topic", "alpha", "--area", "gst"], "There is no topic alpha in"),
        (["stale", "--on", "tomorrow"], "tomorrow is no day; write it like 2026-11-22."),
        (["diff"], "No training is recorded in"),
        (["diff", "HEAD"], "HEAD is no git revision that"),
        (["diff", "--", "--output=x"], "--output=x is no git revision"),
        (["preview", "x"], "There is no topic x in"),
        (["preview", "alpha", "--aspect", "time"], "alpha has no answer to time; it has: what, benefit,"),
        (["preview", "alpha", "--channel", "sms"], "There is no channel sms; there are: web, telegram,"),
        (["preview", "alpha", "--lang", "fr"], "fr is no language of the assistant"),
        (["roman", "x"], "There is no topic x in"),
        (["new", "alpha", "--area", "gst"], "alpha.yml exists already"),
        (["new", "beta", "--area", "x"], "There is no area x"),
        (["new", "Beta", "--area", "gst"], "Beta cannot be an id"),
        (["new", "beta", "--area", "gst", "--from", "x"], "There is no topic x in"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_mistakes_are_a_sentence(content: Path, command: Any, arguments: list[str], says: str) -> None:
    told = command("content", *arguments)
    assert (told.code, told.out) == (2, "")
    assert says in told.err and told.err.count("\n") == 1
    assert not (content / "gst" / "beta.yml").exists()


@pytest.mark.parametrize("arguments", [["stale"], ["preview", "alpha"], ["roman", "alpha"]])
def test_broken_content_is_a_sentence(content: Path, command: Any, arguments: list[str]) -> None:
    (content / "gst" / "gamma.yml").write_text("id: [", encoding="utf-8")
    told = command("content", *arguments)
    assert told.code == 2 and "gamma.yml" in told.err and "`bot content check` says more." in told.err


def test_stale(content: Path, command: Any) -> None:
    edit(content / "gst" / "gamma.yml", "review_by: 2999-12-31", "review_by: 2026-12-31")
    assert command("content", "stale", "--on", "2026-11-22").code == 0
    assert "Within 30 days: 1 topic\n" in command("content", "stale", "--on", "2026-12-22").out
    told = command("content", "stale", "--on", "2026-12-31")
    assert told.code == 1 and "To be checked again now: 1 topic\n" in told.out
    assert command("content", "stale", "--on", "2026-12-31", "--json").json["due"][0]["days"] == 0


def test_diff_to_the_last_training(content: Path, command: Any, folders: Path) -> None:
    models = folders / "data" / "models"
    models.mkdir(parents=True)
    states.record(content, models / "engine-1.tar.gz")
    assert command("content", "diff").out.startswith("Nothing changed since the last training.\n")
    edit(content / "schemes" / "alpha.yml", "rupees: 500000", "rupees: 700000")
    edit(content / "gst" / "gamma.yml", "- gamma cost en one", "- how dear is gamma")
    told = command("content", "diff").out
    assert "- alpha/benefit: ₹5 lakh, 35%, 1 April 2026 en" in told and "+ alpha/benefit: ₹7 lakh, 35%" in told
    assert "gamma questions.cost.en (+1 -1)\n    - gamma cost en one\n    + how dear is gamma\n" in told
    assert "Training is needed: `make train`." in told
    data = command("content", "diff", "--json").json
    assert data["training_needed"] is True and data["learnt"] is True


def test_diff_to_a_git_revision(content: Path, command: Any) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(content.parent), *who, *arguments], check=True, capture_output=True)

    git("init")
    git("add", "content")
    git("commit", "-m", "first")
    assert command("content", "diff", "HEAD").out.startswith("Nothing changed since HEAD.\n")
    (content / "gst" / "gamma.yml").unlink()
    edit(content / "schemes" / "alpha.yml", "alpha/cost en", "dear")
    told = command("content", "diff", "HEAD").out
    assert "Topics removed: gamma\n" in told
    assert "  alpha aspects.cost [en]\n    - alpha/cost en\n    + dear\n" in told


def test_diff_while_a_file_is_broken(content: Path, command: Any, folders: Path) -> None:
    (folders / "data" / "models").mkdir(parents=True)
    states.record(content, folders / "data" / "models" / "engine-1.tar.gz")
    (content / "gst" / "gamma.yml").write_text("id: [", encoding="utf-8")
    told = command("content", "diff")
    assert told.code == 0
    assert "Other files: gst/gamma.yml" in told.out and "A file cannot be read" in told.out


def test_a_new_topic_like_another(content: Path, command: Any) -> None:
    edit(content / "schemes" / "alpha.yml", "https://example.org/a", "https://example.org/like")
    told = command("content", "new", "beta", "--area", "gst", "--from", "alpha")
    file = content / "gst" / "beta.yml"
    assert f"Written: {file}\n" in told.out
    assert "https://example.org/like" in file.read_text(encoding="utf-8")
    assert command("content", "check", str(file)).code == 1
