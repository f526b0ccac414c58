"""Forms of the dashboard's stock pages."""

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django import forms

from shop.commerce.inventory.count_file import MOST_UNITS
from shop.commerce.inventory.models import Location
from shop.oscar.partner.models import StockRecord
from shop.web.typed_fields import DayField


class StyledForm(forms.Form):
    """A form of the dashboard."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"


class AdjustForm(StyledForm):
    """A change in stock and its reason."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    change = forms.IntegerField(
        min_value=-MOST_UNITS,
        max_value=MOST_UNITS,
        label="Change in units in stock",
        help_text="Enter +3 if three more were found, -3 if three are missing.",
    )
    reason = forms.CharField(max_length=200, label="Reason")


class LimitsForm(StyledForm):
    """The low-stock level and the limit per person."""

    low_stock_threshold = forms.IntegerField(
        min_value=0,
        max_value=MOST_UNITS,
        required=False,
        label="Low-stock alert (available units)",
        help_text="Leave blank for no alert.",
    )
    limit_per_person = forms.IntegerField(
        min_value=1,
        max_value=10_000,
        required=False,
        label="Limit per person, across all sizes and orders",
        help_text="Leave blank for the default limit.",
    )


class TransferForm(StyledForm):
    """Units that go to another location."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    to = forms.ModelChoiceField(Location.objects.none(), label="To")
    quantity = forms.IntegerField(min_value=1, max_value=MOST_UNITS, label="Units")
    reason = forms.CharField(max_length=200, label="Reason")


class AnnounceForm(StyledForm):
    """A pre-order lot: units that may be sold before they arrive."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    location = forms.ModelChoiceField(Location.objects.none(), label="Ships from")
    ships_on = DayField(
        widget=forms.DateInput(attrs={"type": "date"}),
        label="First shipping day",
        help_text="Shown to customers. Licenses must also be in force on that day.",
    )
    units = forms.IntegerField(
        min_value=1,
        max_value=MOST_UNITS,
        label="Units available to sell",
        help_text="The maximum for this pre-order.",
    )


class ArriveForm(StyledForm):
    """The arrival of announced units."""

    came = forms.IntegerField(min_value=0, max_value=MOST_UNITS, label="Units received")


class RecordForms:
    """The forms of a stock record's page; the one whose button was pressed is bound."""

    def __init__(self, record: StockRecord, data: Any, location_ids: Collection[int] = ()) -> None:
        places = Location.objects.filter(active=True)
        own = places.filter(pk__in=location_ids) if location_ids else places
        self.pressed = next((name for name in FORMS if name in data), "")

        def form(name: str, **initial: Any) -> Any:
            bound = data if name == self.pressed else None
            first = {"key": uuid4(), **initial}
            return FORMS[name](bound, initial=first, auto_id=f"{name}_%s")

        self.adjust = form("adjust")
        self.limits = form(
            "limits",
            low_stock_threshold=record.low_stock_threshold,
            limit_per_person=record.product.top.limit_per_person,
        )
        self.transfer = form("transfer")
        self.transfer.fields["to"].queryset = places.exclude(pk=record.location_id)
        self.announce = form("announce", location=record.location_id)
        self.announce.fields["location"].queryset = own
        self.arrive = form("arrive", came=record.num_in_stock) if record.announced else None

    @property
    def bound(self) -> Any:
        """The submitted form; None on GET."""
        return getattr(self, self.pressed) if self.pressed else None


FORMS: dict[str, type[StyledForm]] = {
    "adjust": AdjustForm,
    "limits": LimitsForm,
    "transfer": TransferForm,
    "announce": AnnounceForm,
    "arrive": ArriveForm,
}
