"""Whether a newly trained model may take over: in no register may it understand less than the one that runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.baseline import TOLERATED
from bot.evaluation.hearing import Said, hear
from bot.evaluation.score import ALL, judge, table
from bot.evaluation.sets import COLUMNS, SETS, Message, read
from bot.language import LanguageModel

Shares = Mapping[str, float]
"""Per cent of the messages of each set and register ("dev, bn") that were understood, or asked back rightly."""


@dataclass(frozen=True)
class Verdict:
    """Both models, measured on the same messages. `messages`: how many; none means that nothing could be measured."""

    before: Shares
    after: Shares
    messages: int

    @property
    def fallen(self) -> list[str]:
        """Registers in which the new model understands less, by more than is tolerated."""
        return [name for name, share in self.before.items() if share - self.after.get(name, 0.0) > TOLERATED + 1e-9]

    def lines(self) -> Iterator[str]:
        """Every register, before and after."""
        for name, share in self.before.items():
            mark = "  fell" if name in self.fallen else ""
            yield f"{name:<24} {share:6.1f} % -> {self.after.get(name, 0.0):6.1f} %{mark}"


def gate_files(folder: Path | None) -> list[Path]:
    """The files of messages with their right outcomes in a folder (that of the evaluation if left out)."""
    return [file for file in sorted((folder or SETS).glob("*.tsv")) if _is_messages(file)]


def compare(running: Path, candidate: Path, files: Sequence[Path], language: LanguageModel | None = None) -> Verdict:
    """Measures both models. `language`: what recognises the language of the messages. Raises `ValueError` or `OSError`
    for a file that cannot be read, `UserError` if an engine fails."""
    sets = {file.stem: read(file) for file in files}
    messages = sum(map(len, sets.values()))
    before, after = (_shares(sets, model, language) for model in (running, candidate))
    return Verdict(before, after, messages)


def _shares(sets: Mapping[str, Sequence[Message]], model: Path, language: LanguageModel | None) -> dict[str, float]:
    heard = hear([Said(row.text, row.context) for rows in sets.values() for row in rows], model, language)
    found: dict[str, float] = {}
    for name, rows in sets.items():
        judged = [judge(row, (one := heard[Said(row.text, row.context)]).engine, one.language) for row in rows]
        found |= {f"{name}, {row.name}": row.both for row in table(judged) if row.name != ALL}
    return found


def _is_messages(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        return lines.readline().rstrip("\r\n").split("\t") == COLUMNS
