"""Loading of libraries without their docstrings, which take 3 MB of a process.

`python -OO` also leaves assertions out, and libraries check with those.
"""

import sys
from importlib.machinery import (
    BYTECODE_SUFFIXES,
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
    SourcelessFileLoader,
)
from inspect import CO_NEWLOCALS
from opcode import hasconst, opmap
from types import CodeType

OURS = ("shop", "catalog", "licensing")  # the schema of the API quotes them


def leave_docstrings_out() -> None:
    """Load the modules of libraries that follow without docstrings."""
    loaders = (  # as Python has them
        (ExtensionFileLoader, EXTENSION_SUFFIXES),
        (_Loader, SOURCE_SUFFIXES),
        (SourcelessFileLoader, BYTECODE_SUFFIXES),
    )
    sys.path_hooks.insert(0, FileFinder.path_hook(*loaders))
    sys.path_importer_cache.clear()


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType | None:
        """Return the code of a module."""
        code = super().get_code(fullname)
        if code is None or fullname.partition(".")[0] in OURS:
            return code
        return without_docstrings(code)


def without_docstrings(code: CodeType) -> CodeType:
    """Return the code of a module, class or function without docstrings, also inside it."""
    constants = [
        without_docstrings(constant) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    ]
    place = _place_of_docstring(code)
    if place is not None:
        constants[place] = None
    if all(new is old for new, old in zip(constants, code.co_consts, strict=True)):
        return code
    return code.replace(co_consts=tuple(constants))


def _place_of_docstring(code: CodeType) -> int | None:
    """Return which constant is the docstring, if nothing else uses it.

    Only code that has one is read: Python would keep a copy of what is read.
    """
    if code.co_flags & CO_NEWLOCALS:  # a function, whose first constant is its docstring or None
        if code.co_name[0] == "<" or not isinstance(code.co_consts[0], str):
            return None
        return None if 0 in _constants_loaded(code.co_code) else 0
    if "__doc__" not in code.co_names:
        return None
    operations = code.co_code
    store = operations.find(bytes((opmap["STORE_NAME"], code.co_names.index("__doc__"))))
    if store < 2 or operations[store - 2] != opmap["LOAD_CONST"]:  # noqa: PLR2004  nothing before
        return None
    place = operations[store - 1]
    is_text = isinstance(code.co_consts[place], str)
    return place if is_text and _constants_loaded(operations).count(place) == 1 else None


def _constants_loaded(operations: bytes) -> list[int]:
    pairs = zip(operations[::2], operations[1::2], strict=True)
    return [number for operation, number in pairs if operation in hasconst]
