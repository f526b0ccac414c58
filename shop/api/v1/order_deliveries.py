"""Deliveries of an order: their dates and state, parcels and tracking events."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from shop.commerce.fulfillment.models import Shipment, TrackingEvent
from shop.orders.aftersales.delivery_states import (
    DeliveryBlock,
    GroupState,
    delivery_blocks,
    order_parcels,
    parcel_kind,
)
from shop.orders.aftersales.order_status import OrderStatus, OrderStatusSummary
from shop.orders.checkout.delivery_groups import delivery_groups
from shop.oscar.order.models import Line, Order

WITHOUT_PARCELS = frozenset({OrderStatus.WAITING, OrderStatus.PROCESSING, OrderStatus.PREPARING})


class ParcelEventSerializer(serializers.Serializer[Any]):
    """An event that the carrier reported."""

    kind = serializers.ChoiceField(
        choices=TrackingEvent.Kind.choices, help_text="Kind of the event."
    )
    occurred_at = serializers.DateTimeField(help_text="When it happened.")
    place = serializers.CharField(allow_blank=True, help_text="Place; empty if it is not known.")


class ParcelLineSerializer(serializers.Serializer[Any]):
    """Units in a parcel."""

    sku = serializers.CharField(help_text="SKU of the item.")
    units = serializers.IntegerField(help_text="Units in the parcel.")


class ParcelSerializer(serializers.Serializer[Any]):
    """A parcel of an order."""

    carrier = serializers.CharField(
        allow_blank=True, help_text="Name of the carrier; empty if it has none."
    )
    tracking_number = serializers.CharField(
        allow_blank=True, help_text="Tracking number; empty without one."
    )
    tracking_url = serializers.CharField(
        allow_blank=True, help_text="Tracking page of the carrier; empty if none is known."
    )
    sent_at = serializers.DateTimeField(help_text="When it was sent.")
    delivered_at = serializers.DateTimeField(
        allow_null=True, help_text="When it was delivered; null if it is not known."
    )
    last_event = serializers.ChoiceField(
        choices=TrackingEvent.Kind.choices,
        allow_blank=True,
        help_text="Kind of the latest event; empty without events.",
    )
    lines = ParcelLineSerializer(many=True, help_text="What is in it.")
    events = ParcelEventSerializer(many=True, help_text="Events, the earliest first.")


class DeliveryGroupSerializer(serializers.Serializer[Any]):
    """Items that one sender ships together."""

    state = serializers.ChoiceField(choices=GroupState.choices, help_text="State of the delivery.")
    state_text = serializers.CharField(help_text="`state` in the language of the answer.")
    skus = serializers.ListField(child=serializers.CharField(), help_text="SKUs of its items.")
    sender = serializers.CharField(help_text="Company that sends it.")
    ships_on = serializers.DateField(
        allow_null=True, help_text="First shipping day of a pre-order; null for stock at hand."
    )
    earliest = serializers.DateField(help_text="First day on which it is expected.")
    latest = serializers.DateField(help_text="Last day on which it is expected.")
    promised_earliest = serializers.DateField(
        help_text="First day that was promised before payment."
    )
    promised_latest = serializers.DateField(help_text="Last day that was promised before payment.")
    parcels = ParcelSerializer(many=True, help_text="Parcels that contain its items.")


def deliveries_body(
    order: Order, lines: Iterable[Line], summary: OrderStatusSummary
) -> list[dict[str, Any]]:
    """Return the deliveries of an order; parcels are read if it can have some."""
    parcels = [] if summary.status in WITHOUT_PARCELS else order_parcels(order)
    groups = delivery_groups(order, lines)
    return [_delivery(block) for block in delivery_blocks(groups, parcels)]


def _delivery(block: DeliveryBlock) -> dict[str, Any]:
    group = block.group
    promised = group.promised or (group.earliest, group.latest)
    return {
        "state": block.state,
        "state_text": str(block.state.label),
        "skus": [line.upc for line in group.lines],
        "sender": group.sender,
        "ships_on": group.ships_on,
        "earliest": group.earliest,
        "latest": group.latest,
        "promised_earliest": promised[0],
        "promised_latest": promised[1],
        "parcels": [_parcel(parcel) for parcel in block.parcels],
    }


def _parcel(parcel: Shipment) -> dict[str, Any]:
    tracking = getattr(parcel, "tracking", None)
    return {
        "carrier": parcel.carrier_name,
        "tracking_number": parcel.tracking_number,
        "tracking_url": parcel.tracking_url,
        "sent_at": parcel.sent_at,
        "delivered_at": tracking.delivered_at if tracking is not None else None,
        "last_event": parcel_kind(parcel),
        "lines": [{"sku": line.order_line.upc, "units": line.units} for line in parcel.lines.all()],
        "events": [
            {"kind": event.kind, "occurred_at": event.occurred_at, "place": event.place}
            for event in parcel.events.all()
        ],
    }
