"""The SQL form of `licensing.decision`, for lists."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from licensing.channels import channel_number
from licensing.models import Clearance, Holdback, Licensee, Territory


def cleared_profiles(territory: str, channel: str, at: datetime) -> QuerySet[Clearance, Any]:
    """Ids of profiles whose goods may be sold there, so, then; nothing for what is unknown."""
    deliverable = Territory.objects.filter(pk=territory, served=True).exclude(
        sanction_policy=Territory.Sanctions.FULL
    )
    holds = _holds(territory, channel, at).filter(
        Q(licensee__isnull=True) | Q(licensee=OuterRef("profile__licensee")),
        Q(category__isnull=True) | Q(category=OuterRef("profile__category")),
        Q(property__isnull=True)
        | Exists(
            Clearance.objects.filter(
                pk=OuterRef(OuterRef("pk")),
                profile__properties__contains_number=OuterRef("property__number"),
            )
        ),
        product_id__isnull=True,
    )
    return (
        Clearance.objects.filter(
            ~Exists(holds),
            profile__licensee__status=Licensee.Status.ACTIVE,
            channel=channel_number(channel) or 0,
            valid__contains=at,
            territories__contains_number=Subquery(deliverable.values("number")),
        )
        .order_by()
        .values("profile")
    )


def _holds(territory: str, channel: str, at: datetime) -> QuerySet[Holdback]:
    number = Subquery(Territory.objects.filter(pk=territory).values("number"))
    return Holdback.objects.filter(
        window__contains=at,
        channels__contains_number=channel_number(channel) or 0,
        territories__contains_number=number,
    )
