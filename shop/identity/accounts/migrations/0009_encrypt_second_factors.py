"""Encrypt the secrets of authenticator apps and recovery codes that were stored in clear."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

from shop.identity.accounts.mfa_adapter import PREFIX, decrypt_secret, encrypt_secret


def _convert(apps: Any, change: Callable[[str], str]) -> None:
    model = apps.get_model("mfa", "Authenticator")
    for authenticator in model.objects.exclude(type="webauthn").select_for_update():
        data = authenticator.data
        for name in ("secret", "seed"):
            if name in data:
                data[name] = change(data[name])
        if data.get("migrated_codes"):
            data["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
        authenticator.save(update_fields=["data"])


def encrypt(apps: Any, _editor: Any) -> None:
    """Encrypt what is not encrypted yet."""
    _convert(apps, lambda text: text if text.startswith(PREFIX) else encrypt_secret(text))


def decrypt(apps: Any, _editor: Any) -> None:
    """Store the secrets in clear again."""
    _convert(apps, decrypt_secret)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_session_generation")]

    operations = [migrations.RunPython(encrypt, decrypt)]
