"""State of each delivery group of an order, derived in one place from packing and parcels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy

from shop.commerce.fulfillment.models import Shipment, ShipmentLine, TrackingEvent
from shop.orders.checkout.delivery_groups import DeliveryGroup
from shop.oscar.order.models import Line, Order
from shop.platform.database.compiled_reads import CompiledRead

Kind = TrackingEvent.Kind


class GroupState(models.TextChoices):
    """The state of a delivery group, with the label that buyers see."""

    AWAITED = "awaited", gettext_lazy("Pre-order")
    PREPARING = "preparing", gettext_lazy("Being prepared")
    PACKING = "packing", gettext_lazy("Being packed")
    PARTLY_SENT = "partly_sent", gettext_lazy("Partly sent")
    SENT = "sent", gettext_lazy("On its way")
    PARTLY_DELIVERED = "partly_delivered", gettext_lazy("Partly delivered")
    DELIVERED = "delivered", gettext_lazy("Delivered")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Facts of one line from which the state of its group is derived."""

    has_units: bool  # of which no refund was made
    is_packing: bool = False
    is_sent: bool = False
    is_delivered: bool = False
    is_preorder: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryBlock:
    """A delivery group with its state and the parcels that contain its lines."""

    group: DeliveryGroup
    state: GroupState
    parcels: tuple[Shipment, ...]

    @property
    def units(self) -> list[tuple[Line, int]]:
        """Return the lines that are or will be sent, with their units.

        Units that were refunded before they were sent do not count; a group of which nothing is
        left has all of its lines.
        """
        sent = {
            part.order_line_id: part.units for each in self.parcels for part in each.lines.all()
        }
        units = [
            (line, sent.get(line.pk, line.quantity - line.refunded_units))
            for line in self.group.lines
        ]
        kept = [(line, count) for line, count in units if count]
        return kept or [(line, line.quantity) for line in self.group.lines]

    @property
    def is_open(self) -> bool:
        """Return whether its dates are still expected."""
        done = {GroupState.DELIVERED, GroupState.CANCELLED}
        return self.state not in done


def decide_group_state(lines: Sequence[LineFacts]) -> GroupState:
    """Return the state of a group; refunded lines that were never sent do not count."""
    kept = [line for line in lines if line.has_units or line.is_sent]
    sent = [line for line in kept if line.is_sent]
    if not kept:
        return GroupState.CANCELLED
    if not sent:
        return _decide_unsent(kept)
    delivered = [line for line in sent if line.is_delivered]
    if len(delivered) == len(kept):
        return GroupState.DELIVERED
    if delivered:
        return GroupState.PARTLY_DELIVERED
    return GroupState.SENT if len(sent) == len(kept) else GroupState.PARTLY_SENT


def _decide_unsent(lines: Sequence[LineFacts]) -> GroupState:
    if any(line.is_packing for line in lines):
        return GroupState.PACKING
    return GroupState.AWAITED if lines[0].is_preorder else GroupState.PREPARING


def _build_parcels(order: int) -> QuerySet[Shipment]:
    lines = ShipmentLine.objects.select_related("order_line").order_by("pk")
    parcels = Shipment.objects.filter(order=order).select_related("tracking").order_by("pk")
    return parcels.prefetch_related(Prefetch("lines", lines), "events")


_PARCELS = CompiledRead(_build_parcels)


def order_parcels(order: Order) -> list[Shipment]:
    """Return the parcels of an order with their lines and events, the earliest first."""
    return _PARCELS.rows(order=order.pk)


def delivery_blocks(
    groups: Iterable[DeliveryGroup], parcels: Sequence[Shipment]
) -> list[DeliveryBlock]:
    """Return the groups with their states and parcels."""
    by_line = {line.order_line_id: parcel for parcel in parcels for line in parcel.lines.all()}
    return [_block(group, by_line) for group in groups]


def parcel_kind(parcel: Shipment) -> str:
    """Return the kind of a parcel's latest event; empty without one."""
    tracking = getattr(parcel, "tracking", None)
    return tracking.kind if tracking is not None else ""


def _block(group: DeliveryGroup, by_line: Mapping[int, Shipment]) -> DeliveryBlock:
    own = {by_line[line.pk].pk: by_line[line.pk] for line in group.lines if line.pk in by_line}
    facts = [_facts(line, by_line.get(line.pk)) for line in group.lines]
    return DeliveryBlock(group, decide_group_state(facts), tuple(own.values()))


def _facts(line: Line, parcel: Shipment | None) -> LineFacts:
    return LineFacts(
        has_units=line.refunded_units < line.quantity,
        is_packing=line.packing_since is not None,
        is_sent=parcel is not None,
        is_delivered=parcel is not None and parcel_kind(parcel) == Kind.DELIVERED,
        is_preorder=line.ships_on is not None,
    )
