"""Session keys of clients: the website's cookie or an app's token."""

from typing import Any

from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy as AllauthStrategy
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.middleware import SessionMiddleware as DjangoMiddleware
from django.http import HttpRequest, HttpResponse

from shop.identity.accounts.sessions import SessionStore
from shop.platform.core.visitor_state import VisitorMiddleware


class SessionMiddleware(VisitorMiddleware, DjangoMiddleware):
    """Opens the session of the cookie, and sends the client's key of a new session."""

    def process_request(self, request: HttpRequest) -> None:
        """Open the session; for an unknown key open an empty one."""
        name = settings.SESSION_COOKIE_NAME
        request.session = SessionStore.for_client(request.COOKIES.get(name))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Replace the database key in Django's cookie by the client's key."""
        answer = super().process_response(request, response)
        name, session = settings.SESSION_COOKIE_NAME, request.session
        cookie = answer.cookies.get(name)
        if cookie is not None and cookie.value and isinstance(session, SessionStore):
            answer.cookies[name] = session.client_key or ""
        return answer


class SessionTokenStrategy(AllauthStrategy):
    """The token of an app is the client's key of its session."""

    def create_session_token(self, request: HttpRequest) -> str:
        """Return the token, saving a new session first."""
        session: Any = request.session
        if not session.session_key:
            session.save()
        return str(session.client_key)

    def lookup_session(self, session_token: str) -> SessionBase | None:
        """Return the session of a token, None if there is none."""
        session = SessionStore.for_client(session_token)
        return session if session.exists(str(session.session_key)) else None
