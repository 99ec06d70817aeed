"""Small recordings of silence, whole by their formats' rules, as telephones and speech services make them."""

from __future__ import annotations

import io
import struct
import wave

_RATE = 16000


def opus(seconds: float) -> bytes:
    """Ogg with Opus: what WhatsApp and Telegram record. Its clock always ticks 48,000 times a second."""
    skipped = 312
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, skipped, _RATE, 0, 0)
    tags = b"OpusTags" + struct.pack("<I4sI", 4, b"test", 0)
    end = round(seconds * 48000) + skipped
    return _page(2, 0, 0, head) + _page(0, 0, 1, tags) + _page(4, end, 2, b"\xf8\xff\xfe" * 40)


def wav(seconds: float, rate: int = _RATE) -> bytes:
    """PCM, 16 bits, one channel."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(bytes(2 * round(seconds * rate)))
    return file.getvalue()


def flac(seconds: float) -> bytes:
    """The stream information alone: nothing more is read of it here."""
    samples = round(seconds * _RATE)
    packed = _RATE << 44 | 0 << 41 | 15 << 36 | samples
    return (
        b"fLaC"
        + b"\x80"
        + (34).to_bytes(3, "big")
        + struct.pack(">HH6s", 4096, 4096, bytes(6))
        + (packed.to_bytes(8, "big") + bytes(16))
    )


def mp3(seconds: float) -> bytes:
    """MPEG 1 layer III, 128 kbit/s, 44,100 Hz: frames of 1,152 samples."""
    frame = b"\xff\xfb\x90\xc4" + bytes(413)
    return frame * max(1, round(seconds * 44100 / 1152))


def _page(flags: int, position: int, number: int, body: bytes) -> bytes:
    lengths = bytes([255] * (len(body) // 255) + [len(body) % 255])
    start = struct.pack("<4sBBqII", b"OggS", 0, flags, position, 7, number)
    rest = bytes([len(lengths)]) + lengths + body
    return start + struct.pack("<I", _checksum(start + bytes(4) + rest)) + rest


def _checksum(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = ((value << 1) ^ 0x04C11DB7) & 0xFFFFFFFF if value & 0x80000000 else (value << 1) & 0xFFFFFFFF
    return value
