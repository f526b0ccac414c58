"""Rules that apply to a country and postcode. Pure.

A region is a part of a territory defined by postcodes. It can count as another territory (Northern
Ireland), be under sanctions, have its own tax rates (Madeira), or be outside the tax or customs
area of its territory.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shop.platform.core.typed_text import compact_code


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a territory; empty fields and None mean the territory's own value.

    `postcodes` are inclusive bounds of equal length. They are compared with the first characters
    of a postcode.
    """

    code: str
    postcodes: tuple[tuple[str, str], ...]
    acts_as: str = ""
    served: bool | None = None
    sanction_policy: str = ""
    vat_area: str = ""
    customs_area: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A territory's delivery, sanction and area fields; an empty area means its own code."""

    code: str
    served: bool
    sanction_policy: str
    vat_area: str = ""
    customs_area: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A destination: the territory whose rules apply and the region within it.

    `tax_region` is the region code for the tax rate; empty unless the region has its own tax area.
    """

    territory_code: str
    region_code: str
    served: bool
    sanction_policy: str
    vat_area: str
    customs_area: str
    tax_region: str = ""

    @property
    def refusal(self) -> str | None:
        """The reason code that denies every sale there, or None."""
        if self.sanction_policy == "full":
            return "SANCTIONED"
        return None if self.served else "NOT_SERVED"


def find_region(postcode: str, regions: Iterable[Region]) -> Region | None:
    """Return the most specific region of a postcode, or None.

    A country prefix before the digits (`UA-95000`, `I-23041`) is ignored.
    """
    candidates = tuple(regions)
    code = compact_code(postcode)
    bare = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return _match(code, candidates) or _match(bare, candidates)


def resolve(place: Place, region: Region | None, acts_as: Place | None = None) -> ResolvedPlace:
    """Combine a region with its territory, or with the territory it counts as."""
    base = acts_as or place
    if region is None:
        region = Region(code="", postcodes=())
    return ResolvedPlace(
        territory_code=base.code,
        region_code=region.code,
        served=base.served if region.served is None else region.served,
        sanction_policy=region.sanction_policy or base.sanction_policy,
        vat_area=region.vat_area or base.vat_area or base.code,
        customs_area=region.customs_area or base.customs_area or base.code,
        tax_region=region.code if region.vat_area else "",
    )


def _match(code: str, regions: tuple[Region, ...]) -> Region | None:
    matches = [
        (len(low), region)
        for region in regions
        for low, high in region.postcodes
        if len(code) >= len(low) and low <= code[: len(low)] <= high
    ]
    return max(matches, key=lambda match: match[0])[1] if matches else None
