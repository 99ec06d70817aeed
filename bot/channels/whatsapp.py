"""What WhatsApp shows of a message with choices: up to three buttons, else a list."""

from __future__ import annotations

from bot.channels.base import Capabilities, Outgoing

NAME = "whatsapp"
BODY = 1024
BUTTONS = Capabilities(text=BODY, buttons=3, button_title=20)
LIST = Capabilities(text=BODY, buttons=10, button_title=24)


def capabilities(message: Outgoing) -> Capabilities:
    """Those of the form that a message is sent in: buttons if its choices fit, else a list."""
    return BUTTONS if len(message.buttons) <= BUTTONS.buttons else LIST
