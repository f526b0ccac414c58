"""The record of what a page depends on, kept while it is rendered.

Reads of lists and products call `depend_on` and `changes_at`; outside of a recording both do
nothing. A page that records nothing is never stored.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Dependencies:
    """The scopes read so far, and the next instant at which something changes by itself."""

    scopes: set[str] = field(default_factory=set)
    until: datetime | None = None


_recording: ContextVar[Dependencies | None] = ContextVar("page_dependencies", default=None)


@contextmanager
def recording() -> Iterator[Dependencies]:
    """Record everything that is read within the block."""
    dependencies = Dependencies()
    token = _recording.set(dependencies)
    try:
        yield dependencies
    finally:
        _recording.reset(token)


def depend_on(*scopes: str) -> None:
    """Record that the page shows something of these scopes."""
    if (dependencies := _recording.get()) is not None:
        dependencies.scopes.update(scopes)


def changes_at(instant: datetime | None) -> None:
    """Record an instant at which the page changes by itself; None if it never does."""
    dependencies = _recording.get()
    if dependencies is None or instant is None:
        return
    if dependencies.until is None or instant < dependencies.until:
        dependencies.until = instant
