"""Deletion of baskets that guests have abandoned."""

from datetime import timedelta

from django.db.models import Q

from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now

# The cookie of a guest's basket lasts 30 days; an empty basket of the API is kept for a day.
KEPT = timedelta(days=30)
EMPTY_KEPT = timedelta(days=1)
AT_ONCE = 10_000


def delete_abandoned_baskets() -> int:
    """Delete old open baskets of guests that have no order; return how many."""
    now = database_now()
    empty = Q(date_created__lt=now - EMPTY_KEPT, lines=None, bought_cards=[])
    old = Q(date_created__lt=now - KEPT) | empty
    ordered = Order.objects.filter(basket__isnull=False).values("basket_id")
    keys = (
        Basket.objects.filter(old, owner=None, status=Basket.OPEN)
        .exclude(pk__in=ordered)
        .order_by("pk")
        .values_list("pk", flat=True)
        .distinct()[:AT_ONCE]
    )
    return Basket.objects.filter(pk__in=list(keys)).delete()[1].get("basket.Basket", 0)
