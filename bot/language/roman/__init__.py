"""Bengali and Hindi in roman letters that people like to read; for matching, `bot.language.romanise` is enough."""

from bot.language.roman.readable import readable

__all__ = ["readable"]
