"""`bot run`: starts the parts of the service as processes of their own and watches over them."""

from bot.supervisor.start import run, run_role, train

__all__ = ["run", "run_role", "train"]
