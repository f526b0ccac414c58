"""Pages that this process keeps: bounded, and used only after the database has proved them."""

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.commerce.page_store.store import StoredPage

KEPT_BYTES = 16_000_000


class LocalPages:
    """The pages used last, by key and encoding."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most, self._size = most_bytes, 0
        self._pages: OrderedDict[tuple[bytes, str], StoredPage] = OrderedDict()
        self._lock = Lock()

    def find(self, key: bytes, encoding: str) -> "StoredPage | None":
        """Return a page that was right when it was kept."""
        with self._lock:
            page = self._pages.get((key, encoding))
            if page is not None:
                self._pages.move_to_end((key, encoding))
            return page

    def keep(self, key: bytes, page: "StoredPage") -> None:
        """Keep a page and drop those that were not used for longest."""
        with self._lock:
            self._remove((key, page.encoding))
            if len(page.body) > self._most // 8:
                return
            self._pages[key, page.encoding] = page
            self._size += len(page.body)
            while self._size > self._most:
                self._remove(next(iter(self._pages)))

    def clear(self) -> None:
        """Drop every page."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def _remove(self, place: tuple[bytes, str]) -> None:
        page = self._pages.pop(place, None)
        if page is not None:
            self._size -= len(page.body)
