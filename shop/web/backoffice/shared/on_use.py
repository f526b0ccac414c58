"""Views of the back offices, whose modules are loaded by the first request for one of them.

They take 6 MB of a process: a worker that only serves the shop, and the worker of jobs, which
needs the addresses for its mails, never load them.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

named: set[tuple[str, str]] = set()  # module and name of each view, for a test that all exist


def views_of(package: str, *modules: str) -> list[Any]:
    """Return stand-ins for modules: their attributes are functions that load the module."""
    return [_Views(f"{package}.{module}") for module in modules]


class _Views:
    """A stand-in for a module of views and of checks who may open them."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        module = self._module
        named.add((module, name))

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(module), name)(*arguments, **options)

        call.__module__, call.__name__, call.__qualname__ = module, name, name
        return call
