"""One person's copy of a test: the order in which the questions and their options are shown."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.assessments import Assessment


@dataclass(frozen=True)
class Sheet:
    """`items`: ids of the questions as they are asked; `options`: of each item that has options, their letters in the
    file in the order in which they are shown. The first one is shown as A (or 1), whatever its letter in the file."""

    items: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]


def shuffled(assessment: Assessment, seed: str) -> Sheet:
    """The sheet of a seed (an attempt's id, say): the same seed and questions give the same sheet on every machine.

    Items are mixed over all modules. Options are mixed within their item unless it keeps their order. The options of
    an item depend on the seed and the item alone, so that an item added elsewhere does not move them.
    """
    items = [item.id for item in assessment.items]
    _random(seed).shuffle(items)
    options: dict[str, tuple[str, ...]] = {}
    for item in assessment.items:
        if item.options:
            letters = list(item.letters)
            if not item.keep_order:
                _random(f"{seed}\n{item.id}").shuffle(letters)
            options[item.id] = tuple(letters)
    return Sheet(tuple(items), options)


def _random(seed: str) -> random.Random:
    # Not `hash`, which differs from process to process.
    return random.Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()))
