"""Addresses of the rights desk, below /rights/."""

from shop.web.rights import held_orders, overview
from shop.web.rights.access import action, page

app_name = "rights"
urlpatterns = [
    page("", overview.show, "overview"),
    # Paid orders that wait for a decision.
    page("held-orders/", held_orders.show, "held-orders", check=held_orders.sees_held_orders),
    action(
        "held-orders/<int:number>/",
        held_orders.decide,
        "held-order",
        check=held_orders.decides_held_orders,
    ),
]
