"""Trusted proxies and the only reader of X-Forwarded-* headers.

A proxy appends the address of its peer to X-Forwarded-For. The entries are read from the right:
those of trusted proxies are skipped, and the first other entry is the client. Entries further left
were written by the client and prove nothing.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shop.platform.core.addresses import find_client, is_trusted, parse_address, parse_networks

FORWARDED_FOR = "HTTP_X_FORWARDED_FOR"
FORWARDED_PROTO = "HTTP_X_FORWARDED_PROTO"
# Headers by which a request could claim another client or another address of the shop.
CLAIMS = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_SSL",
    "HTTP_X_REAL_IP",
    "HTTP_X_CLIENT_IP",
    "HTTP_TRUE_CLIENT_IP",
    "HTTP_CF_CONNECTING_IP",
)


class TrustedProxyMiddleware:
    """Set REMOTE_ADDR to the client's address; ignore headers of untrusted peers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace the address of a trusted proxy by that of its client."""
        trusted = parse_networks(settings.ENV.TRUSTED_PROXIES or "none")
        peer = request.META.get("REMOTE_ADDR", "")
        forwarded = request.META.pop(FORWARDED_FOR, "")
        for header in CLAIMS:
            request.META.pop(header, None)
        if is_trusted(parse_address(peer), trusted):
            request.META["REMOTE_ADDR"] = find_client(peer, forwarded, trusted)
        else:
            request.META.pop(FORWARDED_PROTO, None)
        return self.get_response(request)
