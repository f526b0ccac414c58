"""The SQL form of `licensing.rules.decision`, for lists: which profiles are open, and how."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
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
from licensing.rules.channels import channel_number
from licensing.rules.facts import DISPATCH_LEAD


@dataclass(frozen=True, slots=True)
class OpenProfile:
    """A way in which goods of a profile may be sold; `sell_off` as in
    `licensing.rules.coverage_sets.Cell`.
    """

    profile: int
    passive: bool
    by_dispatch: bool
    sell_off: tuple[tuple[int, ...], ...]


def open_profiles(territory: str, channel: str, at: datetime) -> list[OpenProfile]:
    """Return the ways in which profiles are open there, so, then; nothing for what is unknown."""
    rows = _cleared(territory, channel, at).values_list(
        "profile", "passive", "by_dispatch", "sell_off"
    )
    return [
        OpenProfile(profile, passive, by_dispatch, tuple(tuple(need) for need in sell_off or ()))
        for profile, passive, by_dispatch, sell_off in rows
    ]


def products_selling_off(agreements: Collection[int]) -> dict[int, frozenset[int]]:
    """Return by product the agreements of whose declared stock some is left."""
    found: dict[int, set[int]] = {}
    rows = SellOffStock.objects.filter(agreement__in=agreements, sold__lt=F("declared"))
    for product, agreement in rows.values_list("product_id", "agreement"):
        found.setdefault(product, set()).add(agreement)
    return {product: frozenset(left) for product, left in found.items()}


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
    """Holds on the whole profile of the clearance row outside."""
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
