"""The search form of the workers: from the address to the filter of the service, and back."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.console.visit import Visit
from bot.knowledge.library import Content
from bot.knowledge.names import names
from bot.services.worker_filter import YEARS, Filter, Status, named

_MOST = 100  # values of one list in an address
_Several = Annotated[list[Annotated[str, Field(max_length=32)]], Field(max_length=_MOST)]


class Asked(BaseModel):
    """What an address asks for. Empty fields of the form count as left out."""

    model_config = ConfigDict(extra="ignore")

    district: _Several = Field(default_factory=list)
    place: Annotated[str, Field(max_length=80)] | None = None
    trade: _Several = Field(default_factory=list)
    years_from: int | None = Field(None, ge=0, le=YEARS)
    years_to: int | None = Field(None, ge=0, le=YEARS)
    want: _Several = Field(default_factory=list)
    gender: Literal["woman", "man", "other"] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    status: Status = "active"
    after: str | None = Field(None, max_length=600)

    @field_validator("*", mode="before")
    @classmethod
    def _left_out(cls, value: Any) -> Any:
        if isinstance(value, list):
            return [one for one in value if one != ""]
        return value.strip() or None if isinstance(value, str) else value

    @field_validator("status", mode="before")
    @classmethod
    def _usual(cls, value: Any) -> Any:
        return value or "active"

    def filter(self, content: Content) -> Filter:
        """As the services take it. A place may be written in any of the languages. Raises `BadFilter`."""
        known = names(content)
        asked = Filter(
            frozenset(self.district), _place(content, self.place), frozenset(self.trade), self.years_from,
            self.years_to, frozenset(self.want), self.gender, self.since, self.until, self.status,
        )  # fmt: skip
        return named(asked, known.districts, known.trades)

    def query(self) -> dict[str, Any]:
        """For an address; without the page."""
        return self.model_dump(mode="json", exclude={"after"}, exclude_defaults=True)

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.query())


def _place(content: Content, text: str | None) -> str | None:
    if text is None or content.places is None:
        return text
    found = [one for one in content.places.find(text, expected=True) if one.kind != "district"]
    return found[0].name if len(found) == 1 else text


def written(visit: Visit, place: str | None) -> str:
    """A place in the letters of the official's language."""
    index = visit.site.content.places
    return index.written(place, visit.language) if place and index is not None else place or ""
