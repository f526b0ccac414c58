"""Oscar's admin of the catalogue, as other Oscar apps expect it, and ours for sports."""

from django.contrib import admin
from oscar.apps.catalogue.admin import *  # noqa: F403  autocomplete fields elsewhere need these

from catalog.models import Sport


@admin.register(Sport)
class SportAdmin(admin.ModelAdmin):
    """Sports by which fans browse."""

    list_display = ("name", "slug", "season")
    search_fields = ("name",)
