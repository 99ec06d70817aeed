"""What districts and trades are called in lists for officials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.library import Content

_DISTRICT = "district."


@dataclass(frozen=True)
class Names:
    """English names by id; these are all the ids that there are."""

    districts: Mapping[str, str]
    trades: Mapping[str, str]


def names(content: Content) -> Names:
    """The names of a content."""
    # Keys of choices know no hyphen, ids of districts do (docs/content-guide.md).
    districts = {
        key.removeprefix(_DISTRICT).replace("_", "-"): choice.title.en
        for key, choice in content.choices.items()
        if key.startswith(_DISTRICT)
    }
    return Names(districts, {trade.id: trade.name.en for trade in content.trade_list.values()})
