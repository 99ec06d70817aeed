"""What the Graph API's error codes mean for us. Pure.

The codes are Meta's (developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes). A reason says in our own
words what happened: Meta's texts may quote what was sent.
"""

from __future__ import annotations

from bot.channels.base import (
    ChannelDown,
    ContactStopped,
    NeedsTemplate,
    Permanent,
    Retryable,
    SendError,
    TemplateRefused,
    Throttled,
)

PAIR_RATE = 131056
_PAIR_TRIES = 6
"""After so many refusals in a row the pause to one person grows no more (4^6 s are 68 minutes)."""

_WHOLE: dict[int, float] = {4: 60.0, 613: 60.0, 80007: 60.0, 130429: 5.0, 131048: 60.0, 131064: 60.0}
"""Codes that slow the whole number down, with the pause in seconds where the service names none."""

_DOWN: dict[int, str] = {
    0: "the token is not valid",
    3: "the app lacks a permission",
    10: "the app lacks a permission",
    102: "the token is not valid",
    104: "the token is missing",
    190: "the token is not valid or has expired",
    368: "the account is blocked for breaking WhatsApp's rules",
    131005: "the app lacks a permission",
    131031: "the account is locked",
    131037: "the number's display name is not approved",
    131042: "there is a problem with the payment",
    131045: "the number is not registered",
    133006: "the number must be verified again",
    133010: "the number is not registered",
}
_RETRY: dict[int, str] = {
    1: "unknown fault at Meta",
    2: "the service is overloaded",
    131000: "something went wrong at Meta",
    131016: "the service is overloaded",
    131053: "the file could not be uploaded",
    131057: "the account is under maintenance",
    133004: "the service is not available",
}
_TEMPLATE: dict[int, str] = {
    132000: "the number of the template's parameters does not match",
    132001: "the template does not exist in this language or is not approved",
    132005: "the template's text is too long",
    132007: "the template breaks WhatsApp's rules",
    132012: "the form of the template's parameters does not match",
    132015: "the template is paused",
    132016: "the template is disabled",
    132018: "the template's parameters are not valid",
}
_WINDOW: dict[int, str] = {
    470: "more than 24 hours since the person wrote",
    131047: "more than 24 hours since the person wrote",
}
_NEVER: dict[int, str] = {
    100: "a parameter is not valid",
    130472: "the person is in an experiment of WhatsApp's",
    130497: "this number may not write to the person's country",
    131008: "a parameter is missing",
    131009: "a parameter's value is not valid",
    131021: "the recipient is our own number",
    131026: "the message cannot be delivered to the person",
    131030: "the recipient is not on the list of the test number",
    131049: "WhatsApp keeps the message back, so that people do not get too many",
    131051: "this type of message is not supported",
    131052: "the file could not be fetched",
    131062: "this message cannot go to a person whose number is not known",
}  # fmt: skip


def send_error(
    code: int | None,
    *,
    status: int = 400,
    subcode: int | None = None,
    retry_after: float | None = None,
    tries: int = 1,
    transient: bool = False,
) -> SendError:
    """The one of our reasons that a refusal stands for.

    `code`, `subcode`: Meta's, None if the answer held none; `status`: of HTTP; `retry_after`: seconds that the service
    asks for; `tries`: how often in a row the limit of one person (131056) was met; `transient`: Meta says so.
    """
    if code == PAIR_RATE:
        return Throttled(float(4 ** min(max(tries, 1), _PAIR_TRIES)), whole=False)
    if code in _WHOLE:
        return Throttled(retry_after or _WHOLE[code])
    if code == 131050:
        return ContactStopped("131050: the person wants no announcements", marketing=True)
    if code == 100 and subcode == 33:
        return ChannelDown("100/33: the number's id is wrong, or the token may not use it")
    for table, kind in (
        (_DOWN, ChannelDown),
        (_TEMPLATE, TemplateRefused),
        (_WINDOW, NeedsTemplate),
        (_RETRY, Retryable),
    ):
        if code in table:
            return kind(f"{code}: {table[code]}")
    if code is not None and 200 <= code < 300:
        return ChannelDown(f"{code}: the app lacks a permission")
    if code in _NEVER:
        return Permanent(f"{code}: {_NEVER[code]}")
    return _by_status(code, status, retry_after, transient)


def _by_status(code: int | None, status: int, retry_after: float | None, transient: bool) -> SendError:
    """For codes that Meta has not described yet, and answers of something in between."""
    name = f"HTTP {status}" if code is None else f"{code} (HTTP {status})"
    if status == 429:
        return Throttled(retry_after or _WHOLE[130429])
    if status >= 500 or status == 408 or transient:
        return Retryable(name)
    if status == 401:
        return ChannelDown(f"{name}: the token is not valid")
    return Permanent(name)
