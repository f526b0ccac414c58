"""allauth's adapter for this shop: its limits, its mails, its log.

Failed sign-ins are counted per account and address together: a limit per account alone would let
anybody lock its owner out.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import Login
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop.identity.accounts.account_mails import MAILS, build_account_mail
from shop.identity.accounts.client_ip import client_address
from shop.identity.accounts.email_addresses import check_email
from shop.identity.accounts.known_devices import knows_account
from shop.identity.accounts.security_log import log_event
from shop.identity.accounts.sign_in_codes import MAIL as CODE_MAIL
from shop.identity.accounts.sign_in_codes import needs_code, send_code
from shop.platform.limits.counting import count_try, forgive_try
from shop.platform.limits.errors import TooManyTries
from shop.platform.limits.rates import FAILURES_OF_ACCOUNT
from shop.platform.mail import Mail

EMAIL_CHANGED = "account/email/email_changed"
REAUTHENTICATION_METHODS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
ERRORS = {
    "account_inactive": _("This account is closed."),
    "email_taken": _("There is already an account with this email address. Sign in instead."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This code is incorrect or has already been used. Enter the next one."),
    "incorrect_password": _("This password is incorrect."),
    "invalid_or_expired_key": _("This link is no longer valid."),
    "invalid_login": _("You cannot sign in with these details."),
    "invalid_password_reset": _("This link is no longer valid."),
    "same_as_current": _("This is the same as your current one. Enter a different one."),
    "duplicate_email": _("This is already the email address of your account."),
    "cannot_remove_primary_email": _("Your account needs an email address."),
    "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
    "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
    "unverified_primary_email": _("Your email address must be confirmed first."),
    "email_password_mismatch": _("The email address or the password is wrong."),
}
LIMITS = frozenset({"rate_limited", "too_many_login_attempts"})


class AccountAdapter(DefaultAccountAdapter):
    """Sends the shop's own mails, and each notice of a changed address to both addresses."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the reauthentication methods with the shop's labels."""
        return [
            method | {"description": REAUTHENTICATION_METHODS[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return the front page of the market in which the person signs in."""
        return reverse("home")

    get_signup_redirect_url = get_logout_redirect_url = get_login_redirect_url

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client address used by all limits of the shop."""
        return client_address(request) or super().get_client_ip(request)

    def clean_email(self, email: str) -> str:
        """Return a valid address that the shop can send to. Raises `ValidationError`."""
        return check_email(super().clean_email(email))

    def is_login_by_code_required(self, login: Login) -> bool:
        """Ask for a code by email on a new device of a person without a second factor."""
        return bool(super().is_login_by_code_required(login)) and needs_code(self.request, login)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return a cache key of account and address, so that other addresses are not refused."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{client_address(request)}:{key}"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Check a password; failures also count for the account, except from a known device."""
        email = str(credentials.get("email") or "").strip().lower()
        counted = bool(email) and not knows_account(request, email)
        if counted:
            try:
                count_try(FAILURES_OF_ACCOUNT, email)
            except TooManyTries:
                raise self.validation_error("too_many_login_attempts") from None
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if counted and user is not None:
            forgive_try(FAILURES_OF_ACCOUNT, email)
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail without allauth's Site, which the shop does not use."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        if template_prefix == CODE_MAIL:
            send_code(self.request, message)
        else:
            message.send()

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> Mail:
        """Return the shop's mail with that name."""
        to = email if isinstance(email, str) else email[0]
        return build_account_mail(MAILS[template_prefix], to, context, headers=headers)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Send a notice of a change; a changed address is reported to the old and the new one."""
        super().send_notification_mail(template_prefix, user, context, email)
        if template_prefix == EMAIL_CHANGED and context:
            super().send_notification_mail(template_prefix, user, context, context["to_email"])

    def send_password_reset_mail(
        self, user: AbstractBaseUser, email: str, context: dict[str, Any]
    ) -> None:
        """Send the link and log the request."""
        super().send_password_reset_mail(user, email, context)
        log_event("password.reset_requested", request=self.request, user_id=user.pk)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return the error; log it if a limit was reached."""
        if code in LIMITS:
            log_event("request.rate_limited", request=self.request, user_id=None, limit=code)
        error: ValidationError = super().validation_error(code, *args)
        return error
