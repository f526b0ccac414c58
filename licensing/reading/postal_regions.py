"""Resolve a country code and postcode to the territory, region and areas that apply."""

from licensing.models import SubTerritory, Territory
from licensing.rules.postal_regions import Place, Region, ResolvedPlace, find_region, resolve

CODE_LENGTH = 2


def resolve_place(country: str, postcode: str = "") -> ResolvedPlace | None:
    """Return the territory and region of an address, or None for an unknown country code.

    Without a postcode, or with one of no region, it is the territory itself. Runs two queries.
    """
    if len(country) != CODE_LENGTH or not (country.isascii() and country.isalpha()):
        return None
    territory = Territory.objects.filter(pk=country).first()
    if territory is None:
        return None
    if not postcode:
        return resolve(_place(territory), None)
    rows = SubTerritory.objects.filter(territory=territory).select_related("acts_as")
    by_code = {row.code: row for row in rows.order_by("code")}
    region = find_region(postcode, map(_region, by_code.values()))
    other = by_code[region.code].acts_as if region else None
    return resolve(_place(territory), region, _place(other) if other else None)


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
