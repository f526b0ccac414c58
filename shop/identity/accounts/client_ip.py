"""The client's network address, as used by limits, gift cards, vouchers and logs."""

from ipaddress import IPv6Address, IPv6Network

from django.http import HttpRequest

from shop.platform.core.addresses import parse_address

# A provider gives one customer 2^64 IPv6 addresses (RFC 6177): a limit counts the whole network.
IPV6_CLIENT_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """Return the client's IPv4 address or IPv6 network (/64); empty when it is unknown.

    `TrustedProxyMiddleware` has resolved the proxies before; no header is read here.
    """
    address = parse_address(request.META.get("REMOTE_ADDR", ""))
    if isinstance(address, IPv6Address):
        network = IPv6Network((address, IPV6_CLIENT_PREFIX), strict=False)
        return str(network.network_address)
    return str(address) if address else ""
