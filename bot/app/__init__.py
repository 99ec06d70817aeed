"""The one place where the parts are wired."""

from bot.app.parts import SCHEDULER, SENDER, WEB, Parts, assemble, desk, run_file
from bot.app.run import running
from bot.app.web import create_actions_app, create_app, create_console

__all__ = [
    "SCHEDULER", "SENDER", "WEB", "Parts", "assemble", "create_actions_app", "create_app", "create_console", "desk",
    "run_file", "running",
]  # fmt: skip
