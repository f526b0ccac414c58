"""Pick-up points of the dashboard: list, form with history, CSV file."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from licensing.models import Territory
from shop.commerce.fulfillment.models import PickUpPoint
from shop.commerce.fulfillment.pick_up_points import save_pick_up_point
from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    log_change,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.typed_fields import CodeField, NameChoiceField


class PickUpPointForm(RecordForm):
    """A pick-up point: its market, address, opening hours and price."""

    code = CodeField(
        max_length=20,
        help_text="For example LYON. It cannot be changed.",
        error_messages={"invalid": "Enter letters, digits and dashes, for example LYON-2."},
    )
    market = forms.ModelChoiceField(Market.objects.all(), to_field_name="code")
    territory = NameChoiceField(Territory.objects.all(), label="Country")
    location = forms.ModelChoiceField(
        Location.objects.exclude(kind=Location.Kind.QUARANTINE),
        required=False,
        to_field_name="code",
        empty_label="None",
        help_text="Staff who are limited to this location hand out the orders of the point.",
    )

    class Meta:
        model = PickUpPoint
        fields = (
            "code",
            "name",
            "market",
            "line1",
            "postcode",
            "city",
            "state",
            "territory",
            "opening_hours",
            "lead_days",
            "amount",
            "location",
            "is_active",
        )
        labels: ClassVar = {
            "line1": "Street and number",
            "state": "State or province",
            "lead_days": "Lead time in working days",
            "amount": "Price",
            "is_active": "Active",
        }
        help_texts: ClassVar = {
            "opening_hours": "Buyers see this text. For example Mon–Sat 10:00–18:00.",
            "lead_days": "From the order until it can be collected.",
            "amount": "In the market's currency, with or without tax as the market shows prices.",
            "is_active": "Points that are not active cannot be chosen. Their orders stay as they"
            " are.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self, "is_active")
        if self.instance.market_id:
            self.initial["market"] = self.instance.market.code
            self.fields["market"].disabled = True
        if self.instance.location_id:
            self.initial["location"] = self.instance.location.code


def _save(point: Any, form: RecordForm, by_id: int | None) -> PickUpPoint:
    is_new = point.pk is None
    saved = save_pick_up_point(point=point, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


POINTS = Register(
    "pick-up-points",
    "Pick-up points",
    "pick-up point",
    "Places where buyers collect their orders. Rights and tax are those of the point's address.",
    PickUpPoint,
    PickUpPointForm,
    _save,
    (
        ("Name", "name"),
        ("Code", "code"),
        ("Market", "market"),
        ("Country", "territory_id"),
        ("Price", "amount"),
        ("Active", "is_active"),
    ),
    ("name", "code", "city"),
    ("name", "pk"),
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List the pick-up points; `format=csv` downloads them for an import."""
    new, upload = "pick-up-point-new", "pick-up-point-import"
    return list_records(request, POINTS, new=new, edit="pick-up-point", upload=upload)


def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a pick-up point, or change one and show its history."""
    point = get_object_or_404(PickUpPoint, code=code) if code else None
    return edit_record(request, POINTS, point, "pick-up-points")


def import_points(request: HttpRequest) -> HttpResponse:
    """Import a file of pick-up points."""
    return import_file(request, POINTS, "fulfillment.change_deliverymethod", "pick-up-points")
