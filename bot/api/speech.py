"""Voice notes as the settings want them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.channels.base import Channel
from bot.clock import Clock
from bot.conversation.voice import VoiceLimits, VoiceNotes
from bot.db.session import Database
from bot.settings import Settings
from bot.speech.bhashini import Account, Bhashini


def voice_notes(
    settings: Settings, channels: Mapping[str, Channel], database: Database, clock: Clock, wake: Callable[[], None]
) -> VoiceNotes | None:
    """What hears and speaks; None without an account. `wake`: tells the sender that something lies in the outbox."""
    if not settings.bhashini_user_id or settings.bhashini_api_key is None:
        return None
    account = Account(
        settings.bhashini_user_id,
        settings.bhashini_api_key.get_secret_value(),
        settings.bhashini_pipeline_id,
        settings.bhashini_api_base,
    )
    speech = Bhashini(account, settings.speech_timeout_seconds)
    limits = VoiceLimits(settings.voice_seconds, settings.voice_megabytes, settings.voice_characters)
    return VoiceNotes(speech, channels, database, clock, limits, wake)
