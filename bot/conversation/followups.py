"""What people ask about the answer before: in short, more, whether it holds here; and two topics side by side."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.base import Button, Outgoing
from bot.conversation.answers import OVERVIEW, Answers
from bot.conversation.state import State
from bot.conversation.texts import Texts
from bot.knowledge.model import POINTS, Language, Topic

_MOST = 3  # topics in one comparison


class FollowUps:
    """Replies that depend on what was said before."""

    def __init__(self, texts: Texts, answers: Answers) -> None:
        self._texts = texts
        self._answers = answers

    def in_short(self, topic: Topic, language: Language, state: State) -> Outgoing:
        """The gist of a topic in a sentence or two."""
        if topic.brief is None:
            return self._answers.answer(topic, OVERVIEW, language, state)
        text = f"{topic.button[language]}: {self._texts.filled(topic.brief, topic, language)}"
        state.answered(topic.id, OVERVIEW)
        return self._answers.resting(topic, [text], language, self._more_buttons(topic, language, state))

    def more(self, topic: Topic, language: Language, state: State) -> Outgoing:
        """The next thing that was not said yet about a topic; when all is said, where to go on."""
        left = self._answers.unasked(topic, state)
        if left:
            return self._answers.answer(topic, left[0], language, state)
        return self._texts.message("more_done", language, title=topic.title[language])

    def applies_here(self, topic: Topic, language: Language, state: State) -> Outgoing:
        """Whether it holds in West Bengal (or elsewhere in India)."""
        text = self._texts.text(f"reach_{topic.reach}", language, title=topic.title[language])
        buttons = self._more_buttons(topic, language, state)
        return self._answers.resting(topic, [text], language, buttons)

    def compare(self, topics: Sequence[Topic], language: Language) -> Outgoing | None:
        """The points in which topics differ, side by side; None if the content says nothing to compare."""
        chosen = list(topics)[:_MOST]
        lines: list[str] = []
        for point in POINTS:
            said = {t.id: self._texts.filled(t.points[point], t, language) for t in chosen if point in t.points}
            if len(said) == len(chosen) and len(set(said.values())) > 1:
                rows = [f"• {topic.button[language]}: {said[topic.id]}" for topic in chosen]
                lines += ["", self._texts.title(f"point_{point}", language), *rows]
        if not lines:
            return None
        names = " / ".join(topic.button[language] for topic in chosen)
        notes = [
            f"{topic.button[language]}: {topic.status_note[language]}"
            for topic in chosen
            if topic.status_note is not None
        ]
        opening = self._texts.message("comparison", language, names=names)
        buttons = [self._texts.topic_button(topic, language) for topic in chosen]
        return Outgoing(
            "\n".join([opening.text, *lines, *(["", *notes] if notes else [])]), language, (*buttons, *opening.buttons)
        )

    def _more_buttons(self, topic: Topic, language: Language, state: State) -> tuple[Button, ...]:
        fresh = self._answers.unasked(topic, state)[:2]
        return (
            *(self._texts.topic_button(topic, language, aspect) for aspect in fresh),
            *self._texts.buttons(["menu"], language),
        )
