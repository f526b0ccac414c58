"""Orders that were sent, and the people who handle what comes back."""

from collections.abc import Collection
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F

from shop.commerce.fulfillment.models import Shipment
from shop.identity.accounts.models import User
from shop.orders.aftersales.shipments import ShipmentRequest, ship_lines
from shop.orders.checkout.placement import begin_payment
from shop.orders.invariants.registry import check_invariants
from shop.orders.returns.inspections import Finding, inspect_units, receive_parcel
from shop.orders.returns.models import ReturnCase, ReturnPolicy
from shop.orders.returns.requests import ReturnRequest
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import ADDRESS, basket_with, request_for, run_queued_jobs


def paid_order(world: RightsWorld, *products: Any, quantity: int = 2, **changes: Any) -> Order:
    """Return an order that a gift card has paid, so that no payment provider is needed."""
    market = changes.pop("market", "fr")
    territory = changes.pop("territory", "FR")
    currency = {"fr": "EUR", "us": "USD", "gb": "GBP", "jp": "JPY"}[market]
    number = Order.objects.count()
    changes.setdefault("key", f"key-{number}")
    sku = f"PIN-{number + 1}"
    chosen = products or (world.product(sku=sku, sizes=("M", "L")).children.get(size="M"),)
    basket = basket_with(*chosen, quantity=quantity, market=market, territory=territory)
    basket.gift_card = make_gift_card("100000", currency).card
    basket.save()
    place = {"market": market, "territory": territory}
    if territory == "US":  # the state decides about the tax
        changes.setdefault("address", ADDRESS | {"state": "Montana", "postcode": "59001"})
    order = begin_payment(request_for(basket, **place, **changes)).order
    order.refresh_from_db()
    return order


def send_order(
    world: RightsWorld, order: Order, *, days_ago: int = 0, lines: Collection[str] = ()
) -> Order:
    """Ship all lines of an order, or those with some SKUs, some days ago."""
    chosen = [line.pk for line in order.lines.all() if not lines or line.upc in lines]
    by = UserFactory(role="licensee", licensee=world.licensee, licensee_role="logistics")
    parcel = ShipmentRequest(order.number, chosen, "dhl", "JD 0146")
    shipment = ship_lines(request=parcel, licensee=world.licensee, by_id=by.pk)
    if days_ago:
        gone = timedelta(days=days_ago)
        Shipment.objects.filter(pk=shipment.pk).update(sent_at=database_now() - gone)
        Order.objects.filter(pk=order.pk).update(
            date_placed=order.date_placed - gone,
            delivery_from=F("delivery_from") - gone,
            delivery_until=F("delivery_until") - gone,
        )
    order.refresh_from_db()
    return order


def sent_order(world: RightsWorld, *products: Any, days_ago: int = 0, **changes: Any) -> Order:
    """Return an order of two units that was paid and sent."""
    return send_order(world, paid_order(world, *products, **changes), days_ago=days_ago)


def sent_in_shop(world: RightsWorld) -> tuple[RightsWorld, Order]:
    """Return a shop and an order that was sent, in a market with a return policy."""
    order = sent_order(world)
    policy(order)
    work()
    return world, order


def policy(order: Order, days: int = 30, **fields: Any) -> ReturnPolicy:
    """Create a return policy of the order's market."""
    values = {"days": days} | fields
    row, _ = ReturnPolicy.objects.update_or_create(
        market=order.market, category=None, defaults=values
    )
    return row


def asked(order: Order, count: int = 1, **changes: Any) -> ReturnRequest:
    """Return a request to return units of the first line."""
    fields: dict[str, Any] = {
        "key": "return-1",
        "email": order.guest_email,
        "units": {order.lines.order_by("pk")[0].pk: count},
        "reason": "CHANGED_MIND",
    } | changes
    return ReturnRequest(order_id=order.pk, **fields)


def inspected(case: ReturnCase, clerk: User, *found: tuple[str, str]) -> None:
    """Receive a parcel and inspect its units, each a grade and a treatment."""
    receive_parcel(case, by_id=clerk.pk)
    lines = [line.pk for line in case.lines.filter(was_sent=True) for _ in range(line.units)]
    kinds = found or (("NEW", "RESTOCK"),) * len(lines)
    findings = [Finding(pk, *kind) for pk, kind in zip(lines, kinds, strict=True)]
    inspect_units(case, findings, by_id=clerk.pk)


def broken() -> list[str]:
    """Return the invariants that do not hold."""
    return [f"{rule.name}: {rule.detail}" for rule in check_invariants() if not rule.holds]


def work() -> None:
    """Run the queued jobs, and those that they queue."""
    for _ in range(2):
        run_queued_jobs()


def paid_back(order: Order) -> Decimal:
    """Return the amount that the order's refunds give back."""
    order.refresh_from_db()
    return order.refunded_incl_tax


@pytest.fixture
def clerk(db: None) -> User:
    """Return a member of shop staff."""
    return UserFactory(email="clerk@example.org", role=User.Role.STAFF, is_staff=True)
