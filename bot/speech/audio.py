"""What a recording is and how long it lasts, told from its own bytes: channels tell neither reliably. Pure."""

from __future__ import annotations

import io
from dataclasses import dataclass
from types import MappingProxyType

from tinytag import TinyTag

FORMATS = MappingProxyType({"audio/ogg": "ogg", "audio/wav": "wav", "audio/flac": "flac", "audio/mpeg": "mp3"})
"""What speech services take, by their name and by its short one. WhatsApp and Telegram record ogg (Opus)."""


@dataclass(frozen=True)
class Recording:
    """`mime`: one of `FORMATS`; `seconds`: how long it lasts; `rate`: samples a second."""

    mime: str
    seconds: float
    rate: int


def describe(audio: bytes) -> Recording | None:
    """What the bytes are; None if they are no recording of a known format, or none that says how long it is."""
    mime = mime_of(audio)
    if mime is None:
        return None
    try:
        tag = TinyTag.get(filename=f"recording.{FORMATS[mime]}", file_obj=io.BytesIO(audio), tags=False)
    except Exception:  # cut off or damaged: a parser of foreign bytes fails in ways that nobody can list
        return None
    if not tag.duration or not tag.samplerate or tag.duration <= 0:
        return None
    return Recording(mime, float(tag.duration), int(tag.samplerate))


def mime_of(audio: bytes) -> str | None:
    """The format by the first bytes; None if it is none of `FORMATS`."""
    if audio.startswith(b"OggS"):
        return "audio/ogg"
    if audio.startswith(b"RIFF") and audio[8:12] == b"WAVE":
        return "audio/wav"
    if audio.startswith(b"fLaC"):
        return "audio/flac"
    if audio.startswith(b"ID3") or (len(audio) > 2 and audio[0] == 0xFF and audio[1] & 0xE0 == 0xE0 and audio[1] & 6):
        return "audio/mpeg"
    return None
