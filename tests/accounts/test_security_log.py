"""Sign-in, second factors, passwords and limits are logged, with no personal data."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from structlog.testing import capture_logs

from shop.identity.accounts.models import User

PASSWORD = "long-jump-over-sand"
EMAIL = "ida@example.org"
LOGIN = "/en-fr/accounts/login/"


@pytest.fixture
def person(db: None) -> User:
    """Return a person with an authenticator app."""
    cache.clear()
    user = User.objects.create_user(EMAIL, PASSWORD, first_name="Ida", last_name="Martin")
    TOTP.activate(user, generate_totp_secret())
    return user


def events(logs: list[Any]) -> list[tuple[str, int | None]]:
    """Return name and person of the events of accounts."""
    return [(entry["event"], entry["user"]) for entry in logs if "client" in entry]


def test_failures_and_successes_are_logged_by_id(person: User) -> None:
    client = Client()
    with capture_logs() as logs:
        client.post(LOGIN, {"login": EMAIL, "password": "wrong"})
        client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong"})
        client.post(LOGIN, {"login": EMAIL, "password": PASSWORD})
        client.post("/en-fr/accounts/2fa/authenticate/", {"code": "000000"})
        client.force_login(person)
        client.post("/en-fr/accounts/logout/")
        client.post("/en-fr/accounts/password/reset/", {"email": EMAIL})
    assert events(logs) == [
        ("sign_in.failed", person.pk),
        ("sign_in.failed", None),
        ("mfa.failed", person.pk),
        ("sign_in.succeeded", person.pk),
        ("session.signed_out", person.pk),
        ("password.reset_requested", person.pk),
    ]
    text = str(logs)
    for personal in ("ida@", "Ida", "Martin", "127.0.0.1", PASSWORD):
        assert personal not in text


def test_a_client_has_one_key_that_does_not_show_its_address(person: User) -> None:
    with capture_logs() as logs:
        for address in ("203.0.113.7", "203.0.113.7", "203.0.113.8"):
            Client(REMOTE_ADDR=address).post(LOGIN, {"login": EMAIL, "password": "wrong"})
    keys = [entry["client"] for entry in logs if entry["event"] == "sign_in.failed"]
    assert keys[0] == keys[1] != keys[2]
    assert len(keys[0]) == 16


def test_a_limit_that_was_reached_is_logged(person: User) -> None:
    client = Client()
    with capture_logs() as logs:
        for _attempt in range(6):
            client.post(LOGIN, {"login": EMAIL, "password": "wrong"})
    assert [name for name, _user in events(logs)].count("sign_in.failed") == 5
    assert "request.rate_limited" in [name for name, _user in events(logs)]
