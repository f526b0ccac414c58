"""The balance of a gift card, shown to who types its code."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.client_ip import client_address
from shop.orders.checkout.baskets import check_balance
from shop.platform.limits.errors import TooManyTries
from shop.web.form_answers import show_once
from shop.web.storefront.buying.basket import LONGEST_CODE, refused_answer
from shop.web.storefront.buying.error_messages import refusal_text


class RefusedCode:
    """The typed code that was refused, as a form of which the page shows a summary."""

    def __init__(self, text: str) -> None:
        self.errors = {"gift-card": text} if text else {}


@sensitive_post_parameters("card")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_balance(request: ShopRequest) -> HttpResponse:
    """Ask for a code; show the balance, currency and end of its card once."""
    if request.method != "POST":
        return render(request, "web/gift_card_balance.html")
    typed = request.POST.get("card", "")[:LONGEST_CODE]
    try:
        card = check_balance(text=typed, address=client_address(request))
    except (GiftCardRefused, TooManyTries) as error:
        text = refusal_text(error)
        context = {"error": text, "refused": RefusedCode(text), "typed": typed}
        page = render(request, "web/gift_card_balance.html", context, status=422)
        return refused_answer(page, error)
    return show_once(render(request, "web/gift_card_balance.html", {"card": card}))
