"""What a model was trained from, as one hash: training runs only when it changed.

Questions, aliases and ids of the content count, and the names of explained words; answers do not, since the model
never sees them.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Iterator

import yaml

from rasa_project.paths import PROJECT, ROOT, glossary_files, topic_files

_CODE = ("config.yml", "domain/*.yml", "data/**/*.yml", "components/*.py", "patches.py", "requirements.lock")
# These work on what a model says; the model does not depend on them.
_AFTER_TRAINING = frozenset({"clauses.py", "decision.py", "several.py", "resolver.py", "nlg.py", "tracker_store.py"})
# Of the language package the model learns through these; the rest serves the gateway.
_LANGUAGE = ("fold.py", "letters.py", "normalise.py", "romanise.py", "scripts.py", "tokens.py", "variation.py")


def fingerprint(content: Path) -> str:
    """Twelve hexadecimal digits that name the model trained from today's files."""
    digest = hashlib.sha256()
    for part in _parts(content):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:12]


def _parts(content: Path) -> Iterator[bytes]:
    for pattern in _CODE:
        for path in sorted(path for path in PROJECT.glob(pattern) if path.name not in _AFTER_TRAINING):
            yield path.name.encode() + b"\0" + path.read_bytes()
    for path in (ROOT / "bot" / "language" / name for name in _LANGUAGE):
        yield path.name.encode() + b"\0" + path.read_bytes()
    for path in topic_files(content):
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        topic = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        learnt = [topic.get("id"), topic.get("aliases"), topic.get("questions")]
        yield json.dumps(learnt, ensure_ascii=False, default=str).encode()
    for path in glossary_files(content):
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        terms = (yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}).get("terms") or ()
        names = [[term.get("id"), term.get("name"), term.get("aliases")] for term in terms]
        yield json.dumps(names, ensure_ascii=False, default=str).encode()
