"""Understanding does not get worse unnoticed: today's engine on the evaluation sets, against the last release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.evaluation import baseline, report
from bot.evaluation.measure import Sets, measure
from bot.evaluation.sets import ENTITIES, MESSAGE_SETS, OUT_OF_SCOPE, REGISTERS, REPLY_LANGUAGE
from bot.settings import get_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.service import Trained

pytestmark = pytest.mark.engine

GUARDED = (*MESSAGE_SETS, OUT_OF_SCOPE, REPLY_LANGUAGE, ENTITIES)


@pytest.fixture
def settings_of_this_run(trained: Trained, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONTENT_DIR", str(trained.content))
    monkeypatch.setenv("DATA_DIR", str(trained.models.parent))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.mark.usefixtures("settings_of_this_run")
def test_nothing_fell_behind_the_last_release() -> None:
    then = baseline.load(baseline.BASELINE)
    assert then is not None, "make eval ARGS=--release writes the figures to compare with"
    figures = measure(Sets.read(GUARDED), typed_worse=False).figures
    changes = baseline.changes(then, figures)
    shown = "\n".join([*report.lines(figures), *report.changed(changes)])
    guarded = {change.name for change in changes if change.guarded}
    assert guarded >= {f"{name}, {register}" for name in MESSAGE_SETS for register in REGISTERS}, shown
    assert guarded >= {"out of scope, declined", "reply language, all", "entities, all"}, shown
    fallen = [f"{change.name}: {change.then:.1f} %, now {change.now:.1f} %" for change in changes if change.fell]
    assert not fallen, "\n".join([*fallen, shown])
