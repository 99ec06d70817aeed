"""What the gateway says of itself in /openapi.json is true: whatever is sent to an operation, right or wrong, comes
back as one of the answers that are documented, and never as an error of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

from bot.services import officers
from bot.services.roles import RIGHTS
from tests.office import Office
from tests.register import NOW

EXAMPLES = 12
"""Of each operation, right and wrong ones each."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("openapi"), rate_limit="100000/minute", officials_rate_limit="100000/minute")
    yield made
    made.close()


def test_every_answer_is_documented(office: Office) -> None:
    with office.database.session() as db:
        token = officers.add(db, "A Program", ["malda"], RIGHTS, NOW, known={"malda"})
    schema: Any = schemathesis.openapi.from_asgi("/openapi.json", office.app)
    answers: Counter[tuple[str, int]] = Counter()
    strange: dict[tuple[str, int], str] = {}
    bounds = settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip

    def asking(label: str, documented: Any) -> Callable[[Any], None]:
        def ask(case: Any) -> None:
            answer = case.call(headers={"Authorization": f"Bearer {token}"})
            answers[label, answer.status_code] += 1
            if str(answer.status_code) not in documented:
                strange[label, answer.status_code] = case.as_curl_command()[:500]

        return ask

    operations = [found.ok() for found in schema.get_all_operations()]
    for operation in operations:
        documented = operation.definition.raw["responses"]
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            if mode is GenerationMode.NEGATIVE and not _takes(operation):
                continue

            bounds(given(case=operation.as_strategy(generation_mode=mode))(asking(operation.label, documented)))()
    assert not strange, strange
    assert len(operations) > 25 and {label for label, _ in answers} == {one.label for one in operations}
    assert {status for _, status in answers} >= {200, 404, 422}


def _takes(operation: Any) -> bool:
    """Whether anything can be wrong in what is sent to it."""
    raw = operation.definition.raw
    return bool(raw.get("parameters") or raw.get("requestBody"))
