"""Admin of markets, sellers and tax rates, with checks beyond those of the database."""

from typing import Any

from babel.numbers import list_currencies
from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

from shop.commerce.markets.models import Market, SellingEntity, TaxRate

LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


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

    def clean_currency(self) -> str:
        """Return an ISO 4217 code."""
        currency = str(self.cleaned_data["currency"]).upper()
        if currency not in list_currencies():
            raise forms.ValidationError("Enter a currency code of three letters, for example EUR.")
        return currency

    def clean_languages(self) -> list[str]:
        """Validate that all languages are supported and distinct."""
        languages: list[str] = self.cleaned_data["languages"]
        if len(set(languages)) != len(languages) or not LANGUAGES.issuperset(languages):
            raise forms.ValidationError(f"Choose from {', '.join(sorted(LANGUAGES))}, each once.")
        return languages

    def clean(self) -> dict[str, Any]:
        """Refuse a home territory outside the market."""
        cleaned = super().clean() or self.cleaned_data
        home, served = cleaned.get("home"), cleaned.get("ship_to")
        if home and served is not None and home not in served:
            self.add_error("home", "The territories must include the home country.")
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
        return ("code", "currency", "prices_include_tax") if obj else ()

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
