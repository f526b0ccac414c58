"""Notify shop staff of an order that needs attention, by notice and mail."""

from decimal import Decimal

from shop.identity.accounts.people import staff_with
from shop.identity.notices.services import notify
from shop.oscar.order.models import Order
from shop.platform.core.money import amount_text


def notify_staff(
    *, permission: str, code: str, key: str, order: Order, amount: Decimal, **data: str
) -> int:
    """Notify active staff with a permission; return how many."""
    facts = {"order": order.number, "amount": amount_text(amount, order.currency)}
    return notify(
        users=staff_with(permission),
        code=code,
        key=key,
        link=f"/dashboard/orders/{order.number}/",
        data=facts | {"currency": order.currency} | data,
    )
