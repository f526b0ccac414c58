"""Address, password and second factor: each change needs the password and is reported by mail."""

import json
import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client

from shop.identity.accounts.models import User

PASSWORD = "long-jump-over-sand"
OLD, NEW = "ida@example.org", "ida.new@example.org"
ACCOUNTS = "/en-fr/accounts"
APP = "/_allauth/app/v1"


@pytest.fixture
def person(db: None) -> User:
    """Return a person with a verified address."""
    cache.clear()
    user = User.objects.create_user(OLD, PASSWORD)
    EmailAddress.objects.create(user=user, email=OLD, verified=True, primary=True)
    return user


@pytest.fixture
def session(person: User, client: Client) -> Client:
    """Return a session that was signed in some time ago: a password was not typed just now."""
    client.force_login(person)
    return client


def confirm_password(client: Client) -> None:
    """Type the password again."""
    client.post(f"{ACCOUNTS}/reauthenticate/", {"password": PASSWORD})


def reports() -> list[tuple[str, str]]:
    """Return recipient and subject of every mail so far, and clear the outbox."""
    sent = [(message.to[0], message.subject.partition(" –")[0]) for message in mail.outbox]
    mail.outbox.clear()
    return sent


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("email/", {"action_add": "", "email": NEW}),
        ("2fa/totp/activate/", {"code": "123456"}),
        ("2fa/totp/deactivate/", {}),
        ("2fa/webauthn/add/", {"name": "Phone", "credential": "{}"}),
        ("2fa/recovery-codes/generate/", {}),
    ],
)
def test_a_stolen_session_changes_nothing(
    person: User, session: Client, path: str, data: dict[str, str]
) -> None:
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    before = list(Authenticator.objects.order_by("pk").values_list("pk", "data"))
    session.post(f"{ACCOUNTS}/{path}", data)
    assert list(Authenticator.objects.order_by("pk").values_list("pk", "data")) == before
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [OLD]
    assert reports() == []


def test_both_addresses_are_told_of_a_new_address(person: User, session: Client) -> None:
    confirm_password(session)
    session.post(f"{ACCOUNTS}/email/", {"action_add": "", "email": NEW})
    (link,) = re.findall(r"http://\S+/confirm-email/\S+/", str(mail.outbox[-1].body))
    assert reports() == [(NEW, "Confirm your email address")]
    session.post(ACCOUNTS + link.partition("/accounts")[2])
    assert sorted(reports()) == [
        (NEW, "Your email address was changed"),
        (OLD, "Your email address was changed"),
    ]
    person.refresh_from_db()
    assert person.email == NEW


def test_a_changed_password_is_reported(session: Client) -> None:
    new = "three-boats-under-rain"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    session.post(f"{ACCOUNTS}/password/change/", data)
    assert reports() == [(OLD, "Your password was changed")]


def test_a_reset_password_is_reported(person: User, client: Client) -> None:
    client.post(f"{ACCOUNTS}/password/reset/", {"email": OLD})
    (link,) = re.findall(r"http://\S+/reset/key/\S+/", str(mail.outbox[-1].body))
    assert reports() == [(OLD, "Reset your password")]
    form = client.get(ACCOUNTS + link.partition("/accounts")[2])
    new = "three-boats-under-rain"
    client.post(form.headers["Location"], {"password1": new, "password2": new})
    assert reports() == [(OLD, "Your password was changed")]
    person.refresh_from_db()
    assert person.check_password(new)


def test_second_factors_are_reported(
    person: User, session: Client, django_capture_on_commit_callbacks: Any
) -> None:
    confirm_password(session)
    session.get(f"{ACCOUNTS}/2fa/totp/activate/")
    secret = session.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    for path, data in (
        ("2fa/totp/activate/", {"code": code}),
        ("2fa/recovery-codes/generate/", {}),
        ("2fa/totp/deactivate/", {}),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            session.post(f"{ACCOUNTS}/{path}", data)
    assert reports() == [
        (OLD, "An authenticator app was added to your account"),
        (OLD, "New recovery codes were created for your account"),
        (OLD, "The authenticator app was removed from your account"),
    ]


def test_the_headless_api_asks_for_the_password_too(person: User, client: Client) -> None:
    json: Any = {"content_type": "application/json"}
    body = {"email": OLD, "password": PASSWORD}
    first = client.post(f"{APP}/auth/login", body, **json).json()
    header = {"X-Session-Token": first["meta"]["session_token"]}
    for path, data in (
        ("account/email", {"email": NEW}),
        ("account/authenticators/totp", {"code": "123456"}),
        ("account/authenticators/recovery-codes", {}),
    ):
        answer = client.post(f"{APP}/{path}", data, headers=header, **json)
        assert answer.status_code in {400, 401}, path
    assert EmailAddress.objects.count() == 1
    new = {"current_password": PASSWORD, "new_password": "three-boats-under-rain"}
    answer = client.post(f"{APP}/account/password/change", new, headers=header, **json)
    assert answer.status_code == 200
    header = {
        "X-Session-Token": answer.json()["meta"].get("session_token", header["X-Session-Token"])
    }
    assert reports() == [(OLD, "Your password was changed")]
    body["password"] = "three-boats-under-rain"
    again = client.post(f"{APP}/auth/reauthenticate", body, headers=header, **json)
    header = {"X-Session-Token": again.json()["meta"]["session_token"]}
    answer = client.post(f"{APP}/account/email", {"email": NEW}, headers=header, **json)
    assert answer.status_code == 200
    assert reports() == [(NEW, "Confirm your email address")]


def test_a_form_is_carried_out_after_the_password_was_typed_again(
    person: User, session: Client
) -> None:
    asked = session.post(f"{ACCOUNTS}/email/", {"action_add": "", "email": NEW})
    assert "/accounts/reauthenticate/" in asked.headers["Location"]
    answer = session.post(asked.headers["Location"], {"password": PASSWORD})
    assert answer.status_code == 302, answer.content
    assert EmailAddress.objects.filter(user=person, email=NEW).exists()


def test_data_are_downloaded_after_the_password_was_typed_again(
    person: User, session: Client
) -> None:
    asked = session.post("/en-fr/account/data/download/")
    answer = session.post(asked.headers["Location"], {"password": PASSWORD})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="account-data.json"'


@pytest.mark.parametrize(
    "answer",
    [
        {"id": "x"},
        {"id": "x", "rawId": "eA", "response": {}},
        {"id": "x", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "eA"}},
        {"id": 1, "rawId": [], "type": None, "response": "x"},
        [[]],
    ],
)
def test_a_passkey_of_another_shape_is_refused(session: Client, answer: object) -> None:
    confirm_password(session)
    app = "/_allauth/app/v1"
    for client, path in ((Client(), f"{app}/auth/webauthn/login"), (session, f"{app}/auth/login")):
        response = client.post(path, {"credential": answer}, content_type="application/json")
        assert response.status_code == 400, response.content
    for client, path in ((Client(), "login"), (session, "add"), (session, "reauthenticate")):
        data = {"credential": json.dumps(answer), "name": "Phone"}
        page = client.post(f"{ACCOUNTS}/2fa/webauthn/{path}/", data)
        assert page.status_code < 500, path
    assert not Authenticator.objects.exists()
