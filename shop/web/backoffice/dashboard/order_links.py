"""Actions that the page of an order offers: add an entry here for each new page of an order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from shop.finance.payments.disputes import is_disputed
from shop.orders.aftersales.hand_overs import is_collected
from shop.oscar.order.models import Order, OrderState
from shop.web.backoffice.shared.page_access import may_open

PAID = frozenset({OrderState.PAID, OrderState.FULFILLED})


def _is_paid(order: Order) -> bool:
    return order.status in PAID


def _is_unsent(order: Order) -> bool:
    return order.status == OrderState.PAID


def _was_paid(order: Order) -> bool:
    return order.status in {*PAID, OrderState.REFUND_DUE, OrderState.REFUNDED}


@dataclass(frozen=True, slots=True)
class OrderAction:
    """A page named `name` that takes the order's number, offered for orders that fit.

    A disputed order can be neither refunded nor sent: its page does not offer these actions.
    """

    name: str
    label: str
    fits: Callable[[Order], bool]
    while_disputed: bool = True


ACTIONS = (
    OrderAction("order-refund", "Partial refund", _is_paid, while_disputed=False),
    OrderAction("order-amount-refund", "Refund an amount", _is_paid, while_disputed=False),
    OrderAction("order-return", "Open a return", _is_paid),
    OrderAction("order-goodwill", "Goodwill gift card", _was_paid),
    OrderAction(
        "order-gift-card",
        "Withdraw a gift card",
        lambda order: _is_paid(order) and bool(order.cards_left),
        while_disputed=False,
    ),
    OrderAction("order-cancel", "Cancel items", _is_unsent, while_disputed=False),
    OrderAction("order-delivery", "Change the delivery", _is_unsent),
    OrderAction(
        "order-collection",
        "Collection",
        lambda order: _is_paid(order) and is_collected(order),
    ),
    OrderAction("order-packing", "Packing", _is_unsent, while_disputed=False),
    OrderAction(
        "order-ship",
        "Ship a parcel",
        lambda order: _is_unsent(order) and not is_collected(order),
        while_disputed=False,
    ),
    OrderAction("order-slip", "Packing slip", _is_paid),
    OrderAction("order-customs", "Customs form", _is_paid),
    OrderAction("order-request", "Record a request", lambda _: True),
    OrderAction("order-resend", "Send the confirmation again", _is_paid),
)


@dataclass(frozen=True, slots=True)
class OfferedAction:
    """An action that a person may take on an order."""

    label: str
    url: str


def actions_for(user: Any, order: Order) -> list[OfferedAction]:
    """Return the actions on an order that a person may take, in the order of the list."""
    disputed = is_disputed(order)
    return [
        OfferedAction(action.label, reverse(f"dashboard:{action.name}", args=[order.number]))
        for action in ACTIONS
        if action.fits(order)
        and (action.while_disputed or not disputed)
        and may_open(user, action.name)
    ]
