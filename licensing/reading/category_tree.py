"""The tree of product categories, as numbers: what a category means to grants and holds."""

from collections.abc import Collection

from licensing.models import ProductCategory


def numbers_below(
    categories: Collection[ProductCategory], *, leaves_only: bool = False
) -> list[int]:
    """Return the numbers of the categories and of all below them."""
    children: dict[int | None, list[ProductCategory]] = {}
    for category in ProductCategory.objects.all():
        children.setdefault(category.parent_id, []).append(category)
    numbers: list[int] = []
    waiting = list(categories)
    while waiting:
        category = waiting.pop()
        waiting += children.get(category.pk, [])
        if category.is_leaf or not leaves_only:
            numbers.append(category.number)
    return numbers


def branches_above(category: ProductCategory) -> list[int]:
    """Return the keys of the category and of all above it."""
    found, above = [], category
    while above is not None:
        found.append(above.pk)
        above = above.parent  # type: ignore[assignment]
    return found
