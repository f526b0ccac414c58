"""Saved cards of a buyer: list and remove. Stripe stores them, not the shop."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.commerce.markets.requests import ShopRequest
from shop.finance.payments.customers import remove_card, saved_cards
from shop.finance.payments.errors import CardNotFound, PaymentUnavailable

# Names of their owners, the same in every language.
BRANDS = {
    "amex": "American Express",
    "diners": "Diners Club",
    "discover": "Discover",
    "jcb": "JCB",
    "mastercard": "Mastercard",
    "unionpay": "UnionPay",
    "visa": "Visa",
}


@never_cache
@login_required(login_url="account_login")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: ShopRequest) -> HttpResponse:
    """List the signed-in person's cards, or remove one of them."""
    if request.method == "POST":
        return _remove(request)
    try:
        stored = saved_cards(_owner(request))
    except PaymentUnavailable:
        return render(request, "web/saved_cards.html", {"away": True}, status=503)
    cards = [(card, BRANDS.get(card.brand, card.brand)) for card in stored]
    return render(request, "web/saved_cards.html", {"cards": cards})


def _owner(request: ShopRequest) -> int:
    return cast("int", request.user.pk)  # of the signed-in person, the only one that the view uses


def _remove(request: ShopRequest) -> HttpResponse:
    try:
        remove_card(_owner(request), request.POST.get("card", ""))
    except CardNotFound:
        messages.error(request, _("This card is no longer saved."))
    except PaymentUnavailable:
        messages.error(request, _("We could not remove the card. Try again in a minute."))
    else:
        messages.success(request, _("Card removed."))
    return redirect("customer:cards")
