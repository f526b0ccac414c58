"""Warehouses and venue stores in the dashboard: list, form with history, CSV file."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from licensing.models import Territory
from shop.commerce.inventory.locations import save_location
from shop.commerce.inventory.models import CHANNELS, Location
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    log_change,
    style_fields,
)
from shop.web.backoffice.records.forms import WORDS_LIST, RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.typed_fields import CodeField, CodeListField, NameChoiceField


class LocationForm(RecordForm):
    """A location: its address, the channels and territories it serves, and its rank."""

    code = CodeField(
        max_length=20,
        help_text="For example LYON. It cannot be changed.",
        error_messages={"invalid": "Enter letters, digits and dashes, for example LYON-2."},
    )
    territory = NameChoiceField(Territory.objects.all(), label="Country")
    channels = CodeListField(
        max_length=200, help_text=f"Of {', '.join(CHANNELS)}. {WORDS_LIST}", label="Channels"
    )
    ships_to = CodeListField(
        required=False,
        max_length=2000,
        label="Ships to",
        help_text=f"Country codes, for example FR DE. {WORDS_LIST} Leave blank for every country.",
    )

    class Meta:
        model = Location
        fields = ("code", "name", "kind", "territory", "channels", "ships_to", "rank", "active")
        help_texts: ClassVar = {
            "active": "An inactive location fills no orders and keeps its stock.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self, "active")
        self.initial["channels"] = " ".join(self.instance.channels)
        if self.instance.pk:
            codes = self.instance.ships_to.order_by("code").values_list("code", flat=True)
            self.initial["ships_to"] = " ".join(codes)

    def clean_channels(self) -> list[str]:
        """Return the channels. Each must exist."""
        codes = str(self.cleaned_data["channels"]).split()
        known = {channel.upper(): channel for channel in CHANNELS}
        if unknown := [code for code in codes if code not in known]:
            raise forms.ValidationError(f"Unknown channels: {', '.join(unknown)}.")
        return list(dict.fromkeys(known[code] for code in codes))

    def clean_ships_to(self) -> list[Territory]:
        """Return the territories. Each must exist."""
        codes = str(self.cleaned_data["ships_to"]).split()
        rows = {row.code: row for row in Territory.objects.filter(code__in=codes)}
        if unknown := [code for code in codes if code not in rows]:
            raise forms.ValidationError(f"Unknown countries: {', '.join(unknown)}.")
        return list(rows.values())

    def clean(self) -> dict[str, Any]:
        """Refuse an active quarantine: its units wait for a decision."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Location.Kind.QUARANTINE and data.get("active"):
            self.add_error("active", "A quarantine fills no orders. Leave this unchecked.")
        return data


def _save(location: Any, form: RecordForm, by_id: int | None) -> Location:
    is_new = location.pk is None
    saved = save_location(location=location, ships_to=form.cleaned_data["ships_to"], by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


LOCATIONS = Register(
    "locations",
    "Locations",
    "location",
    "Warehouses and venue stores. Orders are filled from a location in the buyer's country first,"
    " then from the one with the lowest rank. Stock arrives by a transfer or a stock-take.",
    Location,
    LocationForm,
    _save,
    (
        ("Name", "name"),
        ("Code", "code"),
        ("Kind", "get_kind_display"),
        ("Country", "territory_id"),
        ("Rank", "rank"),
        ("Active", "active"),
    ),
    ("name", "code"),
    ("rank", "pk"),
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List the locations; `format=csv` downloads them for an import."""
    return list_records(
        request, LOCATIONS, new="location-new", edit="location", upload="location-import"
    )


def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a location, or change one and show its history."""
    location = get_object_or_404(Location, code=code) if code else None
    return edit_record(request, LOCATIONS, location, "locations")


def upload(request: HttpRequest) -> HttpResponse:
    """Import a file of locations."""
    return import_file(request, LOCATIONS, "inventory.change_location", "locations")
