"""A lost second factor: two members of staff, a waiting period, and the owner can stop it."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Permission
from django.db import DatabaseError, transaction
from django.test import Client

from shop.identity.accounts.errors import FactorResetRefused
from shop.identity.accounts.factor_resets import (
    approve_reset,
    cancel_reset,
    cancel_token,
    carry_out_due_resets,
    open_reset,
)
from shop.identity.accounts.models import FactorReset, User
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import run_queued_jobs

DESK = "/dashboard/factor-resets/"
EVIDENCE = "Video call on Monday, passport shown."
PERMISSIONS = ("view", "add", "approve", "change")


@pytest.fixture
def owner(db: None) -> User:
    """Return a fan with two kinds of second factors and two verified addresses."""
    user = UserFactory(email="ida@example.org")
    for email, verified in (("ida@example.org", True), ("ida@work.example", True),
                            ("x@example.org", False)):  # fmt: skip
        EmailAddress.objects.create(
            user=user, email=email, verified=verified, primary=email == user.email
        )
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def clerk(email: str, *codes: str, **fields: Any) -> User:
    """Return shop staff with permissions on resets."""
    user = UserFactory(email=email, role="staff", is_staff=True, **fields)
    for code in codes or PERMISSIONS:
        user.user_permissions.add(Permission.objects.get(codename=f"{code}_factorreset"))
    return user


def approved(owner: User) -> FactorReset:
    """Return a request that two people agreed to."""
    reset = open_reset(account=owner, by=clerk("one@example.org"), evidence=EVIDENCE)
    return approve_reset(public_id=reset.public_id, by=clerk("two@example.org"))


@pytest.mark.parametrize("role", ["fan", "staff", "rights"])
def test_factors_and_sessions_end_after_the_waiting_period(
    owner: User, settings: Any, mailoutbox: list[Any], role: str
) -> None:
    client = Client()
    client.force_login(owner)
    User.objects.filter(pk=owner.pk).update(role=role, language="fr")
    owner.refresh_from_db()
    settings.ENV = settings.ENV.with_values({"FACTOR_RESET_WAIT_S": 0})
    reset = approved(owner)
    run_queued_jobs()
    planned = {message.to[0] for message in mailoutbox}
    assert planned == {"ida@example.org", "ida@work.example"}
    assert f"/accounts/factor-reset/{cancel_token(reset)}/" in mailoutbox[0].body
    assert carry_out_due_resets() == 1
    assert carry_out_due_resets() == 0
    assert not Authenticator.objects.filter(user=owner).exists()
    assert client.get("/en-fr/account/").status_code == 302
    run_queued_jobs()
    done = mailoutbox[2:]
    assert {message.to[0] for message in done} == planned
    assert all(message.subject.startswith("Le second facteur") for message in mailoutbox)


def test_nothing_happens_before_the_waiting_period_is_over(owner: User) -> None:
    reset = approved(owner)
    assert reset.due_at is not None
    assert reset.due_at - database_now() > timedelta(hours=23)
    assert carry_out_due_resets() == 0
    assert Authenticator.objects.filter(user=owner).count() == 2


def test_the_owner_cancels_by_the_link_and_only_by_a_press(owner: User, client: Client) -> None:
    reset = approved(owner)
    path = f"/en-fr/accounts/factor-reset/{cancel_token(reset)}/"
    assert "Cancel the reset" in client.get(path).text
    reset.refresh_from_db()
    assert reset.state == "approved"
    assert "The reset is cancelled." in client.post(path, follow=True).text
    reset.refresh_from_db()
    assert reset.state == "cancelled"
    assert client.get("/en-fr/accounts/factor-reset/forged/").status_code == 404


@pytest.mark.parametrize(
    ("opener", "approver", "reason"),
    [
        ({"email": "ida2@example.org"}, {"email": "ida2@example.org"}, "same_person"),
        ({"email": "a@example.org"}, {"email": "b@example.org", "codes": ("view",)},
         "no_permission"),
        ({"email": "a@example.org", "codes": ("view",)}, {}, "no_permission"),
        ({"email": "a@example.org"}, {"email": "b@example.org", "is_active": False},
         "no_permission"),
    ],
)  # fmt: skip
def test_two_permitted_people_are_needed(
    owner: User, opener: dict[str, Any], approver: dict[str, Any], reason: str
) -> None:
    def person(fields: dict[str, Any]) -> User:
        codes = fields.get("codes", ())
        plain = {name: value for name, value in fields.items() if name not in {"codes", "email"}}
        known = User.objects.filter(email=fields["email"]).first()
        return known or clerk(fields["email"], *codes, **plain)

    def agree() -> None:
        reset = open_reset(account=owner, by=person(opener), evidence=EVIDENCE)
        approve_reset(public_id=reset.public_id, by=person(approver))

    with pytest.raises(FactorResetRefused) as refusal:
        agree()
    assert refusal.value.data["reason"] == reason


def test_nobody_decides_about_themselves_nor_staff_about_a_superuser(db: None) -> None:
    own, boss = clerk("own@example.org"), UserFactory(role="staff", is_superuser=True)
    for user in (own, boss):
        TOTP.activate(user, generate_totp_secret())
    for account, reason in ((own, "own_account"), (boss, "superuser")):
        with pytest.raises(FactorResetRefused) as refusal:
            open_reset(account=account, by=own, evidence=EVIDENCE)
        assert refusal.value.data["reason"] == reason


@pytest.mark.parametrize(
    "change",
    [
        {"approved_by": "opened_by"},
        {"approved_by": "account"},
        {"opened_by": "account"},
        {"evidence": "another story"},
        {"done_at": "now"},
    ],
)
def test_the_database_refuses_what_the_services_never_do(
    owner: User, change: dict[str, str]
) -> None:
    reset = open_reset(account=owner, by=clerk("one@example.org"), evidence=EVIDENCE)
    now = database_now()
    values = {"opened_by": reset.opened_by_id, "account": owner.pk, "now": now}
    fields: dict[str, Any] = {name: values.get(value, value) for name, value in change.items()}
    if "approved_by" in fields:
        fields |= {"approved_at": now, "due_at": now}
    with pytest.raises(DatabaseError), transaction.atomic():
        FactorReset.objects.filter(pk=reset.pk).update(**fields)
    with pytest.raises(DatabaseError), transaction.atomic():
        reset.delete()
    cancel_reset(public_id=reset.public_id, by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        FactorReset.objects.filter(pk=reset.pk).update(cancelled_at=None)


def test_the_desk_opens_and_another_clerk_approves(owner: User, db: None) -> None:
    first = staff_with("accounts.view_factorreset", "accounts.add_factorreset")
    second = staff_with("accounts.view_factorreset", "accounts.approve_factorreset")
    form = {"email": "IDA@example.org", "evidence": EVIDENCE}
    short = first.post(f"{DESK}new/", form | {"evidence": "ok"})
    assert (short.status_code, "how you identified" in short.text) == (422, True)
    assert first.post(f"{DESK}new/", form | {"email": "no@example.org"}).status_code == 422
    page = first.post(f"{DESK}new/", form, follow=True)
    assert "A colleague must approve" in page.text
    detail = f"{DESK}{FactorReset.objects.get().public_id}/"
    assert first.post(f"{detail}approve/").status_code == 403
    assert "Approve the reset" in second.get(detail).text
    assert (
        "The account owner has been notified" in second.post(f"{detail}approve/", follow=True).text
    )
    assert FactorReset.objects.get().state == "approved"
    assert second.post(f"{detail}cancel/").status_code == 403
    assert "ida@example.org" in second.get(DESK).text
    assert staff_with("order.view_order").get(DESK).status_code == 403
