"""What the service itself would answer: the topics of the person's last message, and a topic's answer as it is live."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final, get_args

from bot.clock import today
from bot.console.visit import Visit
from bot.conversation.texts import Texts
from bot.knowledge.model import ASPECTS, LANGUAGES, Aspect, Language
from bot.knowledge.search import CHOICES, LatestSearch

_PATIENCE: Final = 0.15
"""Seconds that a page waits for the search: the first after a change of the content makes its index, which takes
longer, and the next page has it."""
_SHORTEST: Final = 4  # letters of a name: shorter ones meet by chance


@dataclass(frozen=True)
class Hint:
    """`aspects`: those that the topic answers, with their names; `texts`: the answer in each language, that of the
    person first."""

    topic: str
    title: str
    aspect: Aspect
    aspects: list[tuple[Aspect, str]]
    texts: list[tuple[Language, str]]


class Matching:
    """Finds topics for messages."""

    def __init__(self) -> None:
        self._search = LatestSearch()
        self._running: set[asyncio.Task[list[str]]] = set()

    async def find(self, visit: Visit, text: str | None) -> list[str]:
        """Topics of a message: those that it names, then those that share words with it; only the former while the
        index is being made."""
        if not text:
            return []
        named = _named(visit, text)
        task = asyncio.create_task(asyncio.to_thread(self._search.find, visit.site.content, text))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        done, _ = await asyncio.wait({task}, timeout=_PATIENCE)
        return list(dict.fromkeys([*named, *(task.result() if done else [])]))[:CHOICES]


def _named(visit: Visit, text: str) -> list[str]:
    """Topics of which a name stands in the text, the longest name first."""
    said = f" {' '.join(text.casefold().split())}"
    found: dict[str, int] = {}
    for topic in visit.site.content.topics.values():
        for name in (*topic.aliases, *topic.button.model_dump().values()):
            if len(name) >= _SHORTEST and f" {name.casefold()}" in said:
                found[topic.id] = max(found.get(topic.id, 0), len(name))
    return sorted(found, key=lambda topic_id: -found[topic_id])


def hint(visit: Visit, topic_id: str | None, aspect: str, theirs: str) -> Hint | None:
    """The answer of a topic; None without such a topic. `theirs`: the person's language."""
    content = visit.site.content
    topic = content.topics.get(topic_id or "")
    if topic is None:
        return None
    texts = Texts(content, today(visit.site.clock))
    shown: Aspect = next((one for one in get_args(Aspect) if one == aspect and one in topic.aspects), "what")
    order = sorted(LANGUAGES, key=lambda language: (language != theirs, language != visit.language))
    return Hint(
        topic.id, topic.title[visit.language], shown,
        [(one, texts.title(f"aspect_{one}", visit.language)) for one in ASPECTS if one in topic.aspects],
        [(language, texts.filled(topic.aspects[shown], topic, language)) for language in order],
    )  # fmt: skip
