"""Django's middlewares of accounts and messages, left out where no visitor is needed."""

from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages

from shop.platform.core.visitor_state import VisitorMiddleware


class AuthenticationMiddleware(VisitorMiddleware, auth.AuthenticationMiddleware):
    """Finds the account of the session when it is first asked for."""


class MessageMiddleware(VisitorMiddleware, messages.MessageMiddleware):
    """Opens the messages that the visitor has not seen."""
