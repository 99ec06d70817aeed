"""From the webhook's JSON to what people did and what the service tells. Pure.

One request may hold several accounts, changes, messages and receipts; all are taken, in their order. A part that cannot
be read is named in `Batch.unread` and does not cost the others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.channels.base import Inbound, Marketing, Notice, Receipt, Renumbered, TemplateNews
from bot.channels.whatsapp import messages
from bot.channels.whatsapp.errors import send_error
from bot.channels.whatsapp.shapes import Contact, Fault, IdUpdate, Preference, Status, TemplateUpdate

Event = Inbound | Notice

_STATES: dict[str, Literal["sent", "delivered", "read", "failed"]] = {
    "sent": "sent", "delivered": "delivered", "read": "read", "played": "read", "failed": "failed",
}  # fmt: skip
_STOPPING = frozenset({
    "ACCOUNT_DELETED", "ACCOUNT_OFFBOARDED", "ACCOUNT_RESTRICTION", "ACCOUNT_VIOLATION", "DISABLED_UPDATE",
    "PARTNER_APP_UNINSTALLED", "PARTNER_REMOVED", "PHONE_NUMBER_REMOVED", "REJECTED",
})  # fmt: skip
_ACCOUNT = frozenset({
    "account_alerts", "account_review_update", "account_update", "business_capability_update",
    "phone_number_name_update", "phone_number_quality_update", "security",
})  # fmt: skip


@dataclass(frozen=True)
class Alarm:
    """What the people who run the service must see. `stops`: the number can (perhaps) not be used any more."""

    text: str
    stops: bool


@dataclass
class Batch:
    """What one request held. `unread`: kinds of the parts that could not be read."""

    events: list[Event] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)


def parse(body: Any, phone_number_id: str) -> Batch:
    """Everything in a request that concerns our number. Raises `ValueError` if it is no request of WhatsApp's."""
    if not isinstance(body, dict) or not isinstance(body.get("entry"), list):
        raise ValueError("no entries")
    batch = Batch()
    for entry in body["entry"]:
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not isinstance(changes, list):
            batch.unread.append("entry")
            continue
        for change in changes:
            value = change.get("value") if isinstance(change, dict) else None
            if isinstance(value, dict):
                _change(batch, word(change.get("field")), value, phone_number_id)
            else:
                batch.unread.append("change")
    return batch


def word(value: object) -> str:
    """One of the service's own words, as it may stand in a log: never anything that a person wrote."""
    return value if isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", value) else "unknown"


def _change(batch: Batch, name: str, value: dict[str, Any], ours: str) -> None:
    metadata = value.get("metadata")
    if isinstance(metadata, dict) and str(metadata.get("phone_number_id", ours)) != ours:
        return  # another number of the same account
    if name == "messages":
        contacts = list(_contacts(value))
        _take(batch, "message", value.get("messages"), lambda raw: messages.read(raw, contacts))
        _take(batch, "status", value.get("statuses"), _receipt)
        for raw in _parts(value.get("errors")):
            _fault(batch, raw)
    elif name == "user_preferences":
        _take(batch, name, value.get("user_preferences"), _preference)
    elif name == "user_id_update":
        _take(batch, name, value.get("user_id_update"), _id_update)
    elif name in _TEMPLATES:
        _take(batch, name, [value], _TEMPLATES[name])
    elif name in _ACCOUNT:
        batch.alarms.append(_alarm(name, value))


def _take(batch: Batch, kind: str, parts: object, read: Callable[[Any], Iterable[Event]]) -> None:
    for raw in _parts(parts):
        try:
            batch.events.extend(read(raw))
        except (ValueError, TypeError, OverflowError):
            said = word(raw.get("type")) if kind == "message" and isinstance(raw, dict) else ""
            batch.unread.append(f"{kind} {said}".strip())


def _parts(parts: object) -> list[Any]:
    return parts if isinstance(parts, list) else [] if parts is None else [parts]


def _contacts(value: dict[str, Any]) -> Iterator[Contact]:
    for raw in _parts(value.get("contacts")):
        try:
            yield Contact.model_validate(raw)
        except ValueError:
            continue  # the message may still say whose it is


def _receipt(raw: Any) -> Iterator[Receipt]:
    status = Status.model_validate(raw)
    state = _STATES.get(status.status)
    if state is None:
        return  # a message that we took back, a warning: nothing that changes what we know
    error = send_error(status.errors[0].code) if status.errors and state == "failed" else None
    at = dt.datetime.fromtimestamp(status.timestamp, dt.UTC)
    yield Receipt(status.id, state, at, status.biz_opaque_callback_data, error)


def _preference(raw: Any) -> Iterator[Marketing]:
    """Under which of the two ids we know the person is not ours to tell, so both are named. `signup`: they followed a
    link to announcements."""
    preference = Preference.model_validate(raw)
    if preference.category != "marketing_messages":
        return
    if preference.value not in ("stop", "resume", "signup") or not (preference.user_id or preference.wa_id):
        raise ValueError("neither stop nor resume, or nobody's")
    for sender in (preference.user_id, preference.wa_id):
        if sender:
            yield Marketing(sender, preference.value != "stop")


def _id_update(raw: Any) -> Iterator[Renumbered]:
    change = IdUpdate.model_validate(raw).user_id
    yield Renumbered(change.previous, change.current)


def _state(raw: Any) -> Iterator[TemplateNews]:
    update = TemplateUpdate.model_validate(raw)
    if not update.event:
        raise ValueError("no event")
    reason = word(update.reason).lower() if update.reason and update.reason != "NONE" else ""
    yield _news(update, state=update.event.lower(), category=_lower(update.message_template_category), reason=reason)


def _category(raw: Any) -> Iterator[TemplateNews]:
    """A change that is only announced (`correct_category`, 24 hours ahead) is told as a reason, not yet as a fact."""
    update = TemplateUpdate.model_validate(raw)
    if update.correct_category:
        yield _news(update, reason=f"becomes {word(update.correct_category).lower()} within 24 hours")
    elif update.new_category:
        yield _news(update, category=update.new_category.lower())
    else:
        raise ValueError("no category")


def _quality(raw: Any) -> Iterator[TemplateNews]:
    update = TemplateUpdate.model_validate(raw)
    if not update.new_quality_score:
        raise ValueError("no quality")
    yield _news(update, reason=f"quality {word(update.new_quality_score).lower()}")


_TEMPLATES: dict[str, Callable[[Any], Iterator[TemplateNews]]] = {
    "message_template_status_update": _state,
    "template_category_update": _category,
    "message_template_quality_update": _quality,
}


def _news(update: TemplateUpdate, **told: Any) -> TemplateNews:
    language = update.message_template_language.replace("-", "_")
    return TemplateNews(update.message_template_name, language, **told)


def _lower(text: str | None) -> str | None:
    return text.lower() if text else None


def _alarm(name: str, value: dict[str, Any]) -> Alarm:
    alert = value.get("alert_info")
    told = (value.get("event"), value.get("decision"), alert.get("alert_type") if isinstance(alert, dict) else None)
    limit = value.get("current_limit") or value.get("max_daily_conversations_per_business")
    grade = word(limit) if limit else ""
    event = next((word(each) for each in told if each), "changed" if grade else "unknown")
    stops = event in _STOPPING and name in ("account_update", "account_review_update")
    return Alarm(f"{name}: {event}" + (f" ({grade})" if grade else ""), stops)


def _fault(batch: Batch, raw: Any) -> None:
    """A fault of the number, not of a message."""
    try:
        batch.alarms.append(Alarm(f"error {Fault.model_validate(raw).code} of the number", stops=False))
    except ValueError:
        batch.unread.append("error")
