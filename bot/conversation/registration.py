"""Registrations in words and pictures: all that is known of somebody, the card, and what follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bot.channels.base import Button, Document, Outgoing
from bot.conversation import card, payloads
from bot.conversation.registration_data import MOST, payload
from bot.conversation.texts import Texts
from bot.knowledge.figures import day
from bot.knowledge.model import ButtonName, Language, Topic
from bot.language import localise_digits, truncate_graphemes

KEYS: Final = frozenset(
    {
        "registration_shown", "registration_list", "registration_card", "registration_saved", "registration_changed",
        "registration_follows",
    }
)  # fmt: skip
_TITLE = 20  # characters of a button
_YEAR = 12
_UNSURE = "(?)"
_CHOICES: Final = {"wants": "worker_want", "gender": "worker_gender", "education": "worker_school"}
"""The groups of content/choices that name the values."""


class Registrations:
    """Writes them from one state of the content."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def write(self, key: str, values: Mapping[str, Any], language: Language) -> Outgoing:
        """One of `KEYS`. `values`: `person` or `people` as `registration_data` gives them; of what follows, `fits` and
        `portals` (ids of topics), `trainings` and `updates`."""
        match key:
            case "registration_shown":
                return self._shown(values["person"], language)
            case "registration_list":
                return self._list(values["people"], int(values["count"]), language)
            case "registration_follows":
                return self._follows(values, language)
        return self._with_card(key, values, language)

    def _shown(self, person: Mapping[str, Any], language: Language) -> Outgoing:
        state = "registration_active" if person["active"] else "registration_unconfirmed"
        message = self._texts.message(
            "registration_shown",
            language,
            number=person["shown"],
            lines="\n".join(f"{label}: {value}" for label, value in self._lines(person, language)),
            state={"key": state, "values": {"date": person["on"]}},
        )
        number = str(person["number"])
        change = payloads.tool("worker") if person["own"] else payloads.choose("worker", "edit", number.lower())
        buttons = [
            Button(self._texts.title("registration_change", language), change),
            Button(self._texts.title("registration_card", language), payload("card", number)),
        ]
        if person["own"]:
            buttons.append(Button(self._texts.title("registration_delete", language), "me:erase"))
        return _with(message, buttons)

    def _list(self, people: list[Mapping[str, Any]], count: int, language: Language) -> Outgoing:
        more = {"key": "registration_more", "values": {"most": MOST}} if count > len(people) else ""
        lines = [f"• {one['name']}, {one['shown']}" for one in people]
        message = self._texts.message("registration_list", language, count=count, lines="\n".join(lines))
        if more:
            message = _said(
                message, f"{message.text.rstrip()}\n{self._texts.text('registration_more', language, most=MOST)}"
            )
        buttons = [
            Button(truncate_graphemes(str(one["name"]), _TITLE), payload("show", str(one["number"]))) for one in people
        ]
        return _with(message, buttons)

    def _with_card(self, key: str, values: Mapping[str, Any], language: Language) -> Outgoing:
        person = values["person"]
        unproven = {"key": "registration_separate", "values": {}} if values.get("separate") else ""
        message = self._texts.message(key, language, name=person["name"], number=person["shown"], unproven=unproven)
        title = self._texts.text("registration_card_title", language)
        note = self._texts.text("registration_card_note", language)
        picture = card.draw(title, list(self._rows(person, language)), note)
        return Outgoing(
            message.text.rstrip(),
            language,
            (*self._after(values, language), *message.buttons),
            document=Document(f"{person['shown']}.png", card.MIME, picture),
        )

    def _after(self, values: Mapping[str, Any], language: Language) -> Iterator[Button]:
        """Who registers other people goes on with the next one."""
        if values.get("helper"):
            another = payloads.choose("worker", "new", "other")
            yield Button(self._texts.title("registration_other", language), another)

    def _rows(self, person: Mapping[str, Any], language: Language) -> Iterator[card.Row]:
        """What stands on the card; the telephone does not."""
        yield card.Row(self._label("name", language), str(person["name"]), large=True)
        yield card.Row(self._label("number", language), str(person["shown"]), large=True)
        yield card.Row(self._label("trades", language), self._trades(person, language))
        yield card.Row(self._label("district", language), self._district(person, language))
        on = day(dt.date.fromisoformat(str(person["on"])), language)
        yield card.Row(self._label("on", language), on)

    def _lines(self, person: Mapping[str, Any], language: Language) -> Iterator[tuple[str, str]]:
        """Label and value of everything that is known."""
        district = self._district(person, language)
        known: dict[str, str | None] = {
            "name": person["name"],
            "phone": person["phone"],
            "district": (
                f"{self._texts.place_name(person['place'], language)}, {district}" if person["place"] else district
            ),
            "trades": self._trades(person, language),
            "wants": ", ".join(self._choice("wants", one, language) for one in person["wants"]),
            "experience": self._duration(person["experience"], language),
            "last_place": self._last(person, language),
            "age": localise_digits(str(person["age"]), language) if person["age"] is not None else None,
            "gender": self._choice("gender", person["gender"], language),
            "education": self._choice("education", person["education"], language),
            "tools": person["tools"],
            "bank": self._has(person["bank"], language),
            "eshram": self._has(person["eshram"], language),
        }
        for name, value in known.items():
            if value:
                yield self._label(name, language), value

    def _follows(self, values: Mapping[str, Any], language: Language) -> Outgoing:
        fits, portals = self._topics(values.get("fits")), self._topics(values.get("portals"))
        message = self._texts.message(
            "registration_follows",
            language,
            fits=self._block("registration_fits", fits, language, conditions=True),
            portals=self._block("registration_portals", portals, language),
            unsure=self._unsure((*fits, *portals)),
            updates={"key": "registration_updates", "values": {}} if values.get("updates") else "",
            trainings={"key": "registration_trainings", "values": {}} if values.get("trainings") else "",
            unshared={"key": "registration_unshared", "values": {}} if values.get("unshared") else "",
        )
        buttons = [self._texts.topic_button(topic, language) for topic in (*fits, *portals)]
        office = payloads.tool("office")
        if person := values.get("person"):
            office = payloads.choose("office", "district", str(person["district"]).replace("-", "_"))
        buttons.append(Button(self._texts.title("registration_office", language), office))
        more: list[ButtonName] = ["training"] if values.get("trainings") else []
        more += ["my_consents"] if values.get("unshared") else []
        return _with(message, [*buttons, *self._texts.buttons([*more, "my_registration"], language)])

    def _topics(self, names: Any) -> list[Topic]:
        known = self._texts.content.topics
        return [known[name] for name in names or () if name in known]

    def _block(self, key: str, topics: list[Topic], language: Language, *, conditions: bool = False) -> str:
        if not topics:
            return ""
        lines = [
            f"• {topic.title[language]}{self._condition(topic, language) if conditions else ''}"
            f"{self._mark(topic, language)}"
            for topic in topics
        ]
        return "\n".join([self._texts.text(key, language).strip(), *lines])

    def _condition(self, topic: Topic, language: Language) -> str:
        """What else must hold, which the registration does not tell."""
        if topic.fits is None or topic.fits.also is None:
            return ""
        condition = self._texts.filled(topic.fits.also, topic, language)
        return f" ({self._texts.text('finder_if', language, condition=condition)})"

    def _mark(self, topic: Topic, language: Language) -> str:
        if topic.status == "unconfirmed":
            return f" {_UNSURE}"
        return (
            f" ({self._texts.text('registration_rules_changed', language).strip()})" if topic.status != "open" else ""
        )

    @staticmethod
    def _unsure(topics: Sequence[Topic]) -> Any:
        """What the mark means, where it stands."""
        marked = any(topic.status == "unconfirmed" for topic in topics)
        return {"key": "registration_unsure", "values": {"mark": _UNSURE}} if marked else ""

    def _label(self, name: str, language: Language) -> str:
        return self._texts.text(f"registration_label_{name}", language).strip()

    def _district(self, person: Mapping[str, Any], language: Language) -> str:
        return self._named("district", str(person["district"]).replace("-", "_"), language)

    def _trades(self, person: Mapping[str, Any], language: Language) -> str:
        return ", ".join(one["said"] or self._texts.trade_name(one["id"], language) for one in person["trades"])

    def _last(self, person: Mapping[str, Any], language: Language) -> str:
        state = person["last_state"]
        named = self._named("state", state, language) if state and state != "other" else ""
        return ", ".join(part for part in (person["last_place"], named) if part)

    def _choice(self, slot: str, value: str | None, language: Language) -> str:
        return self._named(_CHOICES[slot], value, language) if value else ""

    def _named(self, group: str, value: str, language: Language) -> str:
        """A choice inside a sentence; one that is no longer offered stays as it was stored."""
        key = f"{group}.{value}"
        return self._texts.choice_name(key, language) if key in self._texts.content.choices else value

    def _has(self, value: bool | None, language: Language) -> str:
        if value is None:
            return ""
        return self._texts.text("registration_has" if value else "registration_has_not", language)

    def _duration(self, months: int | None, language: Language) -> str:
        if months is None:
            return ""
        years, rest = divmod(months, _YEAR)
        said = []
        if years:
            said.append(
                self._texts.text("registration_year" if years == 1 else "registration_years", language, years=years)
            )
        if rest or not years:
            said.append(
                self._texts.text("registration_month" if rest == 1 else "registration_months", language, months=rest)
            )
        return " ".join(said)


def _with(message: Outgoing, buttons: list[Button]) -> Outgoing:
    return Outgoing(message.text.rstrip(), message.language, (*buttons, *message.buttons))


def _said(message: Outgoing, text: str) -> Outgoing:
    return Outgoing(text, message.language, message.buttons)
