"""A plain "yes" or "no" that is typed below a question with two buttons: whether to come, whether to give a seat up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.conversation.bare import plainly
from bot.conversation.training.showing import ID

_YES: Final = re.compile(rf"train:(?:offer:{ID}:yes|(?:dropped|both|swapboth|swap):[0-9a-f]{{32}})")
_NO: Final = re.compile(rf"train:(?:offer:{ID}:no|(?:keep|leave):[0-9a-f]{{32}})")


def meant(text: str, offered: Sequence[tuple[str, str]]) -> str | None:
    """The payload that a plain yes or no stands for among what was offered last; None if the text is neither, or it was
    no such question."""
    said = plainly(text)
    if said is None:
        return None
    payloads = dict.fromkeys(payload for _, payload in offered)
    yes = [payload for payload in payloads if _YES.fullmatch(payload)]
    no = [payload for payload in payloads if _NO.fullmatch(payload)]
    if len(yes) != 1 or len(no) != 1:
        return None
    return yes[0] if said else no[0]
