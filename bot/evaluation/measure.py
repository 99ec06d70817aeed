"""All measurements of one run: which texts are asked, and the figures that come of the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.clock import today, utc_now
from bot.evaluation import calibration, entities, knowledge, languages, robustness, scope, several
from bot.evaluation.hearing import Heard, Said, hear
from bot.evaluation.score import ALL, Judged, by_group, by_register, confusions, judge, table
from bot.evaluation.sets import (
    ENTITIES,
    KNOWLEDGE,
    MESSAGE_SETS,
    OUT_OF_SCOPE,
    REPLY_LANGUAGE,
    SETS,
    SEVERAL,
    Entity,
    Known,
    Message,
    Several,
    Written,
    read,
    read_entities,
    read_knowledge,
    read_reply_language,
    read_several,
)
from bot.knowledge.library import read as read_content
from bot.settings import get_settings

Figures = dict[str, Any]


@dataclass
class Sets:
    """The rows that are measured. `questions`: those that tell what is in scope, when it is measured."""

    messages: dict[str, list[Message]] = field(default_factory=dict)
    out_of_scope: list[Message] = field(default_factory=list)
    questions: list[Message] = field(default_factory=list)
    reply_language: list[Written] = field(default_factory=list)
    several: list[Several] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    knowledge: list[Known] = field(default_factory=list)

    @classmethod
    def read(cls, names: Sequence[str], folder: Path = SETS) -> Sets:
        """The named sets of a folder. Raises `ValueError` or `OSError` for a file that cannot be read."""
        found = cls({name: read(folder / f"{name}.tsv") for name in MESSAGE_SETS if name in names})
        if OUT_OF_SCOPE in names:
            found.out_of_scope = read(folder / f"{OUT_OF_SCOPE}.tsv")
            for name in MESSAGE_SETS:
                rows = found.messages.get(name) or read(folder / f"{name}.tsv")
                found.questions.extend(row for row in rows if "/" in row.expect)
        if REPLY_LANGUAGE in names:
            found.reply_language = read_reply_language(folder / f"{REPLY_LANGUAGE}.tsv")
        if SEVERAL in names:
            found.several = read_several(folder / f"{SEVERAL}.tsv")
        if ENTITIES in names:
            found.entities = read_entities(folder / f"{ENTITIES}.tsv")
        if KNOWLEDGE in names:
            found.knowledge = read_knowledge(folder / f"{KNOWLEDGE}.tsv")
        return found


@dataclass
class Measured:
    """The figures, and the single judgements behind them for who wants to see the misses."""

    figures: Figures
    judged: dict[str, list[Judged]] = field(default_factory=dict)
    entities: list[entities.Read] = field(default_factory=list)
    knowledge: list[knowledge.Answered] = field(default_factory=list)


def measure(sets: Sets, *, typed_worse: bool = True) -> Measured:
    """Asks everything at once and counts. `typed_worse`: also with slips and in roman letters, which takes three times
    as long."""
    settings = get_settings()
    heard = hear(_everything(sets, typed_worse))
    content = read_content(settings.content_dir)
    areas = {topic.id: str(topic.area) for topic in content.topics.values()}
    measured = Measured({})
    if sets.messages:
        measured.judged = {name: _judge(rows, heard) for name, rows in sets.messages.items()}
        rows = dict(sets.messages)
        judged = dict(measured.judged)
        if len(rows) > 1:
            rows[ALL] = [row for part in sets.messages.values() for row in part]
            judged[ALL] = [item for part in measured.judged.values() for item in part]
        measured.figures["messages"] = {
            name: _of_messages(rows[name], judged[name], heard, areas, typed_worse) for name in rows
        }
    if sets.out_of_scope:
        measured.figures[OUT_OF_SCOPE] = scope.figures(
            [heard[_said(row)] for row in sets.questions], [(row, heard[_said(row)]) for row in sets.out_of_scope]
        )
    if sets.reply_language:
        measured.figures[REPLY_LANGUAGE] = languages.figures([(row, heard[_said(row)]) for row in sets.reply_language])
    if sets.several:
        measured.figures[SEVERAL] = several.figures([(row, heard[_said(row)]) for row in sets.several])
    if sets.entities:
        measured.entities = entities.read_all(sets.entities, settings.content_dir)
        measured.figures[ENTITIES] = entities.figures(measured.entities)
    if sets.knowledge:
        pairs = [(row, heard[_said(row)]) for row in sets.knowledge]
        measured.knowledge = knowledge.answered(pairs, content, today(utc_now))
        measured.figures[KNOWLEDGE] = knowledge.figures(measured.knowledge)
    return measured


def _said(row: Message | Written | Several | Known) -> Said:
    if isinstance(row, Message):
        return Said(row.text, row.context)
    return Said(row.text, language=row.history) if isinstance(row, Written) else Said(row.text)


def _everything(sets: Sets, typed_worse: bool) -> Iterator[Said]:
    messages = [row for rows in sets.messages.values() for row in rows]
    yield from map(_said, (*messages, *sets.questions, *sets.out_of_scope))
    yield from map(_said, sets.reply_language)
    yield from map(_said, sets.several)
    yield from map(_said, sets.knowledge)
    if typed_worse:
        for copy in (*map(_with_slips, messages), *map(_in_roman, messages)):
            yield _said(copy)


def _with_slips(row: Message) -> Message:
    return replace(row, text=robustness.slips(row.text, row.id))


def _in_roman(row: Message) -> Message:
    return replace(row, text=robustness.romanised(row.text))


def _judge(rows: Sequence[Message], heard: Mapping[Said, Heard]) -> list[Judged]:
    return [judge(row, heard[_said(row)].engine, heard[_said(row)].language) for row in rows]


def _of_messages(
    rows: Sequence[Message],
    judged: Sequence[Judged],
    heard: Mapping[Said, Heard],
    areas: Mapping[str, str],
    typed_worse: bool,
) -> Figures:
    found: Figures = {
        "registers": {row.name: row.figures() for row in table(judged, by_register)},
        "groups": {row.name: row.figures() for row in table(judged, by_group(areas))},
        "confusions": [list(one) for one in confusions(judged)],
        "calibration": calibration.figures(judged),
        "milliseconds": _times([item.milliseconds for item in judged if item.milliseconds]),
    }
    if typed_worse:
        for name, copy in (("slips", _with_slips), ("romanised", _in_roman)):
            changed = [(row, copy(row), item) for row, item in zip(rows, judged, strict=True)]
            changed = [(row, other, item) for row, other, item in changed if other.text != row.text]
            after = _judge([other for _, other, _ in changed], heard)
            found[name] = robustness.loss([item for _, _, item in changed], after)
    return found


def _times(milliseconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(milliseconds)
    last = len(ordered) - 1
    return {"p50": ordered[round(last * 0.5)], "p95": ordered[round(last * 0.95)]} if ordered else {"p50": 0, "p95": 0}
