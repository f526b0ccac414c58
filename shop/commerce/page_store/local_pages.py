"""Pages that this process keeps: bounded, and used only after the database has proved them."""

from collections import OrderedDict
from threading import Lock

KEPT_BYTES = 16_000_000


class RecentlyUsed[Key, Value]:
    """The values used last, with a limit for the sum of their sizes."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most, self._size = most_bytes, 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key) -> Value | None:
        """Return a value that was right when it was kept."""
        with self._lock:
            entry = self._values.get(key)
            if entry is None:
                return None
            self._values.move_to_end(key)
            return entry[0]

    def keep(self, key: Key, value: Value, size: int) -> None:
        """Keep a value and drop those that were not used for longest."""
        with self._lock:
            self._remove(key)
            if size > self._most // 8:
                return
            self._values[key] = value, size
            self._size += size
            while self._size > self._most:
                self._remove(next(iter(self._values)))

    def clear(self) -> None:
        """Drop every value."""
        with self._lock:
            self._values.clear()
            self._size = 0

    def _remove(self, key: Key) -> None:
        entry = self._values.pop(key, None)
        if entry is not None:
            self._size -= entry[1]
