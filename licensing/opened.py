"""What lists filter by: the rights profiles and the territory that are open, and what is held.

The same for every list of a territory and channel until rights change or the next window begins or
ends; so it is kept with the facts of the revision, which each request reads anew.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from licensing.channels import channel_number
from licensing.facts import RightsSnapshot, period, territory_and_snapshot
from licensing.models import Clearance
from licensing.querysets import cleared_profiles
from shop.core.periods import Period


@dataclass(frozen=True, slots=True)
class OpenRights:
    """The territory's number, profiles whose goods may be sold there, products held by name."""

    territory: int
    profiles: tuple[int, ...]
    held: tuple[int, ...]


def open_rights(territory: str, channel: str, at: datetime) -> OpenRights | None:
    """Return what a list for the territory may rest on; None: nothing is sold there, so.

    One query while the revision and the windows stay, else a handful.
    """
    place, snapshot = territory_and_snapshot(territory)
    number = channel_number(channel)
    if place is None or number is None:
        return None
    key = (territory, channel)
    during, profiles = snapshot.opened.get(key, (None, ()))
    if during is None or at not in during:
        during = _unchanged_around(at, number, snapshot)
        profiles = tuple(
            cleared_profiles(territory, channel, at).values_list("profile", flat=True).distinct()
        )
        snapshot.opened[key] = (during, profiles)
    held = tuple(
        hold.product_id
        for hold in snapshot.holds
        if hold.product_id is not None
        and place.number in hold.territories
        and number in hold.channels
        and at in period(hold.window)
    )
    return OpenRights(place.number, profiles, held) if profiles else None


def _unchanged_around(at: datetime, channel: int, snapshot: RightsSnapshot) -> Period:
    """Return the longest period around an instant in which no window begins or ends."""
    windows = Clearance.objects.filter(channel=channel).values_list("valid", flat=True).distinct()
    edges = {
        edge
        for window in chain(windows, (hold.window for hold in snapshot.holds))
        for edge in (window.lower, window.upper)
        if edge is not None
    }
    return Period(
        max((edge for edge in edges if edge <= at), default=None),
        min((edge for edge in edges if edge > at), default=None),
    )
