"""Second factor: nobody with a working role gets past sign-in without one."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

PROTECTED_PREFIXES = ("/dashboard/", "/admin/", "/licensee/")


class SecondFactorMiddleware:
    """Send staff, rights, brand and licensee users without a second factor to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or lead to the set-up of a second factor."""
        if request.path_info.startswith(PROTECTED_PREFIXES):
            user = request.user
            if user.is_authenticated and user.needs_second_factor and not is_mfa_enabled(user):
                messages.warning(request, _("Your role needs a second factor. Set it up first."))
                return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
