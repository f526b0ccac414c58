"""The visitor's unpaid order, kept in the session. After ordering, the basket is empty, because
its items are in the order.
"""

from shop.commerce.markets.requests import ShopRequest
from shop.orders.aftersales.hand_overs import is_collected
from shop.orders.aftersales.order_links import order_for_token, order_token
from shop.orders.checkout.addresses import form_values
from shop.oscar.order.models import Order, OrderState

KEY = "unpaid_order"
DRAFT_KEY = "checkout_draft"


def remember_order(request: ShopRequest, order: Order) -> str:
    """Keep the order's link in the session; returns its token."""
    token = order_token(order)
    request.session[KEY] = token
    request.session.pop(DRAFT_KEY, None)
    return token


def is_own_order(request: ShopRequest, order: Order, token: str) -> bool:
    """Return whether this visitor placed the order, not only holds its link."""
    if order.user_id is not None:
        return bool(order.user_id == request.user.pk)
    return bool(request.session.get(KEY) == token)


def keep_draft(request: ShopRequest, order: Order) -> None:
    """Store the input of an order, so that the checkout shows it again."""
    request.session[DRAFT_KEY] = typed_for(order)


def take_draft(request: ShopRequest) -> dict[str, str]:
    """Return the input of the cancelled order; empty without one."""
    return dict(request.session.get(DRAFT_KEY) or {})


def typed_for(order: Order) -> dict[str, str]:
    """Return the checkout form's values for an order, by the form's field names."""
    address = order.shipping_address
    if address is None:
        return {"email": order.guest_email}
    values = form_values(address) | {"email": order.guest_email, "delivery": order.shipping_code}
    if is_collected(order):  # the address is that of the pick-up point
        values |= dict.fromkeys(("line1", "line2", "city", "state", "postcode"), "")
    return values


def unpaid_order(request: ShopRequest) -> str:
    """Return the token of the order that waits for payment; empty when none does."""
    token = str(request.session.get(KEY, ""))
    order = order_for_token(token) if token else None
    if order is not None and order.status == OrderState.PENDING:
        return token
    request.session.pop(KEY, None)
    return ""
