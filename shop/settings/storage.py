"""Storage of files: on disk, or in a public and a private bucket of S3."""

import os
from pathlib import Path
from typing import Any

from shop.settings.env import Environment

S3 = "storages.backends.s3.S3Storage"
DISK = "django.core.files.storage.FileSystemStorage"
SIGNED_S = 300
Storage = dict[str, Any]


def storages(env: Environment, var: Path) -> dict[str, Storage]:
    """Return Django's STORAGES.

    `default` has public files, `private` pictures that are not released, `uploads` the files and
    archives of licensees, which only imports read.
    """
    static = (
        "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.production
        else "shop.web.static_storage.QuickStaticFilesStorage"
    )
    files = _in_s3(env) if env.S3_BUCKET else _on_disk(var)
    return {**files, "staticfiles": {"BACKEND": static}}


def origins(env: Environment, *buckets: str | None) -> list[str]:
    """Return the buckets' origins for browsers: the endpoint, or their own names at Amazon."""
    named = [bucket for bucket in buckets if bucket]
    if env.S3_ENDPOINT_URL and named:
        return [env.S3_ENDPOINT_URL]
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")  # boto's own
    hosts = ["s3.amazonaws.com", *([f"s3.{region}.amazonaws.com"] if region else [])]
    return [f"https://{bucket}.{host}" for bucket in named for host in hosts]


def _in_s3(env: Environment) -> dict[str, Storage]:
    public = {
        "bucket_name": env.S3_BUCKET,
        "endpoint_url": env.S3_ENDPOINT_URL,
        "querystring_auth": False,
        "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
    }
    private = {
        "bucket_name": env.S3_PRIVATE_BUCKET,
        "endpoint_url": env.S3_ENDPOINT_URL,
        "signature_version": "s3v4",
        "querystring_auth": True,
        "querystring_expire": SIGNED_S,
    }
    return {
        "default": {"BACKEND": S3, "OPTIONS": public},
        "private": {"BACKEND": S3, "OPTIONS": private},
        "uploads": {"BACKEND": S3, "OPTIONS": {**private, "location": "uploads"}},
    }


def _on_disk(var: Path) -> dict[str, Storage]:
    return {
        "default": {"BACKEND": DISK},
        "private": {"BACKEND": DISK, "OPTIONS": _closed(var / "private")},
        "uploads": {"BACKEND": DISK, "OPTIONS": _closed(var / "uploads")},
    }


def _closed(folder: Path) -> dict[str, Any]:
    """Return the options of a folder that only the shop's own user may read."""
    return {
        "location": folder,
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }
