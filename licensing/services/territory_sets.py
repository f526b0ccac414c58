"""Territory sets and their versions: include minus exclude, resolved once."""

from collections.abc import Collection

from django.db import transaction

from licensing.models import Territory, TerritorySet, TerritorySetVersion
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from shop.platform.core.errors import DomainError


class UnknownTerritory(DomainError):  # noqa: N818  a noun of the domain
    """A code that is no territory's and no set's; `data` lists them."""

    code = "unknown_territory"


class TerritorySetInItself(DomainError):  # noqa: N818
    """A set that is defined by itself."""

    code = "territory_set_in_itself"


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

    Codes are those of territories, or of other sets, which mean what their newest version says
    now. An empty `include` means everywhere. Raises `UnknownTerritory`, `TerritorySetInItself`.
    """
    numbers = dict(Territory.objects.values_list("code", "number"))
    included = _resolve(code, include, numbers, "include")
    excluded = _resolve(code, exclude, numbers, "exclude")
    territory_set, _ = TerritorySet.objects.get_or_create(code=code, defaults={"name": name})
    latest = territory_set.versions.order_by("-version").first()
    wanted = {"include": sorted(included), "exclude": sorted(excluded)}
    if latest and {"include": latest.include, "exclude": latest.exclude} == wanted:
        return latest
    base = NumberSet.of(numbers[item] for item in included) if included else EVERYWHERE
    return TerritorySetVersion.objects.create(
        territory_set=territory_set,
        version=latest.version + 1 if latest else 1,
        created_by_id=created_by_id,
        territories=base - NumberSet.of(numbers[item] for item in excluded),
        **wanted,
    )


def _resolve(defined: str, codes: Collection[str], numbers: dict[str, int], field: str) -> set[str]:
    """Return territories' codes; those of sets are replaced by what the sets hold."""
    found = set(codes) & numbers.keys()
    others = set(codes) - found
    if defined in others:
        raise TerritorySetInItself(f"{defined} cannot be part of itself", set=defined, field=field)
    named = list(TerritorySet.objects.filter(code__in=others))
    for one in named:
        latest = one.versions.order_by("-version").first()
        if latest is not None:
            found |= {code for code, number in numbers.items() if number in latest.territories}
    if unknown := sorted(others - {one.code for one in named}):
        raise UnknownTerritory(
            f"unknown territories: {', '.join(unknown)}", codes=unknown, field=field
        )
    return found
