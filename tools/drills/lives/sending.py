"""Rules until the goods arrive: changes, cancellation, packing, parcels, holds of rights."""

from datetime import timedelta

from django.db.models import F
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from licensing.models import Holdback
from licensing.services import lift_hold, place_hold
from shop.commerce.fulfillment.carrier_events import CarrierEvent
from shop.commerce.fulfillment.models import ParcelTracking, Shipment, TrackingEvent
from shop.commerce.inventory.services import receive_lot
from shop.orders.aftersales.delivery_changes import ChangeRequest, change_delivery
from shop.orders.aftersales.line_cancellation import CancelRequest, cancel_items
from shop.orders.aftersales.packing import start_packing, stop_packing
from shop.orders.aftersales.shipments import (
    ShipmentRequest,
    lines_to_pack,
    ready_to_send,
    ship_lines,
)
from shop.orders.aftersales.tracking import record_events
from shop.orders.casework.fraud import refund_order, release_order
from shop.orders.denials.revocation import process_denials, refund_held_order, ship_held_order
from shop.orders.models import HeldOrder
from shop.oscar.order.models import OrderState
from shop.platform.database.clock import clock_now
from tools.drills.lives.base import PICK, LifeBase, choose
from tools.drills.lives.shop import LOT

STREETS = ("2 rue Neuve", "3 rue Vieille")
KINDS = ("ACCEPTED", "IN_TRANSIT", "ATTEMPTED", "DELIVERED", "DELIVERED", "RETURNING", "PROBLEM")
METHODS = ("standard", "express")
BETWEEN_HOLDS = 15


class Sending(LifeBase):
    """Packers, carriers, and the rights desk."""

    @precondition(lambda self: self.facts["sold"])
    @rule(pick=PICK, some=PICK, whole=st.booleans(), by_staff=st.booleans())
    def cancel(self, pick: int, some: int, whole: bool, by_staff: bool) -> None:  # noqa: FBT001  drawn values
        """Cancel units, or all that is left, before packing."""
        order = self.pick_order(pick, status__in=[OrderState.PAID, OrderState.FULFILLED])
        if order is None:
            return
        with self.step("cancel"):
            units = None if whole and some % 2 else self.pick_units(order, some)
            by = self.shop.clerk.pk if by_staff else None
            cancel_items(CancelRequest(self.key(), order.number, units, by))

    @precondition(lambda self: self.facts["unsent"])
    @rule(pick=PICK, street=st.sampled_from(STREETS), method=st.sampled_from(METHODS))
    def change(self, pick: int, street: str, method: str) -> None:
        """Change the address and the delivery method."""
        order = self.pick_order(pick, status=OrderState.PAID)
        if order is None or order.shipping_address is None:
            return
        with self.step("change"):
            old = order.shipping_address
            address = {"first_name": "Ada", "line1": street, "line4": "Lyon", "state": old.state}
            address |= {"postcode": old.postcode or ""}
            change_delivery(ChangeRequest(order.number, address, method))

    @precondition(lambda self: self.facts["unsent"])
    @rule(pick=PICK, some=PICK, stops=st.sampled_from([False, False, True]))
    def pack(self, pick: int, some: int, stops: bool) -> None:  # noqa: FBT001  a drawn value
        """Begin or stop to pack some lines."""
        order = self.pick_order(pick, status=OrderState.PAID)
        if order is None:
            return
        with self.step("stop packing" if stops else "pack"):
            act = stop_packing if stops else start_packing
            lines = list(self.pick_units(order, some))
            act(order_number=order.number, line_ids=lines, by_id=self.shop.clerk.pk)

    @precondition(lambda self: self.facts["unsent"])
    @rule(pick=PICK, some=PICK)
    def ship(self, pick: int, some: int) -> None:
        """Ship lines of one licensee: usually those that can be sent, at times any."""
        order = self.pick_order(pick, status=OrderState.PAID)
        if order is None:
            return
        with self.step("ship"):
            packer, lines = self.shop.licensees[0], list(self.pick_units(order, some))
            for licensee in self.shop.licensees if some else ():
                ready = ready_to_send(lines_to_pack(licensee).filter(order=order).order_by("pk"))
                if ready:
                    packer, lines = licensee, [line.pk for line in ready][: 1 + some % 3]
            parcel = ShipmentRequest(order.number, lines, "dhl", f"JD {self.number}")
            ship_lines(request=parcel, licensee=packer, by_id=self.shop.clerk.pk)

    @precondition(lambda self: self.facts["parcels"])
    @rule(pick=PICK, kind=st.sampled_from(KINDS), hours=st.integers(-2, 60))
    def track(self, pick: int, kind: str, hours: int) -> None:
        """Receive the carrier's events of a parcel, in any order."""
        parcel = choose(Shipment.objects.order_by("pk"), pick)
        if parcel is None:
            return
        with self.step("track"):
            at = parcel.sent_at + timedelta(hours=hours)
            key = f"event-{pick}-{kind}-{hours}"
            event = CarrierEvent(key, parcel.carrier_id, parcel.tracking_number, kind, at)
            record_events([event], source=TrackingEvent.Source.WEBHOOK)

    @precondition(lambda self: self.facts["parcels"])
    @rule(days=st.sampled_from([1, 10, 40]))
    def wait(self, days: int) -> None:
        """Let days pass since the parcels were sent, so that periods of returns end."""
        with self.step("wait"):
            gone = timedelta(days=days)
            Shipment.objects.update(sent_at=F("sent_at") - gone)
            TrackingEvent.objects.update(occurred_at=F("occurred_at") - gone)
            ParcelTracking.objects.exclude(delivered_at=None).update(
                delivered_at=F("delivered_at") - gone
            )

    @precondition(lambda self: self.facts["lots"])
    @rule(came=st.integers(0, LOT + 1))
    def receive(self, came: int) -> None:
        """Receive the announced units, some of which may be missing."""
        with self.step("receive lot"):
            self.shop.lot.refresh_from_db()
            receive_lot(stock_record=self.shop.lot, came=came, by_id=self.shop.clerk.pk)

    @precondition(lambda self: self.facts["unsent"] and self.number >= self.quiet_until)
    @rule(pick=PICK)
    def recall(self, pick: int) -> None:
        """Hold an article because of its rights; paid orders wait for a decision."""
        self.quiet_until = self.number + BETWEEN_HOLDS
        with self.step("recall"):
            article = self.shop.articles[pick % len(self.shop.articles)]
            place_hold(kind="RECALL", reason="r", at=clock_now(), product_id=article.top.pk)
            process_denials()

    @precondition(lambda self: self.facts["recalls"])
    @rule()
    def end_recall(self) -> None:
        """Lift the hold of the article; held orders still need their decision."""
        with self.step("end recall"):
            hold = Holdback.objects.order_by("pk").last()
            if hold is not None:
                lift_hold(hold=hold, at=clock_now())

    @precondition(
        lambda self: (
            self.facts["unsent"] and not self.facts["holds"] and self.number >= self.quiet_until
        )
    )
    @rule(pick=PICK)
    def review(self, pick: int) -> None:
        """Hold an order because of signs of fraud."""
        order = self.pick_order(pick, status=OrderState.PAID)
        if order is not None:
            self.quiet_until = self.number + BETWEEN_HOLDS
            with self.step("hold for review"):
                HeldOrder.objects.get_or_create(
                    order=order, cause=HeldOrder.Cause.FRAUD, decision="", defaults={"denied": []}
                )

    @precondition(lambda self: self.facts["holds"])
    @rule(pick=PICK, ships=st.booleans())
    def decide_hold(self, pick: int, ships: bool) -> None:  # noqa: FBT001  a drawn value
        """Release a held order, or refund it as a whole."""
        held = choose(HeldOrder.objects.filter(decision="").order_by("pk"), pick)
        if held is None:
            return
        by = {"by_id": self.shop.clerk.pk}
        with self.step(f"hold of {held.cause}: {'ship' if ships else 'refund'}"):
            if held.cause == HeldOrder.Cause.FRAUD:
                (release_order if ships else refund_order)(held=held, note="n", **by)
            elif ships:
                ship_held_order(held=held, reference="L-1", **by)
            else:
                refund_held_order(held=held, **by)
