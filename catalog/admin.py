"""Oscar's admin of the catalogue, as other Oscar apps expect it, ours for sports and synonyms."""

from django.contrib import admin
from oscar.apps.catalogue.admin import *  # noqa: F403  autocomplete fields elsewhere need these

from catalog.models import SearchSynonym, Sport


@admin.register(Sport)
class SportAdmin(admin.ModelAdmin):
    """Sports by which fans browse."""

    list_display = ("name", "slug", "season")
    search_fields = ("name",)


@admin.register(SearchSynonym)
class SearchSynonymAdmin(admin.ModelAdmin):
    """Words that find the same products. What is saved counts from the next search on."""

    list_display = ("__str__", "language", "ignored", "active")
    list_filter = ("language", "ignored", "active")
    search_fields = ("terms",)
    fields = ("language", "terms", "ignored", "active")
