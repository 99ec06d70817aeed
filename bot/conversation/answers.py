"""Answers of the content: one aspect of a topic, what it rests on, and the questions that come next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from bot.channels.base import Button, Outgoing, SourceLink
from bot.conversation import payloads
from bot.conversation.state import State
from bot.conversation.terms import Terms
from bot.conversation.texts import Texts
from bot.knowledge.model import ASPECTS, Aspect, Language, Source, Topic

OVERVIEW: Aspect = "what"
NEXT_QUESTIONS = 3
_OFFICIAL = (".gov.in", ".nic.in", ".org.in", "ondc.org", "sidbi.in", "cgtmse.in")


class Answers:
    """Writes answers from one state of the content, on one day."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._terms = Terms(texts)

    def answer(
        self,
        topic: Topic,
        aspect: Aspect,
        language: Language,
        state: State,
        likely: Sequence[Aspect] = (),
        together: Sequence[Aspect] = (),
    ) -> Outgoing:
        """`together`: aspects that may have been meant as well, answered along; `likely`: others that may have been, to
        be offered first. `state` learns what was answered."""
        texts = self._texts
        if aspect in topic.elsewhere and topic.elsewhere[aspect] in texts.content.topics:
            topic, together = texts.content.topics[topic.elsewhere[aspect]], ()
        missing = None
        if aspect not in topic.aspects:
            title, name = topic.title[language], texts.aspect_name(aspect, language)
            missing = texts.text("no_aspect", language, title=title, aspect=name)
            aspect, together = OVERVIEW, ()
        # The overview goes first: it says what the rest is about.
        along = {aspect, *(other for other in together if other in topic.aspects)}
        shown = sorted(along, key=lambda one: (one != OVERVIEW, one != aspect, ASPECTS.index(one)))
        said = [missing, *(self._part(topic, one, language) for one in shown)]
        likely = [other for other in likely if other not in along]
        hint = texts.text("overview_hint" if aspect == OVERVIEW else "aspect_hint", language) if likely else None
        state.answered(topic.id, aspect)
        state.asked.extend(one for one in shown if one not in state.asked)
        buttons = tuple(self._next(topic, aspect, language, state, likely))
        return self.resting(topic, said, language, buttons, aspect, hint)

    def _part(self, topic: Topic, aspect: Aspect, language: Language) -> str:
        text = self._texts.filled(topic.aspects[aspect], topic, language)
        if aspect == OVERVIEW:
            return text
        # The heading shows at once whose documents these are: a follow-up names no topic, and we may misunderstand.
        return f"{topic.button[language]}: {self._texts.title(f'aspect_{aspect}', language)}\n{text}"

    def resting(
        self,
        topic: Topic,
        said: Sequence[str | None],
        language: Language,
        buttons: tuple[Button, ...],
        aspect: Aspect | None = None,
        hint: str | None = None,
    ) -> Outgoing:
        """Texts of a topic with its status, its age and its sources. `aspect`: what can be judged with a thumb;
        `hint`: what is said of the buttons below."""
        texts = self._texts
        note = topic.status_note[language] if topic.status_note else None
        closed = topic.status == "closed"
        whole = [note if closed else None, *said, None if closed else note]
        if texts.today >= topic.review_by:
            whole.append(texts.text("review_due", language, date=topic.review_by))
        sources = sorted(topic.sources, key=_unofficial)
        source = texts.text("source_line", language, source=sources[0].title, date=topic.verified_on)
        checked = topic.verified_on.isoformat()
        return Outgoing(
            "\n\n".join(part.strip() for part in (*whole, hint, source) if part),
            language,
            buttons,
            tuple(SourceLink(source.title, source.url, checked) for source in sources),
            rating=thumbs(topic, aspect) if aspect else (),
        )

    def unasked(self, topic: Topic, state: State) -> list[Aspect]:
        """Aspects of the topic that were not answered yet, beginning after the last one."""
        known = [aspect for aspect in ASPECTS if aspect in topic.aspects]
        asked = state.asked if state.topic == topic.id else []
        start = known.index(state.aspect) + 1 if state.topic == topic.id and state.aspect in known else 0
        return [aspect for aspect in known[start:] + known[:start] if aspect not in asked]

    def _next(
        self, topic: Topic, aspect: Aspect, language: Language, state: State, likely: Sequence[Aspect]
    ) -> Iterable[Button]:
        """After an overview all aspects; after an answer two that may be meant or were not asked yet, and the way
        back."""
        texts = self._texts
        others = [other for other in ASPECTS if other != OVERVIEW and other in {*topic.aspects, *topic.elsewhere}]
        tools = texts.buttons([topic.tool] if topic.tool else [], language)
        if aspect == OVERVIEW:
            ordered = [*likely, *(other for other in others if other not in likely)]
            buttons = [*(texts.topic_button(topic, language, other) for other in ordered), *tools]
            return [*buttons, *self._terms.buttons(topic, aspect, language, state, len(buttons))]
        start = others.index(aspect) + 1
        fresh = [other for other in others[start:] + others[:start] if other not in {*state.asked, *likely}]
        buttons = [texts.topic_button(topic, language, other) for other in [*likely, *fresh][: NEXT_QUESTIONS - 1]]
        where = "contact" if "contact" in topic.aspects else "how-to-apply"
        offices = [self._office(topic, language)] if aspect == where and topic.office else []
        ending = [*offices, *tools, *texts.buttons(["menu"], language)]
        words = self._terms.buttons(topic, aspect, language, state, len(buttons) + len(ending))
        return [*buttons, *words, *ending]

    def _office(self, topic: Topic, language: Language) -> Button:
        return Button(self._texts.title("office", language), payloads.choose("office", "kind", str(topic.office)))


def thumbs(topic: Topic, aspect: Aspect) -> tuple[Button, ...]:
    """Helpful or not, of one answer in its present wording."""
    version = topic.version(aspect)
    return (
        Button("👍", payloads.rate("up", topic.id, aspect, version)),
        Button("👎", payloads.rate("down", topic.id, aspect, version)),
    )


def _unofficial(source: Source) -> bool:
    """False for pages of the state and its institutions: the first of them is named, the writers' order decides among
    equals."""
    host = urlsplit(source.url).hostname or ""
    return not host.endswith(_OFFICIAL)
