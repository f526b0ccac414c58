"""Records of a sale: the decisions, and units of grants with a cap and of sell-offs.

One guarded UPDATE in the transaction of the sale counts the units, so that only one of two buyers
gets the last one. When a cap is reached or freed, the affected clearance is recompiled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from licensing.errors import SellOffStockSold, UnitCapReached
from licensing.models import Grant, GrantUsage, RightsDecisionLog, SellOffStock
from licensing.reading.clearance import compile_profiles
from licensing.rules.decision import Decision
from licensing.services.profiles import affected_profiles
from shop.platform.core.keeping import Keeper
from shop.platform.database.prepared_inserts import insert_rows


@transaction.atomic(savepoint=False)
def take_units(
    *,
    grants: Mapping[int, int],
    sell_off: Mapping[tuple[int, int], int],
    rights: Keeper | None = None,
) -> None:
    """Count sold units by grant, and by agreement and product for sell-offs.

    Grants without a cap are ignored; `rights` keeps which ones have a cap, as every new cap raises
    the revision. Raises `UnitCapReached`, `SellOffStockSold`.
    """
    capped = set(grants)
    if rights is not None:
        capped &= rights.keep("capped grants", _capped_grants)
    usages = GrantUsage.objects.filter(grant__in=capped).order_by("pk")
    for usage in usages if capped else ():
        units = grants[usage.grant_id]
        fitting = GrantUsage.objects.filter(pk=usage.pk, taken__lte=F("cap") - units)
        if not fitting.update(taken=F("taken") + units):
            raise UnitCapReached(grant=usage.grant_id, cap=usage.cap)
        _compile_if_reached(usage.pk)
    for (agreement, product), units in sorted(sell_off.items()):
        stock = SellOffStock.objects.filter(agreement=agreement, product_id=product)
        if not stock.filter(sold__lte=F("declared") - units).update(sold=F("sold") + units):
            raise SellOffStockSold(agreement=agreement, product=product)


def _capped_grants() -> frozenset[int]:
    return frozenset(GrantUsage.objects.values_list("grant_id", flat=True))


@transaction.atomic
def release_units(*, grants: Mapping[int, int], sell_off: Mapping[tuple[int, int], int]) -> None:
    """Subtract the units of a canceled sale."""
    for usage in GrantUsage.objects.filter(grant__in=grants).order_by("pk"):
        was_reached = GrantUsage.objects.filter(pk=usage.pk, taken__gte=F("cap")).exists()
        GrantUsage.objects.filter(pk=usage.pk).update(taken=F("taken") - grants[usage.grant_id])
        if was_reached:
            _compile(usage.grant)
    for (agreement, product), units in sorted(sell_off.items()):
        SellOffStock.objects.filter(agreement=agreement, product_id=product).update(
            sold=F("sold") - units
        )


def _compile_if_reached(usage_id: int) -> None:
    reached = GrantUsage.objects.filter(pk=usage_id, taken__gte=F("cap")).first()
    if reached is not None:
        _compile(reached.grant)


def _compile(grant: Grant) -> None:
    compile_profiles(affected_profiles(grant.agreement))


@dataclass(frozen=True, slots=True)
class SaleEvidence:
    """The decision for one order line."""

    order_line_id: int
    product_id: int
    territory: str
    channel: str
    at: datetime
    decision: Decision


def record_sale_decisions(evidence: Iterable[SaleEvidence]) -> list[RightsDecisionLog]:
    """Record the decisions in the transaction of the order; return the written evidence."""
    rows = [
        RightsDecisionLog(
            order_line_id=item.order_line_id,
            product_id=item.product_id,
            territory=item.territory,
            channel=item.channel,
            at=item.at,
            revision=item.decision.revision,
            allowed=item.decision.allowed,
            mode=item.decision.mode,
            reasons=list(item.decision.reasons),
            basis=list(item.decision.basis),
        )
        for item in evidence
    ]
    insert_rows(rows)
    return rows
