"""Staff withdraw an unused gift card that a buyer ordered; its price is refunded."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.commerce.giftcards.models import OrderedGiftCard
from shop.orders.aftersales.bought_cards import is_unused, ordered_cards, withdraw_card
from shop.orders.errors import CardNotWithdrawable
from shop.oscar.order.models import Order
from shop.web.backoffice.dashboard.stock_forms import StyledForm
from shop.web.templatetags.shop_tags import money_text

SENTENCES = {
    "used": "This gift card has been used and cannot be withdrawn.",
    "closed": "The order is not paid any more, or the gift card was never issued.",
    "disputed": "The payment is disputed. You can withdraw the gift card once the dispute is won.",
    "held": "The order is on hold. Decide the hold first.",
    "unknown": "This form belongs to another order. Open it again.",
}


class WithdrawForm(StyledForm):
    """The gift card and the reason."""

    card = forms.ChoiceField(
        label="Gift card", error_messages={"required": "Choose a gift card of this order."}
    )
    reason = forms.CharField(max_length=150, label="Reason (visible to staff only)")

    def __init__(self, order: Order, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unused = [card for card in ordered_cards(order) if is_unused(card)]
        field: Any = self.fields["card"]
        field.choices = [("", "Choose"), *((card.public_id, _label(card)) for card in self.unused)]


def _label(card: OrderedGiftCard) -> str:
    """Return the value of a card, the end of its code and its recipient."""
    value = money_text(card.amount, card.order.currency)
    last4 = card.gift_card.last4 if card.gift_card else ""
    return f"{value}, •••• {last4}" + (f", for {card.recipient}" if card.recipient else "")


def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Choose an unused gift card of an order, withdraw it and refund its price."""
    order = get_object_or_404(Order, number=number)
    form = WithdrawForm(order, request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        try:
            refund = withdraw_card(
                order_number=order.number,
                public_id=UUID(values["card"]),
                by_id=int(request.user.pk or 0),
                reason=values["reason"],
            )
        except CardNotWithdrawable as error:
            form.add_error("card", SENTENCES[str(error.data["reason"])])
        else:
            amount = money_text(refund.amount, order.currency)
            messages.success(request, f"Gift card withdrawn. Refund of {amount} is on its way.")
            return redirect("dashboard:order-detail", number=order.number)
    context = {
        "form": form,
        "order": order,
        "title": "Withdraw a gift card",
        "button": "Withdraw and refund",
        "text": "The code stops working, and the price of the gift card is refunded."
        if form.unused
        else "No gift card of this order is unused.",
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/order_action.html", context, status=status)
