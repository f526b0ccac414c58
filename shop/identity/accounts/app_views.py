"""Endpoints of allauth for apps, with stricter checks than allauth's."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.headless.usersessions.views import SessionsView
from django.http import HttpRequest, HttpResponseBase


class AppSessionsView(SessionsView):
    """The sessions of a person; ending one requires reauthentication."""

    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """End sessions; without reauthentication, return 401 with its flows."""
        raise_if_reauthentication_required(request, app="")
        response: HttpResponseBase = super().delete(request, *args, **kwargs)
        return response
