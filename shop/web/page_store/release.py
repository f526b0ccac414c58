"""The release of the code: pages of another one are never answered."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

FOLDERS = {
    "catalog": ("*.py",),
    "licensing": ("*.py",),
    "shop": ("*.py", "*.txt"),
    "templates": ("*",),
    "static": ("*",),
    "locale": ("*.mo",),
}
# Settings that are part of a page.
SHOWN = (
    "SHOP_MODE",
    "BASE_URL",
    "S3_BUCKET",
    "S3_PRIVATE_BUCKET",
    "S3_ENDPOINT_URL",
    "CDN_PURGE_URL",
)


@cache
def code_release() -> str:
    """Return a hash of all code, templates, texts and settings that pages are made of."""
    digest = hashlib.sha256()
    for name in SHOWN:
        digest.update(f"{name}={getattr(settings.ENV, name)}\n".encode())
    digest.update(settings.SECRET_KEY.encode())  # cursors in answers of the API are sealed with it
    for path in _files(settings.BASE_DIR):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(base: Path) -> list[Path]:
    """Return the files that pages are made of, with the names of static files and libraries."""
    lists = (Path(settings.STATIC_ROOT) / "staticfiles.json", base / "uv.lock")
    return [path for path in lists if path.is_file()] + sorted(
        path
        for folder, patterns in FOLDERS.items()
        for pattern in patterns
        for path in (base / folder).rglob(pattern)
        if path.is_file() and "migrations" not in path.parts
    )
