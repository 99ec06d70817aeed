"""A choice that was typed instead of pressed: its number or its title, in any of the scripts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import fold_text, for_matching, to_ascii_digits

_LONGEST_NUMBER = 2


def chosen(text: str, offered: Sequence[tuple[str, str]]) -> str | None:
    """The payload of the offered (title, payload) that `text` names; None if it names none or several."""
    plain = for_matching(text).strip()
    number = to_ascii_digits(plain)
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
        index = int(number) - 1
        return offered[index][1] if 0 <= index < len(offered) else None
    if not plain:
        return None
    for same in (_same_text, _same_sound):
        matches = {payload for title, payload in offered if same(plain, title)}
        if len(matches) == 1:
            return matches.pop()
    return None


def _same_text(plain: str, title: str) -> bool:
    return plain == for_matching(title).strip()


def _same_sound(plain: str, title: str) -> bool:
    # "kagojpotro" is the button কাগজপত্র. Only whole titles count: a sentence that holds one goes to the engine.
    return fold_text(plain, "medium") == fold_text(title, "medium")
