"""Baskets that nobody comes back to."""

from datetime import timedelta

from django.db.models import Q

from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now

# The cookie that opens a guest's basket lasts as long; an empty one of the API is worth a day.
KEPT = timedelta(days=30)
EMPTY_KEPT = timedelta(days=1)
AT_ONCE = 10_000


def delete_abandoned_baskets() -> int:
    """Delete guests' open baskets without an order that are too old; return how many."""
    now = database_now()
    old = Q(date_created__lt=now - KEPT) | Q(date_created__lt=now - EMPTY_KEPT, lines=None)
    ordered = Order.objects.filter(basket__isnull=False).values("basket_id")
    keys = (
        Basket.objects.filter(old, owner=None, status=Basket.OPEN)
        .exclude(pk__in=ordered)
        .order_by("pk")
        .values_list("pk", flat=True)
        .distinct()[:AT_ONCE]
    )
    return Basket.objects.filter(pk__in=list(keys)).delete()[1].get("basket.Basket", 0)
