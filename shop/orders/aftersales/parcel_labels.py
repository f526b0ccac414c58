"""Labels of parcels that a licensee packs, made by the carrier's service on request.

A service that fails stops nobody: the packer types carrier and number by hand.
"""

from typing import Any

from licensing.models import Licensee
from shop.commerce.fulfillment.addresses import label_lines
from shop.commerce.fulfillment.models import ParcelLabel
from shop.commerce.fulfillment.outbound_labels import ParcelFacts, buy_label
from shop.finance.payments.disputes import is_disputed
from shop.orders.aftersales.shipments import lines_to_pack, ready_to_send
from shop.orders.errors import ShipmentRefused
from shop.oscar.order.models import Order


def make_label(*, order: Order, licensee: Licensee, by_id: int) -> ParcelLabel:
    """Return the label of everything that a licensee can send of an order now.

    The same lines get the same label. Raises `ShipmentRefused` if nothing can be sent, and
    `LabelUnavailable`.
    """
    if is_disputed(order):
        raise ShipmentRefused(reason="disputed", order=order.number)
    lines = _ready_lines(order, licensee)
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


def find_label(order: Order, licensee: Licensee) -> ParcelLabel | None:
    """Return the label of what a licensee can send of an order now; None without one."""
    lines = _ready_lines(order, licensee)
    return ParcelLabel.objects.filter(key=_key(order, licensee, lines)).first() if lines else None


def _ready_lines(order: Order, licensee: Licensee) -> list[Any]:
    waiting = lines_to_pack(licensee).filter(order=order).select_related("product__parent")
    return ready_to_send(waiting.order_by("pk"))


def _key(order: Order, licensee: Licensee, lines: list[Any]) -> str:
    numbers = "-".join(str(line.pk) for line in lines)
    return f"{order.number}:{licensee.pk}:{order.shipping_address_id}:{numbers}"[:200]


def _weight(line: Any) -> int:
    if line.product is None:
        return 0
    return int(line.product.weight_g or line.product.top.weight_g)
