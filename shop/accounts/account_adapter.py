"""allauth's adapter for this shop: its limits, its mails, its log.

Failed sign-ins are counted for an account and an address together: a limit for the account alone
would let anybody lock its owner out.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest

from shop.accounts.account_mails import build_account_mail
from shop.accounts.network import client_address
from shop.accounts.security_log import log_event

EMAIL_CHANGED = "account/email/email_changed"
LIMITS = frozenset({"rate_limited", "too_many_login_attempts"})


class AccountAdapter(DefaultAccountAdapter):
    """Sends the shop's own mails, and each report of a changed address to both addresses."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that every limit of the shop counts."""
        return client_address(request) or super().get_client_ip(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures of one account from one address, so that no other address is refused."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{client_address(request)}:{key}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail without allauth's Site, which the shop does not use."""
        self.render_mail(template_prefix, email, {"email": email, **context}).send()

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Return the shop's mail of that name."""
        to = email if isinstance(email, str) else email[0]
        return build_account_mail(template_prefix, to, context, headers)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Report a change; a change of the address goes to the old and to the new one."""
        super().send_notification_mail(template_prefix, user, context, email)
        if template_prefix == EMAIL_CHANGED and context:
            super().send_notification_mail(template_prefix, user, context, context["to_email"])

    def send_password_reset_mail(
        self, user: AbstractBaseUser, email: str, context: dict[str, Any]
    ) -> None:
        """Send the link and log that it was asked for."""
        super().send_password_reset_mail(user, email, context)
        log_event("password.reset_requested", request=self.request, user_id=user.pk)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return the error; log it when a limit was reached."""
        if code in LIMITS:
            log_event("rate_limited", request=self.request, user_id=None, limit=code)
        error: ValidationError = super().validation_error(code, *args)
        return error
