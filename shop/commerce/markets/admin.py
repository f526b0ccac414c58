"""Admin of markets, sellers and tax rates, with checks beyond those of the database."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from shop.commerce.markets.models import Market, SellingEntity, TaxRate
from shop.commerce.markets.services import FIXED_FIELDS, validate_market


class MarketForm(forms.ModelForm):
    """A market whose languages are translated and whose home it serves."""

    class Meta:
        model = Market
        fields = (
            "code",
            "name",
            "currency",
            "languages",
            "prices_include_tax",
            "home",
            "ship_to",
            "selling_entity",
            "position",
        )

    def clean(self) -> dict[str, Any]:
        """Return the values that the service would take."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["currency"] = str(cleaned.get("currency") or self.instance.currency).upper()
        try:
            validate_market(
                currency=cleaned["currency"],
                languages=cleaned.get("languages") or [],
                home=cleaned.get("home"),
                served=[territory.pk for territory in cleaned.get("ship_to") or ()],
            )
        except ValidationError as error:
            for name, message in error.message_dict.items():
                self.add_error(name if name in self.fields else None, message)
        return cleaned


@admin.register(Market)
class MarketAdmin(admin.ModelAdmin):
    """A market, its currency, languages and ship-to countries.

    The default market is chosen at installation; there is always one.
    """

    form = MarketForm
    list_display = ("name", "code", "currency", "is_open", "languages", "is_default")
    filter_horizontal = ("ship_to",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:  # noqa: ARG002
        """Freeze code, currency and tax display: addresses, prices and orders depend on them."""
        return FIXED_FIELDS if obj else ()

    def save_model(self, request: HttpRequest, obj: Market, form: Any, change: Any) -> None:
        """Save; a new market is closed until the dashboard's checklist opens it."""
        if not change:
            obj.is_open = False
            self.message_user(
                request, "The market is closed. Complete its checklist in the dashboard to open it."
            )
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Markets cannot be deleted: published addresses lead to them."""
        return False


@admin.register(SellingEntity)
class SellingEntityAdmin(admin.ModelAdmin):
    """The companies that sell."""

    list_display = ("legal_name", "code", "vat_number")


@admin.register(TaxRate)
class TaxRateAdmin(admin.ModelAdmin):
    """Rates by destination, class and period."""

    list_display = ("territory", "region", "tax_class", "rate", "treatment", "valid", "source")
    list_filter = ("tax_class", "treatment")
    search_fields = ("territory__name", "=territory__code", "=region")
    ordering = ("territory__name", "region", "tax_class", "valid")
