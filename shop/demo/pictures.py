"""The demo's pictures: copied once into storage, shared by products of one kind and theme."""

from collections.abc import Mapping, Sequence
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from catalog.models import Product, ProductImage
from shop.demo.data_files import PICTURES, rows
from shop.demo.plan import PlannedProduct

PREFIX = "demo/"
WIDTHS = (256, 512, 1024)
FORMATS = ("avif", "jpg")


def add_pictures(products: Sequence[tuple[PlannedProduct, Product]]) -> None:
    """Give new products the pictures of their kind and theme, front first."""
    rows_by_look = _by_look()
    images = []
    for plan, product in products:
        looks = rows_by_look.get((plan.kind["kind"], plan.theme)) or rows_by_look.get(
            (plan.kind["kind"], _stand_in(plan)), ()
        )
        for position, row in enumerate(looks):
            _store(row["file_stem"])
            images.append(_image(product, row, position))
    ProductImage.objects.bulk_create(images)


def _image(product: Product, row: Mapping[str, str], position: int) -> ProductImage:
    stem = f"{PREFIX}{row['file_stem']}"
    return ProductImage(
        product=product,
        original=f"{stem}-{WIDTHS[-1]}.jpg",
        display_order=position,
        width=WIDTHS[-1],
        height=WIDTHS[-1],
        stem=stem,
        widths=list(WIDTHS),
        formats=list(FORMATS),
        alt_en=row["alt_en"],
        alt_fr=row["alt_fr"],
    )


@cache
def _by_look() -> dict[tuple[str, str], tuple[Mapping[str, str], ...]]:
    looks: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row in rows("pictures/pictures.csv"):
        looks.setdefault((row["kind"], row["theme"]), []).append(row)
    return {look: tuple(names) for look, names in looks.items()}


def _stand_in(plan: PlannedProduct) -> str:
    """Return a theme for products without marks, which have no theme of their own."""
    themes = sorted({theme for kind, theme in _by_look() if kind == plan.kind["kind"]})
    return themes[len(plan.kind["kind"]) % len(themes)] if themes else ""


@cache
def _store(file_stem: str) -> None:
    """Copy the renditions of a picture into storage, unless they exist."""
    for width in WIDTHS:
        for file_format in FORMATS:
            name = f"{file_stem}-{width}.{file_format}"
            if not default_storage.exists(PREFIX + name):
                content = (PICTURES / name).read_bytes()
                default_storage.save(PREFIX + name, ContentFile(content))
