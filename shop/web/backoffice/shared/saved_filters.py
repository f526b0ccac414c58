"""Saving and removing of the filters that a person keeps for a back-office list."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from shop.identity.accounts.errors import TooManyFilters
from shop.identity.accounts.models import (
    LONGEST_NAME,
    LONGEST_PAGE,
    LONGEST_QUERY,
    User,
)
from shop.identity.accounts.saved_filters import (
    MOST_OF_A_PAGE,
    filter_of,
    remove_filter,
    save_filter,
)
from shop.web.typed_fields import PlainField

PAGE = re.compile(r"/(?:dashboard|rights|licensee)/[a-z0-9/_-]*\Z")


class FilterForm(forms.Form):
    """A name for the filter of a list."""

    name = PlainField(max_length=LONGEST_NAME)
    page = forms.RegexField(PAGE, max_length=LONGEST_PAGE)
    query = forms.CharField(max_length=LONGEST_QUERY)

    def clean_query(self) -> str:
        """Return the parameters that filter."""
        page = self.cleaned_data.get("page", "")
        query = filter_of(page, QueryDict(self.cleaned_data["query"]))
        if not query:
            raise forms.ValidationError("Search or choose a filter first.")
        return query


@require_POST
@login_required
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filter of a list, and show the list again."""
    person, form = _person(request), FilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"The filter was not saved. {_first_error(form)}")
        return redirect(_list_of(request.POST))
    try:
        row = save_filter(user=person, **form.cleaned_data)
    except TooManyFilters:
        text = f"You can save {MOST_OF_A_PAGE} filters for this list. Remove one first."
        messages.error(request, text)
        return redirect(_list_of(request.POST))
    messages.success(request, f"Filter “{row}” saved.")
    return redirect(row.address)


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a filter, and show its list again."""
    remove_filter(user=_person(request), pk=pk)
    messages.success(request, "Filter removed.")
    return redirect(_list_of(request.POST))


def _person(request: HttpRequest) -> User:
    person: Any = request.user
    if person.role == User.Role.FAN:
        raise PermissionDenied
    return person


def _list_of(posted: QueryDict) -> str:
    """Return the address of the list from which a form was sent; the shop's if it is none."""
    page = posted.get("page", "")
    if not PAGE.match(page):
        return "/"
    query = filter_of(page, QueryDict(posted.get("query", "")[:2000]))
    return f"{page}?{query}" if query else page


def _first_error(form: forms.Form) -> str:
    field, errors = next(iter(form.errors.items()))
    return f"{field.capitalize()}: {errors[0]}"
