"""Orders that staff place for a customer on the phone."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.commerce.legal.models import LegalText
from shop.commerce.legal.services import WITH_ORDERS
from shop.commerce.markets.models import Market
from shop.orders.casework.phone_orders import PhoneOrder, place_phone_order
from shop.orders.checkout.checkout_form import CheckoutForm
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import normalize_code
from shop.web.storefront.buying.error_messages import refusal_text

ITEM = re.compile(r"^(?:(\d{1,4})\s*[x×]\s*)?(\S{1,64})$")
ADDRESS = ("name", "line1", "line2", "city", "state", "postcode")
SENTENCES = {
    "unknown_sku": "No product has the SKU {sku}.",
    "no_delivery": "No delivery method reaches this address.",
    "not_accepted": "Read out “{text}” and ask whether the customer accepts it.",
}


class PhoneOrderForm(forms.Form):
    """Items, buyer and address of an order on the phone."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    market = forms.ModelChoiceField(Market.objects.filter(is_open=True), to_field_name="code")
    items = forms.CharField(
        max_length=4000,
        help_text="One item in a row, for example “2 x PIN-1-M” or “CAP-7-BLUE”.",
        widget=forms.Textarea({"rows": 4}),
    )
    email = forms.CharField(max_length=254, label="Email address (the payment link goes there)")
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    country = forms.CharField(max_length=2, label="Country (code)", help_text="For example FR.")
    name = forms.CharField(max_length=255, label="Full name")
    line1 = forms.CharField(max_length=255, label="Street and house number")
    line2 = forms.CharField(max_length=255, required=False, label="Address line 2")
    postcode = forms.CharField(max_length=64, required=False)
    city = forms.CharField(max_length=255, required=False, label="Town or city")
    state = forms.CharField(max_length=255, required=False, label="State or province")
    phone = forms.CharField(max_length=40, required=False, label="Phone number")
    accepted = forms.MultipleChoiceField(
        choices=[(kind, LegalText.Kind(kind).label) for kind in WITH_ORDERS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Read out, and accepted by the customer",
        help_text="The order records the versions that are in force.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "accepted":
                field.widget.attrs["class"] = "form-control"

    def clean_items(self) -> list[tuple[str, int]]:
        """Return SKUs with units; name the first row that is neither."""
        rows = [row.strip() for row in self.cleaned_data["items"].splitlines() if row.strip()]
        items = []
        for row in rows:
            match = ITEM.match(row)
            if match is None:
                message = f"“{row[:80]}” is not an item. Enter for example “2 x PIN-1-M”."
                raise forms.ValidationError(message)
            items.append((normalize_code(match[2]), int(match[1] or 1)))
        return items

    def clean_country(self) -> str:
        """Return the code in capitals."""
        return normalize_code(self.cleaned_data["country"])

    def clean(self) -> dict[str, Any]:
        """Check country, email and address as the checkout does."""
        data = super().clean() or {}
        market = data.get("market")
        country = data.get("country", "")
        if market is None or self.errors:
            return data
        reached = Market.objects.for_request().get(pk=market.pk).ship_to_codes
        if country not in reached:
            self.add_error("country", f"{market} does not deliver to {country}.")
            return data
        if data["language"] not in market.languages:
            self.add_error("language", f"Choose a language of the market: {market.languages}.")
        typed = {name: str(data.get(name, "")) for name in (*ADDRESS, "email", "phone")}
        address = CheckoutForm.typed(typed, country)
        if not address.check():
            for name, error in address.errors.items():
                self.add_error(name if name in self.fields else None, error)
        data |= {"address": address.address, "region": address.region}
        data["email"] = address.values["email"]
        return data


def place(request: HttpRequest) -> HttpResponse:
    """Place an order for a customer, and mail the payment link."""
    form = PhoneOrderForm(request.POST or None)
    if form.is_valid():
        try:
            order = place_phone_order(_request(request, form.cleaned_data))
        except DomainError as error:
            form.add_error(None, _sentence(error))
        else:
            messages.success(request, f"Payment link sent to {order.guest_email}.")
            return redirect("dashboard:order-detail", number=order.number)
    status = 422 if form.errors else 200
    context = {"form": form}
    return render(request, "oscar/dashboard/orders/phone_order.html", context, status=status)


def _request(request: HttpRequest, data: dict[str, Any]) -> PhoneOrder:
    return PhoneOrder(
        key=str(data["key"]),
        market=data["market"].code,
        country=data["country"],
        language=data["language"],
        email=data["email"],
        address=data["address"],
        items=data["items"],
        delivery="",
        by_id=int(request.user.pk or 0),
        accepted=data["accepted"],
        region=data["region"],
    )


def _sentence(error: DomainError) -> str:
    if error.code == "phone_order_refused":
        return SENTENCES[str(error.data["reason"])].format_map(error.data)
    return refusal_text(error)
