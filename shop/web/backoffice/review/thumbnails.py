"""The first picture of each version of a list."""

from collections.abc import Iterable
from typing import Any

from catalog.approvals.queue import find_pictures
from catalog.models import ProductVersion


def with_thumbnails(page: Iterable[ProductVersion]) -> list[tuple[ProductVersion, Any]]:
    """Return versions, each with its first picture; one query for all."""
    versions = list(page)
    firsts = {
        version.pk: pictures[0]["name"]
        for version in versions
        if (pictures := version.snapshot.get("pictures"))
    }
    images = find_pictures([version.product_id for version in versions], firsts.values())
    return [(version, images.get(firsts.get(version.pk, ""))) for version in versions]
