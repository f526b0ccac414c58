"""Shop categories: saved with their place in the tree and their product categories."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from catalog.models import Category, CategoryAssignment, Product, ProductCategory
from licensing.errors import FieldIsFixed
from licensing.models import ProductCategory as RightsCategory

TREE = 0x54524545  # "TREE": key of the advisory lock that serializes changes of the tree
MOST_LEVELS = 5
NOT_ENTERED = ("path", "depth", "code")
RESERVED_SLUGS = ("new", "import")  # addresses of the dashboard's pages


def category_id_for(rights_category: RightsCategory) -> int | None:
    """Return the shop category of new products: the assigned one, else that of another product."""
    assigned = CategoryAssignment.objects.filter(rights_category=rights_category).first()
    if assigned is not None:
        return int(assigned.category_id)
    placed = ProductCategory.objects.filter(product__rights_category=rights_category)
    first = placed.order_by("pk").first()
    return int(first.category_id) if first else None


def unplaced_categories() -> QuerySet[RightsCategory]:
    """Return the product categories for which `category_id_for` finds no shop category."""
    assigned = CategoryAssignment.objects.filter(rights_category=OuterRef("pk"))
    placed = ProductCategory.objects.filter(product__rights_category=OuterRef("pk"))
    leaves = RightsCategory.objects.filter(~Exists(assigned), ~Exists(placed), is_leaf=True)
    return leaves.order_by("number")


@transaction.atomic
def save_shop_category(
    *,
    category: Category,
    parent: Category | None,
    position: int | None,
    assigned: Collection[RightsCategory],
) -> Category:
    """Add a shop category or save its changes; return it.

    `position` counts from 1 among the categories below `parent`; None keeps the place, or is the
    last one for a new category and below a new parent. Products of the `assigned` categories that
    are in no shop category yet are placed in this one. Raises Django's `ValidationError`, and
    `FieldIsFixed` for another slug.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [TREE])
    before = Category.objects.filter(pk=category.pk).first() if category.pk else None
    if before is None:
        if category.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "This code is reserved. Choose another one."})
        category.full_clean(exclude=NOT_ENTERED)
        _check_levels(parent, 1)
        _add(category, parent)
    elif before.slug != category.slug:
        raise FieldIsFixed(f"the code of {before} cannot be changed", field="slug")
    else:
        category.full_clean(exclude=NOT_ENTERED)
    _place(category, parent, position)
    category.save()
    category.set_ancestors_are_public()
    _assign(category, assigned)
    return category


def _add(category: Category, parent: Category | None) -> None:
    if parent is None:
        Category.add_root(instance=category)
    else:
        Category.objects.get(pk=parent.pk).add_child(instance=category)


def _place(category: Category, parent: Category | None, position: int | None) -> None:
    """Move a category to a position below a parent, unless it is there."""
    row = Category.objects.get(pk=category.pk)
    parent = Category.objects.get(pk=parent.pk) if parent else None
    if parent is not None and (parent == row or parent.is_descendant_of(row)):
        raise ValidationError({"parent": "A category cannot be below itself."})
    deepest = row.get_descendants_and_self().aggregate(Max("depth"))["depth__max"]
    _check_levels(parent, deepest - row.depth + 1)
    siblings = list(parent.get_children() if parent else Category.get_root_nodes())
    stays = row in siblings
    if stays and position in (None, siblings.index(row) + 1):
        return
    others = [sibling for sibling in siblings if sibling != row]
    index = min(position - 1, len(others)) if position else len(others)
    if index < len(others):
        row.move(others[index], "left")
    elif others:
        row.move(others[-1], "right")
    elif parent is not None:
        row.move(parent, "first-child")
    category.refresh_from_db(fields=["path", "depth", "numchild"])


def _check_levels(parent: Category | None, levels: int) -> None:
    if (parent.depth if parent else 0) + levels > MOST_LEVELS:
        message = f"The tree can have at most {MOST_LEVELS} levels. Choose a higher category."
        raise ValidationError({"parent": message})


def _assign(category: Category, assigned: Collection[RightsCategory]) -> None:
    """Set the product categories of a shop category and place their products without one."""
    taken = CategoryAssignment.objects.filter(rights_category__in=assigned)
    others = taken.exclude(category=category).select_related("rights_category", "category")
    if other := others.first():
        message = f"{other.rights_category.code} is assigned to {other.category.name}."
        raise ValidationError({"product_categories": message})
    category.assignments.exclude(rights_category__in=assigned).delete()
    kept = set(category.assignments.values_list("rights_category", flat=True))
    new = [row for row in assigned if row.pk not in kept]
    CategoryAssignment.objects.bulk_create(
        CategoryAssignment(category=category, rights_category=row) for row in new
    )
    placed = ProductCategory.objects.filter(product=OuterRef("pk"))
    unplaced = Product.objects.filter(~Exists(placed), rights_category__in=new)
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=category)
        for product in unplaced.exclude(structure=Product.CHILD).only("pk")
    )
