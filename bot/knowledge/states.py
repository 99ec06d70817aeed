"""The content as it was at some moment: files by name, from a folder or from an archive."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, bytes]
"""What the files held, by their path inside the folder of the content ("schemes/pmegp.yml")."""

_MODEL = "MODEL"  # which model was trained from the state; no file of the content has such a name
RECORD = "content-of-the-model.tar.gz"
"""In the folder of models: the content that the engine's model was trained from."""


def of_folder(content_dir: Path) -> Files:
    """The content of today."""
    paths = sorted([*content_dir.glob("*.yml"), *content_dir.glob("*/*.yml")])
    return {path.relative_to(content_dir).as_posix(): path.read_bytes() for path in paths}


def of_archive(data: bytes) -> Files:
    """The content in a tar archive (compressed or not). Raises `tarfile.TarError`."""
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() and member.name.endswith(".yml") else None
            if content is not None:
                files[member.name.removeprefix("./")] = content.read()
    return files


def record(content_dir: Path, model: Path, *, anew: bool = False) -> None:
    """Keeps the content beside a model that was just trained from it. What was recorded for the same model stays
    (answers may have changed since, which the model does not see) unless it was trained `anew`. Raises `OSError`."""
    file = model.parent / RECORD
    if not anew and recorded_model(file) == model.name:
        return
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, data in {_MODEL: model.name.encode(), **of_folder(content_dir)}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_bytes(packed.getvalue())
    os.replace(fresh, file)


def recorded(models_dir: Path) -> Files | None:
    """The content of the last training; None if none was recorded, or the record cannot be read."""
    try:
        return of_archive((models_dir / RECORD).read_bytes())
    except (OSError, tarfile.TarError, EOFError):
        return None


def recorded_model(file: Path) -> str | None:
    """Name of the model that a record belongs to; None if there is no readable record."""
    try:
        with tarfile.open(file) as archive:
            found = archive.extractfile(_MODEL)
            return found.read().decode() if found else None
    except (OSError, KeyError, tarfile.TarError, EOFError):
        return None
