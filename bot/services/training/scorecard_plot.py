"""The scorecard's picture: sessions held and people who came, against the programme's milestones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from bot.knowledge.model import BotMessage, Language
from bot.services.statistics import burnup
from bot.services.statistics.burnup import Held, Progress
from bot.services.training.scorecard import Scorecard

Form = Literal["svg", "png"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)


def progress(card: Scorecard, language: Language) -> Progress:
    """What is drawn. The plan begins with the programme, or with the first session if that was earlier."""
    title = card.title.get(language) or card.title.get("en") or card.code
    held = [Held(day, sessions, people) for day, sessions, people in card.days]
    return Progress(title, card.starts_on, card.until, card.milestones, held)


def drawn(card: Scorecard, messages: Mapping[str, BotMessage], language: Language, form: Form) -> bytes:
    """The picture. Raises OSError if the fonts are not installed."""
    make = burnup.svg if form == "svg" else burnup.png
    return make(progress(card, language), messages, language)
