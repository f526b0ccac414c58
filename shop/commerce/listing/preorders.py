"""Pre-orders of a list that may not be sold on their shipping day."""

from collections.abc import Mapping
from datetime import date

from catalog.models import Product
from catalog.services import decide_preorders
from shop.commerce.listing.list_query import ListQuery


def refused_preorders(days: Mapping[int, date], query: ListQuery) -> set[int]:
    """Return the products (id to first day) that no license covers on their day.

    No query if there are none.
    """
    if not days:
        return set()
    products = Product.objects.in_bulk(days)
    refused = set()
    for day in sorted(set(days.values())):
        sent = [product for pk, product in products.items() if days[pk] == day]
        decisions = decide_preorders(sent, query.territory, query.channel, query.at, day)
        refused |= {pk for pk, decision in decisions.items() if not decision.allowed}
    return refused
