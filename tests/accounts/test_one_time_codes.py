"""A one-time code opens at most one session, whatever process or page it is sent to."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.db import connections
from django.test import Client

from shop.identity.accounts.models import LastAcceptedCode, User

PASSWORD = "long-jump-over-sand"
LOGIN = "/en-fr/accounts/login/"
AUTHENTICATE = "/en-fr/accounts/2fa/authenticate/"
APP = "/_allauth/app/v1"


def person() -> tuple[User, Authenticator]:
    """Return a person with an authenticator app."""
    user = User.objects.create_user("staff@example.org", PASSWORD)
    return user, TOTP.activate(user, generate_totp_secret()).instance


def code_at(authenticator: Authenticator, step: int = 0) -> str:
    """Return the code of the step now, or of a step before or after it."""
    secret = decrypt(authenticator.data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def sign_in(code: str) -> bool:
    """Sign in as another worker would: with an empty cache of its own."""
    cache.clear()
    client = Client()
    client.post(LOGIN, {"login": "staff@example.org", "password": PASSWORD})
    client.post(AUTHENTICATE, {"code": code})
    return "_auth_user_id" in client.session


def sign_in_by_app(code: str) -> int:
    """Sign in through the headless API; return the status of the last answer."""
    cache.clear()
    client, json = Client(), {"content_type": "application/json"}
    body = {"email": "staff@example.org", "password": PASSWORD}
    first: Any = client.post(f"{APP}/auth/login", body, **json)
    header = {"X-Session-Token": first.json()["meta"]["session_token"]}
    answer = client.post(f"{APP}/auth/2fa/authenticate", {"code": code}, headers=header, **json)
    return answer.status_code


def test_a_code_is_refused_the_second_time_without_any_cache(db: None) -> None:
    code = code_at(person()[1])
    assert [sign_in(code), sign_in(code)] == [True, False]


def test_a_code_is_read_with_spaces_full_width_and_copied_marks(db: None) -> None:
    _, authenticator = person()
    code = code_at(authenticator)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert sign_in(f"\u200e {wide[:3]}\u00a0{wide[3:]}\u200b ")
    LastAcceptedCode.objects.all().delete()
    assert sign_in_by_app(f"{wide[:3]} {wide[3:]}") == 200


def test_an_older_code_is_refused_and_a_newer_one_accepted(db: None) -> None:
    authenticator = person()[1]
    assert sign_in(code_at(authenticator, 0))
    assert not sign_in(code_at(authenticator, -1))
    assert sign_in(code_at(authenticator, 1))


def test_pages_and_headless_api_share_the_used_codes(db: None) -> None:
    authenticator = person()[1]
    assert sign_in(code_at(authenticator))
    assert sign_in_by_app(code_at(authenticator)) == 400
    assert sign_in_by_app(code_at(authenticator, 1)) == 200
    assert not sign_in(code_at(authenticator, 1))


def test_reauthentication_does_not_accept_the_code_of_the_sign_in(db: None) -> None:
    user, authenticator = person()
    assert sign_in(code_at(authenticator))
    client = Client()
    client.force_login(user)
    url = "/en-fr/accounts/2fa/reauthenticate/"
    assert client.post(url, {"code": code_at(authenticator)}).status_code == 200
    assert client.post(url, {"code": code_at(authenticator, 1)}).status_code == 302


def test_the_code_that_activated_the_app_does_not_sign_in(db: None) -> None:
    User.objects.create_user("staff@example.org", PASSWORD)
    client = Client()
    client.post(LOGIN, {"login": "staff@example.org", "password": PASSWORD})
    client.post("/en-fr/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/en-fr/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/en-fr/accounts/2fa/totp/activate/", {"code": code})
    assert Authenticator.objects.filter(type="totp").exists()
    assert not sign_in(code)


@pytest.mark.parametrize("same_code", [True, False])
def test_of_two_simultaneous_uses_one_is_accepted(committed_db: str, same_code: Any) -> None:
    authenticator = person()[1]
    codes = [code_at(authenticator), code_at(authenticator, 0 if same_code else 1)]

    def use(code: str) -> bool:
        try:
            return bool(Authenticator.objects.get(pk=authenticator.pk).wrap().validate_code(code))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        accepted = sum(pool.map(use, codes))
    assert accepted == 1 if same_code else accepted >= 1
    assert LastAcceptedCode.objects.count() == 1
