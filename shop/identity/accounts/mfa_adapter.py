"""Second factors: secrets are encrypted at rest; passkeys and codes are labeled with the shop's
name.

The key is derived from SECRET_KEY; values encrypted under SECRET_KEY_PREVIOUS stay readable.
"""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop.identity.accounts.encryption import PREFIX, decrypt_text, encrypt_text
from shop.platform.database.compiled_reads import CompiledRead

ERRORS = {
    "add_email_blocked": _("Remove your second factor before you change your email address."),
    "cannot_delete_authenticator": _("Your account needs a second factor."),
    "cannot_generate_recovery_codes": _("Set up a second factor first."),
    "incorrect_code": _("This code is incorrect or has already been used. Enter the next one."),
    "unverified_email": _("Confirm your email address before you set up a second factor."),
}
_CONTEXT = b"shop.accounts.second-factor:"


def encrypt_secret(text: str) -> str:
    """Return the text encrypted under the current key."""
    return encrypt_text(text, _CONTEXT)


def decrypt_secret(stored: str) -> str:
    """Return the text; values stored before encryption was introduced are returned unchanged."""
    return decrypt_text(stored, _CONTEXT) if stored.startswith(PREFIX) else stored


# Each page of the back office asks this.
_FACTORS = CompiledRead(lambda user: Authenticator.objects.filter(user_id=user).only("pk"))


class MFAAdapter(DefaultMFAAdapter):
    """allauth's adapter with encryption and the shop's texts."""

    error_messages = DefaultMFAAdapter.error_messages | ERRORS

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Return whether a person has a second factor, of certain types if they are given."""
        if types is not None or user.is_anonymous:
            return bool(super().is_mfa_enabled(user, types))
        return _FACTORS.first(user=user.pk) is not None

    def encrypt(self, text: str) -> str:
        """Encrypt a TOTP secret or the seed of recovery codes."""
        return encrypt_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the decrypted text."""
        return decrypt_secret(encrypted_text)

    def _get_site_name(self) -> str:
        return str(settings.OSCAR_SHOP_NAME)
