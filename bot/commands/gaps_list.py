"""How groups of unanswered questions are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.commands.layout import count, wrapped
from bot.services.gaps import Group

_SHOWN_WORDINGS = 3


def lines(groups: Sequence[Group]) -> Iterator[str]:
    """A paragraph a group: how often, in whose words, how it was typed, what was guessed."""
    if not groups:
        yield "No such question is kept."
        return
    asked = sum(len(group.questions) for group in groups)
    yield f"{count(asked, 'question')} in {count(len(groups), 'group')}"
    for group in groups:
        yield ""
        yield from wrapped(group.example, "      ", f"{len(group.questions):>4}x ")
        for text in _others(group):
            yield from wrapped(text, "        ", "      = ")
        yield from wrapped(f"{_counted(group.count('register'))}; {_counted(group.count('kind'))}", "      ")
        if guesses := group.guesses():
            yield from wrapped(f"near: {', '.join(guesses)}", "      ")


def as_json(group: Group) -> dict[str, Any]:
    """For programs."""
    return {
        "count": len(group.questions), "example": group.example,
        "wordings": dict(Counter(gap.text for gap in group.questions).most_common()),
        "languages": dict(group.count("language")), "registers": dict(group.count("register")),
        "kinds": dict(group.count("kind")), "guesses": group.guesses(),
    }  # fmt: skip


def _others(group: Group) -> list[str]:
    wordings = [text for text, _ in Counter(gap.text for gap in group.questions).most_common()]
    return [text for text in wordings if text != group.example][:_SHOWN_WORDINGS]


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.most_common())
