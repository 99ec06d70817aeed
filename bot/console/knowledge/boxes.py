"""The fields of the editor: what a document holds, one field for each text, list or part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.console.knowledge import labels
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.model import ASPECTS, OFFICE_KINDS, POINTS, REGISTERS, TOOLS, Language
from bot.knowledge.rewriting import part as part_of

WRITTEN: Final[tuple[Language, ...]] = ("en", "bn", "hi")
RAW: Final = ("figures", "fits", "elsewhere")
SPARE_SOURCES: Final = 2
_NAMES: Final[dict[str, str]] = {"en": "English", "bn": "বাংলা", "hi": "हिन्दी"}


@dataclass
class Box:
    """A field. `kind`: text, area, lines, code, date, select; `now`: what stands there meanwhile, if somebody else
    changed it."""

    name: str
    label: str
    value: str
    kind: str = "text"
    rows: int = 3
    lang: str = ""
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""
    errors: list[str] = field(default_factory=list)
    now: str = ""

    @property
    def id(self) -> str:
        """For its label, help and errors."""
        return "f-" + self.name.replace(".", "-").replace("_", "-")


@dataclass
class Group:
    """Fields that belong together. `columns`: side by side where there is room; `new`: nothing is written yet."""

    name: str
    title: str
    boxes: list[Box]
    columns: bool = False
    new: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def faulty(self) -> bool:
        return bool(self.errors) or any(box.errors for box in self.boxes)


def groups(visit: Visit, part: str, text: str, data: Mapping[str, Any]) -> list[Group]:
    """The fields of a part of a topic. `text`: the document itself; `data`: what it says."""
    made = {"about": _about, "answers": _answers, "sources": _sources, "questions": _questions}[part]
    return list(made(visit, text, data))


def trio(visit: Visit, path: tuple[str, ...], title: str, data: Any, rows: int = 0) -> Group:
    """A text in three languages."""
    texts = data if isinstance(data, dict) else {}
    boxes = [
        Box(
            ".".join((*path, language)), _NAMES[language], plain(texts.get(language)),
            "area" if rows else "text", rows, language,
        )
        for language in WRITTEN
    ]  # fmt: skip
    return Group(".".join(path), title, boxes, columns=True, new=not any(box.value for box in boxes))


def plain(value: Any) -> str:
    """A value as it stands in a field."""
    return "" if value is None else str(value).strip()


def _about(visit: Visit, text: str, data: Mapping[str, Any]) -> Iterator[Group]:
    say, content, language = visit.say, visit.site.content, visit.language
    none = ("", say(N_("None")))
    statuses = tuple((key, say(name)) for key, name in labels.STATUSES.items())
    reaches = tuple((key, say(name)) for key, name in labels.REACHES.items())
    tools = tuple((name, labels.button(content, name, language)) for name in TOOLS)
    offices = tuple((name, choice.title[language] if (choice := content.choices.get(f"office.{name}")) else name)
                    for name in OFFICE_KINDS)  # fmt: skip
    yield trio(visit, ("title",), say(labels.FIELDS["title"]), data.get("title"))
    yield trio(visit, ("button",), say(labels.FIELDS["button"]), data.get("button"))
    yield trio(visit, ("brief",), say(labels.FIELDS["brief"]), data.get("brief"), 3)
    head = [
        _one(visit, data, "status", "select", options=statuses),
        _one(visit, data, "verified_on", "date"),
        _one(visit, data, "review_by", "date"),
        _one(visit, data, "reach", "select", options=reaches),
        _one(visit, data, "order", "text", help=say(N_("A number: lower comes first."))),
        _one(visit, data, "tool", "select", options=(none, *tools)),
        _one(visit, data, "office", "select", options=(none, *offices)),
    ]
    yield Group("head", say(N_("Status and dates")), head, columns=True)
    yield trio(visit, ("status_note",), say(labels.FIELDS["status_note"]), data.get("status_note"), 3)
    aliases = data.get("aliases")
    names = Box("aliases", say(labels.FIELDS["aliases"]), _lines(aliases), "lines", 10,
                help=say(N_("As people type them, in any script, with misspellings; no whole questions.")))  # fmt: skip
    yield Group("names", say(N_("Other names")), [names])


def _answers(visit: Visit, text: str, data: Mapping[str, Any]) -> Iterator[Group]:
    said, content = _mapping(data.get("aspects")), visit.site.content
    names = labels.aspects(content, visit.language)
    found = [trio(visit, ("aspects", aspect), names[aspect], said.get(aspect), 8) for aspect in ASPECTS]
    points = _mapping(data.get("points"))
    short = [
        trio(visit, ("points", name), labels.button(content, f"point_{name}", visit.language), points.get(name))
        for name in POINTS
    ]
    yield from (group for group in found if not group.new)
    yield from (group for group in short if not group.new)
    yield from (group for group in found if group.new)
    yield from (group for group in short if group.new)


def _sources(visit: Visit, text: str, data: Mapping[str, Any]) -> Iterator[Group]:
    say = visit.say
    listed = data.get("sources")
    sources = [_mapping(one) for one in listed] if isinstance(listed, list) else []
    for number, source in enumerate([*sources, *({} for _ in range(SPARE_SOURCES))]):
        boxes = [
            Box(f"sources.{number}.{key}", say(labels.FIELDS[key]), plain(source.get(key)), "text")
            for key in ("title", "url", "as_of")
        ]
        heading = say(N_("Source %(number)s"), number=number + 1)
        yield Group(f"sources.{number}", heading, boxes, columns=True, new=number >= len(sources))
    yield Group("register", say(N_("Register of facts")), [
        Box("facts", say(labels.FIELDS["facts"]), _lines(data.get("facts")), "lines", 4)
    ])  # fmt: skip
    for key in RAW:
        label = say(labels.FIELDS[key])
        value = part_of(text, key).rstrip()
        rows = min(16, max(4, value.count("\n") + 2))
        yield Group(f"raw-{key}", label, [Box(key, label, value, "code", rows)])


def _questions(visit: Visit, text: str, data: Mapping[str, Any]) -> Iterator[Group]:
    asked, answered = _mapping(data.get("questions")), _mapping(data.get("aspects"))
    names = labels.aspects(visit.site.content, visit.language)
    for aspect in ASPECTS:
        if aspect not in answered and aspect not in asked:
            continue
        registers = _mapping(asked.get(aspect))
        boxes = []
        for register in REGISTERS:
            value = _lines(registers.get(register))
            rows = min(8, max(3, value.count("\n") + 2))
            boxes.append(
                Box(f"questions.{aspect}.{register}", visit.say(labels.REGISTERS[register]), value, "lines", rows,
                    labels.LETTERS.get(register, ""))
            )  # fmt: skip
        yield Group(f"questions.{aspect}", names[aspect], boxes, columns=True)


def _one(visit: Visit, data: Mapping[str, Any], name: str, kind: str, **more: Any) -> Box:
    return Box(name, visit.say(labels.FIELDS[name]), plain(data.get(name)), kind, **more)


def _lines(value: Any) -> str:
    return "\n".join(plain(one) for one in value if plain(one)) if isinstance(value, list) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
