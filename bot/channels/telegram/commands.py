"""What people may type after a slash, and the links that open the bot with a question. Pure."""

from __future__ import annotations

import re

COMMANDS = {
    "start": "greet",
    "help": "help",
    "language": "language",
    "stop": "stop",
    "menu": "menu",
    "finder": "tool:finder",
    "office": "tool:office",
    "register": "tool:worker",
    "card": "me:card",
    "training": "tool:training",
    "mytrainings": "me:trainings",
    "settings": "prefs",
    "mydata": "me:data",
    "delete": "me:erase",
    "person": "person",
}
"""Command to payload, in the order of Telegram's menu."""

_COMMAND = re.compile(r"/(?P<name>[a-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"(?:ask_)?(?P<topic>[a-z0-9]+(?:-[a-z0-9]+)*)(?:_(?P<aspect>[a-z]+(?:-[a-z]+)*))?")
_LINK_LIMIT = 64
_HERE = re.compile(r"here-(?P<code>[0-9]{6})")
_KNOWN_BY = re.compile(r"(?P<who>trainer|mentor)-(?P<code>[0-9a-z]{4}-?[0-9a-z]{4})")
_FLOWS = {"trainer": "desk", "mentor": "mentor"}


def payload_of(text: str, username: str) -> str | None:
    """The payload of a command to the bot `username`; None if it is no command, an unknown one or another bot's."""
    match = _COMMAND.fullmatch(text.strip())
    if match is None or (match["bot"] and match["bot"].casefold() != username.casefold()):
        return None
    name = match["name"].casefold()
    return deep_link(match["rest"] or "") if name == "start" else COMMANDS.get(name)


def deep_link(value: str) -> str:
    """The payload of https://t.me/<bot>?start=<value>: `pmegp`, `ask_pmegp`, `ask_pmegp_documents` ask, `here-123456`
    says that somebody is at a session, `trainer-k7lm4p2w` and `mentor-k7lm4p2w` who they are; else greet."""
    value = value.strip().lower()
    if (here := _HERE.fullmatch(value)) is not None:
        return f"here:{here['code']}"
    if (known_by := _KNOWN_BY.fullmatch(value)) is not None:
        return f"{_FLOWS[known_by['who']]}:verify:{known_by['code']}"
    match = _LINK.fullmatch(value)
    if match is None or len(value) > _LINK_LIMIT or len(match["topic"]) > 32 or len(match["aspect"] or "") > 16:
        return COMMANDS["start"]
    return f"ask:{match['topic']}" + (f":{match['aspect']}" if match["aspect"] else "")
