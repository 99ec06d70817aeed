"""What `bot templates push` submits to WhatsApp: which templates are new or changed, and what a refusal means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bot.channels.base import ChannelDown, Retryable, TemplateNews, Throttled
from bot.channels.whatsapp.client import GraphError
from bot.errors import UserError
from bot.knowledge.model import LANGUAGES, Language
from bot.knowledge.templates import Template

Action = Literal["create", "change", "same", "wait", "stuck"]
EDITABLE = frozenset({"approved", "rejected", "paused"})
"""States in which WhatsApp takes another text for a template."""

_TOO_MANY_CHANGES = 80008  # Meta's code for more calls about templates than an account may make in an hour
_REFUSALS = {
    2388019: ("the account", "has too many templates", "delete some in WhatsApp Manager"),
    2388023: ("name", "was used by a template that is being deleted", "wait 30 days or choose another name"),
    2388024: ("name", "is taken in this language", "`bot templates status` shows by what; choose another name"),
    2388040: ("text, footer or buttons", "is too long", "shorten it"),
    2388047: ("text", "has a form that WhatsApp does not take", "write it plainly"),
    2388072: ("text", "has a form that WhatsApp does not take", "look at the places, line breaks and examples"),
    2388073: ("footer", "has a form that WhatsApp does not take", "write plain words in one line"),
    2388293: ("text", "has too many places for its words", "write more words, or use fewer places"),
    2388299: ("text", "begins or ends with a place", "put words before the first and after the last one"),
}  # Meta's error_subcode -> field, what is wrong, mend


class TemplateService(Protocol):
    """Where templates are submitted. Calls raise `GraphError` for a refusal, a `SendError` if there is no answer."""

    async def templates(self) -> list[dict[str, Any]]:
        """All templates of the account."""

    async def create_template(self, template: dict[str, Any]) -> dict[str, Any]:
        """Submits a new one, in one language."""

    async def edit_template(self, template_id: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Submits another text of one that is there."""


@dataclass(frozen=True)
class Step:
    """What is to be done for a template in one language. `id`: of the one that is there; `why` it waits or is stuck;
    `category_may_change`: whether the service takes another category with the text."""

    template: Template
    language: Language
    action: Action
    id: str = ""
    why: str = ""
    category_may_change: bool = True


@dataclass(frozen=True)
class Done:
    """A step that was tried. `refused`: why WhatsApp did not take it; None: it did."""

    step: Step
    refused: str | None = None


def submission(template: Template, language: Language) -> dict[str, Any]:
    """A template in one language as the Graph API takes it."""
    body: dict[str, Any] = {"type": "BODY", "text": template.text[language]}
    if template.parameters:
        body["example"] = {"body_text": [list(template.examples(language))]}
    components = [body]
    if template.footer is not None:
        components.append({"type": "FOOTER", "text": template.footer[language]})
    buttons = [{"type": "QUICK_REPLY", "text": button.title[language]} for button in template.buttons]
    if template.link is not None:
        buttons.append({"type": "URL", "text": template.link.title[language], "url": template.link.url})
    if buttons:
        components.append({"type": "BUTTONS", "buttons": buttons})
    ttl = {} if template.ttl_seconds is None else {"message_send_ttl_seconds": template.ttl_seconds}
    return {
        "name": template.name, "language": language, "category": template.category.upper(), "components": components,
        **ttl,
    }  # fmt: skip


def plan(templates: Iterable[Template], listed: Iterable[Mapping[str, Any]]) -> list[Step]:
    """The steps from what the service has (`listed`) to what the content says."""
    there = {(str(one.get("name")), str(one.get("language"))): one for one in listed}
    return [
        _step(template, language, there.get((template.name, language)))
        for template in templates
        for language in LANGUAGES
    ]


async def push(service: TemplateService, steps: Sequence[Step]) -> list[Done]:
    """Submits what is new or changed; a refusal of one does not keep the others back.

    Raises `UserError` where it makes no sense to go on: no answer, not our account, too many calls.
    """
    done: list[Done] = []
    for step in steps:
        if step.action not in ("create", "change"):
            continue
        whole = submission(step.template, step.language)
        try:
            if step.action == "create":
                await service.create_template(whole)
            else:
                kept = {"name", "language"} | (set() if step.category_may_change else {"category"})
                await service.edit_template(step.id, {key: value for key, value in whole.items() if key not in kept})
        except GraphError as error:
            done.append(Done(step, refusal(error)))
        except (Retryable, ChannelDown) as error:
            raise unreachable(error) from None
        else:
            done.append(Done(step))
    return done


async def listed(service: TemplateService) -> list[dict[str, Any]]:
    """All templates of the account. Raises `UserError`."""
    try:
        return await service.templates()
    except GraphError as error:
        raise UserError(f"WhatsApp does not tell its templates: {refusal(error)}.") from None
    except (Retryable, ChannelDown) as error:
        raise unreachable(error) from None


def news(one: Mapping[str, Any]) -> TemplateNews:
    """A listed template as what is kept of it."""
    reason = str(one.get("rejected_reason") or "")
    return TemplateNews(
        str(one.get("name", "")), str(one.get("language", "")), str(one.get("status", "")).lower() or None,
        str(one.get("category", "")).lower() or None, "" if reason == "NONE" else reason.lower(),
    )  # fmt: skip


def refusal(error: GraphError) -> str:
    """What a refusal means, with the field and the mend. Raises `UserError` if every other call would meet it too."""
    meaning = error.meaning()
    if isinstance(meaning, Throttled) or error.code == _TOO_MANY_CHANGES:
        pause = f"{meaning.retry_after:.0f} seconds" if isinstance(meaning, Throttled) else "an hour"
        raise UserError(f"WhatsApp asks for a pause of {pause}; call this again then, what was submitted stays.")
    if isinstance(meaning, (ChannelDown, Retryable)):
        raise unreachable(meaning)
    if error.subcode in _REFUSALS:
        field, what, mend = _REFUSALS[error.subcode]
        return f"{field} {what}; {mend}"
    said = f": {error.explanation}" if error.explanation else ""
    return f"WhatsApp refuses it (code {error.code}, subcode {error.subcode}){said}"


def unreachable(error: Exception) -> UserError:
    """WhatsApp did not answer, or not to us."""
    if isinstance(error, ChannelDown):
        return UserError(f"WhatsApp does not accept us ({error}): check WHATSAPP_TOKEN and WHATSAPP_BUSINESS_ID.")
    return UserError(f"WhatsApp cannot be reached ({error}): check the network and WHATSAPP_API_BASE, then try again.")


def _step(template: Template, language: Language, there: Mapping[str, Any] | None) -> Step:
    if there is None:
        return Step(template, language, "create")
    known, state = str(there.get("id", "")), str(there.get("status", "")).lower()
    if _same(submission(template, language), there):
        return Step(template, language, "same", known)
    if state in EDITABLE:
        return Step(template, language, "change", known, category_may_change=state != "approved")
    if state in ("pending", "in_review", "in_appeal"):
        return Step(template, language, "wait", known, "WhatsApp still decides on the text before; push again then")
    return Step(template, language, "stuck", known, f"it is {state}: give the changed template another name")


def _same(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    # Examples do not count (people never see them), and the time only where it is told.
    ttl = theirs.get("message_send_ttl_seconds")
    times = ttl is None or ours.get("message_send_ttl_seconds") == ttl
    return times and _seen(ours["components"]) == _seen(theirs.get("components") or [])


def _seen(components: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What people see of a template."""
    return {
        str(part.get("type", "")).upper(): part.get("text")
        or [(str(b.get("type", "")).upper(), b.get("text"), b.get("url")) for b in part.get("buttons", ())]
        for part in components
    }
