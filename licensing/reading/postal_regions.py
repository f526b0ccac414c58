"""Resolve a country code and postcode to the territory, region and areas that apply."""

from collections.abc import Callable, Hashable

from licensing.models import SubTerritory, Territory
from licensing.rules.postal_regions import Place, Region, ResolvedPlace, find_region, resolve
from shop.platform.core.keeping import Keeper
from shop.platform.database.compiled_reads import CompiledRead

CODE_LENGTH = 2
_TERRITORY = CompiledRead(lambda code: Territory.objects.filter(pk=code).order_by())


def resolve_place(
    country: str, postcode: str = "", keeper: Keeper | None = None
) -> ResolvedPlace | None:
    """Return the territory and region of an address, or None for an unknown country code.

    Without a postcode, or with one of no region, it is the territory itself. Runs two queries, or
    none if the `keeper` of a revision has the country already.
    """
    if len(country) != CODE_LENGTH or not (country.isascii() and country.isalpha()):
        return None
    territory = _kept(keeper, ("territory", country), lambda: _territory(country))
    if territory is None:
        return None
    if not postcode:
        return resolve(_place(territory), None)
    by_code = _kept(keeper, ("regions", country), lambda: _regions(territory))
    region = find_region(postcode, map(_region, by_code.values()))
    other = by_code[region.code].acts_as if region else None
    return resolve(_place(territory), region, _place(other) if other else None)


def _kept[T](keeper: Keeper | None, name: Hashable, load: Callable[[], T]) -> T:
    return load() if keeper is None else keeper.keep(name, load)


def _territory(country: str) -> Territory | None:
    return _TERRITORY.first(code=country)


def _regions(territory: Territory) -> dict[str, SubTerritory]:
    rows = SubTerritory.objects.filter(territory=territory).select_related("acts_as")
    return {row.code: row for row in rows.order_by("code")}


def _place(territory: Territory) -> Place:
    return Place(
        code=territory.code,
        served=territory.served,
        sanction_policy=territory.sanction_policy,
        vat_area=territory.vat_area,
        customs_area=territory.customs_area,
    )


def _region(row: SubTerritory) -> Region:
    return Region(
        code=row.code,
        postcodes=tuple((low, high) for low, high in row.postcode_ranges),
        acts_as=row.acts_as_id or "",
        served=row.served,
        sanction_policy=row.sanction_policy,
        vat_area=row.vat_area,
        customs_area=row.customs_area,
    )
