"""Understanding does not get worse unnoticed: `bot eval` on dev.tsv, with generous limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import evaluation
from bot.evaluation.score import table
from bot.evaluation.sets import read
from bot.settings import get_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.service import Trained

pytestmark = pytest.mark.engine

RIGHT_OR_ASKED_BACK = 80.0  # per cent, in every register
LANGUAGE = 93.0  # per cent, over all


@pytest.fixture
def settings_of_this_run(trained: Trained, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONTENT_DIR", str(trained.content))
    monkeypatch.setenv("DATA_DIR", str(trained.models.parent))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.mark.usefixtures("settings_of_this_run")
def test_dev_messages_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    messages = read(evaluation.SETS / "dev.tsv")
    judged = evaluation.evaluate(messages)
    assert len(judged) == len(messages) > 400
    evaluation.report("dev", judged, misses=False)
    shown = capsys.readouterr().out
    rows = {row.name: row for row in table(judged)}
    assert set(rows) >= {"en", "hi", "bn", "hi_roman", "bn_roman", "mixed", "all"}
    poor = {name: round(row.good, 1) for name, row in rows.items() if row.good < RIGHT_OR_ASKED_BACK}
    assert not poor, f"{poor} is less than {RIGHT_OR_ASKED_BACK} %\n{shown}"
    assert rows["all"].language >= LANGUAGE, shown
