"""What can be wrong with a list as a whole. The sentences are for the official who sent it."""

from __future__ import annotations


class UnreadableList(ValueError):
    """The file cannot be used as a list; the message says why and what to do."""


class AlreadyImported(ValueError):
    """The same list was brought in before; the message says when."""


class RefusedList(ValueError):
    """The list is readable, but may not or need not be brought in; the message says why and what to do."""
