"""Endpoints of allauth for apps that ask for more than allauth does."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.headless.usersessions.views import SessionsView
from django.http import HttpRequest, HttpResponseBase


class AppSessionsView(SessionsView):
    """The sessions of a person; ending one needs the password or a factor again."""

    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """End sessions; answers 401 with the flows of reauthentication before."""
        raise_if_reauthentication_required(request, app="")
        response: HttpResponseBase = super().delete(request, *args, **kwargs)
        return response
