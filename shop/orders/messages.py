"""Messages to buyers that are sent once: recorded with their reason, mailed by a job."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from shop.orders.models import OutgoingMessage
from shop.oscar.order.models import Order
from shop.platform.database.jobs import queue_job

JOB = "ordering.send_message"


def order_key(order_id: int) -> str:
    """Return the key of a message of which an order has one of its kind."""
    return f"order:{order_id}"


def shipment_key(shipment_id: int) -> str:
    """Return the key of the message about a shipment."""
    return f"shipment:{shipment_id}"


@transaction.atomic
def queue_message(
    *, order: Order, kind: str, key: str = "", payload: Mapping[str, Any] | None = None
) -> bool:
    """Record a message and queue its mail; return False if it was recorded before.

    `key` names what the message is about, unique among messages of its kind; by default the order.
    """
    message, is_new = OutgoingMessage.objects.get_or_create(
        kind=kind,
        key=key or order_key(order.pk),
        defaults={"order": order, "payload": dict(payload or {})},
    )
    if is_new:
        queue_job(JOB, message_id=message.pk)
    return is_new
