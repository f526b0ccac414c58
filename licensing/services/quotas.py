"""Units that rights ration: a grant's unit cap and the stock declared for a sell-off.

Counted by one guarded UPDATE in the transaction of the sale, so of two buyers of the last unit
one is refused; the last unit, or one that comes back, compiles anew what depended on it.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from licensing.errors import SellOffStockSold, UnitCapReached
from licensing.models import Grant, GrantUsage, SellOffStock
from licensing.reading.clearance import compile_profiles
from licensing.services.agreements import profiles_touched


@transaction.atomic
def take_units(*, grants: Mapping[int, int], sell_off: Mapping[tuple[int, int], int]) -> None:
    """Count units by grant, and by agreement and product of a sell-off.

    Grants without a cap and stock that was never declared count nothing. Raises `UnitCapReached`
    and `SellOffStockSold`.
    """
    for usage in GrantUsage.objects.filter(grant__in=grants).order_by("pk"):
        units = grants[usage.grant_id]
        fitting = GrantUsage.objects.filter(pk=usage.pk, taken__lte=F("cap") - units)
        if not fitting.update(taken=F("taken") + units):
            raise UnitCapReached(grant=usage.grant_id, cap=usage.cap)
        _compile_if_turned(usage.pk)
    for (agreement, product), units in sorted(sell_off.items()):
        stock = SellOffStock.objects.filter(agreement=agreement, product_id=product)
        if not stock.filter(sold__lte=F("declared") - units).update(sold=F("sold") + units):
            raise SellOffStockSold(agreement=agreement, product=product)


@transaction.atomic
def give_back_units(*, grants: Mapping[int, int], sell_off: Mapping[tuple[int, int], int]) -> None:
    """Uncount units of a sale that did not happen."""
    for usage in GrantUsage.objects.filter(grant__in=grants).order_by("pk"):
        was_reached = GrantUsage.objects.filter(pk=usage.pk, taken__gte=F("cap")).exists()
        GrantUsage.objects.filter(pk=usage.pk).update(taken=F("taken") - grants[usage.grant_id])
        if was_reached:
            _compile(usage.grant)
    for (agreement, product), units in sorted(sell_off.items()):
        SellOffStock.objects.filter(agreement=agreement, product_id=product).update(
            sold=F("sold") - units
        )


def _compile_if_turned(usage_id: int) -> None:
    reached = GrantUsage.objects.filter(pk=usage_id, taken__gte=F("cap")).first()
    if reached is not None:
        _compile(reached.grant)


def _compile(grant: Grant) -> None:
    compile_profiles(profiles_touched(grant.agreement))
