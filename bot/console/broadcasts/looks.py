"""How a broadcast will look on each channel, and a test of it on the official's own chat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.broadcasts import attachments, drafts
from bot.broadcasts.drafts import Broadcast, Draft, goes_in
from bot.broadcasts.messages import ParametersError
from bot.channels import web
from bot.channels.base import Capabilities, Document, Outgoing
from bot.channels.telegram.sending import CAPABILITIES as TELEGRAM
from bot.channels.whatsapp.limits import CAPABILITIES as WHATSAPP
from bot.console.broadcasts import common, labels
from bot.console.visit import Visit
from bot.console.words import N_
from bot.delivery import enqueue
from bot.knowledge.model import Language
from bot.language import LANGUAGE_NAMES
from bot.services import audit, chat_officials

CHANNELS: Final[Mapping[str, Capabilities]] = {"telegram": TELEGRAM, "whatsapp": WHATSAPP, web.NAME: web.CAPABILITIES}
"""Those that people use, whether or not they run here."""
_TEST_LASTS: Final = dt.timedelta(hours=1)


class Unwritten(ValueError):
    """There is no text in the language, or it does not fit the template."""


@dataclass(frozen=True)
class Bubble:
    """One message as people see it. `link`: what stands on it and the address; `document`: the name of the file."""

    text: str
    buttons: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    document: str = ""


@dataclass(frozen=True)
class Look:
    """A channel's view. `note`: when it looks like that."""

    title: str
    bubbles: list[Bubble] = field(default_factory=list)
    note: str = ""


async def context(visit: Visit, one: Broadcast, asked: str) -> dict[str, Any]:
    """What the preview shows in a language."""
    shown = common.language(visit, asked)
    document = await visit.run(attachments.document, one.draft.upload_id)
    stands = goes_in(one.draft).get(shown)
    note = ""
    if stands is not None and stands != shown:
        note = visit.say(
            N_("There is no text in %(missing)s; these people get the one in %(language)s."),
            missing=LANGUAGE_NAMES[shown][visit.language], language=LANGUAGE_NAMES[stands][visit.language],
        )  # fmt: skip
    chats = await visit.run(chat_officials.linked, visit.officer)
    return {
        "shown": shown, "previews": looks(visit, one.draft, shown, document), "stands_in": note,
        "chats": [labels.said(visit, labels.CHANNELS, channel) for _, channel, _ in chats],
    }  # fmt: skip


def looks(visit: Visit, draft: Draft, language: Language, document: Document | None) -> list[Look]:
    """On every channel; nothing where there is no text."""
    found: list[Look] = []
    for name, usual in CHANNELS.items():
        capabilities = visit.site.capabilities.get(name, usual)
        title = labels.said(visit, labels.CHANNELS, name)
        try:
            made = drafts.preview(visit.site.content, draft, capabilities, language, document=document)
        except LookupError:
            return []
        except ParametersError:
            made = drafts.preview(
                visit.site.content, replace(draft, template=""), capabilities, language, document=document
            )
            if capabilities.window is not None:
                found.append(Look(title, [], visit.say(N_("With the template it cannot be sent yet: see Hand in."))))
        note = ""
        if capabilities.window is not None:
            note = visit.say(N_("To those who wrote within the last day"))
        found.append(Look(title, [_bubble(one) for one in made.messages], note))
        if made.template is not None:
            note = visit.say(N_("To all others, by the template %(name)s"), name=draft.template)
            found.append(Look(title, [_bubble(made.template)], note))
    return found


def _bubble(message: Outgoing) -> Bubble:
    document = message.document.name if message.document is not None else ""
    return Bubble(message.text, tuple(button.title for button in message.buttons), message.link, document)


async def test(visit: Visit, one: Broadcast, language: Language) -> int:
    """Sends the broadcast to the official's own chats alone; to how many it went. Raises `Unwritten`, and `Forbidden`
    for an official who only reads."""
    visit.officer.need(common.RIGHT, change=True)
    document = await visit.run(attachments.document, one.draft.upload_id)
    try:
        message = drafts.outgoing(visit.site.content, one.draft, language, document=document)
    except (LookupError, ParametersError) as error:
        raise Unwritten(language) from error

    def queue(db: Any) -> int:
        chats = chat_officials.linked(db, visit.officer)
        for contact, _, _ in chats:
            key = f"test:{one.id}:{int(visit.now.timestamp())}"
            enqueue.message(db, contact, message, key, visit.now, purpose="reply", expires_at=visit.now + _TEST_LASTS)
        if chats:
            audit.note(
                db, visit.officer.name, "broadcast_test", visit.now, about=one.id, address=visit.officer.address,
                chats=len(chats), language=language,
            )  # fmt: skip
        return len(chats)

    sent = await visit.run(queue)
    if sent:
        visit.site.wake()
    return sent
