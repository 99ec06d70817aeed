from __future__ import annotations

import importlib
import importlib.machinery
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rasa_project import inert
from rasa_project.paths import ROOT

# A name of its own: it does not depend on what an environment happens to hold.
ABSENT = [name for name in sorted(inert.ABSENT) if name != "google"]


@pytest.mark.parametrize("module", ["rasa.core.agent", "rasa.core.run", "rasa.model_training"])
def test_rasa_imports(module: str) -> None:
    assert importlib.import_module(module).__name__ == module


def test_tensorflow_is_a_stand_in_and_rasa_has_it() -> None:
    import rasa.utils.tensorflow.models as models

    assert isinstance(sys.modules["tensorflow"], inert._Module)
    assert issubclass(models.RasaModel, inert.Inert)


@pytest.mark.parametrize("name", ABSENT)
def test_an_absent_package_can_be_imported_with_its_submodules(name: str) -> None:
    module = importlib.import_module(name)
    below = importlib.import_module(f"{name}.some.where")
    assert below.Thing is not None
    assert module.__version__ == "0.0.0"


def test_a_name_can_be_subclassed_and_made() -> None:
    import tensorflow as tf

    class Layer(tf.keras.layers.Layer):
        def __init__(self, size: int) -> None:
            super().__init__(size, name="layer")
            self.size = size

    assert Layer(3).size == 3


def test_a_name_can_decorate_plainly_and_with_arguments() -> None:
    import tensorflow as tf

    @tf.function
    def plain() -> int:
        return 1

    @tf.function(jit_compile=True)
    def configured() -> int:
        return 2

    assert configured() == 2
    assert plain is not None


def test_a_name_can_be_caught_and_does_not_catch_others() -> None:
    import botocore.exceptions

    with pytest.raises(ZeroDivisionError):
        try:
            1 / 0  # noqa: B018
        except botocore.exceptions.ClientError:
            pytest.fail("a stand-in caught an error that is not its own")
    error = botocore.exceptions.ClientError
    with pytest.raises(error):
        raise error("stand-in")


def test_names_of_python_itself_stay_missing() -> None:
    import tensorflow as tf

    for holder in (tf, tf.keras, tf.keras.Model()):
        assert not hasattr(holder, "__wrapped__")
        assert not hasattr(holder, "__array__")


def test_install_twice_adds_one_finder() -> None:
    before = len(sys.meta_path)
    inert.install()
    assert len(sys.meta_path) == before
    kinds = [finder if isinstance(finder, type) else type(finder) for finder in sys.meta_path]
    assert kinds.count(inert._Finder) == 1
    assert kinds.index(importlib.machinery.PathFinder) < kinds.index(inert._Finder), (
        "what is really installed comes first"
    )


def test_a_module_without_name_does_not_get_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    nameless = ModuleType("")
    nameless.__file__ = "extensions.py"  # pykwalify registers such a one when Rasa validates YAML
    monkeypatch.setitem(sys.modules, "", nameless)
    monkeypatch.delitem(sys.modules, "randomname", raising=False)
    assert isinstance(importlib.import_module("randomname"), inert._Module)


def test_other_packages_are_still_missing() -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tensorflower")


_REAL = """
from rasa_project import inert
inert.install()
import matplotlib, tensorflow
from google import cloud
assert matplotlib.REAL == "really installed"
assert isinstance(tensorflow, inert._Module)
assert isinstance(cloud, inert._Module) or issubclass(cloud, inert.Inert)
try:
    import matplotlib.pyplot
except ModuleNotFoundError:
    print("as ever")
"""


def test_a_really_installed_package_is_never_shadowed(tmp_path: Path) -> None:
    package = tmp_path / "matplotlib"
    package.mkdir()
    (package / "__init__.py").write_text('REAL = "really installed"\n')
    done = subprocess.run(
        [sys.executable, "-c", _REAL],
        cwd=ROOT,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "as ever", done.stderr
