"""Changes of reference data: versions of territory sets, and new categories."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import Max

from licensing.errors import CircularTerritorySet, GrantClash, UnknownTerritory
from licensing.models import (
    Grant,
    Holdback,
    ProductCategory,
    Territory,
    TerritorySet,
    TerritorySetVersion,
)
from licensing.reading.category_tree import ancestor_ids
from licensing.reading.clearance import compile_profiles
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from licensing.services.locks import take_numbering_lock
from licensing.services.profiles import affected_profiles


@transaction.atomic
def define_territory_set(
    *,
    code: str,
    name: str,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    created_by_id: int | None = None,
) -> TerritorySetVersion:
    """Add a version to a territory set, creating the set if needed.

    `include` and `exclude` have codes of territories or other sets, whose newest version counts. An
    empty `include` means everywhere. If the newest version has the same definition, return it.
    Raises `UnknownTerritory`, `CircularTerritorySet`.
    """
    numbers = dict(Territory.objects.values_list("code", "number"))
    included = _resolve(code, include, numbers, "include")
    excluded = _resolve(code, exclude, numbers, "exclude")
    territory_set, _ = TerritorySet.objects.get_or_create(code=code, defaults={"name": name})
    latest = territory_set.versions.order_by("-version").first()
    definition = {"include": sorted(included), "exclude": sorted(excluded)}
    if latest and {"include": latest.include, "exclude": latest.exclude} == definition:
        return latest
    base = NumberSet.of(numbers[item] for item in included) if included else EVERYWHERE
    return TerritorySetVersion.objects.create(
        territory_set=territory_set,
        version=latest.version + 1 if latest else 1,
        created_by_id=created_by_id,
        territories=base - NumberSet.of(numbers[item] for item in excluded),
        **definition,
    )


def _resolve(
    defined_code: str, codes: Collection[str], numbers: dict[str, int], field: str
) -> set[str]:
    """Return territory codes, with sets replaced by their territories."""
    resolved = set(codes) & numbers.keys()
    others = set(codes) - resolved
    if defined_code in others:
        raise CircularTerritorySet(
            f"{defined_code} cannot be part of itself", set=defined_code, field=field
        )
    named_sets = list(TerritorySet.objects.filter(code__in=others))
    for territory_set in named_sets:
        latest = territory_set.versions.order_by("-version").first()
        if latest is not None:
            resolved |= {code for code, number in numbers.items() if number in latest.territories}
    if unknown := sorted(others - {territory_set.code for territory_set in named_sets}):
        raise UnknownTerritory(
            f"unknown territories: {', '.join(unknown)}", codes=unknown, field=field
        )
    return resolved


@transaction.atomic
def save_category(*, category: ProductCategory) -> ProductCategory:
    """Add a category, or save the changes of one; return it. Code and parent stay as they are.

    Raises Django's `ValidationError`, and `GrantClash` as `add_category` does.
    """
    if not category.pk:
        category.number = 0  # the real one is the next free number
        category.full_clean(exclude=["number"])
        added = add_category(code=category.code, name=category.name, parent=category.parent)
        category.pk, category.number = added.pk, added.number
        category._state.adding = False  # noqa: SLF001  Django's documented attribute
    category.full_clean()
    category.save()
    return category


@transaction.atomic
def add_category(*, code: str, name: str, parent: ProductCategory | None) -> ProductCategory:
    """Add a leaf category, to the holds above it and to grants that include future categories.

    Without a parent it is a new branch of the tree. Raises `GrantClash` if an exclusive grant would
    then overlap another licensee's.
    """
    take_numbering_lock()
    last = ProductCategory.objects.aggregate(last=Max("number"))["last"] or 0
    leaf = ProductCategory.objects.create(code=code, name=name, parent=parent, number=last + 1)
    if parent is None:
        return leaf
    if parent.is_leaf:
        ProductCategory.objects.filter(pk=parent.pk).update(is_leaf=False)
    above = ancestor_ids(parent)
    grants = list(
        Grant.objects.filter(includes_future_categories=True, granted_categories__in=above)
        .select_related("agreement")
        .distinct()
        .order_by("pk")
    )
    for hold in Holdback.objects.filter(category__in=above):
        hold.categories |= NumberSet.of([leaf.number])
        hold.save(update_fields=["categories"])
    touched: set[int] = set()
    for grant in grants:
        grant.categories |= NumberSet.of([leaf.number])
        try:
            with transaction.atomic():
                grant.save(update_fields=["categories"])
        except IntegrityError as error:
            raise GrantClash(
                f"with the new category, {grant} conflicts with another licensee's grant",
                grant=grant.pk,
                field="parent",
            ) from error
        touched |= affected_profiles(grant.agreement)
    compile_profiles(touched)
    return leaf
