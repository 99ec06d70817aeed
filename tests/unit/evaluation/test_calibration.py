"""Confidence against the share right."""

from __future__ import annotations

import pytest

from bot.evaluation.calibration import bins, expected_error, figures
from bot.evaluation.score import Judged, Verdict
from bot.evaluation.sets import Message


def judged(confidence: float, verdict: Verdict, got: str = "a/what") -> Judged:
    return Judged(Message("d-1", "en", "text", "a/what", (), None, "en"), got, verdict, "en", confidence, 1.0)


def test_bins() -> None:
    low, high = bins([judged(0.51, "wrong"), judged(0.59, "right"), judged(0.95, "right"), judged(1.0, "topic only")])
    assert (low.count, low.confidence, low.right, low.strict) == (2, pytest.approx(0.55), 0.5, 0.5)
    assert (high.count, high.confidence, high.right, high.strict) == (2, pytest.approx(0.975), 1.0, 0.5)


def test_what_was_not_answered_has_no_confidence() -> None:
    assert bins([judged(0.9, "asked back", "unsure"), judged(0.9, "declined", "nlu_fallback")]) == []


def test_expected_error() -> None:
    # Three of four at 0.9 right is 0.15 too sure; one at 0.3 and right is 0.7 too unsure.
    found = bins([*[judged(0.9, "right")] * 3, judged(0.9, "wrong"), judged(0.3, "right")])
    assert expected_error(found) == pytest.approx((4 * 0.15 + 0.7) / 5)
    assert expected_error([]) == 0
    assert figures([])["bins"] == []
