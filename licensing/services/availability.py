"""Rights still free to grant, and conflicts of drafts with exclusive grants. Read-only."""

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
from licensing.reading.category_tree import category_numbers
from licensing.rules.avails import Availability, LabeledPeriod, find_avails
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NumberSet
from shop.platform.core.periods import Period

PENDING = (Agreement.Status.DRAFT, Agreement.Status.IN_REVIEW, Agreement.Status.SIGNED)
# The condition of the constraint "an_exclusive_grant_has_no_rival", checked in advance.
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
    """A grant that is not in force yet, and a rival grant that would block it."""

    grant: Grant
    rival: Grant

    @property
    def territories(self) -> NumberSet:
        """The territories of both grants."""
        shared: NumberSet = self.grant.territories & self.rival.territories
        return shared


def find_conflicts(grants: Collection[int]) -> list[Conflict]:
    """Return the conflicts of grants if their agreements were activated now.

    Two pending grants can conflict too: the first to be activated blocks the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(MEETINGS, {"wanted": list(grants), "pending": list(PENDING)})
        pairs = cursor.fetchall()
    rows = Grant.objects.select_related("agreement__licensor", "agreement__licensee")
    rows = rows.prefetch_related("granted_properties")
    grants_by_id = rows.in_bulk({pk for pair in pairs for pk in pair})
    return [Conflict(grants_by_id[grant], grants_by_id[rival]) for grant, rival in pairs]


def find_free_rights(  # noqa: PLR0913  one keyword for each part of the query
    *,
    mark: Property,
    categories: Collection[ProductCategory],
    channels: Collection[Channel],
    window: Period,
    exclusive: bool,
    licensee: Licensee | None = None,
    holders: Collection[RightsHolder] | None = None,
) -> tuple[Availability, ...]:
    """Return where and when a mark could be granted; `holders` None means any holder.

    An exclusive grant is blocked by any grant of another licensee, other grants only by exclusive
    ones. The licensee's own grants and holds on a single product do not block; other holds do.
    """
    leaves = NumberSet.of(category_numbers(categories, leaves_only=True))
    channel_numbers = NumberSet.of(channel.number for channel in channels)
    span = DateTimeTZRange(window.start, window.end)
    held = PropertyHolding.objects.filter(property=mark, valid__overlap=span)
    if holders is not None:
        held = held.filter(holder__in=[holder.pk for holder in holders])
    grants = Grant.objects.filter(
        live=True,
        properties__overlaps=NumberSet.of([mark.number]),
        categories__overlaps=leaves,
        channels__overlaps=channel_numbers,
        window__overlap=span,
    ).select_related("agreement__licensee")
    if not exclusive:
        grants = grants.filter(exclusivity=Grant.Exclusivity.EXCLUSIVE)
    if licensee is not None:
        grants = grants.exclude(licensee_id=licensee.pk)
    blockers = [
        LabeledPeriod(
            f"{grant.get_exclusivity_display()}: {grant.agreement} of {grant.agreement.licensee}",
            _period(grant.window),
            grant.territories,
        )
        for grant in grants.order_by("pk")
    ]
    blockers += _holds(mark, leaves, channel_numbers, span, licensee)
    numbers = Territory.objects.order_by("name").values_list("number", flat=True)
    return find_avails(
        window,
        numbers,
        [
            LabeledPeriod("", _period(holding.valid), holding.territories)
            for holding in held.order_by("pk")
        ],
        blockers,
    )


def _holds(
    mark: Property,
    leaves: NumberSet,
    channels: NumberSet,
    span: DateTimeTZRange,
    licensee: Licensee | None,
) -> list[LabeledPeriod]:
    licensee_scope = (
        Q(licensee=None) if licensee is None else Q(licensee=None) | Q(licensee=licensee)
    )
    rows = Holdback.objects.filter(
        licensee_scope,
        Q(property=None) | Q(property=mark),
        product_id=None,
        categories__overlaps=leaves,
        channels__overlaps=channels,
        window__overlap=span,
    )
    return [
        LabeledPeriod(
            f"Hold {hold.pk}: {hold.get_kind_display()}", _period(hold.window), hold.territories
        )
        for hold in rows.order_by("pk")
    ]


def _period(window: DateTimeTZRange) -> Period:
    return Period(window.lower, window.upper)
