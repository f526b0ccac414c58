"""Which rules hold at a country and a postcode; pure: regions in, an answer out.

A region is part of a territory, known by its postcodes: it may count as another territory
(Northern Ireland), be under sanctions, have tax rates of its own (Madeira), or lie outside the tax
or customs area around it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shop.platform.core.typed_text import compact_code


@dataclass(frozen=True, slots=True)
class Region:
    """Part of a territory; what is empty (or None) is as in the territory.

    `postcodes` are inclusive bounds of the same length, compared with as much of a postcode.
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
    """What is known of a territory; its areas are its own code where none is told."""

    code: str
    served: bool
    sanction_policy: str
    vat_area: str = ""
    customs_area: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """Where goods go: the territory that decides and, inside it, the region.

    `tax_region` is the region to ask a tax rate for: only one with a tax area of its own.
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
        """The reason code that stops every sale there, whatever is sold; None: nothing does."""
        if self.sanction_policy == "full":
            return "SANCTIONED"
        return None if self.served else "NOT_SERVED"


def find_region(postcode: str, regions: Iterable[Region]) -> Region | None:
    """Return the region of a postcode, the one told most exactly; None for none and no postcode.

    A country's letters in front of digits (`UA-95000`, `I-23041`) are passed over.
    """
    known = tuple(regions)
    code = compact_code(postcode)
    bare = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return _match(code, known) or _match(bare, known)


def resolve(place: Place, region: Region | None, acts_as: Place | None = None) -> ResolvedPlace:
    """Lay a region over its territory, or over the one it counts as."""
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
    found = [
        (len(low), region)
        for region in regions
        for low, high in region.postcodes
        if len(code) >= len(low) and low <= code[: len(low)] <= high
    ]
    return max(found, key=lambda match: match[0])[1] if found else None
