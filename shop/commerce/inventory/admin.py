"""Admin of stock locations and of the orders that they fill."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from shop.commerce.inventory.models import CHANNELS, Location


class LocationForm(forms.ModelForm):
    """Form of a location."""

    class Meta:
        model = Location
        fields = (
            "code",
            "name",
            "kind",
            "territory",
            "channels",
            "ships_to",
            "rank",
            "active",
        )

    def clean_channels(self) -> list[str]:
        """Validate the codes of channels."""
        channels: list[str] = self.cleaned_data["channels"]
        if len(set(channels)) != len(channels) or not set(CHANNELS).issuperset(channels):
            raise forms.ValidationError(f"Choose from {', '.join(CHANNELS)}, each once.")
        return channels


@admin.register(Location)
class LocationAdmin(admin.ModelAdmin):
    """Warehouses and venue stores; a closed location is made inactive and keeps its stock."""

    form = LocationForm
    list_display = ("name", "code", "kind", "territory", "channels", "rank", "active")
    filter_horizontal = ("ships_to",)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Forbid deletion: stock and its ledger refer to locations."""
        return False
