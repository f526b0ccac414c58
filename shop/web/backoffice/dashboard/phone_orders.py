"""Orders that staff place for a customer on the phone."""

import re
from collections.abc import Mapping
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
from shop.orders.casework.phone_orders import (
    PhoneChoice,
    PhoneItems,
    PhoneOrder,
    place_phone_order,
    quote_choices,
)
from shop.orders.checkout.checkout_form import CheckoutForm
from shop.platform.core.errors import DomainError
from shop.platform.core.numbers import whole_number
from shop.platform.core.typed_text import normalize_code
from shop.web.locale_names import country_name, named_countries
from shop.web.storefront.buying.error_messages import refusal_text

ITEM = re.compile(r"^(?:(\d{1,4})\s*[x×]\s*)?(\S{1,64})$")
MOST_MINOR = 10**12  # as the checkout takes it
BUYER = ("name", "line1", "line2", "city", "email", "phone", "language", "accepted")
ADDRESS = ("name", "line1", "line2", "city", "state", "postcode")
SENTENCES = {
    "unknown_sku": "No product has the SKU {sku}.",
    "no_delivery": "No delivery method reaches this address.",
    "not_accepted": "Read out “{text}” and ask whether the customer accepts it.",
}


class PhoneOrderForm(forms.Form):
    """Items and destination of an order on the phone, then its delivery, buyer and address.

    The second part is asked for once the delivery options and their totals are shown.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    market = forms.ModelChoiceField(Market.objects.filter(is_open=True), to_field_name="code")
    country = forms.ChoiceField(required=False)
    postcode = forms.CharField(max_length=64, required=False)
    state = forms.CharField(max_length=255, required=False, label="State or province")
    items = forms.CharField(
        max_length=4000,
        help_text="One item in a row, for example “2 x PIN-1-M” or “CAP-7-BLUE”.",
        widget=forms.Textarea({"rows": 4}),
    )
    name = forms.CharField(max_length=255, label="Full name")
    line1 = forms.CharField(max_length=255, required=False, label="Street and house number")
    line2 = forms.CharField(max_length=255, required=False, label="Address line 2")
    city = forms.CharField(max_length=255, required=False, label="Town or city")
    email = forms.CharField(max_length=254, label="Email address (the payment link goes there)")
    phone = forms.CharField(max_length=40, required=False, label="Phone number")
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    accepted = forms.MultipleChoiceField(
        choices=[(kind, LegalText.Kind(kind).label) for kind in WITH_ORDERS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Read out, and accepted by the customer",
        help_text="The order records the versions that are in force.",
    )

    def __init__(self, data: Mapping[str, str] | None, *, with_buyer: bool) -> None:
        super().__init__(data)
        self.with_buyer = with_buyer
        markets = Market.objects.for_request().filter(is_open=True)
        served = {code for market in markets for code in market.ship_to_codes}
        country: Any = self.fields["country"]
        country.choices = [("", "Home country of the market"), *named_countries(served)]
        for name, field in self.fields.items():
            if name != "accepted":
                field.widget.attrs["class"] = "form-control"
        self._require_buyer(needed=with_buyer)
        for name in ("line1", "city"):
            self.fields[name].mark = "not needed at a pick-up point"  # type: ignore[attr-defined]
        self.fields["accepted"].mark = "required"  # type: ignore[attr-defined]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Return the fields of items and destination."""
        return [field for field in self.visible_fields() if field.name not in BUYER]

    @property
    def buyer_fields(self) -> list[forms.BoundField]:
        """Return the fields of buyer and address."""
        return [field for field in self.visible_fields() if field.name in BUYER]

    def ask_buyer(self, market: Market) -> None:
        """Ask for the buyer, and offer the languages of the market alone."""
        self._require_buyer(needed=True)
        names = dict(settings.LANGUAGES)
        offered = [(code, names[code]) for code in market.languages if code in names]
        self.fields["language"].choices = offered  # type: ignore[attr-defined]

    def _require_buyer(self, *, needed: bool) -> None:
        for name in ("name", "email", "language"):
            self.fields[name].required = needed
            self.fields[name].widget.is_required = needed

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

    def clean(self) -> dict[str, Any]:
        """Check the country, then email and address as the checkout does."""
        data = super().clean() or {}
        market = data.get("market")
        if market is None or "country" in self.errors:
            return data
        country = data["country"] = data["country"] or market.home_id
        if country not in Market.objects.for_request().get(pk=market.pk).ship_to_codes:
            self.add_error("country", f"{market} does not deliver to {country_name(country)}.")
        elif self.with_buyer and not self.errors:
            self._check_buyer(data, market, country)
        return data

    def _check_buyer(self, data: dict[str, Any], market: Market, country: str) -> None:
        if data["language"] not in market.languages:
            self.add_error("language", f"Choose a language of the market: {market.languages}.")
        typed = {name: str(data.get(name, "")) for name in (*ADDRESS, "email", "phone")}
        address = CheckoutForm.typed(typed | {"delivery": self.data["delivery"]}, country)
        if not address.check():
            for name, error in address.errors.items():
                self.add_error(name if name in self.fields else None, error)
        data |= {"address": address.address, "region": address.region, "place": address.postcode}
        data["email"] = address.values["email"]


def place(request: HttpRequest) -> HttpResponse:
    """Show the delivery options with their totals, then place the order and mail its link."""
    delivery = request.POST.get("delivery", "")
    expected = whole_number(request.POST.get(f"expected_{delivery}", ""), MOST_MINOR)
    is_order = bool(delivery) and expected is not None and "show" not in request.POST
    form = PhoneOrderForm(request.POST or None, with_buyer=is_order)
    if form.is_valid() and expected is not None and is_order:
        try:
            order = place_phone_order(_request(request, form.cleaned_data, expected))
        except DomainError as error:
            form.add_error(None, _sentence(error))
        else:
            messages.success(request, f"Payment link sent to {order.guest_email}.")
            return redirect("dashboard:order-detail", number=order.number)
    choices = _choices(form)
    context = {
        "form": form,
        "choices": choices,
        "chosen": _chosen(choices, delivery),
        "asks_buyer": choices or any(request.POST.get(name) for name in BUYER),
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/phone_order.html", context, status=status)


def _choices(form: PhoneOrderForm) -> list[PhoneChoice]:
    """Return the delivery options of the typed items; none while these cannot be ordered."""
    data = form.cleaned_data if form.is_bound else {}
    if not data.get("items") or not data.get("market") or "country" in form.errors:
        return []
    form.ask_buyer(data["market"])
    try:
        return quote_choices(_wanted(data))
    except DomainError as error:
        if not form.errors:
            form.add_error(None, _sentence(error))
        return []


def _chosen(choices: list[PhoneChoice], delivery: str) -> str:
    """Return the code of the delivery option that is marked: the chosen one, else the first."""
    codes = [choice.option.code for choice in choices]
    return delivery if delivery in codes else next(iter(codes), "")


def _wanted(data: dict[str, Any], *, postcode: str = "", region: str = "") -> PhoneItems:
    return PhoneItems(
        market=data["market"].code,
        country=data["country"],
        items=data["items"],
        postcode=postcode or data.get("postcode", ""),
        region=region or data.get("state", ""),
    )


def _request(request: HttpRequest, data: dict[str, Any], expected: int) -> PhoneOrder:
    return PhoneOrder(
        key=str(data["key"]),
        wanted=_wanted(data, postcode=data["place"], region=data["region"]),
        language=data["language"],
        email=data["email"],
        address=data["address"],
        delivery=request.POST["delivery"],
        expected_minor=expected,
        by_id=int(request.user.pk or 0),
        accepted=data["accepted"],
    )


def _sentence(error: DomainError) -> str:
    if error.code == "phone_order_refused":
        return SENTENCES[str(error.data["reason"])].format_map(error.data)
    return refusal_text(error)
