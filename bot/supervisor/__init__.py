"""`bot run`: starts the parts of the service as processes of their own and watches over them."""

from bot.supervisor.start import run, train

__all__ = ["run", "train"]
