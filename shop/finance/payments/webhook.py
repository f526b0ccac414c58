"""Stripe's webhook: verify the signature, store the event, queue its job, answer."""

import json

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from structlog import get_logger

from shop.finance.payments import gateway
from shop.finance.payments.errors import ForgedEvent
from shop.finance.payments.types import Event
from shop.platform.core.failpoints import failpoint
from shop.platform.database.jobs import queue_job
from shop.platform.database.prepared import execute

log = get_logger(__name__)
SETTLE_EVENT = "ordering.settle_event"
# Events of other types are stored only.
# An event that is being stored at the same time is waited for, then counts as stored.
_STORE = """
    insert into payments_stripeevent (id, type, intent_id, payload)
    values (%s, %s, %s, %s::jsonb) on conflict (id) do nothing
"""
HANDLED = ("payment_intent.", "charge.refund", "charge.dispute.", "refund.", "payout.")
# The buyer's browser comes back at the same time and settles the payment; the job is for those that
# do not. Together they would ask Stripe twice and wait for each other.
PAID, AFTER_RETURN_S = "payment_intent.succeeded", 2
STORED_ONLY = "payment_intent.created"  # tells of our own request, whose answer we have


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Store an event once, with its job in the same transaction if it needs one."""
    try:
        event = gateway.read_event(request.body, request.headers.get("Stripe-Signature", ""))
    except ForgedEvent:
        log.warning("webhook.refused", reason="signature")
        return JsonResponse({"error": "signature"}, status=400)
    if event.type.startswith(HANDLED) and event.type != STORED_ONLY:
        _store_and_queue(event)
    else:
        _store(event)
    failpoint("webhook.committed")
    return HttpResponse(status=200)


@transaction.atomic
def _store_and_queue(event: Event) -> None:
    """Store an event and queue its job; an event that is stored already has one."""
    if _store(event):
        # By name, because the task belongs to a higher layer.
        after_s = AFTER_RETURN_S if event.type == PAID else 0
        queue_job(SETTLE_EVENT, event_id=event.id, after_s=after_s)
    failpoint("webhook.stored")


def _store(event: Event) -> bool:
    """Store an event; return False if it is stored already. One statement."""
    values = [event.id, event.type, event.intent_id, json.dumps(event.payload)]
    return execute(_STORE, values) == 1
