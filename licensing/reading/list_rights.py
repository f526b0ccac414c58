"""Rights of product lists: the SQL form of `licensing.rules.decision`.

They are the same for all lists of a territory and channel until rights change or a window starts or
ends, so they are cached in the snapshot of the revision.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from licensing.models import (
    Clearance,
    ClosedProfile,
    Holdback,
    Licensee,
    SellOffStock,
    Territory,
)
from licensing.reading.global_facts import period
from licensing.reading.snapshot import RightsSnapshot, territory_and_snapshot
from licensing.rules.channels import channel_number
from licensing.rules.facts import DISPATCH_LEAD
from shop.platform.core.periods import Period


@dataclass(frozen=True, slots=True)
class OpenProfile:
    """Conditions under which goods of a profile may be sold.

    `sell_off` is as in `licensing.rules.coverage_sets.CoverageSet`.
    """

    profile: int
    passive: bool
    by_dispatch: bool
    sell_off: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """Profiles open under the same conditions.

    `held` has products to omit because of a hold. If `products` is given, only these are open.
    `array` has the profiles as the text of a PostgreSQL array, for hand-written statements.
    """

    profiles: tuple[int, ...]
    held: tuple[int, ...]
    products: tuple[int, ...] | None = None
    array: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Write the array once."""
        object.__setattr__(self, "array", f"{{{','.join(map(str, self.profiles))}}}")


@dataclass(frozen=True, slots=True)
class OpenRights:
    """Rights of lists: profiles open in a territory, and those delivered on request only.

    `territory` is its number, `area` its product area, and `regulated` has the ids of categories
    whose products need a compliance record for that area.
    """

    territory: int
    area: str
    listed: tuple[ProfileGroup, ...]
    on_request: tuple[ProfileGroup, ...]
    regulated: tuple[int, ...]


def open_rights(territory: str, channel: str, at: datetime) -> OpenRights | None:
    """Return the rights of lists for a territory and channel, or None if nothing is sold there.

    Runs one query if cached, otherwise about five.
    """
    place, snapshot = territory_and_snapshot(territory)
    number = channel_number(channel)
    if place is None or number is None:
        return None
    key = (territory, channel)
    during, rights = snapshot.opened.get(key, (None, None))
    if during is None or at not in during:
        during = _unchanged_around(at, number, snapshot)
        open_rows = open_profiles(territory, channel, at)
        held = _held(snapshot, place.number, number, at)
        later = _held(snapshot, place.number, number, at + DISPATCH_LEAD)
        listed = [row for row in open_rows if not row.passive]
        rights = OpenRights(
            place.number,
            place.area,
            _group_profiles(listed, held, later),
            _group_profiles([row for row in open_rows if row.passive], held, later),
            snapshot.categories_regulated_in(place.area),
        )
        snapshot.opened[key] = (during, rights)
    return rights if rights.listed or rights.on_request else None


def open_profiles(territory: str, channel: str, at: datetime) -> list[OpenProfile]:
    """Return the profiles that are open in a territory by a channel at an instant.

    Empty for an unknown territory or channel.
    """
    rows = _cleared(territory, channel, at).values_list(
        "profile", "passive", "by_dispatch", "sell_off"
    )
    return [
        OpenProfile(profile, passive, by_dispatch, tuple(tuple(need) for need in sell_off or ()))
        for profile, passive, by_dispatch, sell_off in rows
    ]


def products_selling_off(agreements: Collection[int]) -> dict[int, frozenset[int]]:
    """Return by product the agreements under which declared stock is left."""
    agreements_by_product: dict[int, set[int]] = {}
    rows = SellOffStock.objects.filter(agreement__in=agreements, sold__lt=F("declared"))
    for product, agreement in rows.values_list("product_id", "agreement"):
        agreements_by_product.setdefault(product, set()).add(agreement)
    return {
        product: frozenset(selling_off) for product, selling_off in agreements_by_product.items()
    }


def _group_profiles(
    rows: list[OpenProfile], held: tuple[int, ...], later: tuple[int, ...]
) -> tuple[ProfileGroup, ...]:
    """Group profiles by their conditions; find the products left in sell-offs."""
    plain = {row.profile for row in rows if not row.by_dispatch and not row.sell_off}
    dispatched = {row.profile for row in rows if row.by_dispatch and not row.sell_off} - plain
    groups = [ProfileGroup(tuple(sorted(plain)), held)] if plain else []
    if dispatched:
        groups.append(ProfileGroup(tuple(sorted(dispatched)), tuple({*held, *later})))
    ending = [row for row in rows if row.sell_off]
    agreements = {agreement for row in ending for need in row.sell_off for agreement in need}
    remaining = products_selling_off(agreements) if ending else {}
    for row in ending:
        products = tuple(
            product
            for product, having in remaining.items()
            if all(having.intersection(need) for need in row.sell_off)
        )
        if products:
            excluded = tuple({*held, *later}) if row.by_dispatch else held
            groups.append(ProfileGroup((row.profile,), excluded, products))
    return tuple(groups)


def _held(snapshot: RightsSnapshot, territory: int, channel: int, at: datetime) -> tuple[int, ...]:
    return tuple(
        hold.product_id
        for hold in snapshot.holds
        if hold.product_id is not None
        and territory in hold.territories
        and channel in hold.channels
        and at in period(hold.window)
    )


def _unchanged_around(at: datetime, channel: int, snapshot: RightsSnapshot) -> Period:
    """Return the longest period around an instant in which no window starts or ends."""
    windows = Clearance.objects.filter(channel=channel).values_list("valid", flat=True).distinct()
    held = [hold.window for hold in snapshot.holds]
    edges = {
        edge
        for window in chain(windows, held)
        for edge in (window.lower, window.upper)
        if edge is not None
    }
    edges |= {
        edge - DISPATCH_LEAD
        for window in held
        for edge in (window.lower, window.upper)
        if edge is not None
    }
    return Period(
        max((edge for edge in edges if edge <= at), default=None),
        min((edge for edge in edges if edge > at), default=None),
    )


def _cleared(territory: str, channel: str, at: datetime) -> QuerySet[Clearance]:
    deliverable = Territory.objects.filter(pk=territory, served=True).exclude(
        sanction_policy=Territory.Sanctions.FULL
    )
    number = channel_number(channel) or 0
    held_at_dispatch = Exists(_holds(territory, number, at + DISPATCH_LEAD))
    return Clearance.objects.filter(
        ~Exists(_holds(territory, number, at)),
        Q(by_dispatch=False) | ~held_at_dispatch,
        ~Exists(ClosedProfile.objects.filter(profile=OuterRef("profile"))),
        profile__licensee__status=Licensee.Status.ACTIVE,
        channel=number,
        valid__contains=at,
        territories__contains_number=Subquery(deliverable.values("number")),
    ).order_by()


def _holds(territory: str, channel: int, at: datetime) -> QuerySet[Holdback]:
    """Return the holds on the profile of the outer clearance row."""
    place = Subquery(Territory.objects.filter(pk=territory).values("number"))
    named: Any = Exists(
        Clearance.objects.filter(
            pk=OuterRef(OuterRef("pk")),
            profile__properties__contains_number=OuterRef("property__number"),
        )
    )
    return Holdback.objects.filter(
        Q(licensee__isnull=True) | Q(licensee=OuterRef("profile__licensee")),
        Q(property__isnull=True) | named,
        product_id__isnull=True,
        categories__contains_number=OuterRef("profile__category__number"),
        window__contains=at,
        channels__contains_number=channel,
        territories__contains_number=place,
    )
