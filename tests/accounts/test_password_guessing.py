"""Guesses from many addresses are limited for the account; a browser it used before gets in."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from shop.identity.accounts import account_adapter
from shop.platform.limits.rates import Rate
from tools.testing.factories.models import UserFactory

LOGIN = "/en-fr/accounts/login/"
EMAIL, PASSWORD = "ida@example.org", "a-long-password"
MOST = 5


@pytest.fixture(autouse=True)
def _few_guesses(db: None, limits: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    UserFactory(email=EMAIL)
    rate = Rate("failures-account", MOST, 3600)
    monkeypatch.setattr(account_adapter, "FAILURES_OF_ACCOUNT", rate)


def sign_in(client: Client, password: str, address: str) -> Any:
    data = {"login": EMAIL, "password": password}
    return client.post(LOGIN, data, REMOTE_ADDR=address)


def test_many_addresses_do_not_guess_on_and_the_owners_browser_gets_in() -> None:
    owner = Client()
    assert sign_in(owner, PASSWORD, "192.0.2.1").status_code == 302
    assert "known_device" in owner.cookies
    owner.post("/en-fr/accounts/logout/")
    for number in range(MOST):
        assert sign_in(Client(), f"wrong-{number}", f"198.51.100.{number}").status_code == 200
    stranger = Client()
    assert sign_in(stranger, PASSWORD, "198.51.100.99").status_code == 200
    assert "_auth_user_id" not in stranger.session
    assert sign_in(owner, PASSWORD, "203.0.113.7").status_code == 302


def test_right_passwords_are_not_counted() -> None:
    for number in range(MOST + 2):
        assert sign_in(Client(), PASSWORD, f"192.0.2.{number}").status_code == 302


@pytest.mark.parametrize("cookie", ["forged", ""])
def test_a_forged_cookie_is_no_known_device(cookie: str) -> None:
    for number in range(MOST):
        sign_in(Client(), "wrong", f"198.51.100.{number}")
    client = Client()
    client.cookies["known_device"] = cookie
    assert sign_in(client, PASSWORD, "192.0.2.9").status_code == 200
