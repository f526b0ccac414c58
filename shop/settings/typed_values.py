"""Types of environment variables: how a text becomes a value, and which values a type has.

The library that does this for models of data takes 4 to 7 MB of each process, which needs it once.
"""

import re
from collections.abc import Callable
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

TRUE = frozenset({"1", "true", "t", "yes", "y", "on"})
FALSE = frozenset({"0", "false", "f", "no", "n", "off"})
Rule = Callable[[Any], None]


def between(least: float, most: float) -> Rule:
    """Return the rule that a number lies in this range."""

    def check(value: float) -> None:
        if not least <= value <= most:
            raise ValueError(f"must be a number from {least} to {most}")

    return check


def above(least: float, most: float) -> Rule:
    """Return the rule that a number lies in this range, whose begin is excluded."""

    def check(value: float) -> None:
        if not least < value <= most:
            raise ValueError(f"must be a number above {least}, at most {most}")

    return check


def at_least(length: int) -> Rule:
    """Return the rule that a text has so many characters."""

    def check(value: str) -> None:
        if len(value) < length:
            raise ValueError(f"must have at least {length} characters")

    return check


def matching(pattern: str) -> Rule:
    """Return the rule that a text matches a regular expression."""

    def check(value: str) -> None:
        if not re.search(pattern, value):
            raise ValueError(f"must match {pattern}")

    return check


def convert(text: str, kind: Any) -> Any:
    """Return the value of a text. Raises `ValueError` with a sentence about the expected value."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return convert(text, next(one for one in arguments if one is not NoneType))
    if origin is Annotated:
        value = convert(text, arguments[0])
        for rule in arguments[1:]:
            rule(value)
        return value
    if origin is Literal:
        if text not in arguments:
            raise ValueError(f"must be {' or '.join(arguments)}")
        return text
    return _plain(text, kind)


def _plain(text: str, kind: Any) -> Any:
    if kind is bool:
        if text.lower() not in TRUE | FALSE:
            raise ValueError("must be true or false")
        return text.lower() in TRUE
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise ValueError("must be a whole number") from None
    if kind is float:
        try:
            number = float(text)
        except ValueError:
            raise ValueError("must be a number") from None
        if not isfinite(number):
            raise ValueError("must be a number")
        return number
    return text
