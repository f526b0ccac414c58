"""The second step of a sign-in without a second factor: a code by email on a new device.

Every sign-in proves two things: the password, and a passkey, an authenticator app, a trusted device
or the mailbox. A code has eight characters of an alphabet of 20, is valid only for its sign-in, and
expires after ten minutes and after three wrong attempts.
"""

from smtplib import SMTPException
from typing import Any

from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from structlog import get_logger

from shop.identity.accounts.known_devices import is_trusted
from shop.identity.accounts.models import User
from shop.platform.limits.counting import count_try
from shop.platform.limits.errors import TooManyTries
from shop.platform.limits.rates import CODES_OF_ACCOUNT
from shop.platform.mail import Mail

MAIL = "account/email/login_code"
log = get_logger("shop.security")


def needs_code(request: HttpRequest, login: Login) -> bool:
    """Return whether a person without a second factor signs in on a device that is not trusted.

    A new account proves its mailbox by the link of its first email instead.
    """
    user: Any = login.user
    if not isinstance(user, User) or login.signup:
        return False
    return not is_mfa_enabled(user) and not is_trusted(request, user)


def send_code(request: HttpRequest, message: Mail) -> None:
    """Send a code.

    If the mail server fails, the page offers to send it again. Raises `ImmediateHttpResponse` with
    status 429 for too many codes of one address.
    """
    try:
        count_try(CODES_OF_ACCOUNT, message.to[0].lower())
    except TooManyTries:
        raise ImmediateHttpResponse(respond_429(request)) from None
    try:
        message.send()
    except (SMTPException, OSError) as error:
        log.warning("sign_in_code.not_sent", reason=type(error).__name__)
