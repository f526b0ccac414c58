"""The tree of product categories: descendants as numbers and ancestors as ids."""

from collections.abc import Collection

from licensing.models import ProductCategory


def category_numbers(
    categories: Collection[ProductCategory], *, leaves_only: bool = False
) -> list[int]:
    """Return the numbers of the categories and their descendants."""
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


def ancestor_ids(category: ProductCategory) -> list[int]:
    """Return the ids of the category and its ancestors."""
    ids, current = [], category
    while current is not None:
        ids.append(current.pk)
        current = current.parent  # type: ignore[assignment]
    return ids
