"""Known devices: browsers that signed in before, identified by a signed cookie.

Failed sign-ins of one account are counted over all addresses. Known devices are exempt from that
count, so an attack does not lock the owner out (OWASP device cookies). Each address still has its
own limit, with or without the cookie. A device that signed in within 90 days is also trusted:
sign-in does not require a code by email. A new password and "Sign out everywhere else" end the
trust.
"""

from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.crypto import constant_time_compare, salted_hmac

from shop.identity.accounts.models import User

COOKIE = "known_device"
DAY_S = 24 * 3600
YEAR_S = 365 * DAY_S
TRUST_S = 90 * DAY_S
SALT = "shop.accounts.known_devices"


def knows_account(request: HttpRequest, email: str) -> bool:
    """Return whether this browser has signed in to the account before."""
    return constant_time_compare(_read_cookie(request, YEAR_S)[0], _digest(email.strip().lower()))


def is_trusted(request: HttpRequest, user: User) -> bool:
    """Return whether this person recently signed in here with the current password."""
    return constant_time_compare(_read_cookie(request, TRUST_S)[1], _trust(user))


def _read_cookie(request: HttpRequest, max_age: int) -> tuple[str, str]:
    """Return the digests of account and trust; empty for a forged or expired cookie."""
    try:
        value = TimestampSigner(salt=SALT).unsign(request.COOKIES.get(COOKIE, ""), max_age=max_age)
    except BadSignature:
        return "", ""
    account, _, trust = value.partition(".")
    return account, trust


def _note_device(user: User, response: Any = None, **_: Any) -> None:
    if isinstance(response, HttpResponseRedirect):
        value = f"{_digest(user.email.lower())}.{_trust(user)}"
        response.set_cookie(
            COOKIE,
            TimestampSigner(salt=SALT).sign(value),
            max_age=YEAR_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _trust(user: User) -> str:
    return _digest(f"{user.pk}:{user.get_session_auth_hash()}")


def _digest(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


def install() -> None:
    """Set the cookie at each sign-in."""
    user_logged_in.connect(_note_device, dispatch_uid="note_known_device")
