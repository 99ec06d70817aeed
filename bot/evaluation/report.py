"""Prints figures as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.evaluation import entities, knowledge, languages, several
from bot.evaluation.baseline import Change
from bot.evaluation.score import ALL, Judged
from bot.evaluation.sets import ENTITIES, KNOWLEDGE, OUT_OF_SCOPE, REPLY_LANGUAGE, SEVERAL

Format = Callable[[float], str]


def _percent(value: float) -> str:
    return f"{value:.1f}%"


def _points(value: float) -> str:
    return f"{value:+.1f}"


def _number(value: float) -> str:
    return f"{value:.0f}"


_COUNT = ("count", "n", _number)
_MESSAGES = (
    _COUNT, ("right", "right", _percent), ("asked_back", "asked back", _percent), ("both", "both", _percent),
    ("topic", "topic right", _percent), ("language", "reply language", _percent),
)  # fmt: skip
_LOSS = (_COUNT, ("before", "as written", _percent), ("after", "typed worse", _percent), ("loss", "loss", _points))
_FATES = (
    _COUNT,
    ("declined", "declined", _percent),
    ("fair", "other fair", _percent),
    ("asked back", "asked back", _percent),
    ("answered", "answered", _percent),
    ("language", "reply language", _percent),
)
_LANGUAGES = (_COUNT, ("right", "right", _percent))
_SEVERAL = (_COUNT, *((name, name, _percent) for name in several.VERDICTS), ("language", "reply language", _percent))
_KNOWLEDGE = (_COUNT, *((name, name, _percent) for name in (*knowledge.VERDICTS, "good")))
_ENTITIES = (_COUNT, *((name, name, _percent) for name in (entities.RIGHT, entities.MISSED, entities.WRONG)))


def table(
    title: str, rows: Mapping[str, Mapping[str, float]], columns: Iterable[tuple[str, str, Format]]
) -> Iterator[str]:
    """The lines of a table. `columns`: name of the figure, head of its column, how it is written."""
    shown = list(columns)
    width = max((len(name) for name in (title, *rows)), default=0)
    yield f"{title:<{width}}" + "".join(f" {head:>{_width(head)}}" for _, head, _ in shown)
    for name, row in rows.items():
        cells = (f" {write(row[figure]):>{_width(head)}}" for figure, head, write in shown)
        yield f"{name:<{width}}" + "".join(cells)


def _width(head: str) -> int:
    return max(len(head), 7)


def lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """Everything that was measured."""
    for name, found in figures.get("messages", {}).items():
        yield from _messages(name, found)
    if found := figures.get(OUT_OF_SCOPE):
        yield from _out_of_scope(found)
    if found := figures.get(REPLY_LANGUAGE):
        yield from _reply_language(found)
    if found := figures.get(SEVERAL):
        yield from ("", *table("several questions", found, _SEVERAL))
    if found := figures.get(KNOWLEDGE):
        yield from ("", *table("facts in answers", found, _KNOWLEDGE))
    for half, kinds in figures.get(ENTITIES, {}).items():
        yield from ("", *table("all entities" if half == ALL else f"entities, {half}", kinds, _ENTITIES))


def _messages(name: str, found: Mapping[str, Any]) -> Iterator[str]:
    count = found["registers"][ALL]["count"]
    yield from ("", "", f"{'all sets of messages' if name == ALL else name}: {count} messages", "")
    yield from table("register", found["registers"], _MESSAGES)
    yield from ("", *table("about", found["groups"], _MESSAGES))
    yield from ("", "most frequent confusions (meant -> got):")
    yield from (f"  {times} x  {meant} -> {got}" for meant, got, times in found["confusions"])
    calibration = found["calibration"]
    yield from ("", "confidence of what was answered, against the share right (topic or intent; with the aspect):")
    for one in calibration["bins"]:
        right = f"{one['right']:.2f} right ({one['strict']:.2f})"
        yield f"  {one['confidence']:.2f} confident: {right}, {one['count']} messages"
    yield f"  expected calibration error: {calibration['error']:.3f}"
    for figure, title in (("slips", "slips of the finger"), ("romanised", "native script, romanised")):
        if found.get(figure):
            yield from ("", *table(title, found[figure], _LOSS))
    times = found["milliseconds"]
    yield from ("", f"engine: p50 {times['p50']:.1f} ms, p95 {times['p95']:.1f} ms a message")


def _out_of_scope(found: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "", *table("out of scope", found["registers"], _FATES), "")
    yield f"AUROC against {found['questions']} questions of ours: {found['auroc']:.3f}"
    yield (
        f"declined where 5 % of our questions would be (score below {found['threshold']:.3f}): "
        f"{found['declined_at_threshold']:.1f}%"
    )


def _reply_language(found: Mapping[str, Any]) -> Iterator[str]:
    rows = {**found["groups"], "another language than before": found["switching"]}
    yield from ("", "", *table("reply language", rows, _LANGUAGES))
    yield (
        f"{languages.OTHER}: {found['seen']:.1f}% seen not to be ours, {found['named']:.1f}% by name; "
        f"of ours {found['ours_taken_for_other']:.1f}% taken for another"
    )


def changed(changes: Sequence[Change]) -> Iterator[str]:
    """The figures of the last release beside today's; those that must not fall are marked."""
    rows = {
        f"{change.name}{' *' if change.guarded else ''}": {
            "then": change.then, "now": change.now, "difference": change.difference
        }
        for change in changes
    }  # fmt: skip
    columns = (("then", "then", _percent), ("now", "now", _percent), ("difference", "difference", _points))
    yield from ("", "", *table("since the last release (* must not fall)", rows, columns))


def missing_facts(answered: Iterable[knowledge.Answered]) -> Iterator[str]:
    """Every question whose answer does not hold what it should."""
    yield from ("", "facts in answers, misses:")
    for one in answered:
        if one.verdict in (knowledge.RIGHT, knowledge.ASKED_BACK):
            continue
        row = one.row
        yield f"  {row.id} {row.register:<9} {row.text}"
        yield f"      meant {'|'.join(row.topics)}/{'|'.join(row.aspects)} ({row.facts})"
        lacking = f"; not in it: {', '.join(f'{number:g}' for number in one.missing)}" if one.missing else ""
        yield f"      {one.verdict}: {', '.join(one.given) or 'nothing'}{lacking}"


def misses(judged: Mapping[str, Sequence[Judged]], read: Sequence[entities.Read]) -> Iterator[str]:
    """Every message that was not understood or answered in another language, and every value not read as expected, of
    the half that may be looked at."""
    for name, items in judged.items():
        yield from ("", f"{name}, wrong reply language:")
        for item in (item for item in items if item.language != item.message.reply_language):
            yield f"  {item.message.id} {item.message.register:<9} {item.message.text}"
            yield f"      meant {item.message.reply_language}, got {item.language}"
        yield from ("", f"{name}, misses:")
        for item in (item for item in items if not item.good):
            context = f" [after {item.message.context}]" if item.message.context else ""
            yield f"  {item.message.id} {item.message.register:<9} {item.message.text}{context}"
            yield f"      meant {' or '.join(item.message.right)}; got {item.got} ({item.confidence:.2f})"
    shown = [one for one in read if one.entity.tuning and one.verdict != entities.RIGHT]
    if shown:
        yield from ("", "entities, misses of the tuning half:")
    for one in shown:
        yield f"  {one.entity.id} {one.entity.kind:<10} {one.entity.text}"
        yield f"      meant {one.entity.expect or 'nothing'}, got {one.got or 'nothing'}"
