"""Descriptions of operations, noted when a view is loaded and used when the schema is made.

The part of drf-spectacular that takes them makes the whole schema: it takes 3 MB of each process
that serves the API, and few of them are asked for the schema.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

_noted: list[tuple[Callable[..., Any], dict[str, Any]]] = []
_lock = Lock()


def extend_schema[Operation: Callable[..., Any]](
    **description: Any,
) -> Callable[[Operation], Operation]:
    """Describe a method of a view with the arguments of drf-spectacular's decorator."""

    def note(operation: Operation) -> Operation:
        _noted.append((operation, description))
        return operation

    return note


def describe_operations() -> None:
    """Give all descriptions to drf-spectacular, before it makes a schema."""
    from drf_spectacular import utils

    import shop.api.schema.credentials  # noqa: F401  it finds descriptions of credentials itself

    with _lock:
        while _noted:
            operation, description = _noted.pop()
            utils.extend_schema(**description)(operation)
