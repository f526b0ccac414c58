"""Files that go straight to the bucket, past the shop, where there is one: presigned POST.

The bucket takes what was signed: one name, one size, within an hour. What it took is looked at
again when it is said to have arrived.
"""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

from shop.imports.receive.ranged_files import open_range
from shop.imports.receive.storage import upload_storage

VALID_S = 3600


@dataclass(frozen=True, slots=True)
class DirectPost:
    """Where a form with these fields, and the file as its last one, `file`, is sent to."""

    url: str
    fields: dict[str, str]


def direct_post(name: str, size: int) -> DirectPost | None:
    """Sign the sending of a file of so many bytes; None where files lie on disk."""
    storage = upload_storage()
    if not isinstance(storage, S3Storage):
        return None
    signed = _client(storage).generate_presigned_post(
        storage.bucket_name,
        _key(storage, name),
        Conditions=[["content-length-range", size, size]],
        ExpiresIn=VALID_S,
    )
    return DirectPost(signed["url"], signed["fields"])


def size_in_bucket(name: str) -> int | None:
    """Return how many bytes of a file arrived; None when it did not."""
    storage = upload_storage()
    if not isinstance(storage, S3Storage):
        return None
    try:
        found = _client(storage).head_object(Bucket=storage.bucket_name, Key=_key(storage, name))
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:  # noqa: PLR2004
            return None
        raise
    return int(found["ContentLength"])


@contextmanager
def open_stored(name: str) -> Iterator[BinaryIO]:
    """Give a stored file to be read where it is needed; out of a bucket come only those bytes."""
    storage = upload_storage()
    if not isinstance(storage, S3Storage):
        with storage.open(name) as stored:
            yield cast("BinaryIO", stored)
        return
    client, key = _client(storage), _key(storage, name)

    def fetch(offset: int, most: int) -> bytes:
        span = f"bytes={offset}-{offset + most - 1}"
        answer = client.get_object(Bucket=storage.bucket_name, Key=key, Range=span)
        content: bytes = answer["Body"].read()
        return content

    with open_range(size_in_bucket(name) or 0, fetch) as file:
        yield file


def _client(storage: S3Storage) -> Any:
    return storage.connection.meta.client


def _key(storage: S3Storage, name: str) -> str:
    return posixpath.join(storage.location, name)
