"""Deletion of files in private storage without a row: replaced pictures, aborted uploads."""

from datetime import timedelta

from structlog import get_logger

from catalog.media.storage import PICTURES, SOURCES, private_storage
from catalog.models import ProductImage
from shop.platform.database.clock import database_now

log = get_logger(__name__)
MIN_AGE = timedelta(days=1)  # longer than any upload takes


def delete_unused() -> int:
    """Delete files older than a day that no row refers to, and return their number."""
    storage, deleted, before = private_storage(), 0, database_now() - MIN_AGE
    for kind in (SOURCES, PICTURES):
        for folder in _folders(kind):
            names = storage.listdir(folder)[1]
            needed = _find_referenced(kind, {name.partition("-")[0] for name in names})
            for name in names:
                path = f"{folder}/{name}"
                unused = name.partition("-")[0] not in needed
                if unused and storage.get_modified_time(path) < before:
                    storage.delete(path)
                    deleted += 1
    log.info("picture.orphans_deleted", files=deleted)
    return deleted


def _folders(kind: str) -> list[str]:
    try:
        return [f"{kind}/{name}" for name in private_storage().listdir(kind)[0]]
    except FileNotFoundError:
        return []


def _find_referenced(kind: str, digests: set[str]) -> set[str]:
    """Return the digests that rows refer to; for renditions, the stems."""
    if kind == SOURCES:
        rows = ProductImage.every.filter(source_sha256__in=digests)
        return set(rows.values_list("source_sha256", flat=True))
    stems = [f"{kind}/{digest[:2]}/{digest}" for digest in digests]
    rows = ProductImage.every.filter(stem__in=stems).values_list("stem", flat=True)
    return {stem.rpartition("/")[2] for stem in rows}
