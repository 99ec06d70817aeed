"""Where the engine finds things. Standard library only: the application's side uses it too (fingerprint)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import List

PROJECT = Path(__file__).resolve().parent
ROOT = PROJECT.parent


def content_dir() -> Path:
    """The folder of the content (`CONTENT_DIR`, or `content/`)."""
    return ROOT / os.environ.get("CONTENT_DIR", "content")


def data_dir() -> Path:
    """The folder of everything written (`DATA_DIR`, or `var/`)."""
    return ROOT / os.environ.get("DATA_DIR", "var")


AREAS = ("digital", "export", "gst", "licences", "loans", "money", "ondc", "schemes", "workers")
"""Folders of the content that hold topics; the others hold messages, places, trades."""


GLOSSARY = "glossary"


def glossary_files(content: Path) -> List[Path]:
    """The content's explained words in a stable order."""
    return sorted((content / GLOSSARY).glob("*.yml"))


def topic_files(content: Path) -> List[Path]:
    """The content's topics in a stable order."""
    return sorted(path for area in AREAS for path in (content / area).glob("*.yml"))
