"""A password alone opens no account on a new device: it needs a code by email or a factor."""

import re
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from shop.identity.accounts import sign_in_codes
from shop.identity.accounts.known_devices import COOKIE
from shop.identity.accounts.models import User
from shop.identity.accounts.sessions import end_sessions
from shop.platform.limits.rates import Rate
from tests.accounts.test_words_of_account_pages import faults
from tests.api.test_buying import send

ACCOUNTS, APP = "/en-fr/accounts", "/_allauth/app/v1/auth"
EMAIL, PASSWORD = "ida@example.org", "long-jump-over-sand"


@pytest.fixture(autouse=True)
def _codes(db: None, settings: Any) -> None:
    cache.clear()
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = ["password"]


@pytest.fixture
def fan(db: None) -> User:
    user = User.objects.create_user(EMAIL, PASSWORD)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return user


def type_password(client: Client) -> Any:
    return client.post(f"{ACCOUNTS}/login/", {"login": EMAIL, "password": PASSWORD})


def code_of_mail() -> str:
    match = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", str(mail.outbox[-1].body))
    assert match
    return match[0]


def enter(client: Client, code: str) -> Any:
    return client.post(f"{ACCOUNTS}/login/code/confirm/", {"code": code})


def is_signed_in(client: Client) -> bool:
    return client.get("/en-fr/account/").status_code == 200


def sign_in(client: Client) -> None:
    type_password(client)
    enter(client, code_of_mail())
    assert is_signed_in(client)


def test_a_new_device_needs_the_code_and_then_is_known(fan: User) -> None:
    client = Client()
    answer = type_password(client)
    assert answer.headers["Location"] == f"{ACCOUNTS}/login/code/confirm/"
    assert not is_signed_in(client)
    assert mail.outbox[-1].to == [EMAIL]
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Enter the code from the email" in page
    assert faults(page) == []
    enter(client, code_of_mail())
    assert is_signed_in(client)
    client.post(f"{ACCOUNTS}/logout/")
    type_password(client)
    assert is_signed_in(client)
    assert len(mail.outbox) == 1


def test_a_wrong_code_opens_nothing_and_the_third_ends_the_sign_in(fan: User) -> None:
    client = Client()
    type_password(client)
    code = code_of_mail()
    for _try in range(3):
        enter(client, "BBBB-BBBB")
        assert not is_signed_in(client)
    enter(client, code)
    assert not is_signed_in(client)


def test_a_code_is_bound_to_its_sign_in_and_works_once(fan: User) -> None:
    client, other = Client(), Client()
    type_password(client)
    code = code_of_mail()
    type_password(other)
    enter(other, code)
    assert not is_signed_in(other)
    enter(client, code)
    assert is_signed_in(client)
    third = Client()
    enter(third, code)
    assert not is_signed_in(third)


def test_a_code_ends_after_ten_minutes(fan: User) -> None:
    client = Client()
    type_password(client)
    code, session = code_of_mail(), client.session
    login = session["account_login"]
    login["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session["account_login"] = login
    session.save()
    enter(client, code)
    assert not is_signed_in(client)


def test_a_new_code_replaces_the_former_one(fan: User) -> None:
    client = Client()
    type_password(client)
    former = code_of_mail()
    client.post(f"{ACCOUNTS}/login/code/confirm/", {"action": "resend"})
    assert len(mail.outbox) == 2
    enter(client, former)
    assert not is_signed_in(client)
    enter(client, code_of_mail())
    assert is_signed_in(client)


@pytest.mark.parametrize("what", ["password", "sessions", "another person", "forged"])
def test_trust_ends(fan: User, what: str) -> None:
    client = Client()
    sign_in(client)
    client.post(f"{ACCOUNTS}/logout/")
    if what == "password":
        fan.set_password(PASSWORD)
        fan.save()
    elif what == "sessions":
        end_sessions(user=fan, by_id=fan.pk)
    elif what == "forged":
        client.cookies[COOKIE] = client.cookies[COOKIE].value[:-2]
    else:
        User.objects.filter(pk=fan.pk).update(email="olga@example.org")
        User.objects.create_user(EMAIL, PASSWORD)
    type_password(client)
    assert not is_signed_in(client)


def test_a_second_factor_takes_the_place_of_the_code(fan: User) -> None:
    TOTP.activate(fan, generate_totp_secret())
    answer = type_password(Client())
    assert answer.headers["Location"] == f"{ACCOUNTS}/2fa/authenticate/"
    assert mail.outbox == []


def test_an_account_without_a_recorded_address_gets_the_code_too(db: None) -> None:
    User.objects.create_superuser(EMAIL, PASSWORD)
    client = Client()
    type_password(client)
    enter(client, code_of_mail())
    assert "_auth_user_id" in client.session


def test_an_app_confirms_the_code(fan: User) -> None:
    answer = send(f"{APP}/login", {"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 401
    pending = [flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")]
    assert pending == ["login_by_code"]
    token = answer.json()["meta"]["session_token"]
    body = {"code": code_of_mail()}
    answer = send(f"{APP}/code/confirm", body, **{"X-Session-Token": token})
    assert answer.status_code == 200, answer.content
    assert answer.json()["meta"]["is_authenticated"] is True


def test_the_mail_server_may_be_away(fan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise SMTPServerDisconnected

    client = Client()
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        assert type_password(client).status_code == 302
    client.post(f"{ACCOUNTS}/login/code/confirm/", {"action": "resend"})
    enter(client, code_of_mail())
    assert is_signed_in(client)


def test_codes_of_one_account_are_limited(
    fan: User, limits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_codes, "CODES_OF_ACCOUNT", Rate("codes-account", 2, 3600))
    statuses = [type_password(Client()).status_code for _try in range(3)]
    assert statuses == [302, 302, 429]
    assert len(mail.outbox) == 2
