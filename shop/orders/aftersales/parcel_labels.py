"""Labels of parcels that a licensee or staff pack, made by the carrier's service on request.

A service that fails stops nobody: the packer types carrier and number by hand.
"""

from collections.abc import Collection
from typing import Any

from licensing.models import Licensee
from shop.commerce.fulfillment.addresses import label_lines
from shop.commerce.fulfillment.models import ParcelLabel
from shop.commerce.fulfillment.outbound_labels import ParcelFacts, buy_label
from shop.finance.payments.disputes import is_disputed
from shop.orders.aftersales.shipments import lines_to_pack, ready_to_send
from shop.orders.aftersales.staff_shipments import by_licensee, lines_to_ship
from shop.orders.errors import ShipmentRefused
from shop.orders.models import HeldOrder
from shop.oscar.order.models import Line, Order, OrderState


def make_label(*, order: Order, licensee: Licensee, by_id: int) -> ParcelLabel:
    """Return the label of everything that a licensee can send of an order now.

    The same lines get the same label. Raises `ShipmentRefused` if nothing can be sent, and
    `LabelUnavailable`.
    """
    return _make(order, licensee, _ready_lines(order, licensee), by_id)


def make_staff_label(
    *, order: Order, by_id: int, location_ids: Collection[int] = ()
) -> ParcelLabel:
    """Return the label of everything that staff can send of an order now, in one parcel.

    `location_ids` limit the lines as in `lines_to_ship`. The lines of one licensee have the same
    label as in the licensee's portal. Raises `ShipmentRefused` and `LabelUnavailable`.
    """
    lines = _staff_lines(order, location_ids)
    return _make(order, _only_licensee(lines), lines, by_id)


def find_label(order: Order, licensee: Licensee) -> ParcelLabel | None:
    """Return the label of what a licensee can send of an order now; None without one."""
    return _find(order, licensee, _ready_lines(order, licensee))


def find_staff_label(order: Order, location_ids: Collection[int] = ()) -> ParcelLabel | None:
    """Return the label of what staff can send of an order now; None without one."""
    lines = _staff_lines(order, location_ids)
    return _find(order, _only_licensee(lines), lines)


def _make(order: Order, licensee: Licensee | None, lines: list[Any], by_id: int) -> ParcelLabel:
    if is_disputed(order):
        raise ShipmentRefused(reason="disputed", order=order.number)
    if not lines or order.shipping_address is None:
        raise ShipmentRefused(reason="nothing", order=order.number)
    key = _key(order, licensee, lines)
    existing = ParcelLabel.objects.filter(key=key).first()
    if existing is not None:
        return existing
    units = {line.pk: line.quantity - line.refunded_units for line in lines}
    label = buy_label(
        ParcelFacts(
            key=key,
            address=label_lines(order.shipping_address),
            country=order.shipping_address.country_id,
            weight_g=sum(_weight(line) * units[line.pk] for line in lines),
            units=sum(units.values()),
        )
    )
    made, _ = ParcelLabel.objects.get_or_create(
        key=key,
        defaults={
            "order": order,
            "licensee": licensee,
            "carrier_id": label.carrier,
            "tracking_number": label.tracking_number,
            "pdf": label.pdf,
            "made_by_id": by_id,
        },
    )
    return made


def _find(order: Order, licensee: Licensee | None, lines: list[Any]) -> ParcelLabel | None:
    return ParcelLabel.objects.filter(key=_key(order, licensee, lines)).first() if lines else None


def _ready_lines(order: Order, licensee: Licensee) -> list[Any]:
    waiting = lines_to_pack(licensee).filter(order=order).select_related("product__parent")
    return ready_to_send(waiting.order_by("pk"))


def _staff_lines(order: Order, location_ids: Collection[int]) -> list[Line]:
    """Return the lines that staff can ship now: none of an order that is held or not paid."""
    is_held = HeldOrder.objects.filter(order=order, decision="").exists()
    if is_held or order.status != OrderState.PAID:
        return []
    return lines_to_ship(order, location_ids)


def _only_licensee(lines: list[Line]) -> Licensee | None:
    """Return the licensee of all lines; None if they belong to several."""
    keys = [line.pk for line in lines]
    licensees = [packer for packer, _ in by_licensee(Line.objects.filter(pk__in=keys))]
    return licensees[0] if len(licensees) == 1 else None


def _key(order: Order, licensee: Licensee | None, lines: list[Any]) -> str:
    numbers = "-".join(str(line.pk) for line in lines)
    packer = licensee.pk if licensee else "staff"
    return f"{order.number}:{packer}:{order.shipping_address_id}:{numbers}"[:200]


def _weight(line: Any) -> int:
    if line.product is None:
        return 0
    return int(line.product.weight_g or line.product.top.weight_g)
