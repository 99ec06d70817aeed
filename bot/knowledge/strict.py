"""The base of all that is read from `content/`."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints

Language = Literal["bn", "hi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Strict(BaseModel):
    """A part of a file in which unknown names are mistakes, not extras."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Trilingual(Strict):
    """One text, level in the three languages."""

    bn: Text
    hi: Text
    en: Text

    def __getitem__(self, language: Language) -> str:
        text: str = getattr(self, language)
        return text
