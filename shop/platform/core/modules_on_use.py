"""Modules that run when something first uses them, although others import them at once.

`importlib.util.LazyLoader` does not help: it runs a module that is imported again.
"""

import sys
from collections.abc import Callable
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import Any

_running = RLock()
_waiting: dict[str, Callable[[ModuleType], None]] = {}


def load_on_use(name: str, complete: Callable[[ModuleType], None] = lambda _module: None) -> None:
    """Let a module run when one of its names is first asked for, then call `complete` with it.

    The modules that import it must import it whole: `from module import name` runs it. One that has
    run already is completed at once; one that is not installed stays missing.
    """
    if (loaded := sys.modules.get(name)) is not None:
        complete(loaded)
        return
    spec = find_spec(name)
    if spec is None:
        return
    module = module_from_spec(spec)
    module.__class__ = _ModuleOnUse
    _waiting[name] = complete
    sys.modules[name] = module
    package, _, last = name.rpartition(".")
    if package:
        setattr(sys.modules[package], last, module)


class _ModuleOnUse(ModuleType):
    """A module that has not run yet; other threads wait while it runs."""

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("__"):  # the import system asks for the others
            with _running:
                complete = _waiting.pop(self.__name__, None)
                if complete is not None and self.__spec__ is not None and self.__spec__.loader:
                    self.__spec__.loader.exec_module(self)
                    complete(self)
                    self.__class__ = ModuleType  # type: ignore[assignment]
        return ModuleType.__getattribute__(self, name)  # its class may have changed
