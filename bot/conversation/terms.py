"""Words of the glossary: what one means, and which of them an answer offers to explain."""

from __future__ import annotations

from bot.channels.base import Button, Outgoing
from bot.conversation import payloads
from bot.conversation.state import State
from bot.conversation.texts import Texts
from bot.knowledge.figures import fill
from bot.knowledge.library import Content
from bot.knowledge.model import ASPECTS, Aspect, Language, Topic

OFFERED = 2  # words below one answer
_BUTTONS = 10  # in all: what the list of the narrowest channel holds
_REMEMBERED = 60  # words explained, the latest ones


class Terms:
    """Explains words from one state of the content, on one day."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def explain(self, name: str, language: Language, state: State) -> Outgoing:
        """What a word means, with the ways back to the answer before and on to the topic of the word. Topic and aspect
        of the conversation stay as they are."""
        texts, content = self._texts, self._texts.content
        term = content.glossary.terms.get(name)
        if term is None:
            return texts.message("stale_button", language)
        state.explained = [*(one for one in state.explained if one != name), name][-_REMEMBERED:]
        text = fill(term.text[language], content.figures, language, texts.today).strip()
        buttons: list[Button] = []
        before = content.topics.get(state.topic or "")
        if before is not None:
            back = payloads.ask(before.id, _aspect(state.aspect))
            buttons.append(Button(texts.title("back_to_answer", language), back))
        onward = content.topics.get(term.topic or "")
        if onward is not None and onward is not before:
            buttons.append(texts.topic_button(onward, language))
        return Outgoing(f"{term.name[language]}: {text}", language, (*buttons, *texts.buttons(["menu"], language)))

    def buttons(
        self, topic: Topic, aspect: Aspect, language: Language, state: State, others: int
    ) -> tuple[Button, ...]:
        """Up to two words that an answer uses, not those explained before and not the names of the topic itself.
        `others`: how many buttons the answer has besides."""
        glossary = self._texts.content.glossary
        room = min(OFFERED, _BUTTONS - others)
        if room <= 0 or not glossary.terms:
            return ()
        known = {*state.explained, *glossary.names(topic)}
        terms = [glossary.terms[name] for name in glossary.used(topic, aspect, language) if name not in known]
        wanted = [term for term in terms if term.offered][:room]
        return tuple(Button(f"{term.name[language]}?", payloads.term(term.id)) for term in wanted)


def used(content: Content, state: State) -> list[str]:
    """Ids of the words that the last answer used."""
    topic, aspect = content.topics.get(state.topic or ""), _aspect(state.aspect)
    return list(content.glossary.used_in_any(topic, aspect)) if topic is not None and aspect is not None else []


def _aspect(name: str | None) -> Aspect | None:
    return next((aspect for aspect in ASPECTS if aspect == name), None)
