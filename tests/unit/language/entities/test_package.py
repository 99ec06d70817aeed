"""The names that the package gives, and that the engine, without some libraries, can load its part."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import bot.language.entities as entities

PARTS = [import_module(f"bot.language.entities.{part}") for part in ("numbers", "dates", "people", "catalogues")]


def test_the_package_gives_what_its_parts_give() -> None:
    assert sorted(entities.__all__) == sorted(name for part in PARTS for name in part.__all__)
    for part in PARTS:
        for name in part.__all__:
            assert getattr(entities, name) is getattr(part, name)


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="find_everything"):
        entities.find_everything  # noqa: B018


def test_numbers_load_without_the_libraries_that_the_engine_lacks() -> None:
    code = (
        "import sys; sys.modules['rapidfuzz'] = sys.modules['phonenumbers'] = None\n"
        "import bot.language\n"
        "from bot.language.entities.numbers import find_amounts\n"
        "assert find_amounts('5 lakh')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
