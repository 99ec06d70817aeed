"""What parts of the content are called in the console."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.console.words import N_
from bot.knowledge.library import Content
from bot.knowledge.model import AREAS, ASPECTS, Language

STATUSES: Final = {
    "open": N_("Open"), "closed": N_("Closed"), "changed": N_("Changed"), "unconfirmed": N_("Not confirmed"),
}  # fmt: skip
TONES: Final = {"open": "good", "closed": "bad", "changed": "busy", "unconfirmed": "busy"}
REGISTERS: Final = {
    "en": N_("English"), "bn": N_("Bengali"), "hi": N_("Hindi"), "bn_roman": N_("Bengali in roman letters"),
    "hi_roman": N_("Hindi in roman letters"), "mixed": N_("Mixed"),
}  # fmt: skip
LETTERS: Final = {"bn": "bn", "hi": "hi", "en": "en", "bn_roman": "bn-Latn", "hi_roman": "hi-Latn"}
"""Registers as browsers and readers aloud know them."""
KINDS: Final = {
    "unclear": N_("not understood"), "choices": N_("only similar topics offered"),
    "declined": N_("taken for another subject"), "no_aspect": N_("the topic has no answer to it"),
}  # fmt: skip
PARTS: Final = {
    "about": N_("About"), "answers": N_("Answers"), "sources": N_("Sources and figures"), "questions": N_("Questions"),
}  # fmt: skip
FIELDS: Final = {
    "title": N_("Title"), "button": N_("Title of the button"), "brief": N_("In short"), "status": N_("Status"),
    "status_note": N_("Note on the status"), "aliases": N_("Other names, one a line"), "reach": N_("Where it holds"),
    "verified_on": N_("Checked on"), "review_by": N_("Check again by"), "order": N_("Place in the menu"),
    "tool": N_("Calculator below the answers"), "office": N_("Offices below the answers"),
    "facts": N_("Entries of the register of facts, one a line"), "figures": N_("Figures, as in the file"),
    "fits": N_("Whom it is for, as in the file"), "elsewhere": N_("Answered by other topics, as in the file"),
    "sources": N_("Sources"), "points": N_("To compare"), "aspects": N_("Answers"), "questions": N_("Questions"),
    "url": N_("Address"), "as_of": N_("As of"), "id": N_("Id"), "area": N_("Area"),
}  # fmt: skip
MESSAGES: Final = {
    "broadcasts": N_("Broadcasts from chat"), "burnup": N_("Chart of trainings"), "buttons": N_("Buttons"),
    "certificates": N_("Certificates of trainings"), "conversation": N_("Greetings and small talk"),
    "desk": N_("Officials in chat"), "errors": N_("When something fails"), "finder": N_("Finding a scheme"),
    "followups": N_("Words below answers"), "forms": N_("Questions of forms"),
    "imports": N_("People entered by officials"), "languages": N_("Choosing the language"),
    "mentor_reasons": N_("Why a mentor was proposed"), "mentors": N_("Mentors"), "menus": N_("Menus"),
    "needs": N_("Employers' needs"), "offices": N_("Finding an office"), "people": N_("Own settings of people"),
    "privacy": N_("Own data of people"), "referrals": N_("Loan requests"),
    "registration": N_("Registration of workers"), "telegram": N_("Commands in Telegram"), "tools": N_("Calculators"),
    "training": N_("Trainings"), "training_after": N_("Attendance and after a training"),
    "training_notices": N_("News about trainings"), "voice": N_("Voice notes"), "whatsapp": N_("WhatsApp lists"),
    "worker": N_("Registering a worker"),
}  # fmt: skip
"""Files with sentences of the assistant."""
REACHES: Final = {"india": N_("All of India"), "west_bengal": N_("West Bengal")}
CHANNELS: Final = {"web": N_("Website"), "telegram": "Telegram", "whatsapp": "WhatsApp"}


def areas(content: Content, language: Language) -> Mapping[str, str]:
    """Names of the areas, as on their buttons."""
    return {area: button(content, f"area_{area}", language) for area in AREAS}


def aspects(content: Content, language: Language) -> Mapping[str, str]:
    """Names of the aspects, as on their buttons."""
    return {aspect: button(content, f"aspect_{aspect}", language) for aspect in ASPECTS}


def button(content: Content, name: str, language: Language) -> str:
    """The title of a button; its key if the content has none."""
    found = content.buttons.get(name)
    return found.text[language] if found is not None else name


def title(content: Content, topic: str, language: Language) -> str:
    """The title of a topic; its id if it is not live."""
    found = content.topics.get(topic)
    return found.title[language] if found is not None else topic
