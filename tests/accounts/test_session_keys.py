"""The database has only hashes of session keys; tokens of apps end, rotate and are refused."""

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from shop.identity.accounts import sessions
from shop.identity.accounts.models import User
from shop.identity.accounts.sessions import SHOPPER_BEGAN, SHOPPER_USED, end_sessions, stored_key
from tests.api.reading import assert_problem
from tests.api.test_buying import send
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory

PATH = "/api/v1/session-token"
PASSWORD = "a-long-password"
DAY = 24 * 3600


@pytest.fixture
def fan(world: RightsWorld) -> User:
    return UserFactory()


def sign_in(user: User, password: str = PASSWORD) -> str:
    body = {"email": user.email, "password": password}
    answer = send("/_allauth/app/v1/auth/login", body)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["meta"]["session_token"])


def ask(token: str, method: str = "get") -> Any:
    return send(PATH, method=method, **{"X-Session-Token": token})


def test_no_row_of_the_database_has_a_token_or_cookie(fan: User) -> None:
    token = sign_in(fan)
    browser = Client()
    browser.post("/en-fr/accounts/login/", {"login": fan.email, "password": PASSWORD})
    cookie = browser.cookies["sessionid"].value
    assert browser.get("/en-fr/account/").status_code == 200
    for key in (token, cookie):
        assert len(key) >= 32
        assert not Session.objects.filter(session_key=key).exists()
        assert not UserSession.objects.filter(session_key=key).exists()
        stored = stored_key(key)
        assert Session.objects.filter(session_key=stored).exists()
        assert UserSession.objects.filter(session_key=stored, user=fan).exists()
        # The stored value cannot be used as a key.
        assert_problem(ask(stored), 401, "authentication_failed")
        thief = Client()
        thief.cookies["sessionid"] = stored
        assert thief.get("/en-fr/account/").status_code == 302


def test_keys_of_an_earlier_release_are_hashed_and_go_on(fan: User) -> None:
    from importlib import import_module

    token = sign_in(fan)
    Session.objects.filter(session_key=stored_key(token)).update(session_key="old-key-of-32")
    migration = import_module("shop.identity.accounts.migrations.0011_hash_session_keys").Migration
    with connection.cursor() as cursor:
        for statement in migration.operations[0].sql:
            cursor.execute(statement)
    assert ask("old-key-of-32").status_code == 200


def test_a_token_is_replaced_and_the_old_one_opens_nothing(fan: User) -> None:
    old = sign_in(fan)
    before = ask(old).json()
    answer = ask(old, "post")
    assert answer.status_code == 200, answer.content
    assert answer.headers["Cache-Control"].endswith("no-store")
    new = answer.json()["token"]
    assert answer.json()["ends_at"] == before["ends_at"]
    assert_problem(ask(old), 401, "authentication_failed")
    assert ask(new).status_code == 200
    assert UserSession.objects.get(user=fan).session_key == stored_key(new)
    answer = send("/_allauth/app/v1/auth/session", method="get", **{"X-Session-Token": new})
    assert answer.json()["meta"]["is_authenticated"] is True


def test_a_guest_has_no_token_to_replace(world: RightsWorld) -> None:
    assert_problem(send(PATH), 401, "not_authenticated")


@pytest.mark.parametrize(
    ("mark", "back_s", "status"),
    [
        (SHOPPER_USED, 13 * DAY, 200),
        (SHOPPER_USED, 14 * DAY, 401),
        (SHOPPER_BEGAN, 89 * DAY, 200),
        (SHOPPER_BEGAN, 90 * DAY, 401),
    ],
)
def test_a_token_ends_after_14_days_without_use_and_after_90(
    fan: User, mark: str, back_s: int, status: int
) -> None:
    token = sign_in(fan)
    session = sessions.SessionStore.for_client(token)
    session[mark] = int(time.time()) - back_s
    session.save()
    assert ask(token).status_code == status


def test_each_use_postpones_the_end(fan: User) -> None:
    token = sign_in(fan)
    session = sessions.SessionStore.for_client(token)
    session[SHOPPER_USED] = int(time.time()) - 10 * DAY
    session.save()
    assert ask(token).status_code == 200
    used = sessions.SessionStore.for_client(token)[SHOPPER_USED]
    assert time.time() - used < 60


def test_a_new_password_and_signing_out_everywhere_end_every_token(fan: User) -> None:
    tokens = [sign_in(fan), sign_in(fan)]
    end_sessions(user=fan, by_id=fan.pk)
    for token in tokens:
        assert_problem(ask(token), 401, "authentication_failed")
    token = sign_in(fan)
    fan.refresh_from_db()
    fan.set_password("another-long-password")
    fan.save()
    assert_problem(ask(token), 401, "authentication_failed")


def test_the_password_again_gives_a_browser_another_session_key(fan: User) -> None:
    browser = Client()
    browser.post("/en-fr/accounts/login/", {"login": fan.email, "password": PASSWORD})
    browser.get("/en-fr/account/")
    old = browser.cookies["sessionid"].value
    listed = UserSession.objects.get(user=fan)
    browser.post("/en-fr/accounts/reauthenticate/", {"password": PASSWORD})
    new = browser.cookies["sessionid"].value
    assert new != old
    assert browser.get("/en-fr/account/").status_code == 200
    thief = Client()
    thief.cookies["sessionid"] = old
    assert thief.get("/en-fr/account/").status_code == 302
    assert UserSession.objects.get(user=fan).pk == listed.pk
    assert UserSession.objects.get(user=fan).session_key == stored_key(new)


def test_a_wrong_password_keeps_the_session_key(fan: User) -> None:
    browser = Client()
    browser.post("/en-fr/accounts/login/", {"login": fan.email, "password": PASSWORD})
    old = browser.cookies["sessionid"].value
    browser.post("/en-fr/accounts/reauthenticate/", {"password": "another-long-password"})
    assert browser.cookies["sessionid"].value == old
    assert browser.get("/en-fr/account/").status_code == 200


@pytest.mark.parametrize("factor", ["password", "one-time code"])
def test_authenticating_again_gives_an_app_another_token(fan: User, factor: str) -> None:
    old = sign_in(fan)
    path, body = "/_allauth/app/v1/auth/reauthenticate", {"password": PASSWORD}
    if factor == "one-time code":
        secret = generate_totp_secret()
        TOTP.activate(fan, secret)
        path = "/_allauth/app/v1/auth/2fa/reauthenticate"
        body = {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))}
    answer = send(path, body, **{"X-Session-Token": old})
    assert answer.status_code == 200, answer.content
    new = answer.json()["meta"]["session_token"]
    assert_problem(ask(old), 401, "authentication_failed")
    assert ask(new).status_code == 200
