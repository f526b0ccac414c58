"""Keep what was read for as long as the state that it was read from is the current one."""

from collections.abc import Callable, Hashable
from typing import Protocol


class Keeper(Protocol):
    """Keeps values of one state of the database, such as a revision of rights and settings."""

    def keep[T](self, name: Hashable, load: Callable[[], T]) -> T:
        """Return the kept value of a name, loaded the first time. Never change a kept value."""
