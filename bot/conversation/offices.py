"""The nearest offices, in words: what each does, in which town it sits, and how far that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.base import Outgoing, SourceLink
from bot.conversation.texts import Texts
from bot.knowledge.model import OFFICE_KINDS, Language, OfficeKind
from bot.knowledge.offices import Point
from bot.services.offices import Near, nearest, of_district

FAR_KM = 250
"""Who is farther from the nearest office than any place of the state is told so."""


class Offices:
    """Writes where to go, from one state of the content."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def write(self, values: Mapping[str, Any], language: Language) -> Outgoing:
        """`values`: `kind`, and `district` or `here`; `at`: the place that the person shared with this message."""
        texts, offices = self._texts, self._texts.content.offices.values()
        kind = _kind(values.get("kind"))
        near: list[Near] = []
        here: Point | None = values.get("at")
        if values.get("here"):
            near = nearest(offices, kind, here) if here is not None else []
        else:
            near = of_district(offices, kind, str(values.get("district")))
        if not near:
            return texts.message("office_none", language)
        name = texts.choice_name(f"office.{kind}", language)
        shared = bool(values.get("here"))
        where = "" if shared else texts.choice(f"district.{str(values['district']).replace('-', '_')}", language)
        place = {} if shared else {"place": where}
        head = texts.text("office_near" if shared else "office_in", language, kind=name, **place)
        far = texts.text("office_far", language) if shared and near[0].km > FAR_KM else ""
        closing = texts.message("office_result", language)
        lines = "\n\n".join(self._line(one, language, shared) for one in near)
        whole = [head, far, lines, closing.text, self._source(near, language)]
        return Outgoing(
            "\n\n".join(part.strip() for part in whole if part), language, closing.buttons, tuple(_links(near))
        )

    def _line(self, near: Near, language: Language, shared: bool) -> str:
        texts, office = self._texts, near.office
        values: dict[str, Any] = {"name": office.name[language], "town": office.town[language]}
        key = "office_line_km" if shared else "office_line"
        if shared:
            values["km"] = max(1, round(near.km))
        said = [texts.text(key, language, **values), office.what[language]]
        if office.address is not None:
            said.append(office.address[language])
        if office.status != "open":
            said.append(texts.text("office_unsure", language))
        return "\n".join(said)

    def _source(self, near: Sequence[Near], language: Language) -> str:
        office = near[0].office
        return self._texts.text("source_line", language, source=office.sources[0].title, date=office.verified_on)


def _kind(name: Any) -> OfficeKind:
    return next((kind for kind in OFFICE_KINDS if kind == name), OFFICE_KINDS[0])


def _links(near: Sequence[Near]) -> list[SourceLink]:
    """The first source of each office, each once."""
    found = {
        one.office.sources[0].url: SourceLink(
            one.office.sources[0].title, one.office.sources[0].url, one.office.verified_on.isoformat()
        )
        for one in near
    }
    return list(found.values())
