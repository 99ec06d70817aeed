"""What states, channels, reasons and fields of broadcasts are called on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.console.visit import Visit
from bot.console.words import N_

STATUSES: Final[Mapping[str, str]] = {
    "draft": N_("Draft"),
    "waiting": N_("Waiting for approval"),
    "approved": N_("Approved, not begun"),
    "sending": N_("Being sent"),
    "paused": N_("Paused"),
    "stopped": N_("Stopped"),
    "done": N_("Finished"),
}
TONES: Final[Mapping[str, str]] = {
    "draft": "calm", "waiting": "busy", "approved": "busy", "sending": "busy", "paused": "busy", "stopped": "bad",
    "done": "good",
}  # fmt: skip
CHANNELS: Final[Mapping[str, str]] = {
    "telegram": N_("Telegram"),
    "whatsapp": N_("WhatsApp"),
    "web": N_("Web chat"),
}
LEFT_OUT: Final[Mapping[str, str]] = {
    "opted_out": N_("They did not ask for announcements, or stopped them"),
    "unreachable": N_("They cannot be reached: gone, or on a channel to which nothing can be sent"),
    "no_template": N_("WhatsApp: they wrote more than a day ago, and the template is not approved in their language"),
    "no_text": N_("There is no text in their language"),
    "cap": N_("They had today's announcements already: they get it tomorrow"),
}
FIELDS: Final[Mapping[str, str]] = {
    "district": N_("District"),
    "block": N_("Block or town"),
    "sector": N_("Line of business"),
    "trade": N_("Trade"),
    "course": N_("Course"),
    "session": N_("Training session"),
    "women_led": N_("Business led by a woman"),
    "social_group": N_("Social category"),
    "language": N_("Language"),
    "channel": N_("Channel"),
    "interest": N_("Asked about"),
    "active_within": N_("Wrote within (days)"),
    "registered_before": N_("Registered before"),
    "registered_after": N_("Registered after"),
}
"""Of conditions, in the order in which they are offered."""
STATES: Final[Mapping[str, str]] = {
    "approved": N_("approved"),
    "flagged": N_("approved, but people judge it badly"),
    "reinstated": N_("approved again"),
    "unarchived": N_("approved again"),
    "unlocked": N_("approved again"),
    "pending": N_("WhatsApp has not decided yet"),
    "in_review": N_("WhatsApp has not decided yet"),
    "in_appeal": N_("WhatsApp has not decided yet"),
    "unknown": N_("not known yet"),
    "rejected": N_("rejected by WhatsApp"),
    "paused": N_("paused by WhatsApp"),
    "disabled": N_("switched off by WhatsApp"),
}
"""Of a message template at WhatsApp (bot/services/templates.py)."""
PROGRESS: Final[Mapping[str, str]] = {
    "queued": N_("Waiting to be sent"),
    "paused": N_("Held back by the pause"),
    "sent": N_("Sent"),
    "delivered": N_("Arrived"),
    "read": N_("Read"),
    "failed": N_("Failed"),
    "withheld": N_("Not sent: not wanted, or stopped"),
    "expired": N_("Not sent: came too late"),
    "unknown": N_("Not known whether sent"),
}
REASONS: Final[Mapping[str, str]] = {
    "not_wanted": N_("They want no announcements"),
    "unreachable": N_("Known before as out of reach"),
    "contact_stopped": N_("They blocked us, or their number is gone"),
    "stopped": N_("The broadcast was stopped"),
    "no_template": N_("They wrote more than a day ago, and there is no template"),
    "refused": N_("The channel does not accept the message"),
    "gave_up": N_("The channel did not take it after many tries"),
    "text_gone": N_("Its text was erased"),
    "late": N_("It came too late"),
    "crash": N_("The sending broke off; not known whether it went out"),
}
"""Why messages did not go out (bot/delivery/campaigns.py)."""
WORDS: Final = (
    N_("Broadcast"), N_("Recipients"), N_("Sent"), N_("Delivered"), N_("Read"), N_("Failed"), N_("Not sent"),
    N_("Sent of recipients"), N_("Delivered of sent"), N_("Read of sent"), N_("Failed of recipients"), N_("Channel"),
    N_("Language"), N_("District"), N_("Hour"), N_("Reason"), N_("Messages"), N_("All"), N_("Not known"), N_("State"),
    N_("Begun"), N_("Ended"), N_("Figures of"),
)  # fmt: skip
"""Of the report's files (bot/broadcasts/report_files.py)."""


def said(visit: Visit, table: Mapping[str, str], key: str) -> str:
    """The name of a state, reason or field; one that the table does not know is shown as it is."""
    return visit.say(table[key]) if key in table else key


def of(visit: Visit, table: Mapping[str, str]) -> dict[str, str]:
    """A whole table in the official's language."""
    return {key: visit.say(text) for key, text in table.items()}
