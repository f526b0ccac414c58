"""The page that sells gift cards: amount, recipient, message and day of sending."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shop.commerce.giftcards.errors import GiftCardNotSold
from shop.commerce.giftcards.purchases import (
    LATEST,
    LONGEST_MESSAGE,
    LONGEST_NAME,
    WantedGiftCard,
    add_card,
    find_offer,
    remove_card,
)
from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.email_addresses import check_email
from shop.platform.core.typed_text import clean_text
from shop.web.storefront.buying.error_messages import refusal_text

FIELDS = {
    "amount": 20,
    "other": 20,
    "recipient": 254,
    "sender_name": LONGEST_NAME,
    "message": LONGEST_MESSAGE + 1,
    "send_on": 10,
}
OTHER = "other"


class GiftCardForm:
    """The typed values, and errors by field."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.errors: dict[str, str] = {}

    @classmethod
    def typed(cls, data: Any) -> "GiftCardForm":
        """Return the form of a request."""
        return cls({name: clean_text(data.get(name, ""))[:most] for name, most in FIELDS.items()})

    def read(self) -> WantedGiftCard | None:
        """Return the card that was typed; None if a field is wrong."""
        card = WantedGiftCard(
            amount=self._amount(),
            recipient=self._recipient(),
            sender_name=self.values["sender_name"],
            message=self.values["message"],
            send_on=self._day(),
        )
        return None if self.errors else card

    def _amount(self) -> Decimal:
        is_free = self.values["amount"] == OTHER
        text = self.values[OTHER] if is_free else self.values["amount"]
        try:
            amount = Decimal(text.replace(",", "."))
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite():
            self.errors[OTHER if is_free else "amount"] = _("Choose or enter an amount.")
            return Decimal(0)
        return amount

    def _recipient(self) -> str:
        if not self.values["recipient"]:
            return ""
        try:
            return check_email(self.values["recipient"])
        except ValidationError as error:
            self.errors["recipient"] = str(error.message)
            return ""

    def _day(self) -> date | None:
        text = self.values["send_on"]
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.errors["send_on"] = _("Enter a date, for example 2026-12-24.")
            return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ShopRequest) -> HttpResponse:
    """Show what the market sells of gift cards, or put a card into the basket."""
    if request.method != "POST":
        return _page(request, GiftCardForm(dict.fromkeys(FIELDS, "")))
    form = GiftCardForm.typed(request.POST)
    card = form.read()
    if card is None:
        return _page(request, form)
    try:
        add_card(basket=request.basket, card=card, at=request.at)
    except GiftCardNotSold as error:
        field = str(error.data.get("field", "amount"))
        is_free = field == "amount" and form.values["amount"] == OTHER
        form.errors[OTHER if is_free else field] = refusal_text(error)
        return _page(request, form)
    messages.success(request, _("The gift card is in your basket."))
    return redirect("basket:summary")


@require_POST
def remove(request: ShopRequest) -> HttpResponse:
    """Remove a gift card from the basket."""
    remove_card(basket=request.basket, key=request.POST.get("key", ""))
    return redirect("basket:summary")


def _page(request: ShopRequest, form: GiftCardForm) -> HttpResponse:
    offer = find_offer(request.market)
    today = request.at.date()
    context = {
        "form": form,
        "offer": offer,
        "amounts": [(str(amount), amount) for amount in offer.choices] if offer else [],
        "today": today.isoformat(),
        "last_day": (today + LATEST).isoformat(),
    }
    status = 422 if form.errors else 200
    return render(request, "web/gift_cards.html", context, status=status)
