"""Credentials: the session token of a signed-in person, or the API key of a licensee.

Cookies of the website are not read, so no other site can call the API in a person's name.
"""

from typing import Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.contrib.sessions.backends.base import UpdateError
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from shop.identity.team.keys import key_for_text
from shop.identity.team.models import ApiKey

HEADER = "X-Session-Token"


class SessionToken(XSessionTokenAuthentication):
    """The session token issued by `/_allauth/app/`; an expired token is refused, not ignored."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return the person and the session; None for a guest."""
        if not self.get_session_token(request):
            return None
        signed_in: tuple[Any, Any] | None = super().authenticate(request)
        if signed_in is None:
            raise AuthenticationFailed(_("Your session has ended. Sign in again."))
        _note_use(signed_in[1])
        return signed_in

    def authenticate_header(self, _request: Request) -> str:
        """Return the challenge of a 401 response."""
        return HEADER


def _note_use(session: Any) -> None:
    """Record the use of the session, at most once a minute. Raises `AuthenticationFailed`."""
    if not session.modified:
        return
    try:
        session.save()
    except UpdateError:  # ended by another request
        raise AuthenticationFailed(_("Your session has ended. Sign in again.")) from None


class LicenseeKey(BaseAuthentication):
    """An API key created in the licensee portal; `request.auth` is the key and there is no user."""

    def authenticate(self, request: Request) -> tuple[None, ApiKey] | None:
        """Return the active key; None without one.

        Raises `AuthenticationFailed` for any other value.
        """
        words = request.headers.get("Authorization", "").split()
        if not words:
            return None
        key = key_for_text(words[1]) if len(words) == 2 and words[0].lower() == "bearer" else None  # noqa: PLR2004
        if key is None:
            raise AuthenticationFailed(_("This API key is not valid."))
        return None, key

    def authenticate_header(self, _request: Request) -> str:
        """Return the challenge of a 401 response."""
        return "Bearer"


def user_id_of(request: Request) -> int | None:
    """Return the id of the signed-in person; None for a guest."""
    return request.user.pk if request.user is not None else None
