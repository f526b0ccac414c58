"""The mails of accounts, in the design of the shop's other mails."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.platform.mail import Mail, MailKind, build_mail

KIND = MailKind("web/email/account", "%(heading)s – %(shop_name)s")
RESET_PATH = "/accounts/password/reset/"


@dataclass(frozen=True, slots=True)
class AccountMail:
    """A heading, a text and one link; `link` is the name of allauth's variable for it."""

    heading: str | Promise
    text: str | Promise = ""
    link: str = ""
    label: str | Promise = ""

    @property
    def reports_a_change(self) -> bool:
        """Return whether the mail reports a completed change rather than asking for an action."""
        return not self.link


_CONFIRM = AccountMail(
    gettext_lazy("Confirm your email address"),
    gettext_lazy(
        "Open the link to confirm your email address. If you did not request this, ignore "
        "this email."
    ),
    "activate_url",
    gettext_lazy("Confirm email address"),
)
_PASSWORD_CHANGED = AccountMail(gettext_lazy("Your password was changed"))
MAILS: Mapping[str, AccountMail] = {
    "account/email/email_confirmation": _CONFIRM,
    "account/email/email_confirmation_signup": _CONFIRM,
    "account/email/login_code": AccountMail(
        gettext_lazy("Your sign-in code"),
        gettext_lazy(
            "Someone used your password to sign in on a new device. To continue, enter this"
            " code there: %(code)s. It is valid for 10 minutes."
        ),
    ),
    "account/email/password_reset_key": AccountMail(
        gettext_lazy("Reset your password"),
        gettext_lazy(
            "Open the link within 3 days to choose a new password. If you did not request this,"
            " ignore this email. Your password will not change."
        ),
        "password_reset_url",
        gettext_lazy("Choose a new password"),
    ),
    "account/email/unknown_account": AccountMail(
        gettext_lazy("There is no account with this email address"),
        gettext_lazy(
            "Someone asked to reset the password of an account with this email address, but there"
            " is none. If it was you, try another address or create an account."
        ),
        "signup_url",
        gettext_lazy("Create account"),
    ),
    "account/email/account_already_exists": AccountMail(
        gettext_lazy("You already have an account"),
        gettext_lazy(
            "Someone tried to create an account with this email address, but one exists already."
            " If you forgot your password, choose a new one."
        ),
        "password_reset_url",
        gettext_lazy("Choose a new password"),
    ),
    "account/email/password_changed": _PASSWORD_CHANGED,
    "account/email/password_set": _PASSWORD_CHANGED,
    "account/email/password_reset": _PASSWORD_CHANGED,
    "account/email/email_changed": AccountMail(
        gettext_lazy("Your email address was changed"),
        gettext_lazy("It was changed from %(from_email)s to %(to_email)s."),
    ),
    "account/email/email_deleted": AccountMail(
        gettext_lazy("An email address was removed from your account"), "%(deleted_email)s"
    ),
    "account/email/email_confirm": AccountMail(gettext_lazy("Your email address was confirmed")),
    "mfa/email/totp_activated": AccountMail(
        gettext_lazy("An authenticator app was added to your account")
    ),
    "mfa/email/totp_deactivated": AccountMail(
        gettext_lazy("The authenticator app was removed from your account")
    ),
    "mfa/email/recovery_codes_generated": AccountMail(
        gettext_lazy("New recovery codes were created for your account")
    ),
    "mfa/email/webauthn_added": AccountMail(
        gettext_lazy("A passkey or security key was added to your account")
    ),
    "mfa/email/webauthn_removed": AccountMail(
        gettext_lazy("A passkey or security key was removed from your account")
    ),
    "accounts/email/factors_reset_planned": AccountMail(
        gettext_lazy("The second factor of your account will be reset"),
        gettext_lazy(
            "Our staff will remove the second factor of your account on %(due_at)s, because"
            " it was reported lost. If you did not request this, cancel it now and change "
            "your password."
        ),
        "cancel_url",
        gettext_lazy("Cancel the reset"),
    ),
    "accounts/email/factors_reset": AccountMail(
        gettext_lazy("The second factor of your account was reset"),
        gettext_lazy(
            "You asked our staff for this. Sign in with your password and set up a new one."
        ),
    ),
}


def at_base_url(address: str) -> str:
    """Return the address at BASE_URL, whatever the request's host."""
    parts, base = urlsplit(address), urlsplit(settings.BASE_URL)
    return urlunsplit((base.scheme, base.netloc, parts.path, parts.query, parts.fragment))


def build_account_mail(
    mail: AccountMail,
    to: str,
    context: Mapping[str, Any],
    *,
    language: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Mail:
    """Return a mail in the design of the account mails, by default in the active language."""

    def values() -> dict[str, Any]:
        text = str(mail.text)
        return {
            "heading": str(mail.heading),
            "text": text % context if "%(" in text else text,
            "reports_a_change": mail.reports_a_change,
            "timestamp": context.get("timestamp"),
            "url": at_base_url(context[mail.link] if mail.link else RESET_PATH),
            "label": str(mail.label) or _("Reset your password"),
        }

    return build_mail(KIND, to=to, context=values, language=language, headers=headers)
