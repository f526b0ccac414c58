"""Signs of fraud hold a paid order: nothing is packed before staff release or refund it."""

import pytest
from django.test import Client

from licensing.models import Licensee
from shop.orders.aftersales.shipments import ShipmentRequest, lines_to_pack, ship_lines
from shop.orders.casework.models import BlockEntry
from shop.orders.errors import OrderHeld
from shop.orders.models import DomainEvent, HeldOrder
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tests.orders.sandbox import attempt_of, confirm
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

ELEVATED = "pm_card_riskLevelElevated"


def paid_with(order: Order, stripe: Sandbox, card: str = "pm_card_visa") -> Order:
    confirm(stripe, order, card)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    return order


def packer(order: Order) -> Licensee:
    return order.lines.get().product.top.licensee


def test_an_elevated_risk_holds_the_parcel_until_it_is_released(
    staff: Client, order: Order, stripe: Sandbox
) -> None:
    paid_with(order, stripe, ELEVATED)
    held = HeldOrder.objects.get()
    assert (held.cause, held.facts) == ("FRAUD", ["Stripe Radar: elevated risk (score 68 of 100)"])
    lines = [line.pk for line in lines_to_pack(packer(order))]
    clerk = UserFactory()
    request = ShipmentRequest(order.number, lines, "dhl", "1234567890")
    with pytest.raises(OrderHeld):
        ship_lines(request=request, licensee=packer(order), by_id=clerk.pk)
    page = staff.get(f"/dashboard/orders/{order.number}/").text
    assert "Review this order" in page
    assert order.number not in staff.get("/rights/held-orders/").text
    path = f"/dashboard/fraud/reviews/{held.pk}/"
    assert staff.post(path, {"decision": "SHIP", "note": ""}).status_code == 422
    staff.post(path, {"decision": "SHIP", "note": "Called the buyer."})
    assert "already decided" in staff.post(path, {"decision": "SHIP", "note": "x"}).text
    ship_lines(request=request, licensee=packer(order), by_id=clerk.pk)
    assert DomainEvent.objects.filter(name="order.review_released").count() == 1


def test_a_refund_after_review_blocks_the_buyer_and_holds_the_next_order(
    staff: Client, order: Order, stripe: Sandbox, world: RightsWorld
) -> None:
    paid_with(order, stripe, ELEVATED)
    path = f"/dashboard/fraud/reviews/{HeldOrder.objects.get().pk}/"
    staff.post(path, {"decision": "REFUND", "note": "Stolen card.", "block": "on"})
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == "REFUNDED"
    assert set(BlockEntry.objects.values_list("kind", flat=True)) == {"EMAIL", "ADDRESS"}
    again = waiting_order(world.product(sku="PIN-2"), key="key-2", email="ADA+x@example.org")
    paid_with(again, stripe)
    held = HeldOrder.objects.get(order=again)
    assert held.facts == ["Block list: Email", "Block list: Address"]
    for entry in BlockEntry.objects.all():
        staff.post(f"/dashboard/fraud/blocks/{entry.pk}/end/")
    free = waiting_order(world.product(sku="PIN-3"), key="key-3")
    paid_with(free, stripe)
    assert not HeldOrder.objects.filter(order=free).exists()


def test_many_orders_of_one_person_are_held(
    settings: object, limits: None, order: Order, stripe: Sandbox, world: RightsWorld
) -> None:
    settings.ENV = settings.ENV.with_values({"FRAUD_ORDERS_PER_DAY": 1})  # type: ignore[attr-defined]
    paid_with(order, stripe)
    assert not HeldOrder.objects.exists()
    second = waiting_order(world.product(sku="PIN-2"), key="key-2")
    paid_with(second, stripe)
    assert HeldOrder.objects.get().facts == ["2 paid orders of one person within 24 hours"]


def test_an_email_address_is_blocked_by_hand(staff: Client, order: Order) -> None:
    form = {"email": "ada@example.org", "until": "2099-01-01", "reason": "Chargebacks."}
    assert staff.post("/dashboard/fraud/blocks/new/", form).status_code == 302
    page = staff.get("/dashboard/fraud/blocks/").text
    assert "a…@example.org" in page
    assert "ada@example.org" not in page
    for wrong in ({"email": ""}, {"number": "MS-1"}, {"until": "2020-01-01"}, {"reason": ""}):
        assert staff.post("/dashboard/fraud/blocks/new/", form | wrong).status_code == 422
    clerk = staff_with("order.view_order", email="clerk@example.org")
    assert clerk.get("/dashboard/fraud/blocks/").status_code == 403
