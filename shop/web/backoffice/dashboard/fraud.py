"""Fraud reviews and the block list."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import get_current_timezone

from shop.identity.accounts.email_addresses import EmailAddressField
from shop.orders.aftersales.refundable_rest import RefundableRest, find_rest
from shop.orders.casework.blocks import block_buyer, block_entries, block_mailbox, end_block
from shop.orders.casework.fraud import fraud_reviews, refund_order, release_order
from shop.orders.casework.models import BlockEntry
from shop.orders.models import HeldOrder
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import normalize_code
from shop.platform.database.clock import database_now
from shop.web.pagination import page_of
from shop.web.templatetags.shop_tags import money_text
from shop.web.typed_fields import DayField

RELEASE, REFUND = HeldOrder.Decision.SHIP, HeldOrder.Decision.REFUND
REST = "REST"
DEFAULT_DAYS = 365
SENTENCES = {
    "held_order_decided": "A colleague has already decided about this order.",
    "order_state_conflict": "This order is no longer paid and unsent. Open it to see its state.",
    "gift_card_used": "Gift card •••• {last4} of this order has been used, so the order cannot be"
    " refunded as a whole.",
    "gift_card_not_withdrawable": "A gift card of this order has just been used. Try again.",
    "refund_refused": "The payment is disputed. You can refund it once the dispute is won.",
}


class ReviewForm(forms.Form):
    """The decision about an order that is held for review."""

    decision = forms.ChoiceField(
        choices=[
            (RELEASE, "Release: the order can be packed"),
            (REFUND, "Refund the whole order and put its units back on sale"),
        ],
        widget=forms.RadioSelect,
    )
    block = forms.BooleanField(
        required=False, label=f"Block this buyer for {DEFAULT_DAYS} days (only with a refund)"
    )
    note = forms.CharField(
        max_length=500,
        label="Reason (visible to staff only)",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, order: Order, rest: RefundableRest | None, *args: Any) -> None:
        super().__init__(*args)
        if rest is not None and rest.amount:
            amount = money_text(rest.amount, order.currency)
            field: Any = self.fields["decision"]
            field.choices = [*field.choices, (REST, f"Refund {amount}: all but used gift cards")]


class BlockForm(forms.Form):
    """A new entry of the block list: an email address, or the buyer of an order."""

    email = EmailAddressField(required=False, label="Email address")
    number = forms.CharField(
        required=False,
        max_length=40,
        label="Or order number",
        help_text="Blocks the account, email address and delivery address of its buyer.",
    )
    until = DayField(label="Last day (UTC)", widget=forms.DateInput({"type": "date"}))
    reason = forms.CharField(max_length=200, label="Reason (visible to staff only)")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        """Find the order; require one person, and a day to come."""
        data = super().clean() or {}
        number = normalize_code(data.get("number") or "")
        data["order"] = Order.objects.filter(number=number).first() if number else None
        if number and data["order"] is None:
            self.add_error("number", "There is no order with this number.")
        elif bool(number) == bool(data.get("email")):
            self.add_error("email", "Enter an email address or an order number.")
        if (day := data.get("until")) and day < database_now().date():
            self.add_error("until", "Enter a date in the future.")
        return data


def show_list(request: HttpRequest) -> HttpResponse:
    """List reviews: open ones first."""
    reviews = fraud_reviews().order_by(F("decided_at").desc(nulls_first=True), "since", "pk")
    context = {"page": page_of(request, reviews)}
    return render(request, "oscar/dashboard/orders/fraud_reviews.html", context)


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the signs of fraud, and release or refund the order."""
    held = get_object_or_404(fraud_reviews(), pk=pk)
    rest = find_rest(held.order) if not held.decision else None
    form = ReviewForm(held.order, rest, request.POST or None)
    if form.is_valid():
        try:
            _decide(held, form.cleaned_data, int(request.user.pk or 0))
        except DomainError as error:
            rest = find_rest(held.order)
            form = ReviewForm(held.order, rest, request.POST)
            form.add_error(None, SENTENCES[error.code].format_map(error.data))
        else:
            messages.success(request, f"{held.order.number}: decision recorded.")
            return redirect("dashboard:fraud-reviews")
    context = {"form": form, "held": held, "order": held.order, "rest": rest}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/fraud_review.html", context, status=status)


def show_blocks(request: HttpRequest) -> HttpResponse:
    """List the entries of the block list."""
    context = {"page": page_of(request, block_entries()), "now": database_now()}
    return render(request, "oscar/dashboard/orders/blocks.html", context)


def block(request: HttpRequest) -> HttpResponse:
    """Add an entry to the block list."""
    initial = {"until": (database_now() + timedelta(days=DEFAULT_DAYS)).date()}
    form = BlockForm(request.POST or None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        end = datetime.combine(data["until"], time(), get_current_timezone()) + timedelta(days=1)
        facts = {"reason": data["reason"], "until": end, "by_id": int(request.user.pk or 0)}
        if data["order"] is not None:
            block_buyer(order=data["order"], **facts)
        else:
            block_mailbox(email=data["email"], **facts)
        messages.success(request, "Added to the block list. New paid orders are held for review.")
        return redirect("dashboard:blocks")
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/block.html", {"form": form}, status=status)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an entry of the block list."""
    if request.method == "POST":
        entry = get_object_or_404(BlockEntry, pk=pk)
        end_block(entry=entry, by_id=int(request.user.pk or 0))
        messages.success(request, "The entry has ended.")
    return redirect("dashboard:blocks")


def _decide(held: HeldOrder, answers: dict[str, Any], by_id: int) -> None:
    if answers["decision"] == RELEASE:
        release_order(held=held, by_id=by_id, note=answers["note"])
        return
    keep_used = answers["decision"] == REST
    refund_order(held=held, by_id=by_id, note=answers["note"], keep_used=keep_used)
    if answers["block"]:
        until = database_now() + timedelta(days=DEFAULT_DAYS)
        block_buyer(order=held.order, reason=answers["note"][:200], until=until, by_id=by_id)
