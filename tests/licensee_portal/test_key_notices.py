"""Owners of a licensee are notified of each key that is created, replaced, revoked or expiring."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as django_settings
from django.utils import translation

from licensing.models import Licensee
from shop.identity.accounts.account_mails import build_account_mail
from shop.identity.accounts.factor_resets import factors_were_reset
from shop.identity.accounts.models import FactorReset, User
from shop.identity.team.key_notices import MAILS, warn_of_expiring_keys
from shop.identity.team.keys import create_key, key_for_text, revoke_key, rotate_key
from shop.identity.team.models import ApiKey
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import database_now
from tools.testing.factories.models import LicenseeFactory, UserFactory
from tools.testing.factories.orders import run_queued_jobs


@pytest.fixture
def team(db: None) -> Licensee:
    """Return a licensee with two owners of two languages, a former one and a packer."""
    licensee: Licensee = LicenseeFactory()
    people = [("one", "owner", "de", True), ("two", "owner", "ja", True),
              ("gone", "owner", "en", False), ("packer", "logistics", "en", True)]  # fmt: skip
    for name, role, language, active in people:
        UserFactory(
            email=f"{name}@example.org",
            role="licensee",
            licensee=licensee,
            licensee_role=role,
            language=language,
            is_active=active,
        )
    UserFactory(email="rival@example.org", role="licensee", licensee=LicenseeFactory())
    return licensee


def make_key(licensee: Licensee, days: int = 90) -> tuple[ApiKey, str]:
    by_id = User.objects.get(email="one@example.org").pk
    return create_key(licensee=licensee, name="ERP", scopes=["orders:read"], by_id=by_id, days=days)


def mails(mailoutbox: list[Any]) -> list[tuple[str, str]]:
    """Return recipient and subject of the mails sent since the last call."""
    run_queued_jobs()
    sent = [(message.to[0], message.subject.partition(" –")[0]) for message in mailoutbox]
    mailoutbox.clear()
    return sorted(sent)


def test_both_owners_are_told_of_each_step_in_their_language(
    team: Licensee, mailoutbox: list[Any]
) -> None:
    with acting_for(team.pk):
        key, _ = make_key(team)
    run_queued_jobs()
    assert f"{key.prefix}…" in mailoutbox[0].body
    assert "one@example.org" in mailoutbox[0].body
    assert "/licensee/keys/" in mailoutbox[0].body
    assert mails(mailoutbox) == [
        ("one@example.org", "Ein neuer API-Schlüssel wurde erstellt"),
        ("two@example.org", "新しい API キーが作成されました"),
    ]
    with acting_for(team.pk):
        new, _ = rotate_key(key=key, by_id=key.created_by_id)
    assert [to for to, _ in mails(mailoutbox)] == ["one@example.org", "two@example.org"]
    with acting_for(team.pk):
        revoke_key(key=new, by_id=key.created_by_id)
        revoke_key(key=new, by_id=key.created_by_id)
    assert mails(mailoutbox)[0] == ("one@example.org", "Ein API-Schlüssel wurde widerrufen")


def test_owners_are_warned_once_two_weeks_and_once_two_days_before_the_end(
    team: Licensee, mailoutbox: list[Any]
) -> None:
    with acting_for(team.pk):
        key, _ = make_key(team)
    mails(mailoutbox)
    counts = []
    for days in (15, 13, 10, 1, 1):
        with acting_for(team.pk):
            end = database_now() + timedelta(days=days, hours=1)
            ApiKey.objects.filter(pk=key.pk).update(expires_at=end)
        counts.append(warn_of_expiring_keys())
    assert counts == [0, 1, 0, 1, 0]
    assert len(mails(mailoutbox)) == 4


def test_a_key_that_ends_tomorrow_when_it_is_first_seen_is_told_once(team: Licensee) -> None:
    with acting_for(team.pk):
        make_key(team, days=1)
    assert warn_of_expiring_keys() == 1
    assert warn_of_expiring_keys() == 0


def test_the_keys_of_a_person_whose_factor_was_reset_end(team: Licensee) -> None:
    with acting_for(team.pk):
        key, text = make_key(team)
    owner = key.created_by
    TOTP.activate(owner, generate_totp_secret())
    assert key_for_text(text) is not None
    factors_were_reset.send(FactorReset, account=owner, by_id=owner.pk)
    assert key_for_text(text) is None


@pytest.mark.parametrize("language", [code for code, _name in django_settings.LANGUAGES])
@pytest.mark.parametrize("event", sorted(MAILS))
def test_each_mail_names_the_key_in_every_language(event: str, language: str) -> None:
    context = {"by": "one@example.org", "name": "ERP", "prefix": "abc123", "licensee": "Acme",
               "ends": "2026-01-02 03:04 UTC", "keys_url": "/licensee/keys/"}  # fmt: skip
    with translation.override(language):
        message = build_account_mail(MAILS[event], "fan@fans.example", context)
    html = str(message.alternatives[0][0])
    for text in (str(message.body), html):
        assert "abc123" in text
        assert "Acme" in text
        assert "%(" not in text
    assert f'lang="{language}"' in html
