"""Delivery methods and carriers of the dashboard: lists, forms with history, CSV files."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.models import DELETION
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shop.commerce.fulfillment.delivery_methods import (
    remove_delivery_method,
    save_carrier,
    save_delivery_method,
)
from shop.commerce.fulfillment.models import Carrier, DeliveryMethod, monday_to_friday
from shop.commerce.markets.models import Market
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    log_change,
    record_change,
    style_fields,
)
from shop.web.backoffice.records.forms import WORDS_LIST, RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.tables import Link
from shop.web.typed_fields import CodeListField, NumberField

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
STEP_PARTS = 3


class DeliveryMethodForm(RecordForm):
    """A delivery method of one market."""

    market = forms.ModelChoiceField(Market.objects.all(), to_field_name="code")
    territories = CodeListField(
        required=False,
        max_length=4000,
        label="Destinations",
        help_text="Codes of countries and states, for example DE US-HI. Leave blank for all other"
        " countries of the market.",
    )
    steps = forms.CharField(
        required=False,
        max_length=4000,
        label="Prices by weight and order value",
        widget=forms.Textarea({"rows": 3}),
        help_text="One step in each line: weight from (g); order value from; price. For example"
        " 2000; 0; 9.90. Below the first step the price above applies.",
    )
    working_days = CodeListField(
        required=False,
        max_length=40,
        help_text=f"For example MON TUE SAT. {WORDS_LIST} Leave blank for Monday to Friday.",
    )
    carrier = forms.ModelChoiceField(
        Carrier.objects.filter(is_active=True),
        required=False,
        to_field_name="code",
        empty_label="Any",
        help_text="The carrier that usually delivers.",
    )

    class Meta:
        model = DeliveryMethod
        fields = (
            "market",
            "code",
            "territories",
            "is_offered",
            "amount",
            "steps",
            "free_over",
            "most_weight_g",
            "days_min",
            "days_max",
            "cut_off",
            "working_days",
            "observes_holidays",
            "carrier",
        )
        labels: ClassVar = {
            "code": "Speed",
            "is_offered": "Offered",
            "amount": "Price",
            "free_over": "Free delivery from this order value",
            "most_weight_g": "Maximum weight in grams",
            "days_min": "Minimum working days",
            "days_max": "Maximum working days",
            "cut_off": "Cut-off time",
            "observes_holidays": "No work on public holidays",
        }
        help_texts: ClassVar = {
            "is_offered": "Untick to exclude these destinations from this speed.",
            "amount": "In the market's currency, with or without tax as the market shows prices.",
            "most_weight_g": "Heavier orders cannot choose this method.",
            "days_min": "",
            "cut_off": "Later orders count as received on the next day, in the market's time zone."
            " For example 14:00.",
            "observes_holidays": "Holidays of the sending country and of the destination do not"
            " count as working days.",
        }
        widgets: ClassVar = {"cut_off": forms.TimeInput({"type": "time"}, format="%H:%M")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self, "is_offered", "observes_holidays")
        method = self.instance
        self.initial["code"] = method.code or DeliveryMethod.Code.STANDARD
        self.initial["territories"] = " ".join(method.territories)
        self.initial["steps"] = "\n".join("; ".join(map(str, step)) for step in method.steps)
        self.initial["working_days"] = " ".join(WEEKDAYS[day - 1] for day in method.working_days)
        if method.market_id:
            self.initial["market"] = method.market.code
            self.fields["market"].disabled = True
            currency = method.market.currency
            self.fields["amount"].label = f"Price in {currency}"
            self.fields["free_over"].label = f"Free delivery from this order value in {currency}"
        if method.carrier_id:
            self.initial["carrier"] = method.carrier.code

    def clean_territories(self) -> list[str]:
        """Return the codes as a list."""
        return str(self.cleaned_data["territories"]).split()

    def clean_working_days(self) -> list[int]:
        """Return the days as ISO numbers."""
        days = str(self.cleaned_data["working_days"]).split()
        if unknown := [day for day in days if day not in WEEKDAYS]:
            raise forms.ValidationError(f"{', '.join(unknown)}: use {' '.join(WEEKDAYS)}.")
        return sorted({WEEKDAYS.index(day) + 1 for day in days}) or monday_to_friday()

    def clean_steps(self) -> str:
        """Store weights, values and prices of the steps."""
        text = str(self.cleaned_data["steps"])
        lines = [line for line in text.replace("|", "\n").splitlines() if line.strip()]
        steps = [_parse_step(line) for line in lines]
        method = self.instance
        method.step_weights = [int(weight) for weight, _, _ in steps]
        method.step_values = [value for _, value, _ in steps]
        method.step_amounts = [amount for _, _, amount in steps]
        return text

    def clean(self) -> dict[str, Any]:
        """Refuse more minimum than maximum days."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("days_min"), cleaned.get("days_max")
        if first is not None and last is not None and last < first:
            self.add_error("days_max", "Enter at least the minimum number of days.")
        return cleaned

    def validate_constraints(self) -> None:
        """Leave the constraints to the service, which names the destinations."""

    def add_invalid(self, error: ValidationError) -> None:
        """Add what the service refuses; the columns of the steps have one field."""
        found = error.message_dict
        for name in [name for name in found if name.startswith("step_")]:
            found.setdefault("steps", []).extend(found.pop(name))
        super().add_invalid(ValidationError(found))


def _parse_step(line: str) -> tuple[Decimal, Decimal, Decimal]:
    message = f"“{line.strip()}”: enter three numbers, for example 2000; 0; 9.90."
    parts = [part.strip().replace(",", ".") for part in line.split(";")]
    try:
        numbers = [Decimal(part) for part in parts]
    except InvalidOperation as error:
        raise forms.ValidationError(message) from error
    if len(numbers) != STEP_PARTS or not all(
        number.is_finite() and 0 <= number < 10**9 for number in numbers
    ):
        raise forms.ValidationError(message)
    weight, value, amount = numbers
    if weight != int(weight):
        raise forms.ValidationError(f"“{line.strip()}”: enter the weight in whole grams.")
    if value != round(value, 2) or amount != round(amount, 2):
        raise forms.ValidationError(f"“{line.strip()}”: enter amounts with at most two decimals.")
    return weight, value, amount


class CarrierForm(RecordForm):
    """A carrier and its tracking page."""

    code = NumberField(max_length=16, help_text="For example ups. It cannot be changed later.")

    class Meta:
        model = Carrier
        fields = ("code", "name", "tracking_pattern", "is_active")
        labels: ClassVar = {"tracking_pattern": "Tracking page", "is_active": "Active"}
        help_texts: ClassVar = {
            "tracking_pattern": "The address with {number} in the place of the parcel's number, for"
            " example https://www.ups.com/track?tracknum={number}. Leave blank for none.",
            "is_active": "Carriers that are not active cannot be chosen for new parcels.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self, "is_active")


@dataclass(frozen=True, slots=True)
class MethodRegister(Register):
    """Delivery methods, which a file names by market, speed and destinations."""

    def address(self, name: str, record: Any) -> str:
        """Return the address of a method's page."""
        return reverse(name, args=[record.market.code, record.pk])

    def find(self, values: Mapping[str, str]) -> Any:
        """Return the method of the row's market, speed and destinations; None for a new one."""
        places = values.get("territories", "").upper().replace(",", " ").split()
        rows = self.rows().filter(
            market__code=values.get("market", "").strip(), code=values.get("code", "").strip()
        )
        return next((row for row in rows if set(row.territories) == set(places)), None)


def _save_method(method: Any, form: RecordForm, by_id: int | None) -> DeliveryMethod:
    is_new = method.pk is None
    saved = save_delivery_method(method=method, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


def _save_carrier(carrier: Any, form: RecordForm, by_id: int | None) -> Carrier:
    is_new = carrier.pk is None
    saved = save_carrier(carrier=carrier, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


METHODS = MethodRegister(
    "delivery-methods",
    "Delivery methods",
    "delivery method",
    "Speeds, prices and destinations of delivery in each market.",
    DeliveryMethod,
    DeliveryMethodForm,
    _save_method,
    (
        ("Market", "market"),
        ("Speed", "get_code_display"),
        ("Destinations", "places_text"),
        ("Offered", "is_offered"),
        ("Price", "amount"),
        ("Free from", "free_over"),
    ),
    ("market__name", "market__code"),
    ("market", "code", "pk"),
    "market",
)
CARRIERS = Register(
    "carriers",
    "Carriers",
    "carrier",
    "Companies that carry parcels, with the address of their tracking page.",
    Carrier,
    CarrierForm,
    _save_carrier,
    (
        ("Name", "name"),
        ("Code", "code"),
        ("Tracking page", "tracking_pattern"),
        ("Active", "is_active"),
    ),
    ("name", "code"),
    ("name",),
)


def show_methods(request: HttpRequest) -> HttpResponseBase:
    """List the delivery methods of all markets; `format=csv` downloads them for an import."""
    return list_records(
        request,
        METHODS,
        new="",
        edit="delivery-method",
        upload="delivery-method-import",
        records=METHODS.rows().select_related("market", "carrier"),
        links=[Link("Carriers", reverse("dashboard:carriers"))],
    )


def edit_method(request: HttpRequest, code: str, pk: int | None = None) -> HttpResponse:
    """Add a delivery method to a market, or change one."""
    market = get_object_or_404(Market, code=code)
    method = get_object_or_404(DeliveryMethod, pk=pk, market=market) if pk else None
    row = method or DeliveryMethod(market=market)
    links = []
    if method:
        address = reverse("dashboard:delivery-method-remove", args=[code, method.pk])
        links = [Link("Remove", address)]
    back = reverse("dashboard:market", args=[code])
    return edit_record(request, METHODS, row, "delivery-methods", links=links, back=back)


def upload_methods(request: HttpRequest) -> HttpResponse:
    """Import a file of delivery methods."""
    return import_file(request, METHODS, "fulfillment.change_deliverymethod", "delivery-methods")


def remove_method(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Remove a delivery method after confirmation."""
    market = get_object_or_404(Market, code=code)
    method = get_object_or_404(DeliveryMethod, pk=pk, market=market)
    if request.method == "POST":
        by_id = int(request.user.pk or 0)
        record_change(method, by_id, DELETION, f"Delivery method of {market}")
        if bare := remove_delivery_method(method=method, by_id=by_id):
            messages.error(request, f"{market} is open and has no delivery to {', '.join(bare)}.")
        messages.success(request, "Delivery method removed.")
        return redirect("dashboard:market", code=code)
    context = {"market": market, "method": method}
    return render(request, "oscar/dashboard/markets/remove.html", context)


def show_carriers(request: HttpRequest) -> HttpResponseBase:
    """List the carriers; `format=csv` downloads them for an import."""
    return list_records(
        request, CARRIERS, new="carrier-new", edit="carrier", upload="carrier-import"
    )


def edit_carrier(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a carrier, or change one and show its history."""
    carrier = get_object_or_404(Carrier, code=code) if code else None
    return edit_record(request, CARRIERS, carrier, "carriers")


def upload_carriers(request: HttpRequest) -> HttpResponse:
    """Import a file of carriers."""
    return import_file(request, CARRIERS, "fulfillment.change_carrier", "carriers")
