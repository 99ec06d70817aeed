"""Each of Meta's error codes as the reason that the delivery acts on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import (
    ChannelDown,
    ContactStopped,
    NeedsTemplate,
    Permanent,
    Retryable,
    SendError,
    TemplateRefused,
    Throttled,
)
from bot.channels.whatsapp.errors import send_error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((code, Throttled) for code in (4, 613, 80007, 130429, 131048, 131056)),
        *((code, Retryable) for code in (1, 2, 131000, 131016, 131053, 131057, 133004)),
        *((code, NeedsTemplate) for code in (470, 131047)),
        (131050, ContactStopped),
        *((code, Permanent) for code in (100, 131008, 131009, 131021, 131026, 131030, 131049, 131051, 131062, 999_999)),
        *((code, TemplateRefused) for code in (132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018)),
        *((code, ChannelDown) for code in (0, 3, 10, 190, 200, 219, 299, 368, 131005, 131031, 131042, 133010)),
    ],
)
def test_each_error_code(code: int, kind: type[SendError]) -> None:
    assert type(send_error(code)) is kind


@pytest.mark.parametrize("code", [4, 80007, 130429, 131048])
def test_tier_exhausted_and_rate_limits_slow_the_whole_number_down(code: int) -> None:
    own, asked = send_error(code), send_error(code, retry_after=7)
    assert isinstance(own, Throttled) and own.whole and own.retry_after >= 5
    assert isinstance(asked, Throttled) and (asked.retry_after, asked.whole) == (7, True)


def test_the_pair_rate_slows_one_person_down_four_times_longer_each_time() -> None:
    pauses = [send_error(131056, tries=tries) for tries in (0, 1, 2, 3, 6, 9)]
    assert [p.retry_after for p in pauses if isinstance(p, Throttled) and not p.whole] == [4, 4, 16, 64, 4096, 4096]


def test_131050_stops_only_announcements() -> None:
    error = send_error(131050)
    assert isinstance(error, ContactStopped) and error.marketing


def test_token_190_is_said_in_the_alarm() -> None:
    assert "190" in str(send_error(190)) and "token" in str(send_error(190))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"status": 500}, Retryable),
        ({"status": 503}, Retryable),
        ({"status": 408}, Retryable),
        ({"status": 429}, Throttled),
        ({"status": 401}, ChannelDown),
        ({"status": 404}, Permanent),
        ({"code": 999_999, "transient": True}, Retryable),
        ({"code": 999_999, "status": 500}, Retryable),
        ({"code": 100, "subcode": 33}, ChannelDown),
        ({"code": 131026, "status": 500}, Permanent),
    ],
)
def test_answers_without_a_code_that_is_known(answer: dict[str, Any], kind: type[SendError]) -> None:
    assert type(send_error(answer.pop("code", None), **answer)) is kind


@given(st.none() | st.integers(), st.integers(400, 599), st.integers(), st.booleans())
def test_every_answer_has_a_meaning(code: int | None, status: int, tries: int, transient: bool) -> None:
    error = send_error(code, status=status, tries=tries, transient=transient)
    assert isinstance(error, SendError)
    assert not isinstance(error, Throttled) or error.retry_after > 0
