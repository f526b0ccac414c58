"""The account's page of devices on which its owner is signed in."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.devices import end_device, end_other_devices, list_devices
from shop.identity.accounts.models import User
from shop.platform.core.numbers import whole_number


@never_cache
@login_required(login_url="account_login")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: ShopRequest) -> HttpResponse:
    """List the devices; sign one or all others out, after the password or a code was entered."""
    user = get_object_or_404(User, pk=request.user.pk)
    if request.method == "POST":
        response: HttpResponse = _end(request, user)
        return response
    devices = list_devices(user=user, current_key=request.session.session_key, at=request.at)
    context = {"devices": devices, "others": [device for device in devices if not device.current]}
    return render(request, "web/devices.html", context)


@reauthentication_required  # type: ignore[untyped-decorator]
def _end(request: ShopRequest, user: User) -> HttpResponse:
    if "device" in request.POST:
        pk = whole_number(request.POST["device"])
        if pk is None or not end_device(request=request, user=user, pk=pk):
            raise Http404
        messages.success(request, _("The device has been signed out."))
    else:
        end_other_devices(request=request, user=user)
        messages.success(request, _("You have been signed out on all other devices."))
    return redirect("usersessions_list")
