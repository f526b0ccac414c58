"""Lines leave the warehouse parcel by parcel; the order is sent when nothing is left to send."""

from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from licensing.models import Licensee
from licensing.services import suspend_licensee
from shop.commerce.fulfillment.models import Shipment
from shop.commerce.inventory.models import Reservation, StockMovement
from shop.commerce.inventory.services import send_units
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.aftersales.shipments import lines_to_pack
from shop.orders.denials.revocation import process_denials, refund_held_order, ship_held_order
from shop.orders.errors import OrderHeld, ShipmentRefused
from shop.orders.models import DomainEvent, HeldOrder
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.clock import clock_now
from tests.licensee_portal.parcels import send, shared_order
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory
from tools.testing.factories.orders import run_queued_jobs, units
from tools.testing.stripe_harness import Sandbox


def line(order: Order, sku: str) -> Line:
    return order.lines.get(upc=sku)


def refund(order: Order, sku: str, count: int, *, by_id: int) -> None:
    units_back = {line(order, sku).pk: count}
    refund_part(RefundRequest("r-1", order.number, units_back, False, "broken", by_id))


def test_the_last_parcel_sends_the_order_and_each_takes_its_units_from_stock(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    own, rival = line(order, "OWN-1").product, line(order, "RIVAL-1").product
    first = send(order, world.licensee)
    order.refresh_from_db()
    assert (order.status, units(own), units(rival)) == (OrderState.PAID, (48, 0, 0), (50, 0, 2))
    send(order, other)
    order.refresh_from_db()
    assert (order.status, units(rival)) == (OrderState.FULFILLED, (48, 0, 0))
    assert StockMovement.objects.filter(kind="SHIPPED").count() == 2
    (event, _) = DomainEvent.objects.filter(name="order.dispatched").order_by("position")
    assert event.data["units"] == {"OWN-1": 2}
    assert event.data["shipment"] == str(first.public_id)
    assert broken_rules() == []


def test_the_buyer_is_told_of_each_parcel_with_a_link_to_follow_it(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    send(order, world.licensee)
    run_queued_jobs()
    run_queued_jobs()
    (sent,) = mail.outbox
    (html,) = [part.content for part in sent.alternatives]
    for text in (sent.body, html):
        assert "2 × Own pin" in text.replace(" x ", " × ")
        assert "Rival pin" not in text
        assert "tracking-id=JD%200146%2F00" in text
        assert "a separate parcel" in text
    page = Client().get(f"/en-fr/order/{order_token(order)}/").text
    assert "tracking-id=JD%200146%2F00" in page
    assert "DHL" in page


def test_the_mail_speaks_the_orders_language(
    world: RightsWorld, stripe: Sandbox, other: Licensee
) -> None:
    subjects = set()
    for language in ("ar", "de", "en", "es", "fr", "it", "ja", "pt"):
        order = shared_order(world, stripe, other, key=f"key-{language}", language=language)
        mail.outbox.clear()
        send(order, world.licensee)
        run_queued_jobs()
        subjects.add(mail.outbox[-1].subject.replace(order.number, ""))
        assert ('dir="rtl"' in mail.outbox[-1].alternatives[0].content) == (language == "ar")
    assert len(subjects) == 8


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"line_ids": []}, "nothing"),
        ({"line_ids": [0]}, "unknown_line"),
        ({"tracking_number": " "}, "no_number"),
        ({"carrier": "pigeon"}, "unknown_carrier"),
        ({"order_number": "no-such"}, "unpaid"),
    ],
)
def test_what_cannot_be_sent_so_is_refused_and_nothing_moves(
    world: RightsWorld, order: Order, changes: Any, reason: str
) -> None:
    with pytest.raises(ShipmentRefused) as refused:
        send(order, world.licensee, **changes)
    assert refused.value.data["reason"] == reason
    assert not Shipment.objects.exists()
    assert units(line(order, "OWN-1").product) == (50, 0, 2)


def test_nobody_sends_anothers_lines(world: RightsWorld, order: Order) -> None:
    with pytest.raises(ShipmentRefused) as refused:
        send(order, world.licensee, line_ids=[line(order, "RIVAL-1").pk])
    assert refused.value.data["reason"] == "unknown_line"


def test_a_line_is_sent_once(world: RightsWorld, order: Order) -> None:
    ids = [line(order, "OWN-1").pk]
    send(order, world.licensee)
    with pytest.raises(ShipmentRefused) as refused:
        send(order, world.licensee, line_ids=ids)
    assert refused.value.data["reason"] == "sent_already"


def test_a_held_order_is_not_sent_before_somebody_decides(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    suspend_licensee(licensee=other, by_id=world.officer_id, reason="r", at=clock_now())
    process_denials()
    with pytest.raises(OrderHeld):
        send(order, world.licensee)
    assert {one.held for one in lines_to_pack(world.licensee)} == {True}
    ship_held_order(held=HeldOrder.objects.get(), by_id=world.officer_id, reference="L-1")
    assert send(order, world.licensee).lines.count() == 1


def test_units_that_went_back_before_are_not_sent(world: RightsWorld, order: Order) -> None:
    refund(order, "OWN-1", 1, by_id=world.officer_id)
    shipment = send(order, world.licensee)
    assert [one.units for one in shipment.lines.all()] == [1]
    assert units(line(order, "OWN-1").product) == (49, 0, 0)
    assert broken_rules() == []


def test_a_refund_after_the_parcel_left_frees_no_stock(world: RightsWorld, order: Order) -> None:
    send(order, world.licensee)
    refund(order, "OWN-1", 1, by_id=world.officer_id)
    assert units(line(order, "OWN-1").product) == (48, 0, 0)
    assert broken_rules() == []


def test_the_order_is_sent_when_what_was_left_goes_back(world: RightsWorld, order: Order) -> None:
    send(order, world.licensee)
    refund(order, "RIVAL-1", 2, by_id=world.officer_id)
    order.refresh_from_db()
    assert order.status == OrderState.FULFILLED
    assert units(line(order, "RIVAL-1").product) == (50, 0, 0)
    assert broken_rules() == []


def test_a_whole_refund_frees_only_what_did_not_leave(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    send(order, world.licensee)
    suspend_licensee(licensee=other, by_id=world.officer_id, reason="r", at=clock_now())
    process_denials()
    refund_held_order(held=HeldOrder.objects.get(), by_id=world.officer_id)
    run_queued_jobs()
    assert units(line(order, "OWN-1").product) == (48, 0, 0)
    assert units(line(order, "RIVAL-1").product) == (50, 0, 0)
    assert broken_rules() == []


def test_what_left_without_a_parcel_is_found(world: RightsWorld, order: Order) -> None:
    product = line(order, "OWN-1").product_id
    send_units(order=order, quantities={product: 1}, by_id=world.officer_id)
    (rule,) = broken_rules()
    assert rule.startswith("units that left the warehouse are in a shipment: ")


def test_two_packers_at_once_send_one_parcel(committed_world: RightsWorld, stripe: Sandbox) -> None:
    order = shared_order(committed_world, stripe, LicenseeFactory())
    ids = [line(order, "OWN-1").pk]
    outcomes: list[Any] = all_at_once(
        [partial(send, order, committed_world.licensee, line_ids=ids) for _ in range(2)]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Shipment", "ShipmentRefused"]
    assert units(line(order, "OWN-1").product) == (48, 0, 0)
    assert broken_rules() == []


def test_an_order_is_not_held_for_what_has_left_or_was_given_back(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    send(order, world.licensee)
    suspend_licensee(licensee=world.licensee, by_id=world.officer_id, reason="r", at=clock_now())
    process_denials()
    assert not HeldOrder.objects.exists()
    send(order, other)
    order.refresh_from_db()
    assert order.status == OrderState.FULFILLED
    assert broken_rules() == []


def test_sold_units_that_no_order_has_any_more_are_found(world: RightsWorld, order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(status=OrderState.REFUNDED)
    assert any(rule.startswith("only paid orders have") for rule in broken_rules())
    Reservation.objects.filter(order=order).update(state=Reservation.State.RELEASED)
    assert any(rule.startswith("sold counters equal sold") for rule in broken_rules())
