"""From what the engine wants said to what a person reads: texts, buttons and sources in one language."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from bot.channels.base import Button, Document, Outgoing
from bot.conversation import payloads, returning
from bot.conversation.aloud import Aloud, aloud
from bot.conversation.answers import OVERVIEW, Answers
from bot.conversation.consents import KEYS as CONSENTS
from bot.conversation.consents import Consents
from bot.conversation.engine import Say
from bot.conversation.findings import Findings
from bot.conversation.followups import FollowUps
from bot.conversation.lettering import in_roman
from bot.conversation.offices import Offices
from bot.conversation.registration import KEYS as REGISTRATION
from bot.conversation.registration import Registrations
from bot.conversation.state import State
from bot.conversation.terms import Terms
from bot.conversation.texts import Texts
from bot.knowledge.consent import Purpose
from bot.knowledge.library import Content
from bot.knowledge.model import AREAS, ASPECTS, Area, Aspect, Language, Topic

FORM_QUESTION = returning.FORM_QUESTION
"""Keys of messages that ask for a value of a form begin so: a number is the answer then, not a choice."""
TYPED = "typed"
"""Among the values of a question of the gateway's own: a number is its answer, not a choice."""
RESTS_ON = "rests_on"
"""Among the values of a tool's result: the topic that its figures come from."""
MENU_PAGE = 8
"""Topics on one page of an area's menu: with the way on and back a list that every channel can show."""
_SHARES: dict[str, Literal["location", "contact"]] = {
    "form_ask_office_place": "location", "form_ask_worker_phone": "contact",
}  # fmt: skip
"""Questions that a person can answer by sharing something, where the channel has a button for it."""
_NOTICES: dict[str, Purpose] = {
    "form_ask_worker_consent": "registry", "form_ask_worker_consent_other": "registry",
    "form_ask_worker_consent_again": "registry", "form_ask_worker_consent_other_again": "registry",
    "form_ask_referral_share": "share_banks", "training_details_agree": "training",
}  # fmt: skip
"""Questions that agree to something: the whole notice is one button away."""
_CONFIRMS = {"erase_ask": "me:erase:yes"}
"""What a plain yes means right after a question of the bot itself."""
_LETTERS = {"script_roman": True, "script_native": False, "language_changed": False}
"""What makes the letters of the reply roman, or native again, from this turn on."""


class Composer:
    """Writes replies from one state of the content, on one day."""

    def __init__(self, content: Content, today: dt.date) -> None:
        self._content = content
        self._texts = Texts(content, today)
        self._answers = Answers(self._texts)
        self._findings = Findings(self._texts)
        self._followups = FollowUps(self._texts, self._answers)
        self._terms = Terms(self._texts)
        self._offices = Offices(self._texts)
        self._registrations = Registrations(self._texts)
        self._consents = Consents(self._texts)
        self._native: list[Outgoing] = []
        self._roman = False

    def compose(
        self, said: list[Say], language: Language, state: State, *, roman: bool = False, hint: bool = False
    ) -> list[Outgoing]:
        """The replies to one turn, at least one. `state` learns what was answered and offered. `roman`: the person
        chose to read Bengali and Hindi in roman letters; `hint`: below an answer say that this can be chosen."""
        roman = next((_LETTERS[say.key] for say in said if say.key in _LETTERS), roman)
        language = next((say.values["language"] for say in said if say.key == "language_changed"), language)
        said = _alone([one for say in said for again in _with_repetition(say, state) for one in _each(again)])
        replies = self._below_the_last([self._one(say, language, state) for say in said], said)
        if hint and said[-1].key == "answer" and replies[-1].language != "en":
            replies[-1] = self._hinted(replies[-1])
            state.roman_hinted = True
        worth = [say for say in said if _worth_repeating(say.key) or RESTS_ON in say.values]
        if worth:
            state.last = [
                {"key": say.key, "values": {k: v for k, v in say.values.items() if k != "language"}} for say in worth
            ]
        hears = returning.after(state.hears, said[-1])
        if (back := returning.way_back(hears, said[-1])) is not None:
            replies[-1] = replace(replies[-1], buttons=(*replies[-1].buttons, *self._texts.acts([back], language)))
        state.offer(tuple(button for reply in replies for button in reply.buttons))
        state.rating = [button.payload for reply in replies for button in reply.rating]
        state.asking = said[-1].key.startswith(FORM_QUESTION)
        state.typed = bool(said[-1].values.get(TYPED))
        state.confirms = _CONFIRMS.get(said[-1].key)
        state.hears = hears
        # Last of all: what is remembered and offered is the content's own, whatever the letters it is shown in.
        self._native, self._roman = replies, roman
        return [in_roman(reply) for reply in replies] if roman else replies

    def aloud(self, limit: int) -> Aloud | None:
        """What was composed last as it is spoken, at most `limit` characters; None if there is nothing to say."""
        return aloud(self._native, self._texts, self._roman, limit) if self._native else None

    def remark(self, key: str, language: Language, roman: bool, **values: Any) -> Outgoing:
        """One of the bot's own messages by itself, in the letters that the person chose."""
        message = self._texts.message(key, language, **values)
        return in_roman(message) if roman else message

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
        return [replace(reply, buttons=(), rating=()) if at in earlier else reply for at, reply in enumerate(replies)]

    def _one(self, say: Say, language: Language, state: State) -> Outgoing:
        values = dict(say.values)
        language = values.pop("language", language)
        match say.key:
            case "answer":
                return self._answer(values, language, state)
            case "office_result":
                return self._offices.write(values, language)
            case "term":
                return self._terms.explain(str(values.get("term")), language, state)
            case "in_short" | "more" | "applies_here":
                return self._about_the_last(say.key, values.get("named_topic"), language, state)
            case "compare":
                return self._compare(values, language)
            case "finder_result":
                return self._findings.write(values, language)
            case "which_topic":
                return self._which_topic(values.get("aspect"), language, state)
            case "search_choices":
                topics = [topic for topic in map(self._topic, values["candidates"]) if topic is not None]
                buttons = [self._texts.topic_button(topic, language) for topic in topics]
                return self._with(self._texts.message(say.key, language), buttons)
            case "settings":
                offered = self._texts.buttons(values.pop("offered"), language)
                return self._with(self._texts.message("settings", language, **values), offered)
            case "ask_back":
                return self._ask_back(values.get("candidates") or [], values.get("aspect"), language)
        if say.key in CONSENTS:
            return self._consents.write(say.key, values, language)
        if say.key in REGISTRATION:
            return self._registrations.write(say.key, values, language)
        area = next((area for area in AREAS if say.key == f"menu_{area}"), None)
        if area is not None:
            return self._menu(area, int(values.get("page") or 1), language)
        file = values.pop("document", None)
        message = self._texts.message(say.key, language, **values)
        if file is not None:
            content = base64.b64decode(file["content"])
            message = replace(message, document=Document(file["name"], file["mime"], content))
        if say.key in _SHARES:
            message = replace(message, asks=_SHARES[say.key])
        if say.key in _NOTICES and (read := self._consents.read(_NOTICES[say.key], language)) is not None:
            message = replace(message, buttons=(*message.buttons, read))
        return self._resting(message, values.get(RESTS_ON), language)

    def _resting(self, message: Outgoing, rests_on: str | None, language: Language) -> Outgoing:
        """A tool's result with what it rests on: status, day and sources of a topic, and the way to it."""
        topic = self._topic(rests_on)
        if topic is None:
            return message
        buttons = (
            *message.buttons,
            self._texts.topic_button(topic, language),
            *self._texts.buttons(["menu"], language),
        )
        return self._answers.resting(topic, [message.text], language, buttons)

    def _answer(self, values: dict[str, Any], language: Language, state: State) -> Outgoing:
        topic = self._topic(values.get("topic"))
        if topic is None:
            return self._texts.message("which_topic_plain", language)
        known = {*topic.aspects, *topic.elsewhere}
        together, likely = ([a for a in values.get(key) or () if a in known] for key in ("together", "aspects"))
        aspect = values.get("aspect") or OVERVIEW
        if aspect not in known and (others := together or likely):
            aspect = others.pop(0)
        return self._answers.answer(topic, aspect, language, state, likely, together)

    def _about_the_last(self, key: str, named: str | None, language: Language, state: State) -> Outgoing:
        """`named`: a topic that the follow-up names itself ("PMEGP in short")."""
        topic = self._topic(named) or self._topic(state.topic)
        if topic is None:
            return self._texts.message("nothing_to_repeat", language)
        follow = {
            "in_short": self._followups.in_short,
            "more": self._followups.more,
            "applies_here": self._followups.applies_here,
        }
        return follow[key](topic, language, state)

    def _compare(self, values: dict[str, Any], language: Language) -> Outgoing:
        names = values.get("candidates") or []
        topics = [topic for topic in map(self._topic, names) if topic is not None]
        compared = self._followups.compare(topics, language) if len(topics) > 1 else None
        return compared or self._ask_back(names, values.get("aspect"), language)

    def _menu(self, area: Area, page: int, language: Language) -> Outgoing:
        topics = self._content.in_area(area)
        first = (page - 1) * MENU_PAGE
        buttons = [self._texts.topic_button(topic, language) for topic in topics[first : first + MENU_PAGE]]
        if first + MENU_PAGE < len(topics):
            buttons.append(Button(self._texts.title("menu_next", language), payloads.menu(area, page + 1)))
        return self._with(self._texts.message(f"menu_{area}", language), buttons)

    def _which_topic(self, aspect: str | None, language: Language, state: State) -> Outgoing:
        if aspect in (None, OVERVIEW):
            return self._texts.message("which_topic_plain", language)
        state.pending_aspect = aspect
        return self._texts.message("which_topic", language, aspect=self._texts.aspect_name(aspect, language))

    def _ask_back(self, candidates: Iterable[str], aspect: str | None, language: Language) -> Outgoing:
        topics = [topic for topic in map(self._topic, candidates) if topic is not None]
        if not topics:
            return self._texts.message("unclear", language)
        known: list[Aspect | None] = [
            next((a for a in ASPECTS if a == aspect and a in topic.aspects), None) for topic in topics
        ]
        buttons = (Button(t.button[language], payloads.ask(t.id, a)) for t, a in zip(topics, known, strict=True))
        return self._with(self._texts.message("ask_back", language), buttons)

    def _topic(self, name: Any) -> Topic | None:
        return self._content.topics.get(str(name))

    def _hinted(self, reply: Outgoing) -> Outgoing:
        # In roman letters itself: it is for those who may not read the others.
        hint = in_roman(self._texts.message("roman_hint", reply.language))
        return replace(reply, text=f"{reply.text}\n\n{hint.text}", buttons=(*reply.buttons, *hint.buttons))

    def _with(self, message: Outgoing, buttons: Iterable[Button]) -> Outgoing:
        return replace(message, buttons=(*buttons, *message.buttons))


def _alone(said: list[Say]) -> list[Say]:
    """A question that a plain yes answers for good stands last: the form's question waits behind it."""
    confirming = any(say.key in _CONFIRMS for say in said)
    return [say for say in said if not (confirming and say.key.startswith(FORM_QUESTION))]


def _worth_repeating(key: str) -> bool:
    return key in ("answer", "ask_back", "compare", "in_short", "finder_result", "term") or key.startswith("menu_")


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
