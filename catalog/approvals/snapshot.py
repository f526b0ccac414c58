"""Snapshots of the content of versions, for comparison and as an immutable record.

A content is `{"titles": {language: text}, "descriptions": {language: text}, "facts": {name: text},
"marks": [{"code", "name", "holder", "agreement"}], "pictures": [{"name", "alt": {language: text}}],
"variants": [{"sku", "color", "size"}]}`. A picture's name is its immutable storage name. Price and
stock are not included.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from catalog.errors import ContentFrozen
from catalog.media.storage import build_stem
from catalog.models import Product, ProductImage, ProductRights, ProductVersion

BATCH = 500
# Facts by their column in the import template.
COLUMNS = {
    "category_code": "category",
    "games_code": "games",
    "noc_code": "noc",
    "sport_codes": "sport",
    "country_of_origin": "origin",
    "colour": "color",
    "fibre_composition": "composition",
    "factory_code": "factory",
}
_OF_MARK = ("property", "agreement__licensor")
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def build_content(product: Product) -> dict[str, Any]:
    """Return the current content of a top product, without marks, which belong to versions."""
    return {
        "titles": _translated(product, "title"),
        "descriptions": _translated(product, "description"),
        "facts": _facts(product),
        "marks": [],
        "pictures": _pictures(product.images.all()),
        "variants": [
            {"sku": row.sku, "color": row.color, "size": row.size}
            for row in sorted(product.children.all(), key=lambda row: (row.size_position, row.pk))
        ],
    }


def apply_columns(content: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """Return a content changed by values of an import row, by column."""
    texts = {
        part: content[part]
        | {
            column.removeprefix(prefix): value
            for column, value in values.items()
            if column.startswith(prefix)
        }
        for part, prefix in (("titles", "title_"), ("descriptions", "description_"))
    }
    facts = {name: values[column] for column, name in COLUMNS.items() if column in values}
    return {**content, **texts, "facts": content["facts"] | facts}


def content_hash(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a content, independent of the order of keys."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def freeze_content(version: ProductVersion, content: Mapping[str, Any] | None = None) -> None:
    """Save a version's content with its marks and hash.

    `content` defaults to the product's current content. A draft can be saved again. Raises
    `ContentFrozen` if the version has a content and is not a draft.
    """
    if version.snapshot and version.status != ProductVersion.Status.DRAFT:
        raise ContentFrozen(version=str(version))
    _freeze(version, content or _build_current(version), version.marks.select_related(*_OF_MARK))
    version.save(update_fields=["snapshot", "content_hash"])


def update_pictures(version: ProductVersion) -> None:
    """Update the pictures in the saved content of a draft."""
    if version.snapshot:
        pictures = _build_current(version)["pictures"]
        freeze_content(version, {**version.snapshot, "pictures": pictures})


def freeze_contents(versions: QuerySet[ProductVersion]) -> None:
    """Save the contents of many versions; proposed contents are kept, with current marks."""
    rows = versions.select_related("product__rights_category", "product__sport").prefetch_related(
        "product__images",
        "product__children",
        Prefetch("pictures", ProductImage.every.all(), to_attr="own_pictures"),
        Prefetch("marks", ProductRights.objects.select_related(*_OF_MARK)),
    )
    numbers = list(versions.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        batch = list(rows.filter(pk__in=numbers[start : start + BATCH]))
        for version in batch:
            _freeze(version, version.snapshot or _build_current(version), version.marks.all())
        ProductVersion.objects.bulk_update(batch, ["snapshot", "content_hash"])


def load_content(version: ProductVersion) -> dict[str, Any]:
    """Return a version's content, or the product's current one if none was saved."""
    if version.snapshot:
        return dict(version.snapshot)
    marks = version.marks.select_related(*_OF_MARK)
    return {**_build_current(version), "marks": _marks(marks)}


def find_released_version(version: ProductVersion) -> ProductVersion | None:
    """Return the released version that a version of the same product would supersede."""
    rows = ProductVersion.objects.filter(
        product=version.product_id, status=ProductVersion.Status.RELEASED
    )
    return rows.exclude(pk=version.pk).first()


def _build_current(version: ProductVersion) -> dict[str, Any]:
    """Return the content of a version without a saved one.

    It is the product's content with the version's proposed values and pictures.
    """
    content = apply_columns(build_content(version.product), version.content)
    own = [image for image in _own_pictures(version) if image.state != image.State.REFUSED]
    if own:
        content["pictures"] = _pictures(
            sorted(own, key=lambda image: (image.display_order, image.pk))
        )
    return content


def _own_pictures(version: ProductVersion) -> Iterable[ProductImage]:
    """Those of a version that was read with them, or read now; not released, so of any state."""
    read: list[ProductImage] | None = getattr(version, "own_pictures", None)
    return ProductImage.every.filter(version=version) if read is None else read


def _pictures(images: Iterable[ProductImage]) -> list[dict[str, Any]]:
    """Name pictures as they are stored, or will be when their renditions are made."""
    return [
        {
            "name": image.stem or build_stem(image.source_sha256),
            "alt": _translated(image, "alt"),
        }
        for image in images
    ]


def _freeze(
    version: ProductVersion, content: Mapping[str, Any], marks: Iterable[ProductRights]
) -> None:
    version.snapshot = {**content, "marks": _marks(marks)}
    version.content_hash = content_hash(version.snapshot)


def _marks(rows: Iterable[ProductRights]) -> list[dict[str, str]]:
    marks = [
        {
            "code": row.property.code,
            "name": row.property.name,
            "holder": row.agreement.licensor.name,
            "agreement": row.agreement.number,
        }
        for row in rows
    ]
    return sorted(marks, key=lambda mark: mark["code"])


def _translated(row: Any, name: str) -> dict[str, str]:
    texts = {code: getattr(row, f"{name}_{code}", "") or "" for code in LANGUAGES}
    return {code: text for code, text in texts.items() if text}


def _facts(product: Product) -> dict[str, str]:
    category, sport = product.rights_category, product.sport
    facts: Sequence[tuple[str, object]] = (
        ("category", category.code if category else ""),
        ("kind", product.kind),
        ("material", product.material),
        ("manufacturer", product.manufacturer),
        ("origin", product.origin),
        ("color", product.color),
        ("games", product.games_id),
        ("noc", product.noc_id),
        ("sport", sport.slug if sport else ""),
    )
    return {name: str(value) for name, value in facts if value}
