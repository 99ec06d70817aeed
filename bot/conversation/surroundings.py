"""What a handler of a button or of typed words may look at beside the database."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.delivery.policy import Rules
from bot.knowledge.library import Content


@dataclass(frozen=True)
class Surroundings:
    """`rules`: the operator's, of which the quiet hours matter here; `address`: where the service is reached from
    outside, without a slash at the end (empty: nobody said); `text`: what the person typed (empty: a button, or nobody
    wrote)."""

    content: Content
    rules: Rules = field(default_factory=Rules)
    address: str = ""
    text: str = ""
