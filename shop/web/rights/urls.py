"""Addresses of the rights desk, below /rights/."""

from shop.accounts.roles import may_stop_sales
from shop.web.rights import agreements, held_orders, holds, moving, overview
from shop.web.rights.access import action, page

app_name = "rights"
urlpatterns = [
    page("", overview.show, "overview"),
    page("agreements/", agreements.show_list, "agreements"),
    page("agreements/<int:pk>/", agreements.show, "agreement"),
    action("agreements/<int:pk>/<slug:name>/", moving.take, "move", check=may_stop_sales),
    page("holds/", holds.show_list, "holds"),
    action("holds/place/", holds.place, "place_hold", check=may_stop_sales),
    action("holds/<int:pk>/lift/", holds.lift, "lift_hold", check=may_stop_sales),
    # Paid orders that wait for a decision.
    page("held-orders/", held_orders.show, "held-orders", check=held_orders.sees_held_orders),
    action(
        "held-orders/<int:number>/",
        held_orders.decide,
        "held-order",
        check=held_orders.decides_held_orders,
    ),
]
