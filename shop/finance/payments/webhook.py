"""Stripe's webhook: verify the signature, store the event, queue its job, answer."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from structlog import get_logger

from shop.finance.payments import gateway
from shop.finance.payments.errors import ForgedEvent
from shop.finance.payments.models import StripeEvent
from shop.platform.core.failpoints import failpoint
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
SETTLE_EVENT = "ordering.settle_event"
# Events of other types are stored only.
HANDLED = ("payment_intent.", "charge.refund", "charge.dispute.", "refund.")


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Store an event once and queue its job in the same transaction."""
    try:
        event = gateway.read_event(request.body, request.headers.get("Stripe-Signature", ""))
    except ForgedEvent:
        log.warning("webhook.refused", reason="signature")
        return JsonResponse({"error": "signature"}, status=400)
    with transaction.atomic():
        _, is_new = StripeEvent.objects.get_or_create(
            id=event.id,
            defaults={
                "type": event.type,
                "intent_id": event.intent_id,
                "payload": event.payload,
            },
        )
        if is_new and event.type.startswith(HANDLED):
            # By name, because the task belongs to a higher layer.
            queue_job(SETTLE_EVENT, event_id=event.id)
        failpoint("webhook.stored")
    failpoint("webhook.committed")
    return HttpResponse(status=200)
