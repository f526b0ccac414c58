"""Webhook of the tracking service: verify the signature, record the events, answer."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from structlog import get_logger

from shop.commerce.fulfillment.carrier_events import carrier_adapter
from shop.commerce.fulfillment.errors import ForgedNotification
from shop.commerce.fulfillment.models import TrackingEvent
from shop.orders.returns.carrier_events import record_carrier_events
from shop.platform.database.clock import clock_now

log = get_logger(__name__)


@csrf_exempt
@require_POST
def tracking_webhook(request: HttpRequest) -> HttpResponse:
    """Record the events of a notification; a repeated one changes nothing."""
    signature = request.headers.get("Tracking-Signature", "")
    try:
        events = carrier_adapter().read_notification(request.body, signature, clock_now())
    except ForgedNotification:
        log.warning("tracking.refused", reason="signature")
        return JsonResponse({"error": "signature"}, status=400)
    record_carrier_events(events, source=TrackingEvent.Source.WEBHOOK)
    return HttpResponse(status=200)
