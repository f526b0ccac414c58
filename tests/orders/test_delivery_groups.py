"""An order is delivered in groups: by licensee and warehouse, pre-orders apart, as promised."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from django.test import Client

from licensing.models import Licensee
from shop.orders.aftersales.delivery_states import (
    GroupState,
    LineFacts,
    decide_group_state,
    delivery_blocks,
    order_parcels,
)
from shop.orders.aftersales.line_cancellation import CancelRequest, cancel_items
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.order_status import status_summary
from shop.orders.aftersales.packing import start_packing
from shop.orders.aftersales.tracking import mark_delivered
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.delivery_groups import delivery_groups
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now
from tests.licensee_portal.parcels import send, shared_order, shop_products
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, destination
from tools.testing.stripe_harness import Sandbox


def states(order: Order) -> dict[str, str]:
    """Return the state of each group by the SKU of its first line."""
    groups = delivery_groups(order, order.lines.order_by("pk"))
    blocks = delivery_blocks(groups, order_parcels(order))
    return {block.group.lines[0].upc: str(block.state) for block in blocks}


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([{}], "preparing"),
        ([{"is_preorder": True}], "awaited"),
        ([{"is_packing": True}, {}], "packing"),
        ([{"is_sent": True}, {}], "partly_sent"),
        ([{"is_sent": True}, {"has_units": False}], "sent"),
        ([{"is_sent": True, "is_delivered": True}, {"is_sent": True}], "partly_delivered"),
        ([{"is_sent": True, "is_delivered": True}, {}], "partly_delivered"),
        ([{"is_sent": True, "is_delivered": True}, {"has_units": False}], "delivered"),
        ([{"has_units": False, "is_sent": True, "is_delivered": True}], "delivered"),
        ([{"has_units": False}], "cancelled"),
    ],
)
def test_the_state_of_a_group_does_not_depend_on_the_order_of_its_lines(
    lines: list[dict[str, bool]], state: str
) -> None:
    facts = [LineFacts(**{"has_units": True} | line) for line in lines]
    for arranged in permutations(facts):
        assert decide_group_state(arranged) == GroupState(state)


def test_the_quote_and_the_order_have_the_same_groups(
    world: RightsWorld, stripe: Sandbox, other: Licensee
) -> None:
    basket = basket_with(*shop_products(world, other))
    quote = quote_basket(basket, destination())
    assert quote.mixed
    quoted = [[line.product.upc for line in group.lines] for group in quote.delivery_groups]
    order = shared_order(world, stripe, other, key="key-2")
    groups = delivery_groups(order, order.lines.order_by("pk"))
    assert sorted([line.upc for line in group.lines] for group in groups) == sorted(quoted)
    assert [group.promised for group in groups] == [None, None]
    stored = order.snapshot["deliveries"]
    assert sorted(entry["skus"] for entry in stored) == sorted(quoted)
    assert date.fromisoformat(stored[0]["earliest"]) == groups[0].earliest


def test_each_group_follows_its_own_lines(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    assert states(order) == {"OWN-1": "preparing", "RIVAL-1": "preparing"}
    own = order.lines.get(upc="OWN-1")
    start_packing(order_number=order.number, line_ids=[own.pk], by_id=world.officer_id)
    assert states(order) == {"OWN-1": "packing", "RIVAL-1": "preparing"}
    parcel = send(order, world.licensee)
    assert states(order) == {"OWN-1": "sent", "RIVAL-1": "preparing"}
    mark_delivered(shipment=parcel, occurred_at=clock_now(), by_id=world.officer_id)
    assert states(order) == {"OWN-1": "delivered", "RIVAL-1": "preparing"}
    page = Client().get(f"/en-fr/order/{order_token(order)}/").text
    assert "Part of your order has been delivered" in page
    assert "Delivery 1 of 2" in page
    assert "Sent by" in page
    assert "Tracking history" in page
    cancel_items(CancelRequest("key", order.number, {order.lines.get(upc="RIVAL-1").pk: 2}))
    assert states(order) == {"OWN-1": "delivered", "RIVAL-1": "cancelled"}
    order.refresh_from_db()
    assert status_summary(order).label == "Delivered, partly refunded"


def test_an_order_is_delivered_with_its_last_parcel(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    parcels = [send(order, licensee) for licensee in (world.licensee, other)]
    labels = []
    for parcel in parcels:
        order.refresh_from_db()
        labels.append(status_summary(order).label)
        mark_delivered(shipment=parcel, occurred_at=clock_now(), by_id=world.officer_id)
    labels.append(status_summary(order).label)
    assert labels == ["On its way", "Partly delivered", "Delivered"]
    summary = status_summary(order)
    assert (summary.headline, summary.tone) == ("Your order has been delivered", "good")


def test_dates_that_changed_are_shown_beside_the_promised_ones(order: Order) -> None:
    promised = order.delivery_from, order.delivery_until
    Order.objects.filter(pk=order.pk).update(
        delivery_until=order.delivery_until + timedelta(days=3)  # type: ignore[operator]
    )
    order.refresh_from_db()
    first = delivery_groups(order, order.lines.order_by("pk"))[0]
    assert first.promised == promised
    page = Client().get(f"/en-fr/order/{order_token(order)}/").text
    assert "Delivery date given when you ordered" in page
