"""Which turns left a question without an answer, so that it can be kept for the writers of the content."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.engine import Say
from bot.conversation.understanding import Understood
from bot.knowledge.library import Content
from bot.services.gaps import Gap

_KINDS = {"unclear": "unclear", "search_choices": "choices", "decline": "declined"}


def missed(heard: Understood, said: Sequence[Say], content: Content) -> Gap | None:
    """The question that was not answered; None if it was, or if nothing was asked in words."""
    if heard.text is None:
        return None
    for say in said:
        kind = _KINDS.get(say.key)
        guesses = tuple(say.values.get("candidates") or ())
        if say.key == "answer":
            topic = content.topics.get(str(say.values.get("topic")))
            aspect = say.values.get("aspect")
            if topic is not None and aspect and aspect not in {*topic.aspects, *topic.elsewhere}:
                kind, guesses = "no_aspect", (topic.id,)
        if kind is not None:
            return Gap(heard.text, heard.language, heard.register, kind, guesses)
    return None
