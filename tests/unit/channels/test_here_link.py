"""The link in the picture of a session's code."""

from __future__ import annotations

import pytest

from bot.channels.telegram.commands import deep_link, payload_of


@pytest.mark.parametrize(
    ("value", "payload"),
    [
        ("here-482913", "here:482913"),
        ("HERE-482913", "here:482913"),
        ("here-48291", "ask:here-48291"),
        ("here-4829134", "ask:here-4829134"),
    ],
)
def test_the_code_of_a_session(value: str, payload: str) -> None:
    assert deep_link(value) == payload


def test_as_it_comes_with_start() -> None:
    assert payload_of("/start here-482913", "sathi_bot") == "here:482913"
