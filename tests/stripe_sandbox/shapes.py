"""Compares answers with the types that the installed `stripe` package declares for them.

It reads the types more strictly than the package means them: of an open enumeration,
`Union[Literal[…], str]`, only the values it names are known.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import NoneType
from typing import Any, ClassVar, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from stripe import StripeObject
from stripe._stripe_object import UntypedStripeObject

OF_JSON = {float: (int, float), Decimal: (str,)}
"""JSON types of the types that JSON does not have."""


def differences(answer: Any, declared: Any, path: str, *, partial: bool = False) -> list[str]:
    """Return the differences between a response and its declaration; with `partial`, fields may be
    missing.
    """
    return list(_walk(answer, declared, path, partial=partial))


def _walk(answer: Any, declared: Any, path: str, *, partial: bool = False) -> Iterator[str]:
    kind, arguments = _kind(declared), get_args(declared)
    if not _fits(answer, declared):
        yield f"{path}: {_short(answer)} is not {_name(declared)}"
    elif kind is Union:
        yield from _closest(answer, arguments, path)
    elif kind is Literal and answer not in arguments:
        yield f"{path}: {answer!r} is not one of {', '.join(map(str, arguments))}"
    elif kind is list:
        for index, item in enumerate(answer):
            yield from _walk(item, arguments[0], f"{path}[{index}]")
    elif kind in {dict, UntypedStripeObject}:
        for key, value in answer.items():
            yield from _walk(value, arguments[-1], f"{path}.{key}")
    elif isinstance(answer, dict) and kind is not Any:
        yield from _walk_object(answer, kind, arguments, path, partial=partial)


def _walk_object(
    answer: dict[str, Any], kind: type, arguments: tuple[Any, ...], path: str, *, partial: bool
) -> Iterator[str]:
    known = fields(kind)
    for name, value in answer.items():
        if name not in known:
            yield f"{path}.{name}: not known"
        else:
            declared = known[name]
            generic = arguments and getattr(declared, "__parameters__", ())
            yield from _walk(value, declared[arguments] if generic else declared, f"{path}.{name}")
    stub = answer.get("deleted") is True  # of a deleted object, Stripe returns the id only
    needed = {"id", "object"} if stub else set() if partial else set(known)
    for name in sorted(needed - set(answer)):
        if not _optional(known[name]):
            yield f"{path}.{name}: missing"


def _closest(answer: Any, choices: tuple[Any, ...], path: str) -> Iterator[str]:
    """Compare with the type of a union that the answer is most like."""
    fitting = [choice for choice in choices if _fits(answer, choice)]
    if any(_kind(choice) is Literal for choice in fitting):
        fitting = [choice for choice in fitting if choice is not str]
    yield from min((differences(answer, choice, path) for choice in fitting), key=len)


def _fits(answer: Any, declared: Any) -> bool:
    """Return whether a value is of the declared type, whatever its content."""
    kind = _kind(declared)
    if kind is Any:
        return True
    if kind is Union:
        return any(_fits(answer, choice) for choice in get_args(declared))
    if kind is Literal:
        return type(answer) in {type(value) for value in get_args(declared)}
    if issubclass(kind, StripeObject):
        return isinstance(answer, dict)
    return type(answer) in OF_JSON.get(kind, (kind,))


def _kind(declared: Any) -> Any:
    return get_origin(declared) or declared


def _optional(declared: Any) -> bool:
    return NoneType in get_args(declared) or _kind(declared) is NotRequired


def _name(declared: Any) -> str:
    if _kind(declared) is Union:
        return " or ".join(_name(choice) for choice in get_args(declared))
    return str(_kind(declared).__name__)


def _short(answer: Any) -> str:
    return "an object" if isinstance(answer, dict) else repr(answer)


@cache
def fields(kind: type) -> dict[str, Any]:
    """Return the fields that the package's class declares, with their types."""
    hints = get_type_hints(kind, localns=_imported_for_types(kind.__module__), include_extras=True)
    found = {
        name: declared
        for name, declared in hints.items()
        if not name.startswith("_") and _kind(declared) is not ClassVar
    }
    if hasattr(kind, "OBJECT_NAME"):
        found.setdefault("object", Literal[kind.OBJECT_NAME])
    return found


@cache
def _imported_for_types(module: str) -> dict[str, Any]:
    """Return the names that a module imports under `if TYPE_CHECKING`, for quoted annotations."""
    found: dict[str, Any] = {}
    for statement in ast.parse(inspect.getsource(sys.modules[module])).body:
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING":
            for line in statement.body:
                if isinstance(line, ast.ImportFrom) and line.module:
                    source = import_module(line.module)
                    found |= {n.asname or n.name: getattr(source, n.name) for n in line.names}
    return found
