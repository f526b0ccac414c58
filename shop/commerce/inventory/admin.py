"""Locations in Django's admin: where stock lies, and whose orders are filled from there."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from shop.commerce.inventory.models import CHANNELS, Location


class LocationForm(forms.ModelForm):
    """A location that fills orders of channels there are."""

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
        """Return codes of channels, each once."""
        channels: list[str] = self.cleaned_data["channels"]
        if len(set(channels)) != len(channels) or not set(CHANNELS).issuperset(channels):
            raise forms.ValidationError(f"Choose from {', '.join(CHANNELS)}, each once.")
        return channels


@admin.register(Location)
class LocationAdmin(admin.ModelAdmin):
    """Warehouses and venue stores; what is closed is made inactive, its stock stays."""

    form = LocationForm
    list_display = ("name", "code", "kind", "territory", "channels", "rank", "active")
    filter_horizontal = ("ships_to",)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Locations stay: stock and its ledger rest on them."""
        return False
