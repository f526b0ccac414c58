"""Storage of the files of an import: private, on disk or in the bucket, read by ranges."""

import errno
import io
import posixpath
import shutil
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import Storage, storages

from shop.imports.errors import StorageFull
from shop.imports.models import UploadChunk

if TYPE_CHECKING:
    from storages.backends.s3 import S3Storage


def upload_storage() -> Storage:
    """Return the private storage of uploaded files."""
    return storages["uploads"]


def store_file(name: str, file: "File[Any]") -> str:
    """Store a file under a name, made unique if taken; return the name. Raises `StorageFull`."""
    try:
        return str(upload_storage().save(name, file))
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            free = shutil.disk_usage(tempfile.gettempdir()).free
            raise StorageFull(free=free) from error
        raise


BUFFER = 256 * 1024


class RangeReader(io.RawIOBase):
    """A file of `size` bytes; `fetch(offset, length)` returns at most `length` bytes."""

    def __init__(self, size: int, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self._size, self._fetch, self._at = size, fetch, 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a position and return it."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; fewer bytes are read at the end of a chunk. Return the count."""
        length = min(len(buffer), self._size - self._at)
        if length <= 0:
            return 0
        content = self._fetch(self._at, length)
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)


@contextmanager
def open_range(size: int, fetch: Callable[[int, int], bytes]) -> Iterator[BinaryIO]:
    """Open a file that is read by ranges."""
    with io.BufferedReader(RangeReader(size, fetch), BUFFER) as file:
        yield cast("BinaryIO", file)


@contextmanager
def open_chunks(chunks: Sequence[UploadChunk], storage: Storage) -> Iterator[BinaryIO]:
    """Open chunks, in their order, as one file; one chunk is open at a time."""
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


VALID_S = 3600


@dataclass(frozen=True, slots=True)
class PresignedPost:
    """Address and fields of a presigned POST; the last field of the form must be `file`."""

    url: str
    fields: dict[str, str]


def presign_post(name: str, size: int) -> PresignedPost | None:
    """Presign the upload of a file of exactly `size` bytes, valid for an hour.

    Returns None when files are stored on disk. The bucket accepts only this name and size; the
    content is checked when the upload is completed.
    """
    storage = _bucket()
    if storage is None:
        return None
    signed = _client(storage).generate_presigned_post(
        storage.bucket_name,
        _key(storage, name),
        Conditions=[["content-length-range", size, size]],
        ExpiresIn=VALID_S,
    )
    return PresignedPost(signed["url"], signed["fields"])


def size_in_bucket(name: str) -> int | None:
    """Return the size of a file in the bucket in bytes; None if there is none."""
    storage = _bucket()
    if storage is None:
        return None
    # The client of S3 is large; a shop that stores files on disk never loads it.
    from botocore.exceptions import ClientError

    try:
        head = _client(storage).head_object(Bucket=storage.bucket_name, Key=_key(storage, name))
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:  # noqa: PLR2004
            return None
        raise
    return int(head["ContentLength"])


@contextmanager
def open_stored(name: str) -> Iterator[BinaryIO]:
    """Open a stored file; from a bucket only the ranges that are read are fetched."""
    storage = _bucket()
    if storage is None:
        with upload_storage().open(name) as stored:
            yield cast("BinaryIO", stored)
        return
    client, key = _client(storage), _key(storage, name)

    def fetch(offset: int, length: int) -> bytes:
        span = f"bytes={offset}-{offset + length - 1}"
        answer = client.get_object(Bucket=storage.bucket_name, Key=key, Range=span)
        content: bytes = answer["Body"].read()
        return content

    with open_range(size_in_bucket(name) or 0, fetch) as file:
        yield file


def _bucket() -> "S3Storage | None":
    """Return the storage of uploaded files if it is a bucket; None if files lie on disk."""
    storage = upload_storage()
    return cast("S3Storage", storage) if hasattr(storage, "bucket_name") else None


def _client(storage: "S3Storage") -> Any:
    return storage.connection.meta.client


def _key(storage: "S3Storage", name: str) -> str:
    return posixpath.join(storage.location, name)
