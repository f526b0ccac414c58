"""Optional mails: the page of the account, and the page that a link in a mail opens."""

from typing import cast
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from shop.commerce.markets.requests import ShopRequest
from shop.commerce.restock.services import end_waiting_notices, waiting_notices
from shop.identity.accounts.models import User
from shop.identity.mail_choices.models import OptionalMail
from shop.identity.mail_choices.services import (
    Place,
    change_choices,
    read_choices,
    read_end_link,
)
from shop.orders.checkout.guest_reminders import agreement_of, end_agreements

ONE_CLICK = "List-Unsubscribe"  # the field that a mail program sends (RFC 8058)


class AlertForm(forms.Form):
    """The alert to delete; without one, all of them."""

    alert = forms.UUIDField(required=False)


@never_cache
@login_required(login_url="account_login")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: ShopRequest) -> HttpResponse:
    """Show the optional mails of the account, and store which of them it gets."""
    user = cast("User", request.user)
    if request.method == "POST":
        chosen = request.POST.getlist("kind")
        wanted = {kind: kind.value in chosen for kind in OptionalMail}
        change_choices(user=user, wanted=wanted, place=Place.ACCOUNT)
        messages.success(request, _("Your email settings have been saved."))
        return redirect("customer:mail-choices")
    context = {
        "wants_reminders": read_choices(user)[OptionalMail.BASKET_REMINDER],
        "reminder": OptionalMail.BASKET_REMINDER.value,
        "hours": settings.ENV.BASKET_REMINDER_HOURS,
        "alerts": waiting_notices(user),
    }
    return render(request, "web/mail_choices.html", context)


@never_cache
@login_required(login_url="account_login")
@require_POST
def end_alerts(request: ShopRequest) -> HttpResponse:
    """Delete one back-in-stock alert of the account, or all of them."""
    form = AlertForm(request.POST)
    if not form.is_valid():
        raise Http404
    alert = cast("UUID | None", form.cleaned_data["alert"])
    end_waiting_notices(user=cast("User", request.user), public_id=alert)
    messages.success(request, _("Your email settings have been saved."))
    return redirect("customer:mail-choices")


@csrf_exempt  # mail programs end a mail with one POST (RFC 8058); the token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_by_link(request: ShopRequest, token: str) -> HttpResponse:
    """End a kind of mail by a POST; opening the link shows a button."""
    link = read_end_link(token)
    if link is None:
        return _end_guest_mails(request, token)
    user, kind = link
    if request.method == "POST":
        place = Place.ONE_CLICK if ONE_CLICK in request.POST else Place.LINK
        change_choices(user=user, wanted={kind: False}, place=place)
        return redirect("customer:mail-end", token)
    context = {"kind": kind.label, "wanted": read_choices(user)[kind], "token": token}
    return render(request, "web/mail_end.html", context)


def _end_guest_mails(request: ShopRequest, token: str) -> HttpResponse:
    """End the basket reminders of a guest by a POST, as `end_by_link` does for accounts."""
    agreement = agreement_of(token)
    if agreement is None:
        raise Http404
    if request.method == "POST":
        end_agreements(agreement)
        return redirect("customer:mail-end", token)
    context = {
        "kind": OptionalMail.BASKET_REMINDER.label,
        "wanted": agreement.ended_at is None,
        "token": token,
        "is_guest": True,
    }
    return render(request, "web/mail_end.html", context)
