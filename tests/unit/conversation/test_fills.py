"""What the engine only announces, the gateway fills: no announcement is left without somebody who knows what to say."""

from __future__ import annotations

from typing import Any

import yaml

from bot.conversation.fills import FILLS
from bot.settings import ROOT


def test_each_announcement_of_the_engine_is_filled() -> None:
    domain: dict[str, Any] = yaml.safe_load((ROOT / "rasa_project/domain/domain.yml").read_text(encoding="utf-8"))
    of_a_person = {"registration", "my_data", "erase_ask", "my_consents", "loan_status"}
    said = {variants[0]["custom"]["key"] for variants in domain["responses"].values()}
    assert of_a_person <= said and of_a_person <= FILLS.keys()
