"""Counters of requests by view; one file for each process in the folder of gunicorn's master."""

import os
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from shop.web.page_store.middleware import HEADER as PAGE_STORE

type Handler = Callable[[HttpRequest], HttpResponse]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
STORED, UNKNOWN = "stored page", "unknown"
BUCKETS_S = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("shop_requests", "Answered requests.", ["view", "method", "status"])
DURATION = Histogram("shop_request_seconds", "Time to answer.", ["view"], buckets=BUCKETS_S)


class MetricsMiddleware:
    """Count each answer and its time; installed only if the shop has a token for metrics."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count the answer under the name of its view."""
        began = perf_counter()
        response = self.get_response(request)
        view = _view_of(request, response)
        method = request.method if request.method in METHODS else "OTHER"
        count_answer(view, method, str(response.status_code), perf_counter() - began)
        return response


def count_answer(view: str, method: str, status: str, seconds: float) -> None:
    """Count an answer and its time."""
    REQUESTS.labels(view, method, status).inc()
    DURATION.labels(view).observe(seconds)


def count_repeated(status: str, seconds: float) -> None:
    """Count a stored answer that was given again before Django."""
    count_answer(STORED, "GET", status, seconds)


def request_metrics() -> bytes:
    """Return the counters of all processes of this web server as text."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return bytes(generate_latest(REGISTRY))
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return bytes(generate_latest(registry))


def _view_of(request: HttpRequest, response: HttpResponse) -> str:
    """Return the name of the view: there are as many as addresses have patterns, no more."""
    if response.headers.get(PAGE_STORE) == "hit":
        return STORED
    return (request.resolver_match and request.resolver_match.view_name) or UNKNOWN
