"""Places and trades: what is found by lists of names, which are content."""

from bot.language.entities.catalogues.places import FoundPlace, PlaceEntry, PlaceIndex
from bot.language.entities.catalogues.trades import FoundTrade, TradeEntry, TradeIndex

__all__ = ["FoundPlace", "FoundTrade", "PlaceEntry", "PlaceIndex", "TradeEntry", "TradeIndex"]
