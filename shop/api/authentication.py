"""Who asks: an app whose person signed in sends the session's token, and needs none as a guest.

Cookies of the website do not count here, so no other site can ask in somebody's name.
"""

from typing import Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

HEADER = "X-Session-Token"


class SessionToken(XSessionTokenAuthentication):
    """The token that signing in at `/_allauth/app/` gave; an ended one is refused, not ignored."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return person and session, None for a guest."""
        if not self.get_session_token(request):
            return None
        found: tuple[Any, Any] | None = super().authenticate(request)
        if found is None:
            raise AuthenticationFailed("Sign in again: this session has ended.")
        return found

    def authenticate_header(self, _request: Request) -> str:
        """Return what a refusal asks for."""
        return HEADER


class SessionTokenScheme(OpenApiAuthenticationExtension):
    """How the schema describes it."""

    target_class = SessionToken
    name = "session_token"

    def get_security_definition(self, _auto_schema: Any) -> dict[str, str]:
        """Return a key in a header, optional wherever guests may ask too."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": HEADER,
            "description": "Of a person who signed in; without it the app asks as a guest.",
        }


def user_id_of(request: Request) -> int | None:
    """Return who is signed in, None for a guest."""
    return request.user.pk if request.user is not None else None
