"""Events of sign-in and of second factors on the logger `shop.security`.

An event has the person's id and a keyed hash of the client's network address, which allows
comparing addresses without revealing them. It never has an email address, a name or a code.
"""

from collections.abc import Callable
from typing import Any

import structlog
from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as django_auth
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from shop.identity.accounts.client_ip import client_address
from shop.identity.accounts.models import User

TOO_MANY_REQUESTS = 429
log = structlog.stdlib.get_logger("shop.security")


def address_key(request: HttpRequest | None) -> str:
    """Return a keyed hash of the client's address; empty without one."""
    address = client_address(request) if request is not None else ""
    if not address:
        return ""
    return salted_hmac("shop.security.address", address, algorithm="sha256").hexdigest()[:16]


def log_event(
    event: str, *, request: HttpRequest | None, user_id: int | None, **fields: Any
) -> None:
    """Log one event."""
    log.info(event, user=user_id, client=address_key(request), **fields)


def install() -> None:
    """Connect the events to the signals of Django and allauth."""
    for signal, event in (
        (django_auth.user_logged_in, "sign_in.succeeded"),
        (django_auth.user_logged_out, "session.signed_out"),
        (account.user_signed_up, "account.created"),
        (account.password_set, "password.set"),
        (account.password_changed, "password.changed"),
        (account.password_reset, "password.reset"),
        (account.email_added, "email.added"),
        (account.email_changed, "email.changed"),
        (account.email_removed, "email.removed"),
        (account.login_code_rejected, "sign_in_code.failed"),
        (mfa.authenticator_added, "factor.added"),
        (mfa.authenticator_removed, "factor.removed"),
        (mfa.authenticator_reset, "factor.reset"),
        (mfa.authenticator_used, "mfa.succeeded"),
        (mfa.authentication_failed, "mfa.failed"),
    ):
        _connect(signal, event)
    django_auth.user_login_failed.connect(_log_failed_sign_in, dispatch_uid="security-log")


class RateLimitLogMiddleware:
    """Log every request that was refused by a limit, in any part of the shop."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Process the request, and log a refusal with the name of its view."""
        response = self.get_response(request)
        if response.status_code == TOO_MANY_REQUESTS:
            match = request.resolver_match
            log_event(
                "request.rate_limited",
                request=request,
                user_id=getattr(getattr(request, "user", None), "pk", None),
                view=match.view_name if match else "",
            )
        return response


def _connect(signal: Signal, event: str) -> None:
    def receiver(**arguments: Any) -> None:
        user, factor = arguments.get("user"), arguments.get("authenticator")
        log_event(
            event,
            request=arguments.get("request"),
            user_id=getattr(user, "pk", None),
            **({"factor": str(factor.type)} if factor is not None else {}),
        )

    signal.connect(receiver, weak=False, dispatch_uid=f"security-log:{event}")


def _log_failed_sign_in(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    email = str(credentials.get("email") or credentials.get("username") or "")
    user = User.objects.filter(email=email.lower()).only("pk").first() if email else None
    log_event("sign_in.failed", request=request, user_id=user.pk if user else None)
