"""What may still be granted, and which drafts would meet an exclusive grant; nothing is changed."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from licensing.models import (
    Agreement,
    Grant,
    Holdback,
    Licensee,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
    Territory,
)
from licensing.reading.category_tree import numbers_below
from licensing.rules.avails import Availability, Stretch, find_avails
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NumberSet
from shop.platform.core.periods import Period

PENDING = (Agreement.Status.DRAFT, Agreement.Status.IN_REVIEW, Agreement.Status.SIGNED)
# The terms of the constraint "an_exclusive_grant_has_no_rival", asked before it refuses.
MEETINGS = """
    select wanted.id, rival.id
    from licensing_grant wanted
    join licensing_grant rival
        on rival.properties && wanted.properties
        and rival.categories && wanted.categories
        and rival.territories && wanted.territories
        and rival.channels && wanted.channels
        and rival."window" && wanted."window"
        and rival.slot && wanted.slot
        and rival.licensee_id <> wanted.licensee_id
    join licensing_agreement other on other.id = rival.agreement_id
    where wanted.id = any(%(wanted)s)
        and not wanted.live
        and (rival.live or other.status = any(%(pending)s))
        and (other.revoked_from is null or other.revoked_from > now())
    order by wanted.id, rival.id
"""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A grant that is not in force yet, and one that keeps it from coming into force."""

    wanted: Grant
    rival: Grant

    @property
    def territories(self) -> NumberSet:
        """Where both would hold."""
        shared: NumberSet = self.wanted.territories & self.rival.territories
        return shared


def find_conflicts(grants: Collection[int]) -> list[Conflict]:
    """Return what grants that are not live would meet if their agreements were activated now.

    Two that wait may meet as well: whichever is activated first keeps the other out.
    """
    with connection.cursor() as cursor:
        cursor.execute(MEETINGS, {"wanted": list(grants), "pending": list(PENDING)})
        pairs = cursor.fetchall()
    rows = Grant.objects.select_related("agreement__licensor", "agreement__licensee")
    rows = rows.prefetch_related("granted_properties")
    known = rows.in_bulk({pk for pair in pairs for pk in pair})
    return [Conflict(known[wanted], known[rival]) for wanted, rival in pairs]


def find_free_rights(  # noqa: PLR0913  one keyword for each part of what is asked
    *,
    mark: Property,
    categories: Collection[ProductCategory],
    channels: Collection[Channel],
    window: Period,
    exclusive: bool,
    licensee: Licensee | None = None,
    holders: Collection[RightsHolder] | None = None,
) -> tuple[Availability, ...]:
    """Return where and when the mark could be granted; None as holders means whoever holds it.

    For an exclusive grant every other licensee's grant is in the way, for another one only an
    exclusive. A licensee's own grants never are. Commercial holds are, those on a product are not.
    """
    leaves = NumberSet.of(numbers_below(categories, leaves_only=True))
    ways = NumberSet.of(channel.number for channel in channels)
    span = DateTimeTZRange(window.start, window.end)
    held = PropertyHolding.objects.filter(property=mark, valid__overlap=span)
    if holders is not None:
        held = held.filter(holder__in=[holder.pk for holder in holders])
    grants = Grant.objects.filter(
        live=True,
        properties__overlaps=NumberSet.of([mark.number]),
        categories__overlaps=leaves,
        channels__overlaps=ways,
        window__overlap=span,
    ).select_related("agreement__licensee")
    if not exclusive:
        grants = grants.filter(exclusivity=Grant.Exclusivity.EXCLUSIVE)
    if licensee is not None:
        grants = grants.exclude(licensee_id=licensee.pk)
    blockers = [
        Stretch(
            f"{grant.get_exclusivity_display()}: {grant.agreement} of {grant.agreement.licensee}",
            _period(grant.window),
            grant.territories,
        )
        for grant in grants.order_by("pk")
    ]
    blockers += _holds(mark, leaves, ways, span, licensee)
    numbers = Territory.objects.order_by("name").values_list("number", flat=True)
    return find_avails(
        window,
        numbers,
        [Stretch("", _period(one.valid), one.territories) for one in held.order_by("pk")],
        blockers,
    )


def _holds(
    mark: Property,
    leaves: NumberSet,
    channels: NumberSet,
    span: DateTimeTZRange,
    licensee: Licensee | None,
) -> list[Stretch]:
    whose = Q(licensee=None) if licensee is None else Q(licensee=None) | Q(licensee=licensee)
    rows = Holdback.objects.filter(
        whose,
        Q(property=None) | Q(property=mark),
        product_id=None,
        categories__overlaps=leaves,
        channels__overlaps=channels,
        window__overlap=span,
    )
    return [
        Stretch(
            f"Hold {hold.pk}: {hold.get_kind_display()}", _period(hold.window), hold.territories
        )
        for hold in rows.order_by("pk")
    ]


def _period(window: DateTimeTZRange) -> Period:
    return Period(window.lower, window.upper)
