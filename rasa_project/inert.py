"""Stands in for packages that Rasa imports but that our pipeline never calls: TensorFlow above all (2 GB), plotting,
and the cloud and chat services that we do not connect to.

`install()` must run before the first `import rasa`. Whatever is taken from such a package is an inert class: it can be
named, subclassed, used as a decorator or in an `except` clause. That is all that importing Rasa asks of it.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from types import ModuleType
from typing import Any, ClassVar, Optional, Sequence

ABSENT = frozenset(
    {
        "aio_pika", "aiogram", "aiormq", "boto3", "botocore", "confluent_kafka", "docopt", "fbmessenger", "google",
        "jax", "keras", "matplotlib", "mattermostwrapper", "pydot", "pymongo", "randomname", "rocketchat_API",
        "sentry_sdk", "slack_sdk", "structlog_sentry", "tensorflow", "tensorflow_addons", "tensorflow_hub",
        "tensorflow_text", "twilio", "webexteamssdk", "websockets",
    }
)  # fmt: skip


class _Meta(type):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Meta(name, (Inert,), {})


class Inert(Exception, metaclass=_Meta):
    """A name from an absent package."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return args[0] if args else self


class _Module(ModuleType):
    __path__: ClassVar[Sequence[str]] = ()

    def __getattr__(self, name: str) -> Any:
        if name == "__version__":
            return "0.0.0"
        if name.startswith("__"):
            raise AttributeError(name)
        return _Meta(name, (Inert,), {})


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        package, _, _ = fullname.rpartition(".")
        if fullname.partition(".")[0] not in ABSENT:
            return None
        if package and getattr(sys.modules.get(package), "__file__", None):  # pykwalify registers a module named ""
            return None  # really installed: what it does not have is an ImportError, as ever
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def install() -> None:
    """Puts the stand-ins in place, behind everything that is really installed."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())
