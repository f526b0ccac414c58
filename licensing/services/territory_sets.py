"""Territory sets and their versions: include minus exclude, resolved once."""

from collections.abc import Collection

from django.db import transaction

from licensing.models import Territory, TerritorySet, TerritorySetVersion
from licensing.territories import EVERYWHERE, NumberSet
from shop.core.errors import DomainError


class UnknownTerritory(DomainError):  # noqa: N818  a noun of the domain
    """A code that is no territory's; `data` lists them."""

    code = "unknown_territory"


@transaction.atomic
def define_territory_set(
    *,
    code: str,
    name: str,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    created_by_id: int | None = None,
) -> TerritorySetVersion:
    """Add a version to a set (made when missing); the same definition again adds nothing.

    An empty `include` means everywhere. Raises `UnknownTerritory`.
    """
    numbers = dict(Territory.objects.values_list("code", "number"))
    unknown = sorted({*include, *exclude} - numbers.keys())
    if unknown:
        raise UnknownTerritory(f"unknown territories: {', '.join(unknown)}", codes=unknown)
    territory_set, _ = TerritorySet.objects.get_or_create(code=code, defaults={"name": name})
    latest = territory_set.versions.order_by("-version").first()
    wanted = {"include": sorted(include), "exclude": sorted(exclude)}
    if latest and {"include": latest.include, "exclude": latest.exclude} == wanted:
        return latest
    included = NumberSet.of(numbers[item] for item in include) if include else EVERYWHERE
    return TerritorySetVersion.objects.create(
        territory_set=territory_set,
        version=latest.version + 1 if latest else 1,
        created_by_id=created_by_id,
        territories=included - NumberSet.of(numbers[item] for item in exclude),
        **wanted,
    )
