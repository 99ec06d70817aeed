"""Asks the assistant: language choice and engine, as for a person, all texts in one process of the engine."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.conversation.state import State
from bot.conversation.understanding import Understood, understand
from bot.errors import UserError
from bot.language import History, Language, LanguageModel
from bot.settings import ROOT, get_settings
from bot.training.language import load_or_train

ENGINE_PYTHON = ROOT / "rasa_project" / ".venv" / "bin" / "python"
DECLINE = "nlu_fallback"
_TURNS = 3  # messages of a person with a history


@dataclass(frozen=True)
class Said:
    """What a person writes. `context`: topic of the last answer; `language`: of the person's earlier messages."""

    text: str
    context: str | None = None
    language: Language | None = None


@dataclass(frozen=True)
class Heard:
    """What the assistant makes of it. `engine`: the engine's answer (rasa_project/understand.py)."""

    understood: Understood
    engine: dict[str, Any] = field(default_factory=dict)

    @property
    def certainty(self) -> float:
        """How surely it is a question of ours, unbounded; least of what the engine is not asked or sees nothing in."""
        return float(self.engine.get("certainty", -math.inf))

    @property
    def language(self) -> str:
        """The language of the reply: who asks for a language is answered in it (action_set_language)."""
        intent = str(self.engine["intent"])
        return (
            intent.removeprefix("change_language_")
            if intent.startswith("change_language_")
            else self.understood.language
        )


def hear(said: Iterable[Said], engine: Path | None = None, language: LanguageModel | None = None) -> dict[Said, Heard]:
    """The assistant's understanding of each text; `UserError` if the engine fails. `engine`, `language`: the
    models; those of today's content if left out, trained first if need be."""
    asked = list(dict.fromkeys(said))
    if not asked:
        return {}
    settings = get_settings()
    model = language or load_or_train(settings.models_dir, settings.content_dir)
    default, limit = settings.default_language, settings.text_limit
    understood = [
        understand("text", one.text, _history(one), State(topic=one.context), model, default, limit) for one in asked
    ]
    reaching = [(heard.text, heard.language, one.context) for heard, one in zip(understood, asked, strict=True)]
    rows = [row for row in reaching if row[0] is not None]
    answers = iter(_ask(engine or _trained(settings.models_dir), rows) if rows else ())
    return {
        one: Heard(heard, next(answers) if heard.text is not None else _without_engine(heard))
        for one, heard in zip(asked, understood, strict=True)
    }


def _history(said: Said) -> History:
    return History(said.language, False, _TURNS if said.language else 0)


def _without_engine(heard: Understood) -> dict[str, Any]:
    """A choice stands for its intent; a remark ("I cannot read this") says that there is no answer."""
    return {
        "intent": heard.payload or DECLINE, "confidence": 1.0, "topic": None, "aspect": None, "candidates": [],
        "together": [], "aspects": [], "parts": [], "milliseconds": 0.0,
    }  # fmt: skip


def _trained(models: Path) -> Path:
    printed = _engine("rasa_project.train", "--models", str(models))
    return Path(printed.strip().splitlines()[-1].removeprefix("model: "))


def _ask(model: Path, rows: Sequence[tuple[str | None, str, str | None]]) -> list[dict[str, Any]]:
    lines = (
        json.dumps({"text": text, "metadata": {"language": language, "topic": topic}}, ensure_ascii=False) + "\n"
        for text, language, topic in rows
    )
    printed = _engine("rasa_project.understand", "--model", str(model), feed="".join(lines))
    # Only the line feed parts answers: str.splitlines would also cut at signs that a text may hold.
    answers = [json.loads(line) for line in printed.split("\n") if line.startswith("{")]
    if len(answers) != len(rows):
        raise UserError(f"rasa_project.understand answered {len(answers)} of {len(rows)} messages.")
    return answers


def _engine(module: str, *arguments: str, feed: str = "") -> str:
    done = subprocess.run(
        [str(ENGINE_PYTHON), "-m", module, *arguments],
        cwd=ROOT,
        input=feed,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise UserError(f"{module} failed: {last}")
    return done.stdout
