"""Gift cards: list, issue, details and disable."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import MaxValueValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import get_current_timezone

from shop.commerce.giftcards.errors import GiftCardNotIssued
from shop.commerce.giftcards.models import GiftCard, OrderedGiftCard
from shop.commerce.giftcards.services import (
    IssueRequest,
    cards_like,
    disable_gift_card,
    issue_gift_card,
    send_again,
)
from shop.commerce.markets.models import Market
from shop.identity.accounts.email_addresses import EmailAddressField
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.form_answers import show_once
from shop.web.pagination import page_of
from shop.web.typed_fields import DayField

LAST_DAY = date(2999, 12, 31)
FIELDS = {  # the field that shows a refusal
    "no_amount": "amount",
    "other_digits": "amount",
    "other_currency": "currency",
    "no_reason": "reason",
    "in_the_past": "valid_until",
    "key_used": None,
}
# A card that a customer buys is issued when its order is paid.
BY_STAFF = [choice for choice in GiftCard.Purpose.choices if choice[0] != GiftCard.Purpose.BOUGHT]
SENTENCES = {
    "no_amount": "Enter an amount greater than 0.",
    "other_digits": "{currency} has {digits} decimal places. Enter a valid amount.",
    "other_currency": "No market sells in {currency}.",
    "no_reason": "Enter a reason.",
    "in_the_past": "Enter a date in the future.",
    "key_used": "This form has already been used to issue a card. Open it again.",
}


class IssueForm(forms.Form):
    """Amount, purpose and recipient of a new gift card."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    amount = forms.DecimalField(min_value=0, max_digits=9, decimal_places=2, label="Amount")
    currency = forms.ChoiceField(label="Currency")
    purpose = forms.ChoiceField(choices=BY_STAFF, label="Who pays for it")
    reason = forms.CharField(max_length=200, label="Reason (visible to staff only)")
    valid_until = DayField(
        required=False,
        validators=[MaxValueValidator(LAST_DAY)],
        label="Expires at the end of (UTC)",
        help_text="Leave blank for no expiry date.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    recipient = EmailAddressField(
        required=False,
        label="Recipient's email",
        help_text="The code is emailed to the recipient and not shown to you. Leave blank "
        "to have it shown to you once.",
    )
    language = forms.ChoiceField(choices=settings.LANGUAGES, label="Language of the email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sold_in = Market.objects.order_by("currency").values_list("currency", flat=True)
        currency: Any = self.fields["currency"]
        currency.choices = [(code, code) for code in dict.fromkeys(sold_in)]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"


class DisableForm(forms.Form):
    """The reason for disabling a card."""

    reason = forms.CharField(
        max_length=200, label="Reason", widget=forms.TextInput(attrs={"class": "form-control"})
    )


class SendForm(forms.Form):
    """The recipient of a new code."""

    recipient = EmailAddressField(label="Recipient's email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].widget.attrs["class"] = "form-control"


def show_list(request: HttpRequest) -> HttpResponse:
    """List cards, newest first, found by their last letters or their recipient."""
    form = DashboardSearchForm(request.GET)
    cards = GiftCard.objects.select_related("issued_by").order_by("-pk")
    if text := form.filters.get("q", ""):
        cards = cards.filter(cards_like(text))
    context = {"form": form, "page": page_of(request, cards)}
    return render(request, "oscar/dashboard/gift_cards/list.html", context)


def issue(request: HttpRequest) -> HttpResponse:
    """Issue a card. Its code is shown once, unless it is emailed."""
    form = IssueForm(request.POST or None, initial={"key": uuid4(), "currency": "EUR"})
    if form.is_valid():
        try:
            made = issue_gift_card(_request(request, form.cleaned_data))
        except GiftCardNotIssued as refusal:
            reason = str(refusal.data["reason"])
            form.add_error(FIELDS[reason], SENTENCES[reason].format_map(refusal.data))
        else:
            if not made.code:
                messages.success(request, "Gift card issued.")
                return redirect("dashboard:gift-card", public_id=made.card.public_id)
            context = {"card": made.card, "code": made.code}
            return show_once(render(request, "oscar/dashboard/gift_cards/made.html", context))
    status = 422 if form.errors else 200
    context = {"form": form}
    return render(request, "oscar/dashboard/gift_cards/new.html", context, status=status)


def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a card with all its movements."""
    return _page(request, _card(public_id), DisableForm())


def disable(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Disable a card. Safe to repeat."""
    card = _card(public_id)
    form = DisableForm(request.POST or None)
    if not form.is_valid():
        return _page(request, card, form)
    try:
        disable_gift_card(card=card, reason=form.cleaned_data["reason"], by_id=_who(request))
    except GiftCardNotIssued as refusal:
        form.add_error("reason", SENTENCES[str(refusal.data["reason"])])
        return _page(request, card, form)
    messages.success(request, "This card can no longer be used.")
    return redirect("dashboard:gift-card", public_id=public_id)


def send(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Email a card under a new code; the earlier code stops working."""
    card = _card(public_id)
    form = SendForm(request.POST or None, initial={"recipient": card.recipient})
    if not form.is_valid():
        return _page(request, card, DisableForm(), form)
    try:
        send_again(card=card, recipient=form.cleaned_data["recipient"], by_id=_who(request))
    except GiftCardNotIssued:
        messages.error(request, "This card is disabled. Issue a new one.")
    else:
        messages.success(request, "A new code is being emailed. The earlier code no longer works.")
    return redirect("dashboard:gift-card", public_id=public_id)


def _request(request: HttpRequest, form_data: dict[str, Any]) -> IssueRequest:
    last_day = form_data["valid_until"]
    return IssueRequest(
        key=form_data["key"],
        amount=form_data["amount"],
        currency=form_data["currency"],
        purpose=form_data["purpose"],
        reason=form_data["reason"],
        by_id=_who(request),
        recipient=form_data["recipient"],
        language=form_data["language"],
        valid_until=datetime.combine(last_day, time(), get_current_timezone()) + timedelta(days=1)
        if last_day
        else None,
    )


def _who(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _card(public_id: UUID) -> GiftCard:
    cards = GiftCard.objects.select_related("issued_by", "disabled_by")
    return get_object_or_404(cards, public_id=public_id)


def _page(
    request: HttpRequest, card: GiftCard, form: DisableForm, sending: SendForm | None = None
) -> HttpResponse:
    movements = card.movements.select_related("order", "by").order_by("-pk")
    sending = sending or SendForm(initial={"recipient": card.recipient})
    context = {
        "card": card,
        "form": form,
        "sending": sending,
        "ordered": OrderedGiftCard.objects.filter(gift_card=card).select_related("order").first(),
        "page": page_of(request, movements),
    }
    status = 422 if form.errors or sending.errors else 200
    return render(request, "oscar/dashboard/gift_cards/card.html", context, status=status)
