"""The order that this visitor has placed and not paid yet: remembered until it is.

Whoever goes back from the payment page finds an empty basket, as its articles are in the order.
"""

from shop.forks.order.models import Order, OrderState
from shop.markets.requests import ShopRequest
from shop.ordering.access import order_for_token, order_token

KEY = "unpaid_order"


def remember_order(request: ShopRequest, order: Order) -> str:
    """Keep the order's link in the session; returns its token."""
    token = order_token(order)
    request.session[KEY] = token
    return token


def unpaid_order(request: ShopRequest) -> str:
    """Return the token of the order that waits for payment; empty when none does."""
    token = str(request.session.get(KEY, ""))
    order = order_for_token(token) if token else None
    if order is not None and order.status == OrderState.PENDING:
        return token
    request.session.pop(KEY, None)
    return ""
