"""What a recording is, told from its bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.audio import FORMATS, describe, mime_of
from tests.standins.recordings import flac, mp3, opus, wav

MADE: list[tuple[Callable[[float], bytes], str, int]] = [
    (opus, "audio/ogg", 48000), (wav, "audio/wav", 16000), (flac, "audio/flac", 16000), (mp3, "audio/mpeg", 44100),
]  # fmt: skip


@pytest.mark.parametrize("seconds", [1, 12.5, 61])
@pytest.mark.parametrize(("make", "mime", "rate"), MADE, ids=lambda one: getattr(one, "__name__", None))
def test_format_length_and_rate(make: Callable[[float], bytes], mime: str, rate: int, seconds: float) -> None:
    found = describe(make(seconds))
    assert found is not None
    assert (found.mime, found.rate) == (mime, rate)
    assert found.seconds == pytest.approx(seconds, abs=0.1)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"#!AMR\n" + bytes(100), b"\0\0\0\x18ftypM4A " + bytes(100),
        b"RIFF\0\0\0\0AVI " + bytes(100), b"OggS", b"fLaC", b"ID3", b"\xff\xfb", opus(3)[:60], wav(1)[:20],
    ],
)  # fmt: skip
def test_something_else_is_no_recording(content: bytes) -> None:
    assert describe(content) is None


@given(st.sampled_from([make for make, _, _ in MADE]), st.integers(0, 3000), st.binary(max_size=40))
def test_damaged_recordings_never_raise(make: Callable[[float], bytes], at: int, noise: bytes) -> None:
    whole = make(0.5)
    found = describe(whole[:at] + noise + whole[at + len(noise) :])
    assert found is None or (found.mime in FORMATS and found.seconds > 0 and found.rate > 0)


@given(st.binary(max_size=200))
def test_any_bytes_never_raise(content: bytes) -> None:
    assert mime_of(content) is not None or describe(content) is None
