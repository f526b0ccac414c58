"""Each invariant of changed orders holds after a change, and finds its breach."""

from collections.abc import Callable

from django.db import transaction

from shop.commerce.fulfillment.models import ParcelTracking
from shop.orders.aftersales.delivery_changes import ChangeRequest, change_delivery
from shop.orders.aftersales.line_cancellation import CancelRequest, cancel_items
from shop.orders.aftersales.tracking import mark_delivered
from shop.orders.models import CANCELLED_BEFORE_PACKING, DeliveryChange, DomainEvent
from shop.oscar.order.models import Line, Order
from shop.platform.database.clock import clock_now
from tests.licensee_portal.parcels import send, shared_order
from tests.orders.test_delivery_changes import LYON
from tests.races.together import broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory
from tools.testing.stripe_harness import Sandbox


def forget_packing(order: Order) -> None:
    Line.objects.filter(order=order).update(packing_since=None, packing_by=None)


def forget_delivery(order: Order) -> None:
    ParcelTracking.objects.update(delivered_at=None, kind="")


def claim_whole(order: Order) -> None:
    data = {"whole": True, "amount": "0", "units": {}}
    DomainEvent.objects.create(name=CANCELLED_BEFORE_PACKING, subject=order.number, data=data)


def count_again(order: Order) -> None:
    Line.objects.filter(order=order).update(uncounted_units=0)


def move_back(order: Order) -> None:
    old = DeliveryChange.objects.get().old_address
    Order.objects.filter(pk=order.pk).update(shipping_address=old)


def reopen(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(status="PAID")


BREACHES: dict[str, Callable[[Order], None]] = {
    "what was shipped was packed": forget_packing,
    "a parcel is delivered when its last delivery says so": forget_delivery,
    "an order that was cancelled as a whole is refunded as a whole": claim_whole,
    "units that were cancelled before packing stop counting": count_again,
    "an order is sent to the address of its last change": move_back,
    "an order of which nothing is left to send is not open": reopen,
}


def test_each_breach_is_found(world: RightsWorld, stripe: Sandbox) -> None:
    order = shared_order(world, stripe, LicenseeFactory())
    change_delivery(ChangeRequest(order.number, LYON, "standard"))
    rival = order.lines.get(upc="RIVAL-1")
    cancel_items(CancelRequest("key", order.number, {rival.pk: rival.quantity}))
    parcel = send(order, world.licensee)
    mark_delivered(shipment=parcel, occurred_at=clock_now(), by_id=world.officer_id)
    assert broken_rules() == []
    for rule, breach in BREACHES.items():
        with transaction.atomic():
            breach(order)
            (found,) = broken_rules()
            transaction.set_rollback(True)
        assert found.startswith(f"{rule}: ")
