"""Rights in Django's admin, to be read: a save would pass by four eyes, lock and clearance."""

from django.contrib import admin
from django.http import HttpRequest

from licensing import models


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Nothing is deleted here."""
        return False


@admin.register(models.Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    """Agreements by number."""

    list_display = ("number", "version", "licensor", "licensee", "status", "term")
    list_filter = ("status", "licensor")
    search_fields = ("number",)


@admin.register(models.Grant)
class GrantAdmin(ReadOnlyAdmin):
    """Grants by agreement."""

    list_display = ("id", "agreement", "territory_set_version", "window", "exclusivity", "live")
    list_filter = ("exclusivity", "live")


@admin.register(models.Territory)
class TerritoryAdmin(ReadOnlyAdmin):
    """Territories by code."""

    list_display = ("code", "name", "currency", "served", "in_eea", "sanction_policy")
    search_fields = ("code", "name")


@admin.register(models.Licensee)
class LicenseeAdmin(ReadOnlyAdmin):
    """Licensees by name."""

    list_display = ("legal_name", "code", "country", "status")
    search_fields = ("legal_name", "code")


for model in (
    models.AgreementEvent,
    models.GamesEdition,
    models.Holdback,
    models.NOC,
    models.ProductCategory,
    models.Property,
    models.PropertyHolding,
    models.RightsDecisionLog,
    models.RightsHolder,
    models.StoreMandate,
    models.TerritorySet,
    models.TerritorySetVersion,
):
    admin.site.register(model, ReadOnlyAdmin)
