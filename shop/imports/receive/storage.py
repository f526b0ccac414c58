"""Where files of uploads lie: private, on disk or in the bucket."""

import errno
import shutil
import tempfile
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages

from shop.imports.errors import StorageFull


def upload_storage() -> Storage:
    """Return the storage of uploads."""
    return storages["uploads"]


def store_file(name: str, file: "File[Any]") -> str:
    """Store a file under a name, or one like it; return it. Raises `StorageFull`."""
    try:
        return str(upload_storage().save(name, file))
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            free = shutil.disk_usage(tempfile.gettempdir()).free
            raise StorageFull(free=free) from error
        raise
