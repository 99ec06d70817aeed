"""`bot eval`: how well people are understood, measured on messages that nobody trained on."""

from bot.evaluation.command import main

__all__ = ["main"]
