"""Money for the buyer that is not tied to units: a refund of an amount, and a goodwill card."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.orders.aftersales.amount_refunds import (
    AmountRefundQuote,
    AmountRefundRequest,
    amount_left,
    quote_amount,
    refund_amount,
)
from shop.orders.casework.goodwill import GoodwillRequest, give_goodwill_card, goodwill_left
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.money import minor_digits
from shop.platform.core.typed_text import normalize_code
from shop.web.templatetags.shop_tags import money_text

SENTENCES = {
    "disputed": "The payment is disputed. You can refund it once the dispute is won.",
    "nothing": "Enter an amount greater than 0.",
    "no_amount": "Enter an amount greater than 0.",
    "other_digits": "{currency} has {digits} decimal places. Enter a valid amount.",
    "above_left": "At most {left} can still be refunded.",
    "above_total": "Goodwill cards of this order can be worth {left} more, together at most its "
    "total.",
    "no_reason": "Enter a reason.",
    "unpaid": "Only the buyer of a paid order can get a goodwill card.",
    "no_email": "This order has no email address any more.",
    "key_used": "This form has already been used. Open it again.",
}
FIELDS = {"no_reason": "reason", "disputed": None, "unpaid": None, "no_email": None}


class AmountForm(forms.Form):
    """An amount in the order's currency, and its reason."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    amount = forms.DecimalField(min_value=Decimal("0.01"), max_digits=12, decimal_places=2)
    reason = forms.CharField(max_length=150, label="Reason (visible to staff only)")

    def __init__(self, order: Order, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        self.order = order
        self.fields["amount"].label = f"Amount in {order.currency}"
        self.fields["amount"].widget.attrs["step"] = (
            "1" if not minor_digits(order.currency) else "0.01"
        )
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"


def refund(request: HttpRequest, number: str) -> HttpResponse:
    """Show what is left, the shares of an amount, then refund it."""
    order = _order(number)
    form = AmountForm(order, request.POST or None)
    quote: AmountRefundQuote | None = None
    if form.is_valid():
        try:
            if "confirm" in request.POST:
                made = refund_amount(_refund_request(request, form))
                amount = money_text(made.amount, order.currency)
                messages.success(request, f"Refund of {amount} recorded and on its way to Stripe.")
                return redirect("dashboard:order-detail", number=order.number)
            quote = quote_amount(order, form.cleaned_data["amount"])
        except DomainError as error:
            _refuse(form, error)
    context = {"form": form, "order": order, "quote": quote, "left": _left(order)}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/amount_refund.html", context, status=status)


def give_goodwill(request: HttpRequest, number: str) -> HttpResponse:
    """Issue a gift card as goodwill, which is mailed to the buyer."""
    order = _order(number)
    form = AmountForm(order, request.POST or None)
    if form.is_valid():
        try:
            card = give_goodwill_card(
                GoodwillRequest(
                    key=form.cleaned_data["key"],
                    order_number=order.number,
                    amount=form.cleaned_data["amount"],
                    reason=form.cleaned_data["reason"],
                    by_id=int(request.user.pk or 0),
                )
            )
        except DomainError as error:
            _refuse(form, error)
        else:
            amount = money_text(card.issued, card.currency)
            messages.success(request, f"Gift card of {amount} sent to {card.recipient}.")
            return redirect("dashboard:order-detail", number=order.number)
    context = {"form": form, "order": order, "left": goodwill_left(order)}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/goodwill.html", context, status=status)


def _refund_request(request: HttpRequest, form: AmountForm) -> AmountRefundRequest:
    return AmountRefundRequest(
        key=f"desk-amount:{form.cleaned_data['key']}",
        order_number=form.order.number,
        amount=form.cleaned_data["amount"],
        reason=form.cleaned_data["reason"],
        by_id=int(request.user.pk or 0),
    )


def _left(order: Order) -> Decimal | None:
    """Return what may still be refunded; None if nothing can be refunded now."""
    try:
        return amount_left(order).amount
    except DomainError:
        return None


def _refuse(form: AmountForm, error: DomainError) -> None:
    if error.code == "order_state_conflict":
        form.add_error(None, "Only paid orders can be refunded. Check the order again.")
    elif error.code == "idempotency_clash":
        form.add_error(None, SENTENCES["key_used"])
    else:
        reason, data = str(error.data["reason"]), dict[str, Any](error.data)
        if "left" in data:
            data["left"] = money_text(data["left"], data["currency"])
        form.add_error(FIELDS.get(reason, "amount"), SENTENCES[reason].format_map(data))


def _order(number: str) -> Order:
    return get_object_or_404(Order.objects.select_related("market"), number=normalize_code(number))
