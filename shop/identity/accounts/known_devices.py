"""Known devices: guesses from many addresses lock an account only for browsers it never used.

Failed sign-ins of one account are counted over all addresses. Who signed in before has a signed
cookie and is not part of that count, so an attack does not lock the owner out (OWASP device
cookies). Each address still has its own limit, with or without the cookie.
"""

from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.crypto import salted_hmac

COOKIE = "known_device"
YEAR_S = 365 * 24 * 3600
SALT = "shop.accounts.known_devices"


def knows_account(request: HttpRequest, email: str) -> bool:
    """Return whether somebody signed in to this account with this browser before."""
    try:
        return Signer(salt=SALT).unsign(request.COOKIES.get(COOKIE, "")) == _digest(email)
    except BadSignature:
        return False


def _note_device(user: Any, response: Any = None, **_: Any) -> None:
    if isinstance(response, HttpResponseRedirect):
        response.set_cookie(
            COOKIE,
            Signer(salt=SALT).sign(_digest(user.email)),
            max_age=YEAR_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _digest(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()


def install() -> None:
    """Set the cookie at each sign-in."""
    user_logged_in.connect(_note_device, dispatch_uid="note_known_device")
