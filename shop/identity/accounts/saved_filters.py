"""Searches of back-office lists that people keep under a name, each for themselves."""

import re

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict

from shop.identity.accounts.errors import TooManyFilters
from shop.identity.accounts.models import SavedFilter, User

MOST_OF_A_PAGE = 20
# Parameters of a place within a list, or of its download.
PLACES = ("page", "before", "after", "format", "select")
# A person's name or address is not kept in a filter: it would outlive the person's data.
PEOPLE = ("by",)
TEXT = "q"
LISTS_OF_THINGS = re.compile(
    r"/(?:rights|licensee|dashboard/(?:catalogue|prices|promotions|stock|tax))/"
)


def filter_of(page: str, query: QueryDict) -> str:
    """Return the part of a query that filters a list, in a fixed order; empty if none does."""
    left_out = {*PLACES, *PEOPLE} | (set() if LISTS_OF_THINGS.match(page) else {TEXT})
    kept = QueryDict(mutable=True)
    for name in sorted(query):
        values = [value for value in query.getlist(name) if value]
        if values and name not in left_out:
            kept.setlist(name, values)
    return kept.urlencode()


def saved_filters(user: User, page: str) -> QuerySet[SavedFilter]:
    """Return a person's filters of a page, by name."""
    return SavedFilter.objects.filter(user=user, page=page)


@transaction.atomic
def save_filter(*, user: User, page: str, query: str, name: str) -> SavedFilter:
    """Keep a filter of a page; one of the same name is replaced. Raises `TooManyFilters`."""
    User.objects.select_for_update().only("pk").get(pk__in=[user.pk])
    own = saved_filters(user, page)
    if own.exclude(name=name).count() >= MOST_OF_A_PAGE:
        raise TooManyFilters(f"{user.pk} has {MOST_OF_A_PAGE} filters of {page}")
    row, _ = SavedFilter.objects.update_or_create(
        user=user, page=page, name=name, defaults={"query": query}
    )
    return row


def remove_filter(*, user: User, pk: int) -> None:
    """Remove a filter of a person. Safe to repeat."""
    SavedFilter.objects.filter(user=user, pk=pk).delete()
