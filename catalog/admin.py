"""Admin of sports and synonyms, besides Oscar's admin, which other Oscar apps expect."""

from django import forms
from django.contrib import admin
from oscar.apps.catalogue.admin import *  # noqa: F403  autocomplete fields elsewhere need these

from catalog.models import SearchSynonym, Sport
from catalog.search.known_facts import fact_errors, normalize_fact
from catalog.search.terms import read_terms


@admin.register(Sport)
class SportAdmin(admin.ModelAdmin):
    """Admin of sports."""

    list_display = ("name", "slug", "season")
    search_fields = ("name",)


class SearchSynonymForm(forms.ModelForm):
    """Form of a group of synonyms; rejects facts that no product can have."""

    def clean_terms(self) -> str:
        """Return the terms, with facts in normal form."""
        terms = [normalize_fact(term) for term in read_terms(self.cleaned_data["terms"])]
        if errors := list(fact_errors(terms)):
            raise forms.ValidationError(errors)
        return "\n".join(terms)


@admin.register(SearchSynonym)
class SearchSynonymAdmin(admin.ModelAdmin):
    """Admin of synonyms. Changes take effect with the next search."""

    list_display = ("__str__", "language", "ignored", "active")
    list_filter = ("language", "ignored", "active")
    search_fields = ("terms",)
    fields = ("language", "terms", "ignored", "active")
    form = SearchSynonymForm
