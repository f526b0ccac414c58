"""Paid orders with lines of two licensees, and their parcels."""

from dataclasses import dataclass
from typing import Any

from licensing.models import Licensee
from shop.commerce.fulfillment.models import Shipment
from shop.orders.aftersales.shipments import ShipmentRequest, lines_to_pack, ship_lines
from shop.orders.checkout.placement import begin_payment
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, request_for, run_queued_jobs
from tools.testing.stripe_harness import Sandbox


@dataclass
class PaidOrder:
    """A world with a paid order of its licensee and another one, and what Stripe knows of it."""

    world: RightsWorld
    other: Licensee
    order: Order
    at_stripe: list[dict[str, Any]]


def shared_order(
    world: RightsWorld, stripe: Sandbox, other: Licensee, *, key: str = "key-1", **changes: Any
) -> Order:
    """Return a paid order of two pins of the shop's licensee and two of another."""
    found = {product.upc: product for product in shop_products(world, other)}
    basket = basket_with(*found.values(), quantity=2)
    order = begin_payment(request_for(basket, key=key, **changes)).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    return order


def shop_products(world: RightsWorld, other: Licensee) -> list[Any]:
    """Return a product of each licensee, made once."""
    from catalog.models import Product

    made = list(Product.objects.filter(upc__in=["OWN-1", "RIVAL-1"]).order_by("upc"))
    return made or [
        world.product(sku="OWN-1", title="Own pin", stock=50),
        world.product(
            sku="RIVAL-1", title="Rival pin", stock=50, agreement=world.agreement(licensee=other)
        ),
    ]


def send(order: Order, licensee: Licensee, **changes: Any) -> Shipment:
    """Send all that a licensee has to pack of an order."""
    own = lines_to_pack(licensee).filter(order=order).values_list("pk", flat=True)
    fields = {
        "order_number": order.number,
        "line_ids": list(own),
        "carrier": "dhl",
        "tracking_number": "JD 0146/00",
    } | changes
    by = UserFactory(role="licensee", licensee=licensee, licensee_role="logistics").pk
    return ship_lines(request=ShipmentRequest(**fields), licensee=licensee, by_id=by)
