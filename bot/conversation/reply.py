"""From what the engine wants said to what a person reads: texts, buttons and sources in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from bot.channels.base import Button, Outgoing, SourceLink
from bot.conversation import payloads
from bot.conversation.engine import Say
from bot.conversation.lettering import in_roman
from bot.conversation.state import State
from bot.knowledge.figures import day, fill, show
from bot.knowledge.library import Content
from bot.knowledge.model import AREAS, ASPECTS, Aspect, Figure, Language, Source, Topic
from bot.language import localise_digits

OVERVIEW: Aspect = "what"
FORM_QUESTION = "form_ask_"
"""Keys of messages that ask for a value of a form begin so: a number is the answer then, not a choice."""
NEXT_QUESTIONS = 3
_OFFICIAL = (".gov.in", ".nic.in", ".org.in", "ondc.org", "sidbi.in", "cgtmse.in")
_LETTERS = {"script_roman": True, "script_native": False, "language_changed": False}
"""What makes the letters of the reply roman, or native again, from this turn on."""
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


class Composer:
    """Writes replies from one state of the content, on one day."""

    def __init__(self, content: Content, today: dt.date) -> None:
        self._content = content
        self._today = today

    def compose(
        self, said: list[Say], language: Language, state: State, *, roman: bool = False, hint: bool = False
    ) -> list[Outgoing]:
        """The replies to one turn, at least one. `state` learns what was answered and offered. `roman`: the person
        chose to read Bengali and Hindi in roman letters; `hint`: below an answer say that this can be chosen."""
        roman = next((_LETTERS[say.key] for say in said if say.key in _LETTERS), roman)
        language = next((say.values["language"] for say in said if say.key == "language_changed"), language)
        said = [one for say in said for again in _with_repetition(say, state) for one in _each(again)]
        replies = self._below_the_last([self._one(say, language, state) for say in said], said)
        if hint and said[-1].key == "answer" and replies[-1].language != "en":
            replies[-1] = self._hinted(replies[-1])
            state.roman_hinted = True
        worth = [say for say in said if _worth_repeating(say.key)]
        if worth:
            state.last = [
                {"key": say.key, "values": {k: v for k, v in say.values.items() if k != "language"}} for say in worth
            ]
        state.offer(tuple(button for reply in replies for button in reply.buttons))
        state.asking = said[-1].key.startswith(FORM_QUESTION)
        # Last of all: what is remembered and offered is the content's own, whatever the letters it is shown in.
        return [in_roman(reply) for reply in replies] if roman else replies

    def remark(self, key: str, language: Language, roman: bool, **values: Any) -> Outgoing:
        """One of the bot's own messages by itself, in the letters that the person chose."""
        message = self.message(key, language, **values)
        return in_roman(message) if roman else message

    def message(self, key: str, language: Language, **values: Any) -> Outgoing:
        """One of the bot's own messages."""
        message = self._content.messages[key]
        shown = {name: self._shown(name, value, language) for name, value in values.items()}
        return Outgoing(
            message.text[language].format_map(_Known(shown)), language, self._buttons(message.buttons, language)
        )

    def _below_the_last(self, replies: list[Outgoing], said: list[Say]) -> list[Outgoing]:
        """Of several answers only the last has buttons: a number must mean one thing. The other topics join them."""
        answers = [index for index, say in enumerate(said) if say.key == "answer"]
        last = len(said) - 1 if said[-1].key == "ask_back" else max(answers, default=0)
        earlier = [index for index in answers if index != last]
        if not earlier:
            return replies
        names = {str(said[index].values.get("topic")) for index in earlier} - {str(said[last].values.get("topic"))}
        topics = [self._content.topics[name] for name in sorted(names) if name in self._content.topics]
        language = replies[last].language
        back = [Button(topic.button[language], payloads.ask(topic.id)) for topic in topics]
        replies[last] = self._with(replies[last], back)
        return [replace(reply, buttons=()) if index in earlier else reply for index, reply in enumerate(replies)]

    def _one(self, say: Say, language: Language, state: State) -> Outgoing:
        values = dict(say.values)
        language = values.pop("language", language)
        if say.key == "answer":
            topic = self._content.topics.get(str(values.get("topic")))
            if topic is None:
                return self.message("which_topic_plain", language)
            known = {*topic.aspects, *topic.elsewhere}
            likely = [aspect for aspect in values.get("aspects") or () if aspect in known]
            aspect = values.get("aspect") or OVERVIEW
            if aspect not in known and likely:
                aspect = likely.pop(0)
            return self._answer(topic, aspect, language, state, likely)
        if say.key == "which_topic":
            return self._which_topic(values.get("aspect"), language, state)
        if say.key == "ask_back":
            return self._ask_back(values.get("candidates") or [], values.get("aspect"), language)
        if say.key.startswith("menu_") and say.key.removeprefix("menu_") in AREAS:
            area = next(area for area in AREAS if say.key == f"menu_{area}")
            buttons = (Button(topic.button[language], payloads.ask(topic.id)) for topic in self._content.in_area(area))
            return self._with(self.message(say.key, language), buttons)
        return self.message(say.key, language, **values)

    def _answer(
        self, topic: Topic, aspect: Aspect, language: Language, state: State, likely: Sequence[Aspect] = ()
    ) -> Outgoing:
        """`likely`: other aspects that may have been meant, to be offered first."""
        if aspect in topic.elsewhere and topic.elsewhere[aspect] in self._content.topics:
            topic = self._content.topics[topic.elsewhere[aspect]]
        parts: list[str] = []
        note = topic.status_note[language] if topic.status_note else None
        if note and topic.status == "closed":
            parts.append(note)
        if aspect not in topic.aspects:
            title, name = topic.title[language], self._aspect_name(aspect, language)
            parts.append(self.message("no_aspect", language, title=title, aspect=name).text)
            aspect = OVERVIEW
        text = fill(topic.aspects[aspect][language], topic.figures, language, self._today)
        # The heading shows at once whose documents these are: a follow-up names no topic, and we may misunderstand.
        heading = f"{topic.button[language]}: {self._title(f'aspect_{aspect}', language)}\n"
        parts.append(text if aspect == OVERVIEW else heading + text)
        if note and topic.status != "closed":
            parts.append(note)
        if self._today >= topic.review_by:
            parts.append(self.message("review_due", language, date=topic.review_by).text)
        if likely:
            parts.append(self.message("overview_hint" if aspect == OVERVIEW else "aspect_hint", language).text)
        sources = sorted(topic.sources, key=_unofficial)
        parts.append(self.message("source_line", language, source=sources[0].title, date=topic.verified_on).text)
        state.answered(topic.id, aspect)
        checked = topic.verified_on.isoformat()
        return Outgoing(
            "\n\n".join(part.strip() for part in parts),
            language,
            tuple(self._next(topic, aspect, language, state, likely)),
            tuple(SourceLink(source.title, source.url, checked) for source in sources),
        )

    def _next(
        self, topic: Topic, aspect: Aspect, language: Language, state: State, likely: Sequence[Aspect]
    ) -> Iterable[Button]:
        """After an overview all aspects; after an answer two that may be meant or were not asked yet, and the way
        back."""
        others = [other for other in ASPECTS if other != OVERVIEW and other in {*topic.aspects, *topic.elsewhere}]
        tools = self._buttons([topic.tool] if topic.tool else [], language)
        if aspect == OVERVIEW:
            ordered = [*likely, *(other for other in others if other not in likely)]
            return [*(self._aspect_button(topic, other, language) for other in ordered), *tools]
        start = others.index(aspect) + 1
        fresh = [other for other in others[start:] + others[:start] if other not in {*state.asked, *likely}]
        buttons = [self._aspect_button(topic, other, language) for other in [*likely, *fresh][: NEXT_QUESTIONS - 1]]
        return [*buttons, *tools, Button(self._title("menu", language), "menu")]

    def _which_topic(self, aspect: str | None, language: Language, state: State) -> Outgoing:
        if aspect in (None, OVERVIEW):
            return self.message("which_topic_plain", language)
        state.pending_aspect = aspect
        return self.message("which_topic", language, aspect=self._aspect_name(aspect, language))

    def _ask_back(self, candidates: Iterable[str], aspect: str | None, language: Language) -> Outgoing:
        topics = [self._content.topics[name] for name in candidates if name in self._content.topics]
        if not topics:
            return self.message("unclear", language)
        known: list[Aspect | None] = [
            next((a for a in ASPECTS if a == aspect and a in topic.aspects), None) for topic in topics
        ]
        buttons = (Button(t.button[language], payloads.ask(t.id, a)) for t, a in zip(topics, known, strict=True))
        return self._with(self.message("ask_back", language), buttons)

    def _hinted(self, reply: Outgoing) -> Outgoing:
        # In roman letters itself: it is for those who may not read the others.
        hint = in_roman(self.message("roman_hint", reply.language))
        return replace(reply, text=f"{reply.text}\n\n{hint.text}", buttons=(*reply.buttons, *hint.buttons))

    def _with(self, message: Outgoing, buttons: Iterable[Button]) -> Outgoing:
        return Outgoing(message.text, message.language, (*buttons, *message.buttons), message.sources)

    def _buttons(self, names: Iterable[str], language: Language) -> tuple[Button, ...]:
        return tuple(Button(self._title(name, language), _PAYLOADS[name]) for name in names)

    def _aspect_button(self, topic: Topic, aspect: Aspect, language: Language) -> Button:
        return Button(self._title(f"aspect_{aspect}", language), payloads.ask(topic.id, aspect))

    def _aspect_name(self, aspect: str | None, language: Language) -> str:
        return self._title(f"aspect_name_{aspect}", language)

    def _title(self, name: str, language: Language) -> str:
        return self._content.buttons[name].text[language]

    def _shown(self, name: str, value: Any, language: Language) -> str:
        if name == "date":
            return day(value if isinstance(value, dt.date) else dt.date.fromisoformat(value), language)
        if isinstance(value, dict):
            return show(Figure.model_validate(value), language, self._today)
        if name == "other" and value is not None:
            return self._content.messages[f"language_name_{value}"].text[language]
        return localise_digits(str(value), language) if isinstance(value, int) else str(value)


def _unofficial(source: Source) -> bool:
    """False for pages of the state and its institutions: the first of them is named, the writers' order decides among
    equals."""
    host = urlsplit(source.url).hostname or ""
    return not host.endswith(_OFFICIAL)


def _worth_repeating(key: str) -> bool:
    return key in ("answer", "ask_back") or key.startswith("menu_")


def _with_repetition(say: Say, state: State) -> list[Say]:
    """ "Say it again" says the last answer again; so does a change of language or letters, in the new ones."""
    last = [Say(item["key"], item["values"]) for item in state.last]
    if say.key == "repeat":
        return last or [Say("nothing_to_repeat")]
    if say.key in _LETTERS:
        language = say.values["language"]
        return [say, *(Say(again.key, {**again.values, "language": language}) for again in last)]
    return [say]


def _each(say: Say) -> list[Say]:
    """Several questions of one message are several answers."""
    if say.key != "answers":
        return [say]
    answers = [Say("answer", {"topic": topic, "aspect": aspect}) for topic, aspect in say.values.get("parts") or ()]
    doubtful = say.values.get("candidates")
    return [*answers, Say("ask_back", {"candidates": doubtful})] if doubtful else answers


class _Known(dict[str, str]):
    """Leaves a placeholder that has no value as it is instead of failing a whole reply."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
