"""What `bot content diff` compares with, and how it prints."""

from __future__ import annotations

import datetime as dt
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.commands.layout import count, wrapped
from bot.errors import UserError
from bot.knowledge import states
from bot.knowledge.changes import Changes, TextChange, changes
from rasa_project.fingerprint import fingerprint


def before(content_dir: Path, models_dir: Path, revision: str | None) -> tuple[states.Files, str]:
    """The state to compare with, and what it is called. Raises `UserError`."""
    if revision is not None:
        return at_revision(content_dir, revision), revision
    recorded = states.recorded(models_dir)
    if recorded is None:
        raise UserError(
            f"No training is recorded in {models_dir}: train first (`make train`), or name a git revision: "
            "bot content diff HEAD."
        )
    return recorded, "the last training"


def at_revision(content_dir: Path, revision: str) -> states.Files:
    """The content of a git revision. Raises `UserError`."""
    commit = _git(content_dir, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise UserError(f"{revision} is no git revision that {content_dir} knows; `git log` lists them.")
    # From inside the folder, git packs the folder alone.
    packed = _git(content_dir, "archive", "--format=tar", commit.decode().strip())
    try:
        return states.of_archive(packed or b"")
    except tarfile.TarError:
        raise UserError(f"{content_dir} was not there at {revision}.") from None


def compare(old: states.Files, content_dir: Path, today: dt.date) -> Changes:
    """What differs today."""
    return changes(old, states.of_folder(content_dir), today)


def training_needed(content_dir: Path, models_dir: Path) -> bool | None:
    """Whether there is no model yet that was trained from today's questions; None while a file cannot be read."""
    try:
        return not (models_dir / f"engine-{fingerprint(content_dir)}.tar.gz").exists()
    except (yaml.YAMLError, ValueError):
        return None


def lines(found: Changes, since: str, needed: bool | None) -> Iterator[str]:
    """Everything that differs, old above new."""
    yield f"Changes since {since}" if found else f"Nothing changed since {since}."
    for title, names in (("Topics added", found.topics_added), ("Topics removed", found.topics_removed),
                         ("Other files", found.files)):  # fmt: skip
        if names:
            yield ""
            yield from wrapped(", ".join(names), "  ", f"{title}: ")
    yield from _texts(f"Texts ({count(len(found.texts), 'change')})", found.texts)
    yield from _texts("Status and days", found.facts)
    if found.lists:
        yield ""
        yield "Questions and aliases"
    for one in found.lists:
        yield f"  {one.topic} {one.part} (+{len(one.added)} -{len(one.removed)})"
        for sign, words in (("-", one.removed), ("+", one.added)):
            for text in words:
                yield from wrapped(text, "      ", f"    {sign} ")
    yield ""
    yield _training(needed)


def _training(needed: bool | None) -> str:
    if needed is None:
        return "A file cannot be read: `bot content check` says which. Nothing is trained until it is mended."
    return "Training is needed: `make train`." if needed else "No training is needed: the model fits these questions."


def _texts(title: str, found: list[TextChange]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield title
    for one in found:
        yield f"  {one.where} {one.part} [{one.language}]"
        for sign, text in (("-", one.old), ("+", one.new)):
            if text:
                yield from wrapped(text, "      ", f"    {sign} ")


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints; None if it fails. Raises `UserError` where there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True)
    except FileNotFoundError:
        raise UserError("git is not installed here, so a revision cannot be looked up.") from None
    return done.stdout if done.returncode == 0 else None
