"""What a version says, written down so that it can be compared and never changes afterwards.

A content is `{"titles": {language: text}, "descriptions": {language: text}, "facts": {name: text},
"marks": [{"code", "name", "holder", "agreement"}], "pictures": [{"name", "alt": {language: text}}],
"variants": [{"sku", "color", "size"}]}`. A picture's name is its storage name, which never changes
what it holds. Price and stock are no part of it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from catalog.errors import ContentFrozen
from catalog.media.storage import stem_of
from catalog.models import Product, ProductImage, ProductRights, ProductVersion

BATCH = 500
# The facts that a row of the upload template names otherwise.
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


def content_of(product: Product) -> dict[str, Any]:
    """Return what a top product says now, without marks: those belong to a version."""
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


def with_columns(content: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """Return a content with what a row of the upload template says instead, by column."""
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
    """Return the SHA-256 of a content, the same for the same content whatever its order of keys."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def freeze_content(version: ProductVersion, content: Mapping[str, Any] | None = None) -> None:
    """Write down what a version says, with the marks that it carries, and the hash of it.

    Without `content`, which proposes something else, it says what the product says now. A draft may
    be written again. Raises `ContentFrozen` for what has left the draft with a content.
    """
    if version.snapshot and version.status != ProductVersion.Status.DRAFT:
        raise ContentFrozen(version=str(version))
    _freeze(version, content or _unfrozen(version), version.marks.select_related(*_OF_MARK))
    version.save(update_fields=["snapshot", "content_hash"])


def renew_pictures(version: ProductVersion) -> None:
    """Let what was written down of a draft name the pictures that it has now."""
    if version.snapshot:
        pictures = _unfrozen(version)["pictures"]
        freeze_content(version, {**version.snapshot, "pictures": pictures})


def freeze_contents(versions: QuerySet[ProductVersion]) -> None:
    """Write down of many what they say; what was proposed stays, with the marks as they are now."""
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
            _freeze(version, version.snapshot or _unfrozen(version), version.marks.all())
        ProductVersion.objects.bulk_update(batch, ["snapshot", "content_hash"])


def known_content(version: ProductVersion) -> dict[str, Any]:
    """Return a version's content; of one that was made before contents were: the product's now."""
    if version.snapshot:
        return dict(version.snapshot)
    marks = version.marks.select_related(*_OF_MARK)
    return {**_unfrozen(version), "marks": _marks(marks)}


def version_on_sale(version: ProductVersion) -> ProductVersion | None:
    """Return the released version that another one of the product would take the place of."""
    rows = ProductVersion.objects.filter(
        product=version.product_id, status=ProductVersion.Status.RELEASED
    )
    return rows.exclude(pk=version.pk).first()


def _unfrozen(version: ProductVersion) -> dict[str, Any]:
    """Return what a version says of which nothing was written down: what its product says, with
    what was proposed and the pictures that were put to it.
    """
    content = with_columns(content_of(version.product), version.content)
    own = [image for image in _own_pictures(version) if image.state != image.State.REFUSED]
    if own:
        content["pictures"] = _pictures(sorted(own, key=lambda one: (one.display_order, one.pk)))
    return content


def _own_pictures(version: ProductVersion) -> Iterable[ProductImage]:
    """Those of a version that was read with them, or read now; not released, so of any state."""
    read: list[ProductImage] | None = getattr(version, "own_pictures", None)
    return ProductImage.every.filter(version=version) if read is None else read


def _pictures(images: Iterable[ProductImage]) -> list[dict[str, Any]]:
    """Name pictures as they are stored, or will be when their renditions are made."""
    return [
        {
            "name": image.stem or stem_of(image.source_sha256),
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
    found = [
        {
            "code": row.property.code,
            "name": row.property.name,
            "holder": row.agreement.licensor.name,
            "agreement": row.agreement.number,
        }
        for row in rows
    ]
    return sorted(found, key=lambda mark: mark["code"])


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
