"""What lists filter by: the rights profiles and the territory that are open, and what is held.

The same for every list of a territory and channel until rights change or the next window begins or
ends; so it is kept with the facts of the revision, which each request reads anew.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from licensing.models import Clearance
from licensing.querysets import OpenProfile, open_profiles, products_selling_off
from licensing.reading.fact_loader import RightsSnapshot, territory_and_snapshot
from licensing.reading.global_facts import period
from licensing.rules.channels import channel_number
from licensing.rules.facts import DISPATCH_LEAD
from shop.platform.core.periods import Period


@dataclass(frozen=True, slots=True)
class Way:
    """Profiles that are open in one way; with `products` only these of them, without all.

    `held` are products that a hold names and so are left out.
    """

    profiles: tuple[int, ...]
    held: tuple[int, ...]
    products: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class OpenRights:
    """The territory's number, the ways in which goods are listed there, and those in which they
    are only delivered on request; categories whose goods need papers for the territory's area.
    """

    territory: int
    area: str
    listed: tuple[Way, ...]
    on_request: tuple[Way, ...]
    regulated: tuple[int, ...]


def open_rights(territory: str, channel: str, at: datetime) -> OpenRights | None:
    """Return what a list for the territory may rest on; None: nothing is sold there, so.

    One query while the revision and the windows stay, else a handful.
    """
    place, snapshot = territory_and_snapshot(territory)
    number = channel_number(channel)
    if place is None or number is None:
        return None
    key = (territory, channel)
    during, rights = snapshot.opened.get(key, (None, None))
    if during is None or at not in during:
        during = _unchanged_around(at, number, snapshot)
        found = open_profiles(territory, channel, at)
        held = _held(snapshot, place.number, number, at)
        later = _held(snapshot, place.number, number, at + DISPATCH_LEAD)
        listed = [row for row in found if not row.passive]
        rights = OpenRights(
            place.number,
            place.area,
            _ways(listed, held, later),
            _ways([row for row in found if row.passive], held, later),
            snapshot.categories_regulated_in(place.area),
        )
        snapshot.opened[key] = (during, rights)
    return rights if rights.listed or rights.on_request else None


def _ways(
    rows: list[OpenProfile], held: tuple[int, ...], later: tuple[int, ...]
) -> tuple[Way, ...]:
    """Put profiles that are open alike together; of a sell-off, find the products that are left."""
    plain = {row.profile for row in rows if not row.by_dispatch and not row.sell_off}
    dispatched = {row.profile for row in rows if row.by_dispatch and not row.sell_off} - plain
    ways = [Way(tuple(sorted(plain)), held)] if plain else []
    if dispatched:
        ways.append(Way(tuple(sorted(dispatched)), tuple({*held, *later})))
    ending = [row for row in rows if row.sell_off]
    agreements = {agreement for row in ending for need in row.sell_off for agreement in need}
    left = products_selling_off(agreements) if ending else {}
    for row in ending:
        products = tuple(
            product
            for product, having in left.items()
            if all(having.intersection(need) for need in row.sell_off)
        )
        if products:
            kept = tuple({*held, *later}) if row.by_dispatch else held
            ways.append(Way((row.profile,), kept, products))
    return tuple(ways)


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
    """Return the longest period around an instant in which no window begins or ends."""
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
