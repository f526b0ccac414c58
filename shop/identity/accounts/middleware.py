"""Access to back-office areas: sign-in through the shop's own page, a second factor, and a role
for the area.
"""

from collections.abc import Callable, Mapping

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from licensing.reading.visibility import NOTHING
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_use_portal, visibility_of
from shop.identity.accounts.sessions import limit_session

AREAS: Mapping[str, Callable[[User], bool]] = {
    "/dashboard/": lambda user: user.is_shop_staff,
    "/admin/": lambda user: user.is_staff and not user.location_ids,
    "/rights/": lambda user: visibility_of(user) != NOTHING,
    "/licensee/": may_use_portal,
}
# The link of an invitation is for people without an account; its token is the credential.
OPEN = ("/licensee/join/",)


class BackOfficeMiddleware:
    """Require the role of the area and a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, redirect to sign-in or set-up, or refuse it."""
        for area, works_there in AREAS.items():
            if request.path_info.startswith(area) and not request.path_info.startswith(OPEN):
                return self._redirect_or_refuse(request, works_there)
        return self.get_response(request)

    def _redirect_or_refuse(
        self, request: HttpRequest, works_there: Callable[[User], bool]
    ) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if user.needs_second_factor and not is_mfa_enabled(user):
            messages.warning(request, _("Your role needs a second factor. Set it up first."))
            return redirect(reverse("mfa_activate_totp"))
        if not works_there(user):
            raise PermissionDenied
        limit_session(request.session)
        return self.get_response(request)
