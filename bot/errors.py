"""The errors that reach a person at the command line: a closed set, each one sentence, none with a stack trace."""

from __future__ import annotations


class UserError(Exception):
    """Something that the person can mend; the message is one sentence that says what and how."""

    exit_code = 2


class RunError(UserError):
    """The service could not start, or had to end; the message says why and what to do."""

    exit_code = 1
