"""Files that lie in pieces, or in a bucket, read where they are needed and never as a whole."""

import io
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO, cast

from django.core.files.storage import Storage

from shop.imports.models import UploadChunk

BUFFER = 256 * 1024


class RangeReader(io.RawIOBase):
    """A file of so many bytes; `fetch` gives some of them: from an offset, at most so many."""

    def __init__(self, size: int, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self._size, self._fetch, self._at = size, fetch, 0

    def readable(self) -> bool:
        """Say so."""
        return True

    def seekable(self) -> bool:
        """Say so."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, as files do."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read on; fewer bytes than asked for come at the end of a piece."""
        wanted = min(len(buffer), self._size - self._at)
        if wanted <= 0:
            return 0
        content = self._fetch(self._at, wanted)
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)


@contextmanager
def open_range(size: int, fetch: Callable[[int, int], bytes]) -> Iterator[BinaryIO]:
    """Give a file that is read by ranges."""
    with io.BufferedReader(RangeReader(size, fetch), BUFFER) as file:
        yield cast("BinaryIO", file)


@contextmanager
def open_chunks(chunks: Sequence[UploadChunk], storage: Storage) -> Iterator[BinaryIO]:
    """Give the file that pieces, in their order, are together; one of them is open at a time."""
    offsets = [chunk.offset for chunk in chunks]
    with ExitStack() as stack:
        opened: tuple[int, Any] = (-1, None)

        def fetch(offset: int, most: int) -> bytes:
            nonlocal opened
            place = bisect_right(offsets, offset) - 1
            if opened[0] != place:
                stack.close()
                opened = (place, stack.enter_context(storage.open(chunks[place].stored)))
            opened[1].seek(offset - offsets[place])
            content: bytes = opened[1].read(most)
            return content

        size = offsets[-1] + chunks[-1].size if chunks else 0
        with open_range(size, fetch) as file:
            yield file
