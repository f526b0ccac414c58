"""/session-token: a signed-in person's session token, its life and its replacement."""

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.authentication import SessionToken
from shop.api.descriptions import extend_schema
from shop.api.v1.payments import NOT_STORED
from shop.api.views import LANGUAGE, ApiView
from shop.identity.accounts.sessions import SessionStore, limits_of, rotate_key


class SessionLifeSerializer(serializers.Serializer[Any]):
    """The validity of a session token; each use postpones `idle_ends_at`."""

    idle_ends_at = serializers.DateTimeField(
        allow_null=True, help_text="When it expires if it is not used, UTC."
    )
    ends_at = serializers.DateTimeField(
        allow_null=True, help_text="When it expires in any case, UTC. Sign in again after that."
    )


class NewTokenSerializer(SessionLifeSerializer):
    """A new session token; the one before opens nothing from now on."""

    token = serializers.CharField(help_text="New token, to send as `X-Session-Token`.")


class SessionTokenView(ApiView):
    """The session token of the signed-in person."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: SessionLifeSerializer},
        operation_id="session_token_read",
    )
    def get(self, request: Request) -> Response:
        """Read how long the session token is valid."""
        return Response(_life(_session(request)), headers=NOT_STORED)

    @extend_schema(
        parameters=[LANGUAGE],
        request=None,
        responses={200: NewTokenSerializer},
        operation_id="session_token_rotate",
    )
    def post(self, request: Request) -> Response:
        """Replace the session token.

        The token of the request ends at once. The session itself keeps its latest end. If the
        answer is lost, sign in again.
        """
        session = _session(request)
        return Response({"token": rotate_key(session), **_life(session)}, headers=NOT_STORED)


def _session(request: Request) -> SessionStore:
    """Return the session of the request. Raises `NotAuthenticated` for a guest."""
    if not isinstance(request.auth, SessionStore):
        raise NotAuthenticated
    return request.auth


def _life(session: SessionStore) -> dict[str, datetime | None]:
    data = dict(session.items())
    limits = limits_of(data)
    if limits is None:  # a session of an earlier release
        return {"idle_ends_at": None, "ends_at": session.get_expiry_date()}
    idle, latest = limits.ends_at(data)
    return {
        "idle_ends_at": datetime.fromtimestamp(idle, UTC),
        "ends_at": datetime.fromtimestamp(latest, UTC),
    }
