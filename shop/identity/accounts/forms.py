"""Forms of allauth with the shop's own labels and hints, the same on every page."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from shop.identity.accounts.password_strength import HINT

LABELS: dict[str, Any] = {
    "login": _("Email address"),
    "email": _("Email address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "remember": _("Stay signed in on this device"),
    "code": _("Code"),
    "name": _("Name of the passkey"),
    "passwordless": _("Sign in with this passkey alone, without a password"),
}
NEW_PASSWORD: dict[str, Any] = {
    "password1": _("New password"),
    "password2": _("New password again"),
}
FIRST_PASSWORD: dict[str, Any] = {"password1": _("Password"), "password2": _("Password again")}
HINTS: dict[str, Any] = {
    "password1": HINT,
    "passwordless": _("Your device then asks for your fingerprint, your face or a PIN."),
}


class _Labeled(forms.Form):
    """Gives each field of allauth the shop's label."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if label := self.labels.get(name) or LABELS.get(name):
                field.label = label
            if hint := HINTS.get(name):
                field.help_text = hint


class LoginForm(_Labeled, account.LoginForm):
    """Sign in."""


class ConfirmLoginCodeForm(_Labeled, account.ConfirmLoginCodeForm):
    """Enter the code of the email at sign-in."""


class SignupForm(_Labeled, account.SignupForm):
    """Create an account."""

    labels = FIRST_PASSWORD


class AddEmailForm(_Labeled, account.AddEmailForm):
    """Change the email address."""

    labels: dict[str, Any] = {"email": _("New email address")}


class ChangePasswordForm(_Labeled, account.ChangePasswordForm):
    """Change the password."""

    labels = NEW_PASSWORD


class SetPasswordForm(_Labeled, account.SetPasswordForm):
    """Set a first password."""

    labels = FIRST_PASSWORD


class ResetPasswordForm(_Labeled, account.ResetPasswordForm):
    """Ask for a link to choose a new password."""


class ResetPasswordKeyForm(_Labeled, account.ResetPasswordKeyForm):
    """Choose a new password."""

    labels = NEW_PASSWORD


class ReauthenticateForm(_Labeled, account.ReauthenticateForm):
    """Confirm by password before a change."""


class AuthenticateForm(_Labeled, mfa.AuthenticateForm):
    """Enter a code at sign-in."""


class MFAReauthenticateForm(_Labeled, mfa.ReauthenticateForm):
    """Confirm by code before a change."""

    labels: dict[str, Any] = {"code": _("Code of your authenticator app, or a recovery code")}


class ActivateTOTPForm(_Labeled, totp.ActivateTOTPForm):
    """Set up an authenticator app."""


class AddWebAuthnForm(_Labeled, webauthn.AddWebAuthnForm):
    """Add a passkey, by default one that needs no password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditWebAuthnForm(_Labeled, webauthn.EditWebAuthnForm):
    """Rename a passkey."""
