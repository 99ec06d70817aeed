"""A choice that was typed instead of pressed: its number or its title, in any of the scripts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import fold_text, for_matching, to_ascii_digits
from bot.language.roman.readable import readable

_LONGEST_NUMBER = 2


def chosen(text: str, offered: Sequence[tuple[str, str]], *, numbers: bool = True) -> str | None:
    """The payload of the offered (title, payload) that `text` names; None if it names none or several. `numbers`: a
    number may be a choice."""
    plain = for_matching(text).strip()
    number = to_ascii_digits(plain)
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
        index = int(number) - 1
        return offered[index][1] if numbers and 0 <= index < len(offered) else None
    if not plain:
        return None
    for same in (_same_text, _same_sound):
        matches = {payload for title, payload in offered if same(plain, title)}
        if len(matches) == 1:
            return matches.pop()
    return None


def _same_text(plain: str, title: str) -> bool:
    # A title may have been shown in roman letters: "GST" is the button জিএসটি.
    return plain in {for_matching(title).strip(), for_matching(readable(title)).strip()}


def _same_sound(plain: str, title: str) -> bool:
    # "kagojpotro" is the button কাগজপত্র. Only whole titles count: a sentence that holds one goes to the engine.
    key = fold_text(plain, "medium")
    return key in {fold_text(title, "medium"), fold_text(readable(title), "medium")}
