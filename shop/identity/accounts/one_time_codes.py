"""One-time codes are accepted at most once, by any process of the shop.

allauth keeps used codes in the cache for 30 seconds. That cache may belong to one process, and a
code stays valid for longer than 30 seconds. This module keeps the counter of the last accepted code
in the database and refuses every code that is not newer (RFC 6238, section 5.2).
"""

from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.db import connection

# The attribute of a request that carries the counter from the form to the new authenticator.
_ACTIVATED_BY = "totp_activation_counter"


def matching_counter(secret: str, code: str) -> int | None:
    """Return the newest counter in the accepted window that yields the code, else None."""
    for counter in sorted(auth.yield_hotp_counters_from_time(), reverse=True):
        expected = auth.format_hotp_value(auth.hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=expected):
            return counter
    return None


def use_counter(authenticator_id: int, counter: int) -> bool:
    """Record the counter as used; return False if it, or a newer one, was used before.

    One statement decides and writes, so of two simultaneous requests one is refused.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into accounts_lastacceptedcode (authenticator_id, counter) values (%s, %s)"
            " on conflict (authenticator_id) do update set counter = excluded.counter"
            " where accounts_lastacceptedcode.counter < excluded.counter",
            [authenticator_id, counter],
        )
        return bool(cursor.rowcount)


def validate_code(totp: auth.TOTP, code: str) -> bool:
    """Accept a code of this authenticator once. Replaces `TOTP.validate_code`."""
    counter = matching_counter(decrypt(totp.instance.data["secret"]), code)
    return counter is not None and use_counter(totp.instance.pk, counter)


def install() -> None:
    """Replace allauth's validation.

    allauth has no setting for it, and the forms of the pages and of the headless API share only
    these two classes.
    """
    original_clean, original_activate = ActivateTOTPForm.clean_code, auth.TOTP.activate.__func__

    def clean_code(form: ActivateTOTPForm) -> str:
        code = original_clean(form)
        setattr(context.request, _ACTIVATED_BY, matching_counter(form.secret, code))
        return code

    def activate(cls: type[auth.TOTP], user: Any, secret: str) -> auth.TOTP:
        totp: auth.TOTP = original_activate(cls, user, secret)
        counter = getattr(context.request, _ACTIVATED_BY, None)
        if counter is not None:
            use_counter(totp.instance.pk, counter)
        return totp

    setattr(ActivateTOTPForm, "clean_code", clean_code)  # noqa: B010  mypy refuses assignment
    setattr(auth.TOTP, "activate", classmethod(activate))  # noqa: B010
    setattr(auth.TOTP, "validate_code", validate_code)  # noqa: B010
