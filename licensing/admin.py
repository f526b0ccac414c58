"""Rights in Django's admin, to be read: a save would pass by four eyes, lock and clearance.

What no decision reads is kept here: guarded words, issued labels, usual weights and sizes.
"""

from typing import Any, ClassVar

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


class KeptAdmin(admin.ModelAdmin):
    """Rows that staff add and change here and nobody deletes."""

    exclude = ("created_by",)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Nothing is deleted: what holds no more is retired or withdrawn."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Say who added the row."""
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)


@admin.register(models.GuardedWord)
class GuardedWordAdmin(KeptAdmin):
    """Words that titles and descriptions may not have."""

    list_display = ("term", "language", "kind", "mark", "active", "why")
    list_filter = ("kind", "language", "active")
    search_fields = ("term", "why")


@admin.register(models.LabelIssue)
class LabelIssueAdmin(KeptAdmin):
    """Labels by licensee; what was issued is withdrawn, not rewritten."""

    list_display = ("first", "last", "licensee", "created_at", "withdrawn_at")
    list_filter = ("licensee",)
    search_fields = ("first", "last", "reference")

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: object = None,
    ) -> tuple[str, ...]:
        """What goods may carry already stays as it is."""
        return ("licensee", "first", "last") if obj else ()


@admin.register(models.ProductCategory)
class ProductCategoryAdmin(ReadOnlyAdmin):
    """Categories, of which the usual weights and sizes alone are changed here."""

    USUAL: ClassVar = ("lightest_g", "heaviest_g", "shortest_mm", "longest_mm")
    list_display = ("code", "name", "parent", "is_leaf", *USUAL)
    search_fields = ("code", "name")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """As the person's permissions say."""
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: object = None,  # noqa: ARG002
    ) -> tuple[str, ...]:
        """What decisions and agreements read is not changed here."""
        fields = models.ProductCategory._meta.concrete_fields  # noqa: SLF001  Django's documented interface
        return tuple(one.name for one in fields if one.name not in self.USUAL)


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
