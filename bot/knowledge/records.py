"""Lists of names that are content too (places, trades): read from a folder, checked by a schema."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.knowledge.lines import Located

Model = TypeVar("Model", bound=BaseModel)


class Fault(NamedTuple):
    """Something to mend in a file: where (keys and numbers down to the value), what, and how."""

    path: tuple[str | int, ...]
    message: str
    mend: str


class RecordsError(ValueError):
    """A list of names cannot be used; the message names the file. `bot content check` says it better."""


def read_records(folder: Path, model: type[Model]) -> list[Model]:
    """Every YAML file of `folder` as a `model`, in the order of their names.

    Raises `RecordsError` if a file is not readable or breaks the schema, or if there is none.
    """
    records: list[Model] = []
    for file in sorted(folder.glob("*.yml")):
        try:
            records.append(model.model_validate(Located.read(file).data))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise RecordsError(f"{file}: {where}: {first['msg']}") from error
        except (yaml.YAMLError, ValueError, OSError) as error:
            raise RecordsError(f"{file}: {error}") from error
    if not records:
        raise RecordsError(f"{folder}: no .yml file")
    return records
