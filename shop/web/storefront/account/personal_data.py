"""Download of personal data and erasure of the account; both require the password again."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.models import User
from shop.identity.accounts.security_log import log_event
from shop.platform.limits.counting import count_try
from shop.platform.limits.errors import TooManyTries
from shop.platform.limits.rates import DOWNLOADS_OF_ACCOUNT
from shop.privacy.erasure import check_erasable, erase_account
from shop.privacy.errors import AccountNotErasable
from shop.privacy.export import export_account
from shop.web.errors import too_many_requests
from shop.web.templatetags.language_tags import comma

FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required(login_url="account_login")
@require_safe
def show(request: ShopRequest) -> HttpResponse:
    """Show what can be downloaded, and whether the account can be deleted now."""
    context = {"refusal": _refusal(cast("User", request.user))}
    return render(request, "web/account_data.html", context)


@never_cache
@login_required(login_url="account_login")
@FORM
@reauthentication_required  # type: ignore[untyped-decorator]
def download(request: ShopRequest) -> HttpResponse:
    """Answer a POST with all data of the account as a JSON file."""
    user = cast("User", request.user)
    if request.method != "POST":
        return redirect("customer:profile-view")
    try:
        count_try(DOWNLOADS_OF_ACCOUNT, str(user.pk))
    except TooManyTries as error:
        return too_many_requests(request, int(str(error.data["wait"])))
    log_event("account.data_downloaded", request=request, user_id=user.pk)
    response = JsonResponse(export_account(user), encoder=DjangoJSONEncoder)
    response["Content-Disposition"] = 'attachment; filename="account-data.json"'
    return response


@never_cache
@login_required(login_url="account_login")
@FORM
@reauthentication_required  # type: ignore[untyped-decorator]
def erase(request: ShopRequest) -> HttpResponse:
    """Erase the account on a POST with the checked box, and sign out."""
    user = cast("User", request.user)
    if request.method != "POST":
        return redirect("customer:profile-view")
    if request.POST.get("confirmed") != "1":
        messages.error(request, _("Check the box to delete your account."))
        return redirect("customer:profile-view")
    try:
        erase_account(user=user)
    except AccountNotErasable:
        return redirect("customer:profile-view")  # the page shows the obstacle
    logout(request)
    messages.success(request, _("Your account was deleted"))
    return redirect("home")


def _refusal(user: User) -> str:
    try:
        check_erasable(user)
    except AccountNotErasable as error:
        if error.data["reason"] == "works_here":
            return _("This is a work account. Ask an administrator to close it.")
        numbers = comma().join(cast("list[str]", error.data["orders"]))
        text = _("You can delete your account when these orders are complete: %(orders)s.")
        return text % {"orders": numbers}
    return ""
