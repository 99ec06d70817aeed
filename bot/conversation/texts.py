"""The bot's own messages and buttons in one language, with values in each language's habit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from bot.channels.base import Button, Outgoing
from bot.conversation import payloads
from bot.knowledge.figures import day, fill, show
from bot.knowledge.library import Content
from bot.knowledge.model import AREAS, Aspect, Figure, Language, Topic, Trilingual
from bot.language import localise_digits

_PAYLOADS = {
    **{f"area_{area}": payloads.menu(area) for area in AREAS},
    **{f"language_{language}": f"lang:{language}" for language in ("bn", "hi", "en")},
    **{f"roman_{language}": f"script:roman:{language}" for language in ("bn", "hi")},
    "roman": "script:roman",
    "language": "language",
    "person": "person",
    "menu": "menu",
    "emi": "emi",
    "help": "help",
    "start_again": "start",
}


class Texts:
    """Messages, titles and buttons from one state of the content, on one day."""

    def __init__(self, content: Content, today: dt.date) -> None:
        self.content = content
        self.today = today

    def message(self, key: str, language: Language, **values: Any) -> Outgoing:
        """One of the bot's own messages."""
        message = self.content.messages[key]
        shown = {name: self._shown(name, value, language) for name, value in values.items()}
        return Outgoing(
            message.text[language].format_map(_Known(shown)), language, self.buttons(message.buttons, language)
        )

    def text(self, key: str, language: Language, **values: Any) -> str:
        """The words of a message alone."""
        return self.message(key, language, **values).text

    def title(self, name: str, language: Language) -> str:
        """The title of a button, or another name in the content's list of them."""
        return self.content.buttons[name].text[language]

    def buttons(self, names: Iterable[str], language: Language) -> tuple[Button, ...]:
        """Buttons that belong to the bot itself."""
        return tuple(Button(self.title(name, language), _PAYLOADS[name]) for name in names)

    def topic_button(self, topic: Topic, language: Language, aspect: Aspect | None = None) -> Button:
        """The button that asks about a topic; titled by the aspect if one is given."""
        title = self.title(f"aspect_{aspect}", language) if aspect else topic.button[language]
        return Button(title, payloads.ask(topic.id, aspect))

    def aspect_name(self, aspect: str | None, language: Language) -> str:
        """An aspect inside a sentence."""
        return self.title(f"aspect_name_{aspect}", language)

    def filled(self, text: Trilingual, topic: Topic, language: Language) -> str:
        """A text of a topic with its figures."""
        return fill(text[language], topic.figures, language, self.today).strip()

    def _shown(self, name: str, value: Any, language: Language) -> str:
        if name == "date":
            return day(value if isinstance(value, dt.date) else dt.date.fromisoformat(value), language)
        if isinstance(value, dict):
            return show(Figure.model_validate(value), language, self.today)
        if name == "other" and value is not None:
            return self.content.messages[f"language_name_{value}"].text[language]
        return localise_digits(str(value), language) if isinstance(value, int) else str(value)


class _Known(dict[str, str]):
    """Leaves a placeholder that has no value as it is instead of failing a whole reply."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
