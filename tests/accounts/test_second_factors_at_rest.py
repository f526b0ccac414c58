"""Secrets of second factors are encrypted in the database, and survive a change of the key."""

from importlib import import_module
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt
from django.apps import apps

from shop.identity.accounts.models import User
from tools.testing.factories.models import UserFactory

migration: Any = import_module("shop.identity.accounts.migrations.0009_encrypt_second_factors")


def test_no_secret_is_stored_in_clear(db: None) -> None:
    user, secret = UserFactory(), generate_totp_secret()
    stored = TOTP.activate(user, secret).instance
    seed = RecoveryCodes.activate(user).instance
    assert secret not in str(stored.data)
    assert decrypt(stored.data["secret"]) == secret
    assert seed.data["seed"].startswith("fernet:")
    assert len(RecoveryCodes(seed).generate_codes()) == 10


def test_a_secret_stays_readable_when_the_key_is_changed(db: None, settings: Any) -> None:
    secret = generate_totp_secret()
    stored = TOTP.activate(UserFactory(), secret).instance
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5
    assert decrypt(stored.data["secret"]) == secret


def test_the_migration_encrypts_old_rows_and_can_be_reversed(db: None) -> None:
    user: User = UserFactory()
    old = Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    migration.encrypt(apps, None)
    migration.encrypt(apps, None)
    old.refresh_from_db()
    assert old.data["secret"].startswith("fernet:")
    assert decrypt(old.data["secret"]) == "JBSWY3DPEHPK3PXP"
    migration.decrypt(apps, None)
    old.refresh_from_db()
    assert old.data["secret"] == "JBSWY3DPEHPK3PXP"
