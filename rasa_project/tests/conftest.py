from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rasa_project.start import prepare
from rasa_project.tests import originals, tiny

assert originals.resolve_by_type  # kept before they are mended
prepare()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> tiny.Project:
    """A trained project of three topics."""
    return tiny.train(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def agent(project: tiny.Project) -> Iterator[Any]:
    """The tiny model, loaded with the real endpoints.yml: own tracker store and message keys."""
    from rasa.core.agent import load_agent
    from rasa.core.utils import AvailableEndpoints

    from rasa_project.paths import PROJECT

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENGINE_DATABASE_URL", f"sqlite:///{project.folder / 'agent.sqlite3'}")
        patch.setenv("ACTIONS_URL", "http://127.0.0.1:9/webhook")
        patch.setenv("ACTIONS_TOKEN", "")
        endpoints = AvailableEndpoints.read_endpoints(str(PROJECT / "endpoints.yml"))
        loaded = asyncio.run(load_agent(model_path=str(project.model), endpoints=endpoints))
    assert loaded.is_ready()
    yield loaded


@pytest.fixture
def in_folder(tmp_path: Path) -> Iterator[Path]:
    """The working directory is an empty one."""
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)
