"""The beginning of a new topic: a file with every part, what belongs there, and nothing made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from bot.knowledge.check_topic import COMPARED_AREAS
from bot.knowledge.model import ASPECTS, OFFICE_KINDS, POINTS, REGISTERS, Area, Aspect, Source, Topic

REVIEW_AFTER = dt.timedelta(days=92)
_WRITTEN_FIRST = ("en", "bn", "hi")

_ASPECT_HINTS: dict[Aspect, str] = {
    "what": "what it is, in two to four sentences with the most important number; required",
    "benefit": "what one gets: amounts, rates, by category",
    "eligibility": "who can, who cannot",
    "documents": "which papers",
    "how-to-apply": "how to do it, in numbered steps",
    "cost": "what it costs: fees, charges, penalties",
    "time": "how long it takes, until when, due dates, how long it holds",
    "contact": "where to ask: office, portal, helpline",
    "mistakes": "what often goes wrong and how to avoid it",
    "example": "one worked example with numbers",
}
_REGISTER_HINTS = {
    "bn": "Bengali script", "hi": "Devanagari", "bn_roman": "Bengali in roman letters",
    "hi_roman": "Hindi in roman letters", "mixed": "scripts or languages mixed in one message",
}  # fmt: skip


def skeleton(topic_id: str, area: Area, today: dt.date, like: Topic | None = None) -> str:
    """The text of the file. `like`: a similar topic, whose aspects, points, sources and register entries are taken over
    (never its words or figures)."""
    return "\n".join(_lines(topic_id, area, today, like)) + "\n"


def _lines(topic_id: str, area: Area, today: dt.date, like: Topic | None) -> Iterator[str]:
    yield "# Write what is empty. `bot content check` says what is still to be written; docs/content-guide.md explains."
    yield f"id: {topic_id}"
    yield f"area: {area}"
    yield _said(f"order: {like.order if like else 50}", "place in the area's menu: lower comes first")
    yield from _text("title", "at most 60 characters: used in sentences and lists")
    yield from _text("button", "at most 20 characters: the title of a button")
    yield _said("# tool: emi", "a calculator that is offered below each answer; else leave it out")
    yield _said("# office: business", f"offices that help: {', '.join(OFFICE_KINDS[:4])} ...; else leave it out")
    yield _said("aliases:", "names as people type them, any script, short forms, misspellings; no whole questions")
    yield "  -"
    yield _said(f"reach: {like.reach if like else 'india'}", "where it holds: india or west_bengal")
    yield _said("facts:", "entries of the register (tests/content/facts.tsv) that the figures come from")
    yield from (f"  - {fact}" for fact in (like.facts if like and like.facts else [""]))
    yield _said("status: unconfirmed", "open, closed, changed or unconfirmed")
    yield from _text("status_note", "one sentence, said with every answer; leave it out if the status is open")
    yield _said(f"verified_on: {today}", "the day the facts were checked")
    yield _said(f"review_by: {today + REVIEW_AFTER}", "the day from which they must be checked again")
    yield _said("figures: {}", "every amount of money, percentage and date of the texts, once for all languages:")
    yield "#  cost_limit: {rupees: 5000000}"
    yield "#  own_money: {percent: 10, since: 2026-04-01}"
    yield "#  help_most: {rupees: 1750000, derived: 35 % of 50 lakh}"
    yield "#  from_day: {date: 2026-04-01}"
    yield "#  return_due: {due: {day: 20}}"
    yield _said("sources:", "where the facts come from; as_of: a year, a month or a day")
    for source in like.sources if like else [None]:
        yield from _source(source)
    yield from _text("brief", "the subject in one or two sentences, at most 240 characters, for 'in short'")
    points = list(like.points) if like and like.points else POINTS[:3] if area in COMPARED_AREAS else ()
    yield _said("points:" if points else "points: {}", f"to compare it by: {', '.join(POINTS)}")
    for point in points:
        yield from _text(point, "at most 90 characters", "  ")
    yield "# fits:                     # whom it is for, for the finder; see docs/content-guide.md"
    yield "#  needs: [loan]"
    yield "#  all:"
    yield "#    - {fact: stage, one_of: [new]}"
    aspects = [aspect for aspect in ASPECTS if like is None or aspect in like.aspects]
    yield _said("aspects:", "150 to 550 characters each; leave out those that do not apply, four must stay")
    for aspect in aspects:
        yield from _text(aspect, _ASPECT_HINTS[aspect], "  ")
    yield _said("elsewhere: {}", "aspects that another topic answers, as aspect: topic")
    yield _said("questions:", "how people ask, at least 8 a language, each aspect in three registers or more")
    yield from _questions(aspects)


def _said(line: str, comment: str) -> str:
    return f"{line:<27} # {comment}"


def _text(name: str, comment: str, indent: str = "") -> Iterator[str]:
    yield _said(f"{indent}{name}:", comment)
    yield from (f"{indent}  {language}:" for language in _WRITTEN_FIRST)


def _source(source: Source | None) -> Iterator[str]:
    yield f"  - title: {_quoted(source.title)}" if source else "  - title:"
    yield f"    url: {source.url}" if source else "    url:"
    if source is None or source.as_of:
        yield f"    as_of: {_quoted(source.as_of or '')}" if source else "    as_of:"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _questions(aspects: Iterable[Aspect]) -> Iterator[str]:
    for number, aspect in enumerate(aspects):
        yield f"  {aspect}:"
        for register in REGISTERS:
            hint = _REGISTER_HINTS.get(register) if number == 0 else None
            yield _said(f"    {register}: []", hint) if hint else f"    {register}: []"
