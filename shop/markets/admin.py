"""Markets, sellers and tax rates in Django's admin."""

from django.contrib import admin

from shop.markets.models import Market, SellingEntity, TaxRate


@admin.register(Market)
class MarketAdmin(admin.ModelAdmin):
    """A market, its currency, languages and ship-to countries."""

    list_display = ("name", "code", "currency", "languages", "prices_include_tax", "is_default")
    filter_horizontal = ("ship_to",)


@admin.register(SellingEntity)
class SellingEntityAdmin(admin.ModelAdmin):
    """The companies that sell."""

    list_display = ("legal_name", "code", "vat_number")


@admin.register(TaxRate)
class TaxRateAdmin(admin.ModelAdmin):
    """Rates by destination, class and period."""

    list_display = ("territory", "region", "tax_class", "rate", "valid")
    list_filter = ("tax_class",)
    search_fields = ("territory__name", "territory__code")
