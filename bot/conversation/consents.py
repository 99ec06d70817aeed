"""Notices of consent and the list of what a person agreed to, as they read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.channels.base import Button, Outgoing
from bot.conversation import payloads
from bot.conversation.texts import Texts
from bot.knowledge.consent import Notice, Purpose
from bot.knowledge.model import Language

KEYS = frozenset({"my_consents", "consent_ask", "consent_notice", "consent_given", "consent_taken_back"})


_ASKED_IN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "registry": (
        ("worker.agree", payloads.choose("worker", "consent", "yes")),
        ("worker.refuse", payloads.choose("worker", "consent", "no")),
    ),
    "share_banks": (
        ("yes_no.yes", payloads.choose("referral", "share", "yes")),
        ("yes_no.no", payloads.choose("referral", "share", "no")),
    ),
}
"""What is agreed to in a form, by its purpose: the titles and payloads of the form's own answers."""


class Consents:
    """Writes them from one state of the content."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def read(self, purpose: Purpose, language: Language) -> Button | None:
        """The button that shows the whole notice; None while the content has none for this purpose."""
        notice = self._texts.content.notices.get(purpose)
        return None if notice is None else _read(notice, language)

    def write(self, key: str, values: Mapping[str, Any], language: Language) -> Outgoing:
        """One of `KEYS`. `values`: `on` (of a list by purpose, else of the one; None: a form asks for it) and
        `purpose`."""
        notices = self._texts.content.notices
        if key == "my_consents":
            return self._list({notices[name]: on for name, on in values["on"].items() if name in notices}, language)
        notice = notices[values["purpose"]]
        if key == "consent_ask":
            return self._with(
                self._plain(notice.text[language], language), [_agree(notice, language), _read(notice, language)]
            )
        if key == "consent_notice" and values["on"] is None:
            answers = [
                Button(self._texts.choice(title, language), payload)
                for title, payload in _ASKED_IN.get(notice.purpose, ())
            ]
            return replace(self._plain(notice.full[language], language), buttons=tuple(answers))
        if key == "consent_notice":
            return self._with(
                self._plain(notice.full[language], language), [_change(notice, bool(values["on"]), language)]
            )
        return self._texts.message(key, language, name=notice.name[language])

    def _list(self, standing: Mapping[Notice, bool], language: Language) -> Outgoing:
        lines = [
            f"• {notice.name[language]}: {self._texts.text('setting_on' if on else 'setting_off', language).strip()}"
            for notice, on in standing.items()
        ]
        message = self._texts.message("my_consents", language, lines="\n".join(lines))
        return self._with(message, [_change(notice, on, language) for notice, on in standing.items()])

    def _plain(self, text: str, language: Language) -> Outgoing:
        return replace(self._texts.message("consent_frame", language), text=text.strip())

    def _with(self, message: Outgoing, buttons: list[Button]) -> Outgoing:
        return replace(message, buttons=(*buttons, *message.buttons))


def _change(notice: Notice, on: bool, language: Language) -> Button:
    """The way to take it back; the way to give it leads over the notice."""
    if on:
        return Button(notice.take_back[language], f"consent:{notice.purpose}:off")
    return Button(notice.give[language], f"consent:{notice.purpose}:ask")


def _agree(notice: Notice, language: Language) -> Button:
    return Button(notice.agree[language], f"consent:{notice.purpose}:on")


def _read(notice: Notice, language: Language) -> Button:
    return Button(notice.read[language], f"consent:{notice.purpose}:notice")
