"""Files in private storage that no row names: pictures that were replaced, uploads cut off."""

from datetime import timedelta

from structlog import get_logger

from catalog.media.storage import PICTURES, SOURCES, private_storage
from catalog.models import ProductImage
from shop.platform.database.clock import database_now

log = get_logger(__name__)
UNTOUCHED = timedelta(days=1)  # longer than an upload takes from its first file to its rows


def delete_unused() -> int:
    """Delete what lies there for a day without a row that needs it; return how many files."""
    storage, deleted, before = private_storage(), 0, database_now() - UNTOUCHED
    for kind in (SOURCES, PICTURES):
        for folder in _folders(kind):
            names = storage.listdir(folder)[1]
            needed = _needed(kind, {name.partition("-")[0] for name in names})
            for name in names:
                path = f"{folder}/{name}"
                unused = name.partition("-")[0] not in needed
                if unused and storage.get_modified_time(path) < before:
                    storage.delete(path)
                    deleted += 1
    log.info("pictures.tidied", files=deleted)
    return deleted


def _folders(kind: str) -> list[str]:
    try:
        return [f"{kind}/{name}" for name in private_storage().listdir(kind)[0]]
    except FileNotFoundError:
        return []


def _needed(kind: str, digests: set[str]) -> set[str]:
    """Return those digests that a row names; of renditions, by the stem they lie under."""
    if kind == SOURCES:
        rows = ProductImage.every.filter(source_sha256__in=digests)
        return set(rows.values_list("source_sha256", flat=True))
    stems = [f"{kind}/{digest[:2]}/{digest}" for digest in digests]
    rows = ProductImage.every.filter(stem__in=stems).values_list("stem", flat=True)
    return {stem.rpartition("/")[2] for stem in rows}
