"""Events: a snapshot of an object at the time of a change, ready to be sent."""

import json

from tools.stripe_sandbox import API_VERSION
from tools.stripe_sandbox.context import Call, public
from tools.stripe_sandbox.ids import new_id
from tools.stripe_sandbox.outbox import send_event
from tools.stripe_sandbox.store import Record


def emit(call: Call, event_type: str, record: Record, previous: Record | None = None) -> Record:
    """Record an event about `record` and send it to every webhook target.

    `previous` holds the earlier values of the attributes that an `….updated` event changed.
    """
    data: Record = {"object": json.loads(json.dumps(public(record)))}
    if previous:
        data["previous_attributes"] = previous
    event: Record = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": call.now,
        "data": data,
        "livemode": False,
        "pending_webhooks": 0,
        "request": {"id": call.request_id, "idempotency_key": call.idempotency_key},
        "type": event_type,
    }
    send_event(call.box, event)
    return call.save(event)
