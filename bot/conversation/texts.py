"""The bot's own messages and buttons in one language, with values in each language's habit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from bot.channels.base import Button, Outgoing
from bot.clock import INDIA
from bot.conversation import payloads
from bot.knowledge.figures import day, fill, show
from bot.knowledge.library import Content
from bot.knowledge.model import AREAS, TOOLS, Aspect, Figure, Language, Topic, Trilingual
from bot.language import format_time, format_weekday, localise_digits
from bot.services.preferences import PURPOSES

_PAYLOADS: dict[str, str] = {
    **{f"area_{area}": payloads.menu(area) for area in AREAS},
    **{f"language_{language}": f"lang:{language}" for language in ("bn", "hi", "en")},
    **{f"roman_{language}": f"script:roman:{language}" for language in ("bn", "hi")},
    "roman": "script:roman",
    "language": "language",
    "person": "person",
    "menu": "menu",
    **{name: payloads.tool(name) for name in TOOLS},
    "help": "help",
    "start_again": "start",
    "voice_on": "voice:on",
    "voice_off": "voice:off",
    "settings": "prefs",
    "bot": "bot",
    "my_registration": "me:card",
    "my_loans": "me:loans",
    "my_trainings": "me:trainings",
    "my_data": "me:data",
    "my_consents": "me:consents",
    "erase": "me:erase",
    "erase_yes": "me:erase:yes",
    **{f"pref_{purpose}_{turn}": f"pref:{purpose}:{turn}" for purpose in PURPOSES for turn in ("on", "off")},
}


class Texts:
    """Messages, titles and buttons from one state of the content, on one day."""

    def __init__(self, content: Content, today: dt.date) -> None:
        self.content = content
        self.today = today

    def message(self, key: str, language: Language, **values: Any) -> Outgoing:
        """One of the bot's own messages. `choices` among the values are the answers that a tool offers. A value may be
        messages again ({"key", "values"}, or a list of such, one a line), the name of a choice ({"choice": key}), of a
        trade ({"trade": id}) or of a place ({"place": English name}), or what a consent rests on ({"notice": purpose};
        with "whole" all of it), a text that is not of the content ({"said": by language}), or of a moment (ISO 8601)
        the day ({"on": moment}) or the time ({"at": moment}) in India. `acts`: buttons about one thing of the person's
        own ({"title", "payload", "values"}).
        """
        message = self.content.messages[key]
        offered = self.offered(values.pop("choices", ()), language)
        offered += self.acts(values.pop("acts", ()), language)
        shown = {name: self._shown(name, value, language) for name, value in values.items()}
        return Outgoing(
            _without_empty_lines(message.text[language], shown).format_map(_Known(shown)),
            language,
            (*offered, *self.buttons(message.buttons, language)),
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

    def offered(self, choices: Iterable[Mapping[str, str]], language: Language) -> tuple[Button, ...]:
        """Buttons of a tool's question."""
        return tuple(
            Button(self.choice(one["key"], language), payloads.choose(one["tool"], one["slot"], one["value"]))
            for one in choices
        )

    def acts(self, acts: Iterable[Mapping[str, Any]], language: Language) -> tuple[Button, ...]:
        """Buttons that the gateway itself obeys; a title may have places for values."""
        return tuple(
            Button(
                self.title(act["title"], language).format_map(
                    _Known({name: self._shown(name, value, language) for name, value in act.get("values", {}).items()})
                ),
                act["payload"],
            )
            for act in acts
        )

    def choice(self, key: str, language: Language) -> str:
        """The title of a choice, or of a button that is offered as one."""
        text = self.content.choices.get(key)
        if text is None and key.startswith("trade."):  # the short name of a trade, where a long one needs one
            return self.trade_name(key.removeprefix("trade.").replace("_", "-"), language)
        return text.title[language] if text else self.title(key, language)

    def choice_name(self, key: str, language: Language) -> str:
        """A choice inside a sentence."""
        text = self.content.choices.get(key)
        return text.name[language] if text and text.name else self.choice(key, language)

    def trade_name(self, trade: str, language: Language) -> str:
        """A trade inside a sentence; one that is not listed as it was said."""
        listed = self.content.trade_list.get(trade)
        return listed.name[language] if listed else trade

    def place_name(self, place: str, language: Language) -> str:
        """A block or town by its English name; one that is not listed as it was said."""
        return self.content.places.written(place, language) if self.content.places is not None else place

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

    def shown(self, name: str, value: Any, language: Language) -> str:
        """One value as `message` shows it, for a text that is not a message: a place of a template."""
        return self._shown(name, value, language)

    def _shown(self, name: str, value: Any, language: Language) -> str:
        if name == "date":
            return day(value if isinstance(value, dt.date) else dt.date.fromisoformat(value), language)
        if isinstance(value, list):
            return "\n".join(self._shown(name, one, language) for one in value)
        if isinstance(value, dict) and "key" in value:
            return self.text(value["key"], language, **value["values"]).strip()
        if isinstance(value, dict) and "choice" in value:
            return self.choice_name(value["choice"], language)
        if isinstance(value, dict) and "notice" in value:
            notice = self.content.notices[value["notice"]]
            return (notice.full if value.get("whole") else notice.text)[language].strip()
        if isinstance(value, dict) and "consent" in value:
            return self.content.notices[value["consent"]].name[language].strip()
        if isinstance(value, dict) and "said" in value:
            return str(value["said"].get(language) or next(iter(value["said"].values()), ""))
        if isinstance(value, dict) and "on" in value:
            return format_weekday(_here(value["on"]).date(), language)
        if isinstance(value, dict) and "at" in value:
            return format_time(_here(value["at"]).time(), language)
        if isinstance(value, dict) and "trade" in value:
            return self.trade_name(value["trade"], language)
        if isinstance(value, dict) and "place" in value:
            return self.place_name(value["place"], language)
        if isinstance(value, dict):
            return show(Figure.model_validate(value), language, self.today)
        if name == "other" and value is not None:
            return self.content.messages[f"language_name_{value}"].text[language]
        return localise_digits(str(value), language) if isinstance(value, int) else str(value)


def _here(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).astimezone(INDIA)


def _without_empty_lines(template: str, shown: Mapping[str, str]) -> str:
    """Lines that hold nothing but an empty value are left out."""
    empty = {f"{{{name}}}" for name, value in shown.items() if not value}
    return "\n".join(line for line in template.splitlines() if line.strip() not in empty)


class _Known(dict[str, str]):
    """Leaves a placeholder that has no value as it is instead of failing a whole reply."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
