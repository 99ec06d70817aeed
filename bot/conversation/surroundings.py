"""What a handler of a button or of typed words may look at beside the database."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.broadcasts.approval import Terms
from bot.delivery.policy import Rules
from bot.knowledge.library import Content
from bot.knowledge.model import Language


@dataclass(frozen=True)
class Surroundings:
    """`rules`: the operator's, of which the quiet hours matter here; `address`: where the service is reached from
    outside, without a slash at the end (empty: nobody said); `text`: what the person typed (empty: a button, or nobody
    wrote); `default`: the language of people of whom none is known; `broadcasts`: what the operator
    decides of them, with the channels that send (None: nobody said)."""

    content: Content
    rules: Rules = field(default_factory=Rules)
    address: str = ""
    text: str = ""
    default: Language = "bn"
    broadcasts: Terms | None = None
