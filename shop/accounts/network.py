"""Where a request comes from, as the rate limits of accounts know it: proxies that are trusted."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the network address of the client; empty when nobody can tell."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
