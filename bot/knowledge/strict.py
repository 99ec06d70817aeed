"""The base of all that is read from `content/`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of a file in which unknown names are mistakes, not extras."""

    model_config = ConfigDict(extra="forbid", frozen=True)
