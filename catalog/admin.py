"""Oscar's admin of the catalogue, as other Oscar apps expect it, ours for sports and synonyms."""

from django import forms
from django.contrib import admin
from oscar.apps.catalogue.admin import *  # noqa: F403  autocomplete fields elsewhere need these

from catalog.models import SearchSynonym, Sport
from catalog.search.known_facts import fact_errors, normalize_fact
from catalog.search.terms import read_terms


@admin.register(Sport)
class SportAdmin(admin.ModelAdmin):
    """Sports by which fans browse."""

    list_display = ("name", "slug", "season")
    search_fields = ("name",)


class SearchSynonymForm(forms.ModelForm):
    """A group of synonyms; a fact that no product can have is refused."""

    def clean_terms(self) -> str:
        """Return the terms, facts in their one form."""
        terms = [normalize_fact(term) for term in read_terms(self.cleaned_data["terms"])]
        if errors := list(fact_errors(terms)):
            raise forms.ValidationError(errors)
        return "\n".join(terms)


@admin.register(SearchSynonym)
class SearchSynonymAdmin(admin.ModelAdmin):
    """Words that find the same products. What is saved counts from the next search on."""

    list_display = ("__str__", "language", "ignored", "active")
    list_filter = ("language", "ignored", "active")
    search_fields = ("terms",)
    fields = ("language", "terms", "ignored", "active")
    form = SearchSynonymForm
