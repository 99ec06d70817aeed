"""What a turn was, for the counts: which topic, and what became of the message. Pure; no words of the person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.engine import Say
from bot.conversation.understanding import Understood

BUTTON: Final = "button"
_FAILED: Final = frozenset({"engine_down", "internal_error"})
_OF_THE_LAST: Final = frozenset({"in_short", "more", "applies_here", "repeat"})
_ANSWERED: Final = _OF_THE_LAST | {"answer", "answers", "term", "compare", "office_result"}
_ASKED_BACK: Final = frozenset({
    "ask_back", "search_choices", "which_topic", "which_topic_plain", "unclear", "affirm_unclear",
})  # fmt: skip
_DECLINED: Final = frozenset({"decline", "language_unreadable"})
_HANDED_OVER: Final = frozenset({"person_noted", "person_already_noted", "handover_passed_on"})
_TRAINING: Final = ("training_", "form_ask_training_", "here_", "quiz_", "feedback_", "mentor_", "desk_", "session_")
_TOOL: Final = (
    "form_", "finder_", "emi_", "pmegp_", "msme_", "gst_", "rodtep_", "office_", "worker_", "registration_", "need_",
    "work_", "referral_", "loan_", "entry_",
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """`register`: as people wrote, "button" for a choice, empty for what has no words; `topic`: id, or empty."""

    language: str
    register: str = ""
    topic: str = ""
    outcome: str = "other"


def counted(heard: Understood, said: Sequence[Say], last_topic: str | None, topics: Collection[str]) -> Counted:
    """`said`: what was answered; `last_topic`: what the conversation is about after it; `topics`: ids that there are
    (whatever else stands as a topic is not kept)."""
    register = BUTTON if heard.payload is not None else heard.register
    named = [str(say.values.get("topic")) for say in said if say.key == "answer"]
    for say in said:
        if say.key == "answers":
            named += [str(part[0]) for part in say.values.get("parts") or () if part]
    if not named and last_topic and any(say.key in _OF_THE_LAST for say in said):
        named = [last_topic]
    topic = next((one for one in named if one in topics), "")
    return Counted(heard.language, register, topic, outcome([say.key for say in said]))


def outcome(keys: Sequence[str]) -> str:
    """Of the messages of one reply, one of `tallies.OUTCOMES`: what weighs most comes first."""
    for name, exact, begins in (
        ("failed", _FAILED, ()), ("handed_over", _HANDED_OVER, ()), ("answered", _ANSWERED, ()),
        ("training", frozenset[str](), _TRAINING), ("tool", frozenset[str](), _TOOL),
        ("declined", _DECLINED, ()), ("asked_back", _ASKED_BACK, ()),
    ):  # fmt: skip
        if any(key in exact or (begins and key.startswith(begins)) for key in keys):
            return name
    return "other"
