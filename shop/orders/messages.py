"""Messages to buyers that are sent once: recorded with their reason, mailed by a job."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from psycopg.types.json import Jsonb

from shop.oscar.order.models import Order
from shop.platform.database.jobs import queue_job
from shop.platform.database.prepared import fetch_rows

JOB = "ordering.send_message"

# One statement instead of a read, a savepoint and an insert: a message is nearly always new.
_NEW_MESSAGE = """
    insert into ordering_outgoingmessage (kind, key, order_id, payload)
    values (%(kind)s, %(key)s, %(order)s, %(payload)s)
    on conflict (kind, key) do nothing
    returning id
"""


def order_key(order_id: int) -> str:
    """Return the key of a message of which an order has one of its kind."""
    return f"order:{order_id}"


def shipment_key(shipment_id: int) -> str:
    """Return the key of the message about a shipment."""
    return f"shipment:{shipment_id}"


@transaction.atomic(savepoint=False)
def queue_message(
    *, order: Order, kind: str, key: str = "", payload: Mapping[str, Any] | None = None
) -> bool:
    """Record a message and queue its mail; return False if it was recorded before.

    `key` names what the message is about, unique among messages of its kind; by default the order.
    """
    values = {
        "kind": kind,
        "key": key or order_key(order.pk),
        "order": order.pk,
        "payload": Jsonb(dict(payload or {})),
    }
    recorded = fetch_rows(_NEW_MESSAGE, values)
    for (message_id,) in recorded:
        queue_job(JOB, message_id=message_id)
    return bool(recorded)
