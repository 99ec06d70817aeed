"""What the eligibility finder found, in words: schemes that fit, that may fit, and that do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.channels.base import Outgoing
from bot.conversation.texts import Texts
from bot.knowledge.model import Language, Topic

LIMIT = 1500
"""Characters of the whole reply: what is read on a phone without losing the thread."""
_BUTTONS = 7  # topics


class Findings:
    """Writes the finder's result."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def write(self, values: Mapping[str, Any], language: Language) -> Outgoing:
        """`values`: `fits` (ids of topics), `may` and `not` (pairs of an id and facts). Topics that are gone meanwhile
        are left out. As much is said of each scheme as there is room for."""
        fits = self._topics([[name, []] for name in values.get("fits") or ()])
        may, fails = self._topics(values.get("may") or ()), self._topics(values.get("not") or ())
        closing = self._texts.message("finder_result", language)
        for lines in self._ways(fits, language):
            text = "\n\n".join(
                block
                for block in (
                    f"{closing.text}:" if fits else "",
                    self._block("finder_fits", lines, language) if fits else self._texts.text("finder_none", language),
                    self._block("finder_may", self._reasons(may, language), language) if may else "",
                    self._block("finder_not", self._reasons(fails, language), language) if fails else "",
                    self._texts.text("finder_guide", language),
                )
                if block
            )
            if len(text) <= LIMIT:
                break
        named = [topic for topic, _ in (*fits, *may)][:_BUTTONS]
        buttons = tuple(self._texts.topic_button(topic, language) for topic in named)
        return Outgoing(text, language, (*buttons, *closing.buttons))

    def _topics(self, pairs: Sequence[Sequence[Any]]) -> list[tuple[Topic, list[str]]]:
        topics = self._texts.content.topics
        return [(topics[name], list(facts)) for name, facts in pairs if name in topics]

    def _ways(self, fits: list[tuple[Topic, list[str]]], language: Language) -> Iterator[list[str]]:
        """The lines of what fits, from the fullest to the shortest."""
        for brief, note, also in ((True, True, True), (False, True, True), (False, False, True), (False, False, False)):
            yield [self._line(topic, language, brief, note, also) for topic, _ in fits]

    def _line(self, topic: Topic, language: Language, brief: bool, note: bool, also: bool) -> str:
        texts = self._texts
        said = [topic.title[language]]
        if brief and topic.brief is not None:
            said = [f"{topic.button[language]}: {texts.filled(topic.brief, topic, language).rstrip('.।')}"]
        if also and topic.fits is not None and topic.fits.also is not None:
            condition = texts.filled(topic.fits.also, topic, language)
            said = [f"{said[0]} ({texts.text('finder_if', language, condition=condition)})"]
        if topic.status_note is not None and note:
            said.append(topic.status_note[language].rstrip(".।"))
        elif topic.status == "unconfirmed":
            said.append(texts.text("finder_unconfirmed", language))
        return ". ".join(said) if language == "en" else "। ".join(said)

    def _reasons(self, topics: list[tuple[Topic, list[str]]], language: Language) -> list[str]:
        names = {fact: self._texts.choice_name(f"fact.{fact}", language) for _, facts in topics for fact in facts}
        return [f"{topic.button[language]}: {', '.join(names[fact] for fact in facts)}" for topic, facts in topics]

    def _block(self, key: str, lines: list[str], language: Language) -> str:
        return "\n".join([self._texts.text(key, language), *(f"• {line}" for line in lines)])
