"""The page that Prometheus reads."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from shop.web.metrics.requests import request_metrics
from shop.web.metrics.state import state_metrics


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return all figures to who has the token; without a token the page does not exist."""
    token = settings.ENV.METRICS_TOKEN
    if not token:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Bearer realm="metrics"'})
    return HttpResponse(request_metrics() + state_metrics(), content_type=CONTENT_TYPE_LATEST)
