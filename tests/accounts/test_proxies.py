"""A client is identified by trusted proxies; one client's failures do not lock out another."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from shop.identity.accounts.client_ip import client_address
from shop.identity.accounts.models import User
from shop.identity.accounts.proxies import TrustedProxyMiddleware
from tools.testing.factories.catalog import RightsWorld

PROXY = "172.30.10.2"
PASSWORD = "a-long-password"


@pytest.fixture
def behind_proxies(settings: Any) -> None:
    """Trust a network of proxies and one proxy before it."""
    trusted = {"TRUSTED_PROXIES": "172.30.10.0/24, 198.51.100.7, fd00:1::/64"}
    settings.ENV = settings.ENV.with_values(trusted)


def seen_address(peer: str, **headers: str) -> tuple[str, bool]:
    """Return the client's address and whether the request counts as https."""
    seen: list[tuple[str, bool]] = []

    def view(request: Any) -> HttpResponse:
        seen.append((client_address(request), request.is_secure()))
        return HttpResponse()

    TrustedProxyMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))
    return seen[0]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (PROXY, "203.0.113.9", "203.0.113.9"),
        (PROXY, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (PROXY, "172.30.10.9, 203.0.113.9", "203.0.113.9"),
        (PROXY, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (PROXY, "1.1.1.1, 203.0.113.9, 198.51.100.7, 172.30.10.3", "203.0.113.9"),
        (PROXY, "203.0.113.9:4711", "203.0.113.9"),
        (PROXY, "::ffff:203.0.113.9", "203.0.113.9"),
        (PROXY, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        (PROXY, "[2001:db8:1:2:bbbb::2]:443", "2001:db8:1:2::"),
        ("fd00:1::5", "203.0.113.9", "203.0.113.9"),
        ("::ffff:172.30.10.2", "203.0.113.9", "203.0.113.9"),
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, "203.0.113.9, <script>", PROXY),
        ("203.0.113.50", "1.1.1.1", "203.0.113.50"),
        ("203.0.113.50", "172.30.10.2, 172.30.10.2", "203.0.113.50"),
        ("", "1.1.1.1", ""),
    ],
)
def test_the_last_entry_that_is_no_trusted_proxy_is_the_client(
    behind_proxies: None, peer: str, forwarded: str, client: str
) -> None:
    assert seen_address(peer, HTTP_X_FORWARDED_FOR=forwarded)[0] == client


@pytest.mark.parametrize(("peer", "secure"), [(PROXY, True), ("203.0.113.50", False)])
def test_https_is_believed_of_a_trusted_proxy_alone(
    behind_proxies: None, settings: Any, peer: str, secure: object
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert seen_address(peer, HTTP_X_FORWARDED_PROTO="https")[1] is secure


def test_without_trusted_proxies_no_header_counts(settings: Any) -> None:
    settings.ENV = settings.ENV.with_values({"TRUSTED_PROXIES": "none"})
    assert seen_address(PROXY, HTTP_X_FORWARDED_FOR="1.1.1.1") == (PROXY, False)


def sign_in(address: str, email: str, password: str) -> bool:
    """Try to sign in from an address behind the proxy; return whether it succeeded."""
    client = Client(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=address)
    client.post("/en-fr/accounts/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_failures_of_one_client_lock_no_other_client_out(
    behind_proxies: None, world: RightsWorld
) -> None:
    for email in ("fan@example.org", "other@example.org"):
        User.objects.create_user(email, PASSWORD)
    assert not any(sign_in("203.0.113.1", "fan@example.org", f"wrong {n}") for n in range(12))
    assert not sign_in("203.0.113.1", "fan@example.org", PASSWORD)
    assert not sign_in("203.0.113.1", "other@example.org", PASSWORD)
    assert sign_in("203.0.113.2", "fan@example.org", PASSWORD)
    assert sign_in("203.0.113.2", "other@example.org", PASSWORD)


def test_the_addresses_of_one_ipv6_network_count_as_one_client(
    behind_proxies: None, world: RightsWorld
) -> None:
    User.objects.create_user("fan@example.org", PASSWORD)
    for number in range(5):
        assert not sign_in(f"2001:db8::{number}", "fan@example.org", "wrong")
    assert not sign_in("2001:db8::99", "fan@example.org", PASSWORD)
    assert sign_in("2001:db8:0:1::99", "fan@example.org", PASSWORD)
