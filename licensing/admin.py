"""Read-only Django admin of rights: saving here would bypass the services.

Only data that no decision depends on can be edited: guarded words, issued labels, and the usual
weights and sizes of categories.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from licensing import models


class ReadOnlyAdmin(admin.ModelAdmin):
    """Admin that shows rows without allowing changes."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return False."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Return False."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Return False."""
        return False


@admin.register(models.Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    """Admin of agreements."""

    list_display = ("number", "version", "licensor", "licensee", "status", "term")
    list_filter = ("status", "licensor")
    search_fields = ("number",)


@admin.register(models.Grant)
class GrantAdmin(ReadOnlyAdmin):
    """Admin of grants."""

    list_display = ("id", "agreement", "territory_set_version", "window", "exclusivity", "live")
    list_filter = ("exclusivity", "live")


@admin.register(models.Territory)
class TerritoryAdmin(ReadOnlyAdmin):
    """Admin of territories."""

    list_display = ("code", "name", "currency", "served", "in_eea", "sanction_policy")
    search_fields = ("code", "name")


@admin.register(models.Licensee)
class LicenseeAdmin(ReadOnlyAdmin):
    """Admin of licensees."""

    list_display = ("legal_name", "code", "country", "status")
    search_fields = ("legal_name", "code")


class UndeletableAdmin(admin.ModelAdmin):
    """Admin of rows that staff add and edit but never delete."""

    exclude = ("created_by",)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Return False: rows are retired or withdrawn instead."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save the row and record its author."""
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)


@admin.register(models.GuardedWord)
class GuardedWordAdmin(UndeletableAdmin):
    """Admin of guarded words."""

    list_display = ("term", "language", "kind", "mark", "active", "why")
    list_filter = ("kind", "language", "active")
    search_fields = ("term", "why")


@admin.register(models.LabelIssue)
class LabelIssueAdmin(UndeletableAdmin):
    """Admin of issued labels, which are withdrawn instead of edited."""

    list_display = ("first", "last", "licensee", "created_at", "withdrawn_at")
    list_filter = ("licensee",)
    search_fields = ("first", "last", "reference")

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: object = None,
    ) -> tuple[str, ...]:
        """Make issued ranges read-only, since goods may already carry the labels."""
        return ("licensee", "first", "last") if obj else ()


@admin.register(models.ProductCategory)
class ProductCategoryAdmin(ReadOnlyAdmin):
    """Admin of categories; only the usual weights and sizes can be edited."""

    USUAL: ClassVar = ("lightest_g", "heaviest_g", "shortest_mm", "longest_mm")
    list_display = ("code", "name", "parent", "is_leaf", *USUAL)
    search_fields = ("code", "name")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Return whether the user has the permission."""
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: object = None,  # noqa: ARG002
    ) -> tuple[str, ...]:
        """Make all fields read-only that decisions and agreements depend on."""
        fields = models.ProductCategory._meta.concrete_fields  # noqa: SLF001  Django's documented interface
        return tuple(field.name for field in fields if field.name not in self.USUAL)


for model in (
    models.AgreementEvent,
    models.Factory,
    models.FactoryApproval,
    models.FactoryAudit,
    models.GamesEdition,
    models.Holdback,
    models.NOC,
    models.Property,
    models.PropertyHolding,
    models.RightsDecisionLog,
    models.RightsHolder,
    models.StoreMandate,
    models.TerritorySet,
    models.TerritorySetVersion,
):
    admin.site.register(model, ReadOnlyAdmin)
